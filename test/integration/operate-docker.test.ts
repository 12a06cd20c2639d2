import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { UserError } from '../../src/errors.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { servingLabels } from '../../src/oci/serving.ts'
import { openPlace } from '../../src/place/place.ts'
import { freePort } from '../../src/ports.ts'
import { dockerVersions, hostOf, labels, removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import type { ServingStatus } from '../../src/stages/status.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, digestOf, get, servingOf } from './gateway-support/place.ts'

const log = { info: () => undefined, foreign: () => undefined }
const signal = new AbortController().signal
const modelName = `tone-${process.pid}`

describeWith(['docker', 'base-image'], 'who runs what was deployed as containers', () => {
  let made = ''
  let docker: DockerClient
  let image: string
  let model: string
  let port: number
  let config = ''
  let gateway: Gateway
  let stable: Backend

  const command = async (...args: string[]): Promise<{ code: number; out: string; error?: UserError }> => {
    let out = ''
    const stdout = { write: (text: string) => (out += text) }
    try {
      const program = createProgram({ signal, stdout, stderr: { write: () => undefined } })
      return { code: await program.run([...args, '--config', config]), out }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { code: -1, out, error }
    }
  }
  const status = async (): Promise<ServingStatus> =>
    JSON.parse((await command('status', '--json')).out) as ServingStatus

  /** A container that is labelled as a version is; the gateway's image serves it, because it has Node. */
  const up = async (version: string, letter: string): Promise<Backend> => {
    const id = `v${version.replaceAll('.', '-')}-${letter.repeat(12)}`
    const [serving, digest] = [servingOf(version), digestOf(letter)]
    const serve = `exec node /programs/model-server.ts 8080 ${id} none ${serving.readyPath} 0.0.0.0`
    await docker.start({
      image,
      command: ['sh', '-c', `echo one; echo two; ${serve}`],
      environment: {},
      labels: {
        ...modelLabel(model),
        ...servingLabels(serving),
        [labels.id]: id,
        [labels.version]: version,
        [labels.digest]: digest,
        [labels.replicas]: '1',
      },
      user: '65532:65532',
      network: networkOf(model),
      aliases: [hostOf(digest, 0)],
      binds: [{ from: join(made, 'programs'), to: '/programs' }],
    })
    const found = (await dockerVersions({ docker, model }).list()).find((one) => one.id === id)
    if (found === undefined) throw new Error(`${id} does not run`)
    return found
  }

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'operate-docker-'))
    chmodSync(made, 0o755)
    vi.stubEnv('MODEL_ACTIONS_HOME', join(made, 'home'))
    for (const name of ['programs', 'checkout']) mkdirSync(join(made, name))
    copyFileSync(join(import.meta.dirname, 'gateway-support/model-server.ts'), join(made, 'programs/model-server.ts'))
    port = await freePort()
    config = join(made, 'checkout/model.yml')
    writeFileSync(
      config,
      `name: ${modelName}\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\nimage: {base: registry.test/serve:1}\ndeploy: {target: docker, port: ${port}}\n`,
    )
    const root = join(made, 'checkout')
    model = (await openPlace({ environment: process.env, root, model: modelName })).identity
    docker = await connectDocker({ environment: process.env })
    image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
  })
  afterAll(async () => {
    await removeDockerPlace(docker, model)
    vi.unstubAllEnvs()
    rmSync(made, { recursive: true, force: true })
  })

  test('where nothing was deployed each command says at which engine it looked', async () => {
    const nothing = `nothing of ${modelName} is deployed: looked at containers of ${model} at ${docker.endpoint}`
    expect(await command('status')).toEqual({ code: 1, out: `${nothing}\n` })
    expect((await command('logs')).error?.message).toBe(`${nothing}; deploy it first`)
    expect(await command('stop')).toEqual({ code: 0, out: `${nothing}\n` })
  })

  test('status tells of stable and canary with their shares, and how their requests ended', async () => {
    gateway = await openDockerGateway({ docker, model, port, image, log })
    stable = await up('1.0.0', 'a')
    await deployFirst({ gateway }, stable)
    const canary = await up('1.1.0', 'b')
    await gateway.traffic.acquire('acme run 7', 600_000)
    await gateway.traffic.add('acme run 7', canary)
    for (const each of [stable, canary]) await expect.poll(() => gateway.probe(each), { timeout: 20_000 }).toBe(true)
    await gateway.traffic.shift('acme run 7', canary.id, 0.25)
    for (let i = 0; i < 20; i++) expect((await get(`http://127.0.0.1:${port}`)).status).toBe(200)
    const counted = async () => (await status()).versions.reduce((sum, one) => sum + (one.counted?.requests ?? 0), 0)
    await expect.poll(counted, { timeout: 20_000 }).toBe(20)
    expect(await status()).toMatchObject({
      serves: true,
      url: `http://127.0.0.1:${port}`,
      lease: { owner: 'acme run 7' },
      versions: [
        { version: '1.0.0', role: 'stable', share: 0.75, running: true, counted: { errors: 0 } },
        { version: '1.1.0', role: 'canary', share: 0.25, running: true, counted: { errors: 0 } },
      ],
    })
    expect((await command('status')).out).toContain(`${modelName} 1.0.0 serves at http://127.0.0.1:${port}`)
  })

  test('logs prints what stable wrote, or the version that is named', async () => {
    expect((await command('logs', '--lines', '1')).out).toBe('two\n')
    expect((await command('logs', '1.1.0', '--lines', '9')).out).toBe('one\ntwo\n')
    expect((await command('logs', '2.0.0')).error?.message).toContain('1.0.0')
  })

  test('a version whose container has ended is told of as one that does not run', async () => {
    const [container] = await dockerVersions({ docker, model }).replicas(stable.id)
    execFileSync('docker', ['stop', '--time', '0', container?.id ?? ''], { stdio: 'pipe' })
    expect((await status()).versions[0]).toMatchObject({ version: '1.0.0', role: 'stable', running: false })
    execFileSync('docker', ['start', container?.id ?? ''], { stdio: 'pipe' })
    await expect.poll(() => gateway.probe(stable), { timeout: 20_000 }).toBe(true)
  })

  test('stop is refused while a rollout is under way, and names it; then nothing of the model is left', async () => {
    expect((await command('stop', '--yes')).error?.message).toContain('a rollout by acme run 7 is under way')
    await gateway.traffic.release('acme run 7')
    const { out } = await command('stop', '--yes')
    expect(out).toContain(`the gateway at http://127.0.0.1:${port} has ended`)
    for (const version of ['v1-0-0', 'v1-1-0']) expect(out).toContain(`${version}-`)
    expect(await docker.list(modelLabel(model))).toEqual([])
    const volumes = execFileSync('docker', ['volume', 'ls', '--quiet', '--filter', `name=${networkOf(model)}`])
    expect(volumes.toString()).toBe('')
    expect((await command('status')).code).toBe(1)
  })
})
