import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { haproxyConfiguration, mapKeys } from '../../src/gateway/agent/haproxy-config.ts'
import type { Shares } from '../../src/gateway/agent/proxy.ts'
import { cutOf, drawOf, hashOfValue } from '../../src/gateway/agent/split.ts'
import { plain } from '../../src/gateway/front.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, openPlace } from './gateway-support/place.ts'
import { byteClient, type OpenProxy, openProxy, type Version, version } from './gateway-support/proxies.ts'

const salt = '0011223344556677'
const header = 'x-user'
const values = Array.from({ length: 10_000 }, (_, index) => `user ${index}, "größe" 50%`)

for (const name of ['haproxy', 'embedded'] as const)
  describeWith(name === 'haproxy' ? ['haproxy'] : [], `the ${name} gateway splits by a header`, () => {
    let at: OpenProxy
    let stable: Version
    let canary: Version
    const agent = new http.Agent({ keepAlive: true, maxSockets: 16 })

    beforeAll(async () => {
      stable = await version('v1', (_, response) => response.end('1'))
      canary = await version('v2', (_, response) => response.end('2'))
      at = await openProxy(name, stable.backend, { splitBy: header })
      await at.proxy.add(canary.backend)
    })
    afterAll(async () => {
      agent.destroy()
      await at.close()
      stable.close()
      canary.close()
    })

    const share = (of: number, admits: NonNullable<Shares['canary']>['admits'] = 'drawn'): Promise<void> =>
      at.proxy.split({ stable: stable.backend, canary: { backend: canary.backend, share: of, admits, salt } })
    const ask = (headers: http.OutgoingHttpHeaders): Promise<string> =>
      new Promise((resolve, reject) => {
        const request = http.get({ host: '127.0.0.1', port: at.port, agent, headers }, (answer) => {
          answer.resume().once('end', () => resolve(String(answer.headers['x-model-version'])))
        })
        request.once('error', reject)
      })
    /** Who answers each, asked by 16 clients. */
    const askAll = async (values: readonly string[]): Promise<string[]> => {
      const by: string[] = []
      let next = 0
      const client = async (): Promise<void> => {
        for (let index = next++; index < values.length; index = next++)
          by[index] = await ask({ [header]: values[index] ?? '' })
      }
      await Promise.all(Array.from({ length: 16 }, client))
      return by
    }
    const own = (value: string, of: number): string =>
      drawOf(salt, hashOfValue([value]) ?? '') < cutOf(of) ? 'v2' : 'v1'

    test('so that a value has one version, and keeps the canary while its share grows', async () => {
      await share(0.2)
      const few = values.slice(0, 300)
      const before = await askAll(few)
      expect(before).toEqual(few.map((value) => own(value, 0.2)))
      await share(0.5)
      const after = await askAll(few)
      expect(after).toEqual(few.map((value) => own(value, 0.5)))
      expect(few.filter((_, index) => before[index] === 'v2' && after[index] !== 'v2')).toEqual([])
    })

    test('and by chance who sends no value, none that is short enough, or more than one', async () => {
      await share(0.5)
      const long = 'a'.repeat(257)
      const ways: http.OutgoingHttpHeaders[] = [{}, { [header]: '' }, { [header]: long }, { [header]: ['a', 'b'] }]
      for (const headers of ways) {
        const by = await Promise.all(Array.from({ length: 40 }, () => ask(headers)))
        // All 40 by one version: once in 500 thousand million.
        expect(new Set(by).size, JSON.stringify(headers).slice(0, 40)).toBe(2)
      }
      const bounded = 'a'.repeat(256)
      expect(new Set(await askAll(Array.from({ length: 20 }, () => bounded)))).toEqual(new Set([own(bounded, 0.5)]))
    })

    test('but stable answers for a canary whose circuit breaker is open, and one of its own tries it', async () => {
      const [mine = '', other = ''] = ['v2', 'v1'].map((by) => values.find((value) => own(value, 0.2) === by))
      await share(0.2, 'nobody')
      expect(await askAll([mine, mine])).toEqual(['v1', 'v1'])
      await share(0.2, 'one')
      expect(await ask({ [header]: other })).toBe('v1')
      expect(await ask({ [header]: mine })).toBe('v2')
      expect(await ask({ [header]: mine })).toBe('v1')
    })

    test('and nothing of a value is kept but its hash', async () => {
      await share(0.2)
      at.ended.length = 0
      await ask({ [header]: 'anna@example.com' })
      await expect.poll(() => at.ended).toHaveLength(1)
      expect(at.ended[0]?.value).toBe(hashOfValue(['anna@example.com']))
      const files = readdirSync(at.stateDir).filter((file) => !file.endsWith('.sock'))
      expect(files.filter((file) => readFileSync(join(at.stateDir, file), 'latin1').includes('anna'))).toEqual([])
    })

    test('and a client of a canary that is gone is answered by stable', async () => {
      const mine = values.find((value) => own(value, 0.2) === 'v2') ?? ''
      await share(0.2)
      canary.close()
      expect(await askAll([mine, mine, mine])).toEqual(['v1', 'v1', 'v1'])
    })
  })

for (const name of ['haproxy', 'embedded'] as const)
  describeWith(name === 'haproxy' ? ['haproxy'] : [], `a rollout at the ${name} gateway`, () => {
    test('is told how many values met each version, and what the one with most errors did', async () => {
      const place = await openPlace(name, undefined, { host: '127.0.0.1', accessLog: 'none', splitBy: header })
      try {
        const stable = await place.target.up('1.0.0', 'a')
        const canary = await place.target.up('1.1.0', 'b', 'broken-while-/')
        await deployFirst(place, stable)
        const { traffic, metrics, url } = place.gateway
        await traffic.acquire('runner', 600_000)
        await traffic.add('runner', canary)
        await traffic.shift('runner', canary.id, 0.5)
        const send = (user: number): Promise<string> =>
          new Promise((resolve, reject) => {
            const request = http.get(url, { headers: { [header]: `user ${user}` } }, (answer) => {
              answer.resume().once('end', () => resolve(String(answer.headers['x-model-version'])))
            })
            request.once('error', reject)
          })
        const met: string[] = []
        // Until four with the canary have failed: five in a row open its circuit breaker, after which stable answers.
        while (met.filter((id) => id === canary.id).length < 4 && met.length < 40) met.push(await send(met.length))
        const canarys = met.filter((id) => id === canary.id).length
        const split = async () => (await traffic.status()).canary?.split
        const values = { canary: canarys, stable: met.length - canarys }
        await expect.poll(async () => (await split())?.canary.values, { timeout: 10_000 }).toBe(values.canary)
        await expect.poll(async () => (await split())?.stable.values, { timeout: 10_000 }).toBe(values.stable)
        expect(await split()).toMatchObject({
          capped: false,
          stable: { errors: 0, failed: 0, without: 0 },
          canary: { errors: canarys, failed: canarys, mostRequests: 1, worst: { requests: 1, errors: 1 } },
        })
        expect((await metrics.observe())[canary.id]?.draws).toMatchObject({ ends: canarys, errors: [canarys] })
      } finally {
        await place.end()
      }
    })
  })

describeWith(['haproxy'], 'both proxies', () => {
  test('draw the same 10,000 values by the same numbers', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'gateway-draws-'))
    const port = await freePort()
    const map = 'shares.map'
    const rules = haproxyConfiguration({
      model: 'github.com/acme/shop/tone',
      listen: { host: '127.0.0.1', port },
      listening: { ...plain, splitBy: header },
      ...{ logPath: 'log.sock', relayPath: 'relay.sock', socketPath: 'api.sock', mapPath: map },
      stable: undefined,
    }).match(/^ {2}http-request set-var\(txn\.(?:value|draw)\) .*$/gm)
    writeFileSync(join(directory, map), `${mapKeys.salt} ${salt}\n`)
    const configuration = [
      'defaults',
      '  mode http',
      '  timeout client 1m',
      'frontend fe',
      `  bind 127.0.0.1:${port}`,
      ...(rules ?? []),
      "  http-request return status 200 content-type text/plain lf-string 'drawn=%[var(txn.draw)];'",
    ]
    writeFileSync(join(directory, 'draws.cfg'), `${configuration.join('\n')}\n`)
    const haproxy = spawn('haproxy', ['-f', 'draws.cfg', '-db'], { cwd: directory, stdio: 'ignore' })
    try {
      await expect
        .poll(() => byteClient(port, '').then(({ socket }) => socket.destroy()), { timeout: 20_000 })
        .toBeDefined()
      const one = (value: string): string => `GET / HTTP/1.1\r\nhost: a\r\n${header}:  ${value} \t\r\n\r\n`
      const { socket, came } = await byteClient(port, '')
      socket.write(Buffer.from(values.map(one).join(''), 'latin1'))
      const drawn = (): number[] => [...came().matchAll(/drawn=(\d+);/g)].map(([, number]) => Number(number))
      await expect.poll(() => drawn().length, { timeout: 60_000 }).toBe(values.length)
      expect(drawn()).toEqual(values.map((value) => drawOf(salt, hashOfValue([value]) ?? '')))
      socket.destroy()
    } finally {
      haproxy.kill('SIGKILL')
      await once(haproxy, 'exit')
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
