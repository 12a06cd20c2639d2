import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { createDockerEngine } from '../../src/engine/docker.ts'
import { createProcessEngine } from '../../src/engine/process.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { fakeSmi } from '../fixtures/nvidia-smi.ts'
import { describeWith, itWith } from '../parts.ts'

/* What an engine says before any work, of machines that lack something. */

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'engine-preflight-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A machine with a GPU, as far as its driver's own tool says: nothing here can compute on it. */
function withGpu(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${fakeSmi(root, [{}])}:${process.env['PATH']}` }
}

describeWith(['python'], 'preflight of the process engine', () => {
  const engineWith = (environment: NodeJS.ProcessEnv) =>
    createProcessEngine({
      runtimeDirectory: runtimeDirectory(),
      python: { path: process.env['MODEL_ACTIONS_PYTHON'] ?? '' },
      environment,
      log,
    })

  test('says what shapes results: versions, device, processor; and is asked once', async () => {
    const engine = engineWith({ ...process.env, CUDA_VISIBLE_DEVICES: '' })
    const facts = await engine.preflight({}, never)
    expect(facts.identity).toMatchObject({
      python: expect.stringMatching(/^3\.\d+\.\d+$/),
      torch: expect.stringMatching(/^\d/),
    })
    expect(facts.cpu.model).not.toBe('')
    expect(await engine.preflight({}, never)).toBe(facts)
  })

  test('a GPU that torch does not reach is an error with the remedy, and no reason to use the CPU', async () => {
    const engine = engineWith(withGpu())
    await expect(engine.preflight({}, never)).rejects.toThrow(
      /engine\.gpus: this machine has a GPU \(NVIDIA H200\) that jobs cannot use: torch .* does not reach it: .*set it to 0/,
    )
    expect((await engine.preflight({ gpus: 0 }, never)).gpus).toEqual([])
  })

  test('more memory or cores than the machine has are refused by their keys', async () => {
    const engine = engineWith(process.env)
    await expect(engine.preflight({ memoryBytes: 2 ** 60 }, never)).rejects.toThrow(/engine\.memory: .* GiB are asked/)
    await expect(engine.preflight({ cpus: 100_000 }, never)).rejects.toThrow(/engine\.cpus: 100000 cores are asked/)
  })

  test('what only containers have is refused by its key, and never left out', async () => {
    const engine = engineWith(process.env)
    await expect(engine.preflight({ runtime: 'runsc' }, never)).rejects.toThrow(
      /engine\.runtime: runsc is for containers, and jobs run as processes here: run them in containers/,
    )
    await expect(engine.preflight({ pids: 512 }, never)).rejects.toThrow(/engine\.pids: 512 is for containers/)
  })

  test('memory that no GPU of the machine has is refused before any work', async () => {
    const engine = engineWith(withGpu())
    await expect(engine.preflight({ gpus: { memoryBytes: 2 ** 40 } }, never)).rejects.toThrow(
      /engine\.gpus: 1024\.0 GiB of a GPU are asked for, and the largest of this machine has 140\.4 GiB: ask for less/,
    )
    const without = engineWith({ ...process.env, CUDA_VISIBLE_DEVICES: '' })
    await expect(without.preflight({ gpus: { memoryBytes: 2 ** 30 } }, never)).rejects.toThrow(
      /engine\.gpus: 1\.0 GiB of a GPU are asked for, and this machine has none/,
    )
  })
})

describeWith(['docker', 'base-image'], 'preflight of the Docker engine', () => {
  let docker: DockerClient
  let image = ''
  beforeAll(async () => {
    docker = await connectDocker({ environment: process.env })
    image = await ensureImage({ docker, kind: 'serve', log, signal: never, environment: process.env })
  })
  const engineOn = (client: DockerClient, environment: NodeJS.ProcessEnv = process.env) =>
    createDockerEngine({ docker: client, runtimeDirectory: runtimeDirectory(), image, environment, log })

  test('an isolating runtime that the engine does not have is refused with those that it has', async () => {
    await expect(engineOn(docker).preflight({ runtime: 'runsc-of-nobody' }, never)).rejects.toThrow(
      /engine\.runtime: the Docker engine has no runtime runsc-of-nobody, only .*runc.*: install it there/,
    )
    await engineOn(docker).preflight({ runtime: 'runc' }, never)
  })

  test('says what shapes results, and leaves no container', async () => {
    const facts = await engineOn(docker).preflight({}, never)
    expect(facts.identity).toEqual({ 'image ours': image })
    expect(facts.because).toContain(image)
    const own = (await docker.listWith('model-actions.job')).filter(({ labels }) =>
      labels['model-actions.owner']?.startsWith(`${process.pid} `),
    )
    expect(own).toEqual([])
  })

  test('a GPU that containers do not get is an error with the remedy', async () => {
    const engine = engineOn(docker, withGpu())
    await expect(engine.preflight({}, never)).rejects.toThrow(
      /engine\.gpus: this machine has a GPU \(NVIDIA H200\) that jobs cannot use: .*NVIDIA container toolkit.*set it to 0/,
    )
    expect((await engine.preflight({ gpus: 0 }, never)).gpus).toEqual([])
  })

  test('the engine of another machine is refused, because it sees no file of ours', async () => {
    await expect(engineOn({ ...docker, remote: 'builder' }).preflight({}, never)).rejects.toThrow(
      /engine of another machine \(builder\), which sees no file of this one: run on that machine, or .*engine\.name: process/,
    )
  })

  itWith(['root'], 'an engine that sees other directories, as in a `container:` job, is refused', async () => {
    // A mount of our own makes this tree of directories another one than the engine's.
    const program = `
      import { connectDocker } from '${import.meta.dirname}/../../src/docker/client.ts'
      import { createDockerEngine } from '${import.meta.dirname}/../../src/engine/docker.ts'
      const log = { info() {}, foreign() {}, progress() {} }
      const docker = await connectDocker({ environment: process.env })
      const engine = createDockerEngine({ docker, runtimeDirectory: ${JSON.stringify(runtimeDirectory())}, image: '${image}', environment: process.env, log })
      await engine.preflight({}, new AbortController().signal).then(() => console.log('fine'), (error) => console.log(error.message))`
    const place = join(root, 'private')
    mkdirSync(place)
    const script = 'mount -t tmpfs none "$TMPDIR" && exec "$@"'
    const node = [process.execPath, '--input-type=module', '-e', program]
    const ended = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', ...node], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: place },
    })
    expect(ended.stdout + ended.stderr).toMatch(
      /the Docker engine at .* does not see .*private\/model-actions-seen-.* of this machine: .*`container:`.*run jobs as processes \(engine\.name: process\)/,
    )
    expect(existsSync(join(place, 'anything'))).toBe(false)
  })
})
