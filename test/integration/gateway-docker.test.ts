import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { findDockerGateway, openDockerGateway } from '../../src/gateway/docker.ts'
import { gatewayLabel, modelLabel, networkOf, outsideOf } from '../../src/gateway/dockerNames.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, digestOf, get, load, servingOf } from './gateway-support/place.ts'

const log = { info: () => undefined, foreign: () => undefined }
const model = `test/tone-${process.pid}`
const network = networkOf(model)
const root = join(import.meta.dirname, '../..')
const exec = promisify(execFile)

describeWith(['docker', 'base-image'], 'the gateway in a container', () => {
  let docker: DockerClient
  let image: string
  let port: number
  let gateway: Gateway
  let programs: string

  /** A version as a container that publishes nothing. The gateway's image serves it, because it has Node. */
  const up = async (version: string, letter: string): Promise<Backend> => {
    const id = `v${version.replaceAll('.', '-')}-${letter.repeat(12)}`
    const serving = servingOf(version)
    await docker.start({
      image,
      command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
      environment: {},
      labels: { ...modelLabel(model), 'model-actions.id': id },
      user: '65532:65532',
      network,
      aliases: [id],
      binds: [{ from: programs, to: '/programs' }],
    })
    return { id, version, digest: digestOf(letter), addresses: [`${id}:8080`], serving }
  }
  const open = (atPort = port) => openDockerGateway({ docker, model, port: atPort, image, log })

  /** Of a checkout whose agent speaks another protocol. */
  const deployByNext = async (): Promise<string> => {
    const checkout = join(programs, 'next')
    for (const part of ['package.json', 'src', 'docker', 'test/integration/gateway-support'])
      cpSync(join(root, part), join(checkout, part), { recursive: true })
    if (!existsSync(join(checkout, 'node_modules')))
      symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'))
    const protocol = join(checkout, 'src/gateway/agent/protocol.ts')
    writeFileSync(protocol, readFileSync(protocol, 'utf8').replace(/protocolVersion = \d+/, 'protocolVersion = 1000'))
    const program = join(checkout, 'test/integration/gateway-support/openDocker.ts')
    const { stdout } = await exec(process.execPath, [program, JSON.stringify({ model, port, image })], {
      cwd: checkout,
    })
    return stdout
  }

  beforeAll(async () => {
    programs = mkdtempSync(join(tmpdir(), 'gateway-docker-'))
    copyFileSync(join(import.meta.dirname, 'gateway-support/model-server.ts'), join(programs, 'model-server.ts'))
    chmodSync(programs, 0o755)
    docker = await connectDocker({ environment: process.env })
    const signal = new AbortController().signal
    image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
    port = await freePort()
    gateway = await open()
  })
  afterAll(async () => {
    for (const { id } of await docker.list(modelLabel(model))) await docker.remove(id, 0)
    execFileSync('docker', ['network', 'rm', network, outsideOf(model)])
    execFileSync('docker', ['volume', 'rm', `${network}-gateway`])
    rmSync(programs, { recursive: true, force: true })
  })

  const shareOf = async (id: string, requests: number): Promise<number> => {
    let by = 0
    for (let i = 0; i < requests; i++) if ((await get(gateway.url)).by === id) by += 1
    return by / requests
  }

  test('splits the traffic between containers, loses none of it, and moves it back at once', async () => {
    const [stable, canary] = [await up('1.0.0', 'a'), await up('1.1.0', 'b')]
    expect(await gateway.probe(stable)).toBe(false)
    await deployFirst({ gateway }, stable)
    await expect.poll(() => gateway.probe(stable), { timeout: 10_000 }).toBe(true)
    await gateway.traffic.acquire('runner', 60_000)
    await gateway.traffic.add('runner', canary)
    await expect.poll(() => gateway.probe(canary), { timeout: 10_000 }).toBe(true)

    const clients = load(gateway.url, { clients: 2 })
    await gateway.traffic.shift('runner', canary.id, 0.3)
    // Four standard deviations of a binomial of 200 are 0.13.
    expect(Math.abs((await shareOf(canary.id, 200)) - 0.3)).toBeLessThan(0.13)
    await gateway.traffic.evict()
    expect(await shareOf(canary.id, 30)).toBe(0)
    await gateway.traffic.promote('runner', canary.id)
    expect(await shareOf(canary.id, 30)).toBe(1)
    await gateway.traffic.remove('runner', stable.id, 5_000)
    await clients.end()
    expect(clients.bad).toEqual([])
    await sleep(200)
    const counters = await gateway.metrics.observe()
    expect(counters[stable.id]).toMatchObject({ errors: 0 })
    expect((counters[stable.id]?.requests ?? 0) + (counters[canary.id]?.requests ?? 0)).toBe(clients.total() + 260)
    await gateway.traffic.release('runner')
  })

  test('is found again by the next run, and knows stable after its container was removed', async () => {
    expect((await (await open()).traffic.status()).stable?.version).toBe('1.1.0')
    await expect(open(port + 1)).rejects.toThrow(new RegExp(`published at port ${port}, the key deploy\\.port says`))
    const [container] = await docker.list(gatewayLabel(model))
    await docker.remove(container?.id ?? '', 0)
    gateway = await open()
    expect((await gateway.traffic.status()).stable?.version).toBe('1.1.0')
    await expect.poll(async () => (await get(gateway.url)).status, { timeout: 10_000 }).toBe(200)
  })

  test('hands over inside of its container to another version of the toolkit and back, and no request is lost', async () => {
    const [before] = await docker.list(gatewayLabel(model))
    const clients = load(gateway.url, { clients: 4 })
    expect(await deployByNext()).toContain('the gateway goes on in container')
    await expect(findDockerGateway({ docker, model })).rejects.toThrow('of another version of model-actions')
    const asked = clients.total()
    await expect.poll(() => clients.total(), { timeout: 20_000 }).toBeGreaterThan(asked + 20)
    gateway = await open()
    await gateway.traffic.acquire('runner', 60_000)
    await gateway.traffic.release('runner')
    await clients.end()
    expect(clients.bad).toEqual([])
    expect((await gateway.traffic.status()).stable?.version).toBe('1.1.0')
    const [after] = await docker.list(gatewayLabel(model))
    expect(after?.id).toBe(before?.id)
  })

  test('goes on with the version that took over last where the engine starts its container again', async () => {
    await deployByNext()
    const [container] = await docker.list(gatewayLabel(model))
    execFileSync('docker', ['restart', container?.id ?? ''], { stdio: 'pipe' })
    await expect.poll(async () => (await get(gateway.url)).status, { timeout: 30_000 }).toBe(200)
    await expect(findDockerGateway({ docker, model })).rejects.toThrow('of another version of model-actions')
    gateway = await open()
    await expect.poll(async () => (await get(gateway.url)).status, { timeout: 30_000 }).toBe(200)
  })

  test('tells people who serves, puts stable back for them, and tells the engine nothing of what a version is asked', async () => {
    const [container] = await docker.list(gatewayLabel(model))
    const by = (...words: string[]): string =>
      execFileSync('docker', ['exec', container?.id ?? '', 'gateway', ...words], { stdio: 'pipe' }).toString()
    const { stable } = await gateway.traffic.status()
    expect(by('status')).toContain('stable: 1.1.0')
    expect(by('evict')).toContain('stable has all traffic')
    expect(() => by('logs')).toThrow('deploy.access-log')
    const since = String(Date.now() / 1000 - 1)
    expect(stable).toBeDefined()
    // Whoever has no line yet opens one, which is an event.
    const fresh = await findDockerGateway({ docker: await connectDocker({ environment: process.env }), model })
    expect(fresh).toBeDefined()
    if (stable !== undefined) await fresh?.ask(stable, '{"inputs":["a word of a user"]}')
    const told = execFileSync('docker', ['events', '--since', since, '--until', String(Date.now() / 1000)]).toString()
    expect(told).toContain('relay /state')
    expect(told).not.toContain('a word of a user')
  })

  test('is gone once it was closed', async () => {
    await gateway.close()
    expect(await docker.list(gatewayLabel(model))).toEqual([])
    expect((await get(gateway.url)).status).toBe(0)
  })
})
