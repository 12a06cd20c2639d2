import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answersReady } from '../../src/gateway/ready.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutReport } from '../../src/rollout/types.ts'
import { endedBy } from '../../src/stages/rolloutReport.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, get, load, openPlace, type Place } from './gateway-support/place.ts'

const plan = quickPlan(0.02, { stepDeadlineMs: 6_000 })
const timing = { readyMs: 5_000, healthIntervalMs: 100, leaseTtlMs: 3_000 }
const events = (report: RolloutReport): string => report.timeline.map(({ event }) => event).join('\n')
/** A probe with less patience than the gateway's. */
const answersSoon = ({ addresses, serving }: Backend): Promise<boolean> =>
  answersReady(addresses[0] ?? '', serving.readyPath, 300)
const release = { version: '1.1.0', digest: digestOf('b') }

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `a rollout through ${proxy} whose stable is dead`, () => {
    let place: Place
    let stable: Backend

    beforeEach(async () => {
      place = await openPlace(proxy)
    })
    afterEach(async () => {
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
    test('starts a dead stable again when the same release is deployed, after the machine was started anew', async () => {
      await begin()
      place.target.kill(stable.id)
      process.kill(place.agentPid(), 'SIGKILL')
      await expect.poll(() => place.target.list()).toEqual([])
      expect((await get(place.gateway.url)).status).not.toBe(200)
      const same = { version: stable.version, digest: stable.digest }
      const report = await go({ release: same })
      expect(report, report.because).toMatchObject({ verdict: 'pass', reused: false, firstDeploy: true })
      expect(events(report)).toMatch(
        new RegExp(`${stable.id} is stable and dead .the process target no longer runs it`),
      )
      expect(report.serving?.addresses).not.toEqual(stable.addresses)
      await onlyStableIsLeft()
      expect(await get(place.gateway.url)).toMatchObject({ status: 200, by: stable.id })
      expect(await go({ release: same })).toMatchObject({ verdict: 'pass', reused: true })
      // What is on disk is the new address.
      process.kill(place.agentPid(), 'SIGKILL')
      expect((await place.gateway.traffic.status()).stable).toEqual(report.serving)
      expect((await get(place.gateway.url)).status).toBe(200)
    })

    test('leaves nothing that is said to serve where the release that was dead is stopped before it is promoted again', async () => {
      await begin()
      place.target.kill(stable.id)
      await expect.poll(() => place.target.list()).toEqual([])
      const stop = new AbortController()
      const because = new Error('stopped by SIGINT')
      const stopped = go({
        release: { version: stable.version, digest: stable.digest },
        signal: stop.signal,
        onShare: () => stop.abort(because),
      })
      await expect(stopped).rejects.toBe(because)
      const status = await place.gateway.traffic.status()
      expect(status.stable).toBeUndefined()
      expect(endedBy(stop.signal, status, 1)).toEqual({
        because: 'stopped by SIGINT at 100 % of the traffic',
        stopped: true,
      })
    })

    test('starts a stable again that runs and answers no probe', async () => {
      stable = await place.target.up('1.0.0', 'a')
      await deployFirst(place, stable)
      place.target.pause(stable.id)
      const hung = get(place.gateway.url)
      const same = { version: stable.version, digest: stable.digest }
      const report = await go({ release: same, probe: (backend) => answersSoon(backend) })
      expect(report, report.because).toMatchObject({ verdict: 'pass', reused: false, firstDeploy: true })
      expect(events(report)).toMatch(
        /is stable and dead \(3 health probes in a row failed, and it answered no request\)/,
      )
      // It ends with an answer: of the gateway, or of the version that could be asked again.
      expect([200, 502, 503]).toContain((await hung).status)
      await onlyStableIsLeft()
    })

    test('does not take a stable for dead that is too busy for its health probes and answers requests', async () => {
      await begin()
      await get(`http://${stable.addresses[0]}/be-unready`)
      const clients = load(place.gateway.url, { clients: 2 })
      try {
        const report = await go({
          plan: { ...plan, classes: { ...plan.classes, errors: { ratio: 1.5, tolerance: 0.05 } } },
        })
        expect(events(report)).toMatch(new RegExp(`${stable.id} misses health probes and answered \\d+ requests`))
        expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: false })
        expect(report.steps[0]?.share).toBe(0.2)
        expect(report.steps[0]?.stable.requests).toBeGreaterThan(report.steps[0]?.canary.requests ?? Infinity)
      } finally {
        await clients.end()
      }
      expect(clients.bad).toEqual([])
    })

    test('asks a stable without traffic as often as a canary before it is called dead', async () => {
      await begin()
      let probes = 0
      const probe = async (backend: Backend): Promise<boolean> => {
        if (backend.id === stable.id && ++probes < 3) return false
        return place.gateway.probe(backend)
      }
      const report = await go({ probe, plan: { ...plan, stepDeadlineMs: 500 } })
      expect(probes).toBe(3)
      expect(report, report.because).toMatchObject({
        verdict: 'inconclusive',
        firstDeploy: false,
        serving: { id: stable.id },
      })
    })

    test('takes a new release for a first deploy where stable is dead, and cleans the dead one up', async () => {
      await begin()
      place.target.kill(stable.id)
      await expect.poll(() => place.target.list()).toEqual([])
      const report = await go()
      expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: true, serving: release })
      expect(report.steps[0]).toMatchObject({ share: 1, stable: { requests: 0 } })
      expect(await place.gateway.traffic.status()).toMatchObject({ stable: release, idle: [] })
      expect(readdirSync(join(place.stateDir, 'versions'))).toEqual([`${report.serving?.id}.json`])
      expect(await get(place.gateway.url)).toMatchObject({ status: 200, by: report.serving?.id })
    })

    test.each([
      ['its own release', digestOf('a'), '1.0.0'],
      ['a new release', digestOf('b'), '1.1.0'],
    ])(
      'leaves a dead stable as it was where %s does not come up, and the next run goes on',
      async (_, digest, version) => {
        await begin()
        place.target.kill(stable.id)
        await expect.poll(() => place.target.list()).toEqual([])
        place.target.fault = 'never-ready'
        const report = await go({ release: { version, digest }, timing: { ...timing, readyMs: 500 } })
        expect(report, report.because).toMatchObject({ verdict: 'fail', firstDeploy: true })
        expect(report.serving).toBeUndefined()
        expect(await place.target.list()).toEqual([])
        expect(await place.gateway.traffic.status()).toMatchObject({ stable, idle: [] })
        place.target.fault = 'none'
        expect(await go({ release: { version, digest } })).toMatchObject({ verdict: 'pass', firstDeploy: true })
        expect((await get(place.gateway.url)).status).toBe(200)
      },
    )
  })
