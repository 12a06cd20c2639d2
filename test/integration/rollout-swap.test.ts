import { existsSync, readdirSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { cleanUpRollout } from '../../src/rollout/cleanUp.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutReport } from '../../src/rollout/types.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, get, load, openPlace, type Place } from './gateway-support/place.ts'
import { startRunner } from './gateway-support/startRunner.ts'

const plan = quickPlan(0.02, { surge: 0 })
const timing = { readyMs: 10_000, healthIntervalMs: 100, leaseTtlMs: 3_000 }
const release = { version: '1.1.0', digest: digestOf('b') }
const newId = 'v1-1-0-bbbbbbbbbbbb'

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(
    proxy === 'haproxy' ? ['haproxy'] : [],
    `a swap through ${proxy}, where there is room for one version`,
    () => {
      let place: Place
      let stable: Backend
      let clients: ReturnType<typeof load> | undefined

      beforeEach(async () => {
        place = await openPlace(proxy)
        stable = await place.target.up('1.0.0', 'a')
        await deployFirst(place, stable)
      })
      afterEach(async () => {
        await clients?.end()
        clients = undefined
        await place.end()
      })

      const go = (change: Partial<Parameters<typeof runRollout>[0]> = {}): Promise<RolloutReport> =>
        runRollout({
          target: place.target,
          traffic: place.gateway.traffic,
          metrics: place.gateway.metrics,
          probe: place.gateway.probe,
          url: place.gateway.url,
          plan,
          release,
          owner: 'run 1',
          timing,
          clock: { monotonicMs: () => performance.now() },
          signal: new AbortController().signal,
          log: { info: () => undefined },
          ...change,
        })
      /** The old version runs again, wherever, and serves. */
      const stableServesAgain = async (): Promise<void> => {
        await expect.poll(async () => (await get(place.gateway.url)).by, { timeout: 20_000 }).toBe(stable.id)
        const status = await place.gateway.traffic.status()
        expect(status).toMatchObject({ stable: { id: stable.id }, idle: [] })
        expect(status.canary).toBeUndefined()
        expect(status.paused).toBeUndefined()
        expect(readdirSync(join(place.stateDir, 'versions'))).toEqual([`${stable.id}.json`])
        expect((await place.target.list()).map(({ id }) => id)).toEqual([stable.id])
      }
      /** Every answer but that of a version is a 503 of the gateway. */
      const onlyTheGapIsLost = (): void => {
        const bad = clients?.bad ?? []
        expect(bad.filter(({ status, by }) => status !== 503 || by !== '')).toEqual([])
        expect(bad.length).toBeGreaterThan(0)
      }

      test('gives a good version the place of stable, loses requests in the gap alone, and says how long it was', async () => {
        clients = load(place.gateway.url)
        await expect.poll(() => clients?.answers.get(stable.id) ?? 0, { timeout: 20_000 }).toBeGreaterThan(120)
        let together = 0
        const looked = setInterval(async () => {
          if ((await place.target.list()).length > 1) together += 1
        }, 20)
        const report = await go()
        clearInterval(looked)
        const served = clients.total()
        await expect.poll(() => clients?.total() ?? 0).toBeGreaterThan(served + 20)
        expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: false, serving: release })
        expect(report.steps.map(({ name, share }) => [name, share])).toEqual([
          ['step 1', 1],
          ['bake', 1],
        ])
        expect(together).toBe(0)
        expect(report.gaps).toMatchObject([{ end: { by: newId } }])
        expect(report.because).toMatch(/nothing served for \d+\.\d s until v1-1-0-bbbbbbbbbbbb did/)
        expect(await place.gateway.traffic.status()).toEqual({ stable: report.serving, idle: [] })
        expect(readdirSync(join(place.stateDir, 'versions'))).toEqual([`${newId}.json`])
        onlyTheGapIsLost()
        expect(await go()).toMatchObject({ verdict: 'pass', reused: true, gaps: [] })
      })

      test.each([
        ['never comes up', 'never-ready', /was not ready within/],
        [
          'fails half of its requests',
          'half',
          /the canary fails more often than the 2 % of the time that are tolerated/,
        ],
        ['refuses what stable did not', 'refuse', /the canary refuses requests more often than/],
      ])('brings stable back where the new version %s', async (_, fault, because) => {
        clients = load(place.gateway.url)
        await expect.poll(() => clients?.answers.get(stable.id) ?? 0, { timeout: 20_000 }).toBeGreaterThan(120)
        place.target.fault = fault
        const report = await go({ timing: { ...timing, readyMs: 3_000 } })
        expect(report.verdict, report.because).toBe('fail')
        expect(report.because).toMatch(because)
        expect(report.serving).toMatchObject({ id: stable.id })
        expect(report.gaps.at(-1)).toMatchObject({ end: { by: stable.id } })
        expect(report.gaps.length).toBe(fault === 'never-ready' ? 1 : 2)
        await stableServesAgain()
        // A request that a version failed is no loss of the swap.
        expect(clients.bad.filter(({ status, by }) => by !== newId && status !== 503)).toEqual([])
      })

      test('brings stable back as nothing decides where no traffic comes', async () => {
        const report = await go({ plan: { ...plan, stepDeadlineMs: 800 } })
        expect(report).toMatchObject({ verdict: 'inconclusive', serving: { id: stable.id } })
        await stableServesAgain()
      })

      test('answers what stable was asked before it is stopped, and then 503 with Retry-After', async () => {
        const slow = get(`${place.gateway.url}/slow`)
        await place.gateway.traffic.acquire('run 1', 20_000)
        const paused = place.gateway.traffic.pause('run 1', stable.id, 10_000)
        await expect.poll(async () => (await place.gateway.traffic.status()).paused).toBeDefined()
        const refused = await new Promise<http.IncomingMessage>((resolve) => http.get(place.gateway.url, resolve))
        refused.resume()
        expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5'])
        expect(await slow).toMatchObject({ status: 200, by: stable.id })
        await paused
        await place.gateway.traffic.resume('run 1', stable)
        await place.gateway.traffic.release('run 1')
        expect(await get(place.gateway.url)).toMatchObject({ status: 200, by: stable.id })
      })

      test.each([
        ['as stable is stopped', / is stopped to make room/],
        ['as the version starts', / started$/],
        ['before its first request', / is ready$/],
        ['when it has all traffic', / has 100 % of the traffic$/],
        ['in the bake', / bakes for /],
      ])('brings stable back when it is cancelled %s', async (_, moment) => {
        clients = load(place.gateway.url)
        const cancel = new AbortController()
        const info = (line: string): void => {
          if (moment.test(line)) cancel.abort(new Error('cancelled'))
        }
        await expect(go({ signal: cancel.signal, log: { info } })).rejects.toThrow('cancelled')
        await stableServesAgain()
      })

      test.each([
        ['the clean-up of its job', false],
        ['the next run', true],
      ])('that is killed while nothing serves is mended by %s, stable first', async (_, next) => {
        await place.gateway.traffic.acquire('run 1', 20_000)
        await place.gateway.traffic.pause('run 1', stable.id, 10_000)
        await place.target.halt(stable.id)
        const left = await place.target.up('1.1.0', 'b')
        await place.gateway.traffic.add('run 1', left)
        // The gateway's agent ends as well, and knows it still.
        process.kill(place.agentPid(), 'SIGKILL')
        await expect
          .poll(() => place.gateway.traffic.status().catch(() => undefined), { timeout: 20_000 })
          .toMatchObject({
            stable,
            paused: {},
            idle: [],
          })
        expect((await get(place.gateway.url)).status).toBe(503)
        const { traffic } = place.gateway
        if (!next) await cleanUpRollout({ traffic, target: place.target, owner: 'run 1', note: () => undefined })
        else {
          const because = await go({
            release: { version: '1.2.0', digest: digestOf('c') },
            plan: { ...plan, stepDeadlineMs: 800 },
          })
          expect(because.timeline.map(({ event }) => event).join('\n')).toMatch(
            /v1-1-0-bbbbbbbbbbbb, left by an earlier run, was stopped\nv1-0-0-aaaaaaaaaaaa was stopped at .* to make room, and is started again/,
          )
        }
        await stableServesAgain()
      })

      test('that is killed while the new version serves leaves it there until somebody comes', async () => {
        const child = await startRunner(place, 1, {
          proxy,
          release,
          owner: 'run 1',
          timing,
          plan: { ...plan, minTimeMs: 60_000, stepDeadlineMs: 90_000 },
        })
        child.kill('SIGKILL')
        await expect
          .poll(async () => (await place.gateway.traffic.status()).watchdog?.because, { timeout: 20_000 })
          .toMatch(/v1-1-0-bbbbbbbbbbbb serves; v1-0-0-aaaaaaaaaaaa is stopped/)
        expect(await get(place.gateway.url)).toMatchObject({ status: 200, by: newId })
        const { traffic } = place.gateway
        await cleanUpRollout({ traffic, target: place.target, owner: 'run 1', note: () => undefined })
        await stableServesAgain()
      })

      test('takes the new version alone where nothing is left of the one that was stopped', async () => {
        await place.gateway.traffic.acquire('run 0', 20_000)
        await place.gateway.traffic.pause('run 0', stable.id, 10_000)
        await place.gateway.traffic.release('run 0')
        await place.target.stop(stable.id)
        const report = await go()
        expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: true, serving: release })
        expect(existsSync(join(place.stateDir, 'versions', `${stable.id}.json`))).toBe(false)
        expect(await place.gateway.traffic.status()).toEqual({ stable: report.serving, idle: [] })
      })
    },
  )
