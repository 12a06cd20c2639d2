import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, load, model, openPlace, type Place, slowUpload } from './gateway-support/place.ts'

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway`, () => {
    let place: Place
    let stable: Backend
    let canary: Backend

    beforeEach(async () => {
      place = await openPlace(proxy)
      stable = await place.target.up('1.0.0', 'a')
      canary = await place.target.up('1.1.0', 'b')
      await deployFirst(place, stable)
      await place.gateway.traffic.acquire('runner', 20_000)
      await place.gateway.traffic.add('runner', canary)
    })
    afterEach(() => place.end())

    const requests = async () =>
      Object.fromEntries(Object.entries(await place.gateway.metrics.observe()).map(([id, each]) => [id, each.requests]))
    const arrivedAt = async ({ addresses: [address] }: Backend) => Number((await get(`http://${address}/arrived`)).body)
    const canaryIsOut = () =>
      expect.poll(async () => (await place.gateway.traffic.status()).canary, { timeout: 20_000 }).toBeUndefined()
    const errorsOf = async ({ id }: Backend) => (await place.gateway.metrics.observe())[id]?.errors ?? 0
    const ask = async (count: number): Promise<number> => {
      let byCanary = 0
      for (let i = 0; i < count; i++) if ((await get(place.gateway.url)).by === canary.id) byCanary += 1
      return byCanary
    }

    test('gives each version its share, and nothing at 0 %', async () => {
      expect(await ask(100)).toBe(0)
      await place.gateway.traffic.shift('runner', canary.id, 0.2)
      const got = await ask(400)
      // 400 × 0.2 = 80; four standard deviations of a binomial are 32.
      expect(Math.abs(got - 80)).toBeLessThanOrEqual(32)
      await place.gateway.traffic.shift('runner', canary.id, 0)
      expect(await ask(100)).toBe(0)
      await place.gateway.traffic.shift('runner', canary.id, 1)
      expect(await ask(50)).toBe(50)
    })

    test('loses no request while shares change under load, and counts as the clients do', async () => {
      const clients = load(place.gateway.url)
      for (const share of [0.01, 0.5, 1, 0, 0.3]) {
        await place.gateway.traffic.shift('runner', canary.id, share)
        // So many requests a share, however fast this machine is.
        for (const before = clients.total(); clients.total() < before + 50; ) await sleep(20)
      }
      await place.gateway.traffic.evict()
      await clients.end()
      expect(clients.bad).toEqual([])
      expect(clients.total()).toBeGreaterThan(200)
      const told = Object.fromEntries([stable, canary].map(({ id }) => [id, clients.answers.get(id)]))
      await expect.poll(requests, { timeout: 20_000 }).toEqual(told)
      const counters = await place.gateway.metrics.observe()
      for (const one of [stable, canary]) {
        expect(counters[one.id]?.errors).toBe(0)
        expect(counters[one.id]?.latency.counts.at(-1)).toBe(clients.answers.get(one.id))
      }
    })

    test('moves everything to stable with an eviction, which waits for no request in flight, and lets that end', async () => {
      await place.gateway.traffic.renew('runner', 120_000)
      await place.gateway.traffic.shift('runner', canary.id, 1)
      const ended: string[] = []
      const inFlight = get(`${place.gateway.url}/held`).finally(() => ended.push('request'))
      await expect.poll(() => arrivedAt(canary), { timeout: 20_000 }).toBe(1)
      await place.gateway.traffic.evict()
      expect(await ask(50)).toBe(0)
      const removal = place.gateway.traffic.remove('runner', canary.id, 60_000).finally(() => ended.push('removal'))
      expect(await ask(50)).toBe(0)
      expect(ended).toEqual([])
      await get(`http://${canary.addresses[0]}/let-go`)
      await removal
      expect(await inFlight).toMatchObject({ status: 200, by: canary.id, body: `${canary.id} done 16` })
      expect((await place.gateway.traffic.status()).idle).toEqual([])
    })

    test('lets an event stream and an upload in flight end where they began, through every change of shares', async () => {
      await place.gateway.traffic.shift('runner', canary.id, 1)
      const stream = get(`${place.gateway.url}/stream`)
      const upload = slowUpload(place.gateway.url, 20_000, 8)
      await expect.poll(() => arrivedAt(canary), { timeout: 20_000, interval: 10 }).toBe(2)
      await place.gateway.traffic.shift('runner', canary.id, 0.3)
      await place.gateway.traffic.evict()
      expect(await ask(20)).toBe(0)
      const events = Array.from({ length: 8 }, (_, index) => `data: ${index + 1}\n\n`).join('')
      expect(await stream).toEqual({ status: 200, by: canary.id, body: `${canary.id} ${events}done 16` })
      expect(await upload).toEqual({ status: 200, by: canary.id, body: `${canary.id} done 160000` })
    })

    test('refuses a second owner with the name of the first', async () => {
      await expect(place.gateway.traffic.acquire('other', 1_000)).rejects.toThrow(/a rollout by runner is under way/)
      await expect(place.gateway.traffic.shift('other', canary.id, 0.5)).rejects.toThrow(/held by runner/)
    })

    test('puts stable back when the owner shows no sign of life, and says so', async () => {
      await place.gateway.traffic.shift('runner', canary.id, 1)
      await place.gateway.traffic.renew('runner', 200)
      await canaryIsOut()
      const status = await place.gateway.traffic.status()
      expect(status.watchdog?.because).toMatch(/lease of runner expired.*100 %/)
      expect(status.canary).toBeUndefined()
      expect(await ask(20)).toBe(0)
      await expect(place.gateway.traffic.shift('runner', canary.id, 0.5)).rejects.toThrow(/lease of runner is over/)
    })

    test('knows stable alone after the agent was killed, and after a promotion the new one', async () => {
      await place.gateway.traffic.shift('runner', canary.id, 1)
      process.kill(await agentPid(place), 'SIGKILL')
      await canaryIsOut()
      const status = await place.gateway.traffic.status()
      expect(status).toMatchObject({ stable: { id: stable.id }, idle: [] })
      expect(status.canary).toBeUndefined()
      expect(await ask(20)).toBe(0)
      await place.gateway.traffic.acquire('runner', 10_000)
      await place.gateway.traffic.add('runner', canary)
      await place.gateway.traffic.promote('runner', canary.id)
      expect((await place.gateway.traffic.status()).idle.map(({ id }) => id)).toEqual([stable.id])
      expect(await ask(20)).toBe(20)
    })

    test('sends what a crashed canary refuses to stable', async () => {
      await place.gateway.traffic.shift('runner', canary.id, 0.5)
      place.target.kill(canary.id)
      await expect.poll(async () => (await place.target.list()).map(({ id }) => id)).toEqual([stable.id])
      const clients = load(place.gateway.url, { clients: 2 })
      await expect.poll(() => errorsOf(canary)).toBeGreaterThan(0)
      for (const before = clients.total(); clients.total() < before + 50; ) await sleep(20)
      await clients.end()
      expect(clients.bad).toEqual([])
      expect(clients.answers.get(stable.id)).toBe(clients.total())
    })

    test('sends to stable what the canary dropped without one byte of an answer, and counts it against the canary', async () => {
      const dropping = await place.target.up('1.2.0', 'd', 'reset')
      await place.gateway.traffic.add('runner', dropping)
      const clients = load(place.gateway.url, { clients: 2 })
      await place.gateway.traffic.shift('runner', dropping.id, 0.3)
      await expect.poll(() => errorsOf(dropping), { timeout: 10_000 }).toBeGreaterThanOrEqual(5)
      await place.gateway.traffic.evict()
      await clients.end()
      expect(clients.bad).toEqual([])
      expect(clients.answers.get(stable.id)).toBe(clients.total())
      // Each request once, for the version that it was drawn for.
      const drawn = async () => Object.values(await requests()).reduce((sum, each) => sum + each, 0)
      await expect.poll(drawn, { timeout: 20_000 }).toBe(clients.total())
      const counters = await place.gateway.metrics.observe()
      expect(counters[dropping.id]?.requests).toBe(counters[dropping.id]?.errors)
      expect(counters[stable.id]?.errors).toBe(0)
    })

    test('takes the share of a canary whose requests fail one after the other, and lets one request in ten seconds try again', async () => {
      await place.gateway.traffic.renew('runner', 120_000)
      await place.gateway.traffic.shift('runner', canary.id, 0.95)
      const breaker = async () => (await place.gateway.traffic.status()).canary?.breaker
      await get(`http://${canary.addresses[0]}/be-broken`)
      const clients = load(place.gateway.url)
      await expect.poll(breaker).toEqual({ opened: 1, openInARow: 1 })
      // Those that were under way when it opened are lost; what follows is not.
      for (const before = clients.total(); clients.total() < before + 4; ) await sleep(5)
      const lost = clients.bad.length
      expect(clients.bad.every(({ status, by }) => status === 500 && by === canary.id)).toBe(true)
      expect(lost).toBeGreaterThanOrEqual(5)
      for (const before = clients.total(); clients.total() < before + 200; ) await sleep(20)
      expect(clients.bad.length).toBe(lost)
      await expect.poll(breaker, { timeout: 20_000 }).toEqual({ opened: 2, openInARow: 2 })
      await expect.poll(() => clients.bad.length).toBe(lost + 1)
      await get(`http://${canary.addresses[0]}/be-well`)
      await expect.poll(breaker, { timeout: 20_000 }).toEqual({ opened: 2, openInARow: 0 })
      const before = clients.answers.get(canary.id) ?? 0
      await expect.poll(() => clients.answers.get(canary.id) ?? 0).toBeGreaterThan(before + 50)
      await clients.end()
      expect(clients.bad.length).toBe(lost + 1)
      // Every request of a client is drawn for one of the two, and is counted once.
      const counters = await place.gateway.metrics.observe()
      expect(counters[canary.id]?.errors).toBeGreaterThanOrEqual(lost + 1)
      expect(counters[stable.id]?.errors).toBe(0)
    })

    test('never takes the share of stable, whatever it answers', async () => {
      await place.gateway.traffic.shift('runner', canary.id, 0.2)
      await get(`http://${stable.addresses[0]}/be-broken`)
      for (let failed = 0; failed < 20; ) if ((await get(place.gateway.url)).status === 500) failed += 1
      expect((await place.gateway.traffic.status()).canary?.breaker).toEqual({ opened: 0, openInARow: 0 })
      const by = await Promise.all(Array.from({ length: 100 }, async () => (await get(place.gateway.url)).by))
      expect(by.filter((id) => id === stable.id).length).toBeGreaterThan(50)
    })

    test('names the port and its key when the port is taken', async () => {
      const stateDir = `${place.stateDir}/second`
      const options = { stateDir, model, port: place.port, proxy, log: { info: () => undefined } }
      await expect(openProcessGateway(options)).rejects.toThrow(
        new RegExp(`port ${place.port} is taken.*deploy\\.port`),
      )
    })

    if (proxy === 'haproxy')
      test('starts a killed HAProxy again with stable alone', async () => {
        await place.gateway.traffic.shift('runner', canary.id, 1)
        process.kill(Number(readFileSync(join(place.stateDir, 'haproxy.pid'), 'utf8')), 'SIGKILL')
        const watchdog = async () => (await place.gateway.traffic.status()).watchdog?.because
        await expect.poll(watchdog, { timeout: 20_000 }).toMatch(/HAProxy ended \(SIGKILL\)/)
        expect((await place.gateway.traffic.status()).canary).toBeUndefined()
        expect(await ask(20)).toBe(0)
      })
  })

async function agentPid(place: Place): Promise<number> {
  return place.agentPid()
}
