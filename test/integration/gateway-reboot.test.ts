import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { describeWith } from '../parts.ts'
import { comes, PrivateEngine } from './docker-support/privateEngine.ts'
import { deployFirst, digestOf, servingOf } from './gateway-support/place.ts'

const log = { info: () => undefined, foreign: () => undefined }
const signal = new AbortController().signal
const model = `test/tone-${process.pid}`
const network = networkOf(model)

describeWith(['docker', 'base-image', 'dockerd', 'root'], 'a gateway in a container and the version behind it', () => {
  const engine = new PrivateEngine()
  let docker: DockerClient
  let image: string
  let gateway: Gateway
  let stable: Backend
  let container: string

  beforeAll(async () => {
    const shared = await connectDocker({ environment: process.env })
    image = await ensureImage({ docker: shared, kind: 'gateway', log, signal, environment: process.env })
    docker = await engine.start()
    await docker.load(await shared.save(image, signal), signal)
    const programs = join(engine.directory, 'programs')
    execFileSync('mkdir', [programs])
    copyFileSync(join(import.meta.dirname, 'gateway-support/model-server.ts'), join(programs, 'model-server.ts'))
    for (const directory of [engine.directory, programs]) chmodSync(directory, 0o755)
    gateway = await openDockerGateway({ docker, model, port: 8080, image, log })
    const id = 'v1-0-0-aaaaaaaaaaaa'
    const serving = servingOf('1.0.0')
    container = await docker.start({
      image,
      command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
      environment: {},
      labels: { ...modelLabel(model), 'model-actions.id': id },
      user: '65532:65532',
      network,
      aliases: ['model-a'],
      binds: [{ from: programs, to: '/programs' }],
    })
    await docker.restart(container, 'unless-stopped')
    stable = { id, version: '1.0.0', digest: digestOf('a'), addresses: ['model-a:8080'], serving }
    await deployFirst({ gateway }, stable)
    await comes(async () => expect(await answeredBy()).toBe(id))
  })
  afterAll(() => engine.end())

  /** Who answers at the gateway; asked from its own container, because the engine's network is not ours. */
  const answeredBy = async (): Promise<string> => {
    const [found] = await docker.list({ ...modelLabel(model), 'model-actions.role': 'gateway' })
    const program = "fetch('http://127.0.0.1:8080').then((a) => console.log(a.headers.get('x-model-version')))"
    return (await docker.exec(found?.id ?? '', ['node', '-e', program])).stdout.trim()
  }
  const address = async (): Promise<string> => (await docker.inspect(container))?.addresses[network] ?? ''

  test('find each other again where the version has moved to another address', async () => {
    const before = await address()
    const cli = (...words: string[]) =>
      execFileSync('docker', words, { env: { ...process.env, DOCKER_HOST: docker.endpoint }, stdio: 'pipe' })
    cli('stop', '--time', '0', container)
    // Takes the address that has become free.
    cli('run', '--detach', '--network', network, '--entrypoint', 'sleep', image, '600')
    cli('start', container)
    expect(await address()).not.toBe(before)
    await expect.poll(answeredBy, { timeout: 20_000 }).toBe(stable.id)
    expect(await gateway.probe(stable)).toBe(true)
  })

  test('serve again after the engine was started anew, without a deploy', async () => {
    await engine.stop()
    await expect(gateway.traffic.status()).rejects.toThrow()
    docker = await engine.start()
    await expect.poll(answeredBy, { timeout: 60_000 }).toBe(stable.id)
    gateway = await openDockerGateway({ docker, model, port: 8080, image, log })
    expect(await gateway.traffic.status()).toMatchObject({ stable, idle: [] })
    expect(await gateway.probe(stable)).toBe(true)
  })

  test('serve again after all of their processes were killed at once: stable alone, and no canary', async () => {
    const id = 'v1-1-0-bbbbbbbbbbbb'
    const canary: Backend = { ...stable, id, version: '1.1.0', digest: digestOf('b') }
    await gateway.traffic.acquire('acme run 7', 600_000)
    await gateway.traffic.add('acme run 7', canary)
    await gateway.traffic.shift('acme run 7', id, 0.5)
    const cli = (...words: string[]): string =>
      execFileSync('docker', words, { env: { ...process.env, DOCKER_HOST: docker.endpoint } }).toString()
    const ids = (await docker.list(modelLabel(model))).map((one) => one.id)
    expect(ids).toHaveLength(2)
    const pids = cli('inspect', '--format', '{{.State.Pid}}', ...ids)
      .trim()
      .split('\n')
    for (const pid of pids) process.kill(Number(pid), 'SIGKILL')
    const restarts = (): string[] =>
      cli('inspect', '--format', '{{.RestartCount}} {{.State.Running}}', ...ids)
        .trim()
        .split('\n')
    await expect.poll(restarts, { timeout: 60_000 }).toEqual(['1 true', '1 true'])
    await expect.poll(answeredBy, { timeout: 60_000 }).toBe(stable.id)
    const found = await gateway.traffic.status()
    expect(found).toMatchObject({ stable, idle: [] })
    expect(found.canary).toBeUndefined()
    expect(found.lease).toBeUndefined()
  })
})
