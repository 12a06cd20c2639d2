import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UserError } from '../../src/errors.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutReport } from '../../src/rollout/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, get, load, openPlace, type Place } from './gateway-support/place.ts'
import { startRunner } from './gateway-support/startRunner.ts'

const plan = quickPlan(0.02)
const timing = { readyMs: 5_000, healthIntervalMs: 100, leaseTtlMs: 3_000 }
const release = { version: '1.1.0', digest: digestOf('b') }

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `a rollout through ${proxy}`, () => {
    let place: Place
    let stable: Backend
    let clients: ReturnType<typeof load> | undefined

    beforeEach(async () => {
      place = await openPlace(proxy)
    })
    afterEach(async () => {
      await clients?.end()
      clients = undefined
      await place.end()
    })

    const begin = async (): Promise<void> => {
      stable = await place.target.up('1.0.0', 'a')
      await deployFirst(place, stable)
    }
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
    const onlyStableIsLeft = async (): Promise<void> => {
      const status = await place.gateway.traffic.status()
      expect(status).toMatchObject({ stable: { id: stable.id }, idle: [] })
      expect(status.canary).toBeUndefined()
      expect(status.lease).toBeUndefined()
      expect((await place.target.list()).map(({ id }) => id)).toEqual([stable.id])
      expect((await get(place.gateway.url)).by).toBe(stable.id)
    }
    const lostOfStable = () => clients?.bad.filter(({ by }) => by === stable.id || by === '')

    test('brings a good version to all traffic without losing a request, and finds it there the second time', async () => {
      await begin()
      clients = load(place.gateway.url)
      const report = await go()
      expect(report, report.because).toMatchObject({ verdict: 'pass', against: 'stable' })
      expect(report.steps.map(({ name, share }) => [name, share])).toEqual([
        ['step 1', 0.2],
        ['step 2', 0.8],
        ['bake', 0.8],
      ])
      expect(clients.bad).toEqual([])
      expect((await place.target.list()).map(({ digest }) => digest)).toEqual([release.digest])
      expect(report.serving?.digest).toBe(release.digest)
      expect(await go()).toMatchObject({ verdict: 'pass', reused: true, steps: [] })
    })

    test('that takes all traffic at once is held against nobody, and its report says so', async () => {
      await begin()
      const report = await go({ plan: { ...plan, minTimeMs: 0, atOnce: true } })
      expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: false, against: 'nobody' })
      expect(report.gates.map(({ name }) => name)).toEqual(['health'])
    })

    test('refuses a version that is never healthy', async () => {
      await begin()
      clients = load(place.gateway.url)
      place.target.fault = 'never-ready'
      const report = await go({ timing: { ...timing, readyMs: 500 } })
      expect(report).toMatchObject({ verdict: 'fail', steps: [] })
      expect(report.because).toMatch(/was not ready within 0.5 s/)
      expect(clients.bad).toEqual([])
      await onlyStableIsLeft()
    })

    test('takes a version back that crashes in the middle of a step', async () => {
      await begin()
      clients = load(place.gateway.url)
      place.target.fault = 'crash-after-15'
      const report = await go()
      expect(report.verdict, report.because).toBe('fail')
      // Only requests that were in the hands of the crashing process may be lost, and at most one a client.
      expect(clients.bad.length, JSON.stringify(clients.bad)).toBeLessThanOrEqual(4)
      await onlyStableIsLeft()
    })

    test('takes a version back that fails 5 % of its requests', async () => {
      await begin()
      clients = load(place.gateway.url, { pauseMs: 3 })
      place.target.fault = 'leak'
      const report = await go({ plan: { ...plan, steps: [0.5, 0.8] } })
      expect(report.verdict, report.because).not.toBe('pass')
      expect(lostOfStable()).toEqual([])
      expect(report.steps.reduce((sum, step) => sum + step.canary.errors, 0)).toBeGreaterThan(0)
      await onlyStableIsLeft()
    })

    test('takes a version back that crashes during the bake', async () => {
      await begin()
      clients = load(place.gateway.url)
      const running = go({ plan: { ...plan, bakeMs: 20_000 } })
      await expect.poll(async () => (await place.gateway.traffic.status()).canary?.share, { timeout: 40_000 }).toBe(0.8)
      await sleep(1_000)
      place.target.kill('v1-1-0-bbbbbbbbbbbb')
      const report = await running
      expect(report.verdict, report.because).toBe('fail')
      expect(report.because).toMatch(/health probes in a row failed|the canary fails more than/)
      expect(clients.bad.length, JSON.stringify(clients.bad)).toBeLessThanOrEqual(4)
      await onlyStableIsLeft()
    })

    test('rolls back as inconclusive where no traffic comes', async () => {
      await begin()
      const report = await go({ plan: { ...plan, stepDeadlineMs: 800 } })
      expect(report.verdict).toBe('inconclusive')
      expect(report.because).toMatch(/deadline of 0.8 s is over and the canary answered 0 of 20 requests/)
      await onlyStableIsLeft()
    })

    test('does not say that a version was stopped where that could not be done', async () => {
      await begin()
      vi.spyOn(place.target, 'stop').mockRejectedValueOnce(new Error('the engine is away'))
      const { timeline } = await go({ plan: { ...plan, stepDeadlineMs: 100 } })
      const said = timeline.map(({ event }) => event).join('\n')
      expect(said).toMatch(/could not stop v1-1-0-b+: the engine is away/)
      expect(said).not.toMatch(/v1-1-0-b+ was stopped/)
    })

    test.each([
      ['while the version starts', / started$/],
      ['before its first request', / is ready$/],
      ['in the first step', / has 20 % of the traffic$/],
      ['in the last step', / has 80 % of the traffic$/],
      ['in the bake', / bakes for /],
    ])('leaves nothing behind when it is cancelled %s, and moves traffic first', async (_, moment) => {
      await begin()
      clients = load(place.gateway.url)
      const cancel = new AbortController()
      const evict = vi.spyOn(place.gateway.traffic, 'evict')
      const stop = vi.spyOn(place.target, 'stop')
      let doneByThen: { evictions: number; stops: number } | undefined
      const info = (event: string): void => {
        if (!moment.test(event)) return
        // Not in the middle of our own call: as a signal of the system would come.
        setTimeout(() => {
          for (const spy of [evict, stop]) spy.mockClear()
          cancel.abort(new Error('cancelled'))
          doneByThen = { evictions: evict.mock.calls.length, stops: stop.mock.calls.length }
        }, 20)
      }
      const bakes = { ...plan, bakeMs: 20_000 }
      const running = go({ signal: cancel.signal, plan: bakes, log: { info } }).catch((error: unknown) => error)
      // Before anything else is done about it.
      await expect.poll(() => doneByThen, { timeout: 40_000, interval: 10 }).toEqual({ evictions: 1, stops: 0 })
      await expect.poll(async () => (await place.gateway.traffic.status()).canary, { timeout: 20_000 }).toBeUndefined()
      expect(await running).toMatchObject({ message: 'cancelled' })
      expect(clients.bad).toEqual([])
      await onlyStableIsLeft()
    })

    test('says of a first version that it answers nobody, where all its clients leave without an answer', async () => {
      place.target.fault = 'hang'
      let [serves, ended] = [false, false]
      const asking = (async () => {
        while (!serves && !ended) await sleep(20)
        while (!ended)
          await Promise.all(
            Array.from({ length: 4 }, () =>
              fetch(place.gateway.url, { signal: AbortSignal.timeout(50) }).catch(() => 0),
            ),
          )
      })()
      const report = await go({
        plan: { ...plan, minTimeMs: 3_000 },
        log: {
          info: (line) => {
            if (line.includes('is stable and serves')) serves = true
          },
        },
      })
      ended = true
      await asking
      expect(report).toMatchObject({
        verdict: 'fail',
        firstDeploy: true,
        serving: { digest: release.digest },
        because: expect.stringMatching(
          /^version 1.1.0 serves, as there is no other, and it answered nobody: \d+ clients left/,
        ),
      })
    })

    test('refuses the second of two rollouts, with the name of the first', async () => {
      await begin()
      clients = load(place.gateway.url)
      const first = go()
      await expect.poll(async () => (await place.gateway.traffic.status()).lease?.owner).toBe('run 1')
      await expect(go({ owner: 'run 2' })).rejects.toThrow(/a rollout by run 1 is under way/)
      expect((await first).verdict).toBe('pass')
    })

    test('clears what a killed runner left, then goes on', async () => {
      await begin()
      const left = await place.target.up('1.0.5', 'c')
      await place.gateway.traffic.acquire('dead', 200)
      await place.gateway.traffic.add('dead', left)
      await place.gateway.traffic.shift('dead', left.id, 0.5)
      await sleep(400)
      clients = load(place.gateway.url)
      const report = await go()
      expect(report.verdict, report.because).toBe('pass')
      expect((await place.target.list()).map(({ version }) => version)).toEqual(['1.1.0'])
      expect(clients.bad).toEqual([])
    })

    test('puts stable back when the runner is killed in the middle of a step, and the next run converges', async () => {
      await begin()
      clients = load(place.gateway.url)
      const runner = await startRunner(place, 0.2, {
        ...{ proxy, release, owner: 'killed' },
        plan: { ...plan, minTimeMs: 60_000 },
        timing: { ...timing, leaseTtlMs: 1_000 },
      })
      runner.kill('SIGKILL')
      await expect.poll(async () => (await place.gateway.traffic.status()).canary, { timeout: 3_000 }).toBeUndefined()
      expect((await place.gateway.traffic.status()).watchdog?.because).toMatch(
        /the lease of killed expired while .* had 20 %/,
      )
      expect((await get(place.gateway.url)).by).toBe(stable.id)
      const report = await go()
      expect(report.verdict, report.because).toBe('pass')
      expect((await place.target.list()).map(({ version }) => version)).toEqual(['1.1.0'])
      expect(clients.bad).toEqual([])
    })

    test('that lost its lease is an error of the run, not of the release, and leaves the next run alone', async () => {
      await begin()
      clients = load(place.gateway.url)
      const running = go({ plan: { ...plan, minTimeMs: 60_000, stepDeadlineMs: 90_000 } })
      await expect.poll(async () => (await place.gateway.traffic.status()).canary?.share, { timeout: 10_000 }).toBe(0.2)
      await place.gateway.traffic.release('run 1')
      await place.gateway.traffic.acquire('run 2', 20_000)
      const report = await running
      expect(report.verdict, report.because).toBe('error')
      expect(report.because).toMatch(/held by run 2, not by run 1/)
      expect(await place.gateway.traffic.status()).toMatchObject({ canary: { share: 0.2 }, lease: { owner: 'run 2' } })
      await place.gateway.traffic.release('run 2')
      expect((await go()).verdict).toBe('pass')
      expect(clients.bad).toEqual([])
    })

    test('goes on where the gateway does not answer for less than a lease', async () => {
      await begin()
      clients = load(place.gateway.url)
      const { traffic, metrics } = place.gateway
      const silent = { fromMs: 0, untilMs: 0 }
      const answering = async <T>(ask: () => Promise<T>): Promise<T> => {
        const nowMs = performance.now()
        if (nowMs >= silent.fromMs && nowMs < silent.untilMs) throw new Error('socket hang up')
        return ask()
      }
      const info = (event: string): void => {
        if (!/ has 20 % /.test(event)) return
        silent.fromMs = performance.now()
        silent.untilMs = silent.fromMs + 800
      }
      const report = await go({
        timing: { ...timing, leaseTtlMs: 1_500 },
        traffic: {
          ...traffic,
          renew: (owner, ttlMs) => answering(() => traffic.renew(owner, ttlMs)),
          status: () => answering(() => traffic.status()),
        },
        metrics: { ...metrics, observe: () => answering(() => metrics.observe()) },
        log: { info },
      })
      expect(silent.untilMs).toBeGreaterThan(0)
      expect(report.verdict, report.because).toBe('pass')
      expect(clients.bad).toEqual([])
    })

    test('leaves a first version that serves where its first minutes cannot be watched, and does not speak of a way back', async () => {
      const { metrics } = place.gateway
      let serves = false
      const report = await go({
        log: {
          info: (event) => {
            if (/ is stable and serves at /.test(event)) serves = true
          },
        },
        metrics: {
          ...metrics,
          observe: async () => {
            if (serves) throw new UserError('nobody counts any more')
            return metrics.observe()
          },
        },
      })
      expect(report).toMatchObject({
        verdict: 'error',
        because: 'version 1.1.0 serves, and how it does could not be watched: nobody counts any more',
      })
      expect(report.timeline.map(({ event }) => event).join('\n')).not.toContain('rolled back')
      expect((await get(place.gateway.url)).by).toBe(report.serving?.id)
      expect((await place.target.list()).map(({ digest }) => digest)).toEqual([release.digest])
    })

    test('deploys the first version by its health alone', async () => {
      const report = await go()
      expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: true })
      expect((await get(place.gateway.url)).by).toBe(report.serving?.id)
    })
  })
