import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, openPlace, type Place } from './gateway-support/place.ts'

/** So many standard deviations of a binomial are passed by chance once in 30,000 tests. */
const deviations = 4
const slack = (requests: number, share: number): number => deviations * Math.sqrt(requests * share * (1 - share))

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway splits by chance`, () => {
    let place: Place
    let stable: Backend
    let canary: Backend
    let agent: http.Agent

    const begin = async (): Promise<void> => {
      agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
      place = await openPlace(proxy)
      stable = await place.target.up('1.0.0', 'a')
      canary = await place.target.up('1.1.0', 'b')
      await deployFirst(place, stable)
      await place.gateway.traffic.acquire('runner', 600_000)
      await place.gateway.traffic.add('runner', canary)
    }
    const end = async (): Promise<void> => {
      agent.destroy()
      await place.end()
    }

    /** Who answered each of so many requests, sent by eight clients. */
    const ask = async (requests: number, path: (index: number) => string = () => '/'): Promise<string[]> => {
      const by: string[] = []
      let next = 0
      const client = async (): Promise<void> => {
        for (let index = next++; index < requests; index = next++)
          by[index] = (await get(`${place.gateway.url}${path(index)}`, agent)).by
      }
      await Promise.all(Array.from({ length: 8 }, client))
      return by
    }

    describe('of the same two versions', () => {
      beforeAll(begin)
      afterAll(end)

      test('so that one request in a thousand can be sent to the canary', async () => {
        await place.gateway.traffic.shift('runner', canary.id, 0.001)
        const requests = 10_000
        const got = (await ask(requests)).filter((id) => id === canary.id).length
        // 10 are expected; none at all, or as many as the least of 256 weights would send, has a chance under 1 in 20,000.
        expect(got).toBeGreaterThan(0)
        expect(got).toBeLessThan(30)
      })

      test('so that traffic that comes in a rhythm meets both versions alike', async () => {
        await place.gateway.traffic.shift('runner', canary.id, 0.5)
        // Every second request is a hard one, and one client sends them in turn: by turns, one version would get all of them.
        const by: string[] = []
        for (let index = 0; index < 600; index++)
          by.push((await get(`${place.gateway.url}/${index % 2 === 0 ? 'hard' : 'easy'}`, agent)).by)
        const hard = by.filter((id, index) => index % 2 === 0 && id === canary.id).length
        expect(Math.abs(hard - 150)).toBeLessThan(slack(300, 0.5))
        // Nor do the draws follow each other: a change of version is as likely as none.
        const changes = by.filter((id, index) => index > 0 && id !== by[index - 1]).length
        expect(Math.abs(changes - 300)).toBeLessThan(slack(600, 0.5))
      })

      test.each([0.01, 0.2, 0.97])('at a share of %d', async (share) => {
        await place.gateway.traffic.shift('runner', canary.id, share)
        const requests = 1_500
        const got = (await ask(requests)).filter((id) => id === canary.id).length
        expect(Math.abs(got - requests * share)).toBeLessThan(slack(requests, share))
      })
    })

    describe('of versions that come and go', () => {
      beforeEach(begin)
      afterEach(end)

      test('among all servers of a version too, and goes on with the others when one of them is gone', async () => {
        const second = await place.target.up('1.1.0', 'c')
        const wide: Backend = { ...canary, id: 'v2', addresses: [...canary.addresses, ...second.addresses] }
        await place.gateway.traffic.add('runner', wide)
        await place.gateway.traffic.shift('runner', wide.id, 0.6)
        const servers = async (requests: number): Promise<Record<string, number>> => {
          const count: Record<string, number> = {}
          for (let index = 0; index < requests; index++) {
            const { status, body } = await get(place.gateway.url, agent)
            expect(status).toBe(200)
            const [server = ''] = body.split(' ')
            count[server] = (count[server] ?? 0) + 1
          }
          return count
        }
        const before = await servers(400)
        for (const id of [canary.id, second.id])
          expect(Math.abs((before[id] ?? 0) - 120), JSON.stringify(before)).toBeLessThan(slack(400, 0.3))
        expect(await place.gateway.probe(wide)).toBe(true)
        await place.gateway.traffic.promote('runner', wide.id)
        place.target.kill(second.id)
        await sleep(50)
        expect(await servers(100)).toEqual({ [canary.id]: 100 })
        expect(await place.gateway.probe(wide)).toBe(false)
      })

      test('and counts what one server of a version failed, though another of the same made it good', async () => {
        const resetting = await place.target.up('1.0.0', 'c', 'reset')
        const wide = { ...stable, id: 'v2', addresses: [...stable.addresses, ...resetting.addresses] }
        await place.gateway.traffic.add('runner', wide)
        await place.gateway.traffic.promote('runner', wide.id)
        await place.gateway.traffic.shift('runner', canary.id, 0.5)
        await ask(400)
        await sleep(200)
        const { [wide.id]: observed } = await place.gateway.metrics.observe()
        const { requests = 0, errors = 0 } = observed ?? {}
        expect(Math.abs(errors - requests / 2)).toBeLessThan(slack(requests, 0.5))
      })

      test('and counts a client that left while a version did not even take its connection', async () => {
        // The second connection waits in its queue, the third is sent again by the system after 1 and 3 s.
        const program = `const server = require('node:net').createServer((one) => one.destroy())
          server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
            require('node:fs').writeSync(1, String(server.address().port))
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500)
          })`
        const busy = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
        const [address] = (await once(busy.stdout, 'data')).map((port) => `127.0.0.1:${port}`)
        const waiting = [1, 2].map(() => net.connect(Number(address?.split(':')[1]), '127.0.0.1'))
        const full: Backend = { ...canary, id: 'v3', addresses: [address ?? ''] }
        await place.gateway.traffic.add('runner', full)
        await place.gateway.traffic.shift('runner', full.id, 1)
        const left = http.get(place.gateway.url).on('error', () => undefined)
        await sleep(500)
        left.destroy()
        await sleep(3_500)
        for (const one of waiting) one.destroy()
        busy.kill()
        const { [full.id]: observed } = await place.gateway.metrics.observe()
        expect(observed).toMatchObject({ requests: 1, errors: 0, abandoned: { count: 1 } })
        // It waited for half a second, however long the connection took.
        const { boundsMs = [], counts = [] } = observed?.abandoned ?? {}
        expect(counts[boundsMs.indexOf(2_000)]).toBe(1)
      })

      test('and leaves a stable that answers its health check too late the share that it has', async () => {
        const busy = await place.target.up('1.2.0', 'd')
        await place.gateway.traffic.add('runner', busy)
        await place.gateway.traffic.promote('runner', busy.id)
        await place.gateway.traffic.shift('runner', canary.id, 0.2)
        await get(`http://${busy.addresses[0]}/be-unready`)
        expect(await place.gateway.probe(busy)).toBe(false)
        // A check every second; two that fail would be enough.
        await sleep(3_500)
        const by = await ask(400)
        expect(Math.abs(by.filter((id) => id === canary.id).length - 80)).toBeLessThan(slack(400, 0.2))
      })

      test('and tells apart what was not answered, what the server got wrong, and what the client did', async () => {
        await place.gateway.traffic.shift('runner', canary.id, 1)
        await get(`${place.gateway.url}/status-404`)
        await get(`${place.gateway.url}/status-500`)
        await get(`${place.gateway.url}/`)
        await get(`${place.gateway.url}/`)
        const left = http.get(`${place.gateway.url}/silent`).on('error', () => undefined)
        await sleep(200)
        left.destroy()
        await sleep(1_000)
        place.target.kill(canary.id)
        await sleep(50)
        await get(`${place.gateway.url}/`)
        await sleep(200)
        const observed = await place.gateway.metrics.observe()
        expect(observed[canary.id]).toMatchObject({
          requests: 6,
          errors: 2,
          clientErrors: 1,
          abandoned: { count: 1 },
          values: { unanswered: 1 },
        })
        // Stable made the last one good: it was drawn for the canary, and counts once.
        expect(observed[stable.id]).toMatchObject({ requests: 0, errors: 0, values: { unanswered: 0 } })
      })
    })
  })
