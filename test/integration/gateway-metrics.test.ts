import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, load, openPlace, type Place } from './gateway-support/place.ts'

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy', 'promtool'] : ['promtool'], `metrics of the ${proxy} gateway`, () => {
    let place: Place
    let stable: Backend
    let canary: Backend
    let metricsPort: number

    beforeEach(async () => {
      metricsPort = await freePort()
      place = await openPlace(proxy, metricsPort)
      stable = await place.target.up('1.0.0', 'a')
      await deployFirst(place, stable)
    })
    afterEach(() => place.end())

    const scrape = async (): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
      expect(answer.status).toBe(200)
      return answer.text()
    }
    const value = (text: string, name: string, labels: Record<string, string> = {}): number => {
      const found = text
        .split('\n')
        .filter((line) => line.startsWith(`${name}{`))
        .filter((line) => Object.entries(labels).every(([key, said]) => line.includes(`${key}="${said}"`)))
      expect(found, `${name} ${JSON.stringify(labels)} in ${text}`).toHaveLength(1)
      return Number(found[0]?.split(' ').at(-1))
    }

    test('tell Prometheus what each version did, who has which share, and who rolls out; promtool finds no fault', async () => {
      canary = await place.target.up('1.1.0', 'b')
      await place.gateway.traffic.acquire('runner', 60_000)
      await place.gateway.traffic.add('runner', canary)
      for (let i = 0; i < 20; i++) await get(place.gateway.url)
      await get(`${place.gateway.url}/status-404`)
      await place.gateway.traffic.shift('runner', canary.id, 1)
      for (let i = 0; i < 3; i++) await get(`${place.gateway.url}/status-500`)
      await sleep(200)
      const text = await scrape()
      execFileSync('promtool', ['check', 'metrics'], { input: text })
      const requests = (version: string, outcome: string) =>
        value(text, 'model_actions_requests_total', { version, outcome })
      expect(requests(stable.id, 'answered')).toBe(20)
      expect(requests(stable.id, 'client_error')).toBe(1)
      expect(requests(canary.id, 'server_error')).toBe(3)
      expect(value(text, 'model_actions_request_duration_seconds_bucket', { version: stable.id, le: '+Inf' })).toBe(21)
      expect(value(text, 'model_actions_request_duration_seconds_sum', { version: stable.id })).toBeGreaterThan(0.001)
      expect(value(text, 'model_actions_traffic_share_ratio', { version: canary.id, role: 'canary' })).toBe(1)
      expect(value(text, 'model_actions_version_ready', { version: canary.id })).toBe(1)
      expect(value(text, 'model_actions_lease_held')).toBe(1)
      expect(value(text, 'model_actions_watchdog_fired')).toBe(0)
      for (let i = 0; i < 3; i++) await get(`${place.gateway.url}/status-500`)
      await sleep(200)
      const open = await scrape()
      expect(value(open, 'model_actions_breaker_open', { version: canary.id })).toBe(1)
      expect(value(open, 'model_actions_breaker_openings_total', { version: canary.id })).toBe(1)
      expect(value(open, 'model_actions_traffic_share_ratio', { version: stable.id })).toBe(1)
      await place.gateway.traffic.renew('runner', 50)
      await expect.poll(async () => value(await scrape(), 'model_actions_watchdog_fired')).toBe(1)
    })

    test('are not at the port of the clients, and their port answers nothing else', async () => {
      expect((await get(`http://127.0.0.1:${metricsPort}/v2/models`)).status).toBe(404)
      const atClients = await fetch(`${place.gateway.url}/metrics`)
      expect(await atClients.text()).not.toContain('model_actions_')
    })

    test('end with a deployment that asks for none, and clients lose no answer by that', async () => {
      const clients = load(place.gateway.url)
      await place.reopen()
      await clients.end()
      expect(clients.bad).toEqual([])
      await expect(fetch(`http://127.0.0.1:${metricsPort}/metrics`)).rejects.toThrow()
    })
  })
