import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { findDockerGateway, openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel, networkOf, outsideOf } from '../../src/gateway/dockerNames.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, digestOf, get, load, servingOf } from './gateway-support/place.ts'

const log = { info: () => undefined, foreign: () => undefined }
const model = `test/tone-${process.pid}`
const network = networkOf(model)

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
    const [container] = await docker.list({ ...modelLabel(model), 'model-actions.role': 'gateway' })
    await docker.remove(container?.id ?? '', 0)
    gateway = await open()
    expect((await gateway.traffic.status()).stable?.version).toBe('1.1.0')
    await expect.poll(async () => (await get(gateway.url)).status, { timeout: 10_000 }).toBe(200)
  })

  test('of another version of the toolkit says what ends it, and what serves is known to the next one', async () => {
    const other = `${network}-other`
    const change =
      'grep -rl "protocolVersion = " /gateway/agent | xargs sed -i -E "s/(protocolVersion = )[0-9]+/\\11000/"'
    const input = `FROM ${image}\nUSER root\nRUN ${change}\nUSER 65532:65532\n`
    execFileSync('docker', ['build', '--tag', other, '-'], { input, stdio: ['pipe', 'ignore', 'pipe'] })
    try {
      await gateway.close()
      const opened = openDockerGateway({ docker, model, port, image: other, log })
      await expect(opened).rejects.toThrow('is of another version of model-actions')
      const message = await findDockerGateway({ docker, model }).then(
        () => '',
        (error: Error) => error.message,
      )
      const [program = '', ...words] = /end it \(([^)]+)\)/.exec(message)?.[1]?.split(' ') ?? []
      execFileSync(program, words, { stdio: 'pipe' })
      gateway = await open()
      expect((await gateway.traffic.status()).stable?.version).toBe('1.1.0')
      await expect.poll(async () => (await get(gateway.url)).status, { timeout: 10_000 }).toBe(200)
    } finally {
      execFileSync('docker', ['image', 'rm', other], { stdio: 'pipe' })
    }
  })

  test('is gone once it was closed', async () => {
    await gateway.close()
    expect(await docker.list({ ...modelLabel(model), 'model-actions.role': 'gateway' })).toEqual([])
    expect((await get(gateway.url)).status).toBe(0)
  })
})
