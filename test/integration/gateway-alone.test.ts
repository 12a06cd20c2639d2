import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, openPlace, type Place } from './gateway-support/place.ts'

/* A gateway in the middle of a rollout whose agent is ended, stopped, or gone with all that would start it again. */

const leaseMs = 15_000

const statOf = (pid: number): string[] => (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1] ?? '').split(' ')
const parentOf = (pid: number): number => Number(statOf(pid)[1])
/** Of both kinds, in the hundredths of a second that Linux counts in. */
const cpuMs = (pid: number): number => 10 * (Number(statOf(pid)[11]) + Number(statOf(pid)[12]))

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway whose agent is lost`, () => {
    let place: Place
    let stable: Backend
    let canary: Backend

    beforeEach(async () => {
      place = await openPlace(proxy)
      stable = await place.target.up('1.0.0', 'a')
      canary = await place.target.up('1.1.0', 'b')
      await deployFirst(place, stable)
      const { traffic } = place.gateway
      await traffic.acquire('runner', leaseMs)
      await traffic.add('runner', canary)
      await traffic.shift('runner', canary.id, 1)
      expect((await get(place.gateway.url)).by).toBe(canary.id)
    })
    afterEach(() => place.end())

    /** Whoever answers, for as long as `lastsMs`: stable alone, or nobody at all. */
    const servesAlone = async (lastsMs: number): Promise<void> => {
      for (const untilMs = performance.now() + lastsMs; performance.now() < untilMs; await sleep(20))
        expect(await get(place.gateway.url)).toMatchObject({ status: 200, by: stable.id })
    }

    test('gives stable everything where the agent is stopped, and goes on with it', async () => {
      const pid = place.agentPid()
      process.kill(pid, 'SIGSTOP')
      try {
        const by = async () => (await Promise.race([get(place.gateway.url), sleep(500)]))?.by
        if (proxy === 'haproxy') await expect.poll(by, { timeout: leaseMs }).toBe(stable.id)
        // Here the agent is the proxy: what does not answer any more is ended, and begins anew.
        else await expect.poll(by, { timeout: 40_000, interval: 500 }).toBe(stable.id)
        await servesAlone(2_000)
      } finally {
        try {
          process.kill(pid, 'SIGCONT')
        } catch {}
      }
    })

    if (proxy === 'haproxy') {
      test('gives stable everything within the lease where agent and supervisor are killed, and turns in no circle', async () => {
        const agent = place.agentPid()
        const supervisor = parentOf(agent)
        const proxyPid = Number(readFileSync(join(place.stateDir, 'haproxy.pid'), 'utf8'))
        for (const pid of [supervisor, agent]) process.kill(pid, 'SIGKILL')
        await expect.poll(async () => (await get(place.gateway.url)).by, { timeout: leaseMs }).toBe(stable.id)
        await servesAlone(2_000)
        // What turns in a circle takes all that this machine has left, in each second.
        const ofOneSecond = async (): Promise<number> => {
          const before = cpuMs(proxyPid)
          await sleep(1_000)
          return cpuMs(proxyPid) - before
        }
        await expect.poll(ofOneSecond, { timeout: 30_000 }).toBeLessThan(50)
        expect(Number(readFileSync(join(place.stateDir, 'haproxy.pid'), 'utf8'))).toBe(proxyPid)
        // The next deployment takes over.
        expect((await place.gateway.traffic.status()).stable?.id).toBe(stable.id)
        await servesAlone(500)
      })

      test('keeps the share of a canary for as long as the agent lives, also where that is busy for seconds, and counts all', async () => {
        let answered = 0
        const asksFor = async (lastsMs: number): Promise<void> => {
          for (const untilMs = performance.now() + lastsMs; performance.now() < untilMs; await sleep(50)) {
            expect((await get(place.gateway.url)).by).toBe(canary.id)
            answered += 1
          }
        }
        const counted = async () => (await place.gateway.metrics.observe())[canary.id]?.requests ?? 0
        // HAProxy keeps lines of the log while nobody takes them: those of the test before may still be on their way.
        let before = -1
        await expect
          .poll(
            async () => {
              const last = before
              before = await counted()
              return before === last
            },
            { timeout: 20_000, interval: 2_000 },
          )
          .toBe(true)
        await asksFor(2_000)
        process.kill(place.agentPid(), 'SIGSTOP')
        try {
          await asksFor(6_000)
        } finally {
          process.kill(place.agentPid(), 'SIGCONT')
        }
        await asksFor(2_000)
        await expect.poll(async () => (await counted()) - before, { timeout: 20_000 }).toBe(answered)
      })
    }
  })
