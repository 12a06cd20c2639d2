import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { createDockerEngine } from '../../src/engine/docker.ts'
import { cleanUpJobs } from '../../src/engine/index.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { describeWith } from '../parts.ts'

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }

describeWith(['docker', 'base-image'], 'a run that ends while its container works', () => {
  let docker: DockerClient
  let image = ''
  let root = ''
  let runtime = ''
  let child: ChildProcess | undefined

  beforeAll(async () => {
    docker = await connectDocker({ environment: process.env })
    image = await ensureImage({ docker, kind: 'serve', log, signal: never, environment: process.env })
  })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'engine-interrupted-'))
    chmodSync(root, 0o755)
    runtime = join(root, 'runtime')
    mkdirSync(join(runtime, 'model_runtime'), { recursive: true })
    const schema = 'model_runtime/contract.schema.json'
    copyFileSync(join(runtimeDirectory(), schema), join(runtime, schema))
    writeFileSync(join(runtime, 'model_runtime/__init__.py'), '')
    const stubborn =
      "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint('up')\ntime.sleep(120)\n"
    writeFileSync(join(runtime, 'model_runtime/__main__.py'), stubborn)
  })
  afterEach(() => {
    child?.kill('SIGKILL')
    rmSync(root, { recursive: true, force: true })
  })

  /** Those of the run under test: other runs may work on this engine too. */
  const containers = async () =>
    (await docker.listWith('model-actions.job')).filter(({ labels }) =>
      labels['model-actions.owner']?.startsWith(`${child?.pid} `),
    )

  const startRun = async (): Promise<void> => {
    const program = join(import.meta.dirname, 'engine-support/job.ts')
    const running = spawn(process.execPath, [program, runtime, image, root], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // What a killed run cannot clear goes with the test's directory.
      env: { ...process.env, TMPDIR: root },
    })
    child = running
    await new Promise<void>((resolve, reject) => {
      running.stdout.on('data', (text: Buffer) => {
        if (text.toString().includes('up')) resolve()
      })
      running.once('exit', () => reject(new Error('the run ended before its container was up')))
    })
  }

  test('by Ctrl-C: the container is gone within 2 s, whatever it does with SIGTERM', async () => {
    await startRun()
    expect(await containers()).toHaveLength(1)
    const began = performance.now()
    child?.kill('SIGINT')
    await expect.poll(containers, { timeout: 5_000, interval: 50 }).toEqual([])
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('by SIGKILL: `post` removes the container', async () => {
    await startRun()
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child?.kill('SIGKILL')
    await ended
    expect(await containers()).toHaveLength(1)
    await cleanUpJobs({ environment: process.env, log })
    expect(await containers()).toEqual([])
  })

  test('by SIGKILL: the next engine removes the container, and leaves those whose run is alive', async () => {
    await startRun()
    const engine = createDockerEngine({ docker, runtimeDirectory: runtime, image, environment: process.env, log })
    await engine.preflight({}, never)
    expect(await containers()).toHaveLength(1)

    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child?.kill('SIGKILL')
    await ended
    expect(await containers()).toHaveLength(1)
    const next = createDockerEngine({ docker, runtimeDirectory: runtime, image, environment: process.env, log })
    await next.preflight({}, never)
    expect(await containers()).toEqual([])
  })
})
