import { join } from 'node:path'
import type { Front } from '../../src/gateway/front.ts'
import type { RolloutOptions } from '../../src/rollout/rollout.ts'
import type { RolloutPlan, RolloutReport } from '../../src/rollout/types.ts'
import { sleep } from '../../src/timers.ts'
import { digestOf, type Place } from '../../test/integration/gateway-support/place.ts'
import type { RunnerInput } from '../../test/integration/gateway-support/runner.ts'
import { startRunner } from '../../test/integration/gateway-support/startRunner.ts'
import { quickPlan } from '../../test/rolloutPlan.ts'

/* What a row of the faults is: what is done to whom, and what is promised then. */

export const perSecond = 200
export const patienceMs = 2_000
export const timing = { readyMs: 4_000, healthIntervalMs: 500, leaseTtlMs: 4_000 }
const defaults = quickPlan(0.02)
export const plan = {
  ...defaults,
  minTimeMs: 2_000,
  minRequests: 50,
  bakeMs: 6_000,
  stepDeadlineMs: 25_000,
  windowMs: 500,
  longestAnswerMs: 8_000,
  classes: { ...defaults.classes, slow: { ratio: 5, tolerance: 0.05 } },
}
export const release = { version: '1.1.0', digest: digestOf('b') }
export const stableId = 'v1-0-0-aaaaaaaaaaaa'
export const canaryId = 'v1-1-0-bbbbbbbbbbbb'
export const outageFile = (place: Place): string => join(place.stateDir, 'outage')

/** What a rollout says when the canary has its first share and its last, and when it bakes. */
export const hasFirst = / has 20 % /
export const hasLast = / has 80 % /
export const bakes = / bakes for /

export type Ended = RolloutReport['verdict'] | 'cancelled' | 'killed'
export type Fault = {
  name: string
  /** Of the stand-in for the model server (test/integration/gateway-support/model-server.ts). */
  stable?: string | ((place: Place) => string)
  canary?: string | ((place: Place) => string)
  /** No stable version, or no clients. */
  without?: 'stable' | 'clients'
  /** Clients that come in a second; absent for as many as in every other row. */
  perSecond?: number
  /** How clients reach the gateway; `splitBy` is the header by which each is known. */
  front?: Front
  /** What is done to it, once the rollout says so for the first time. */
  when?: { says: RegExp; afterMs?: number; act: (place: Place, cancel: AbortController) => Promise<void> | void }
  /** The runner is a process of its own, which gets this signal once the canary has so much, or the rollout says so. */
  kill?: { signal: NodeJS.Signals; at: number | RegExp }
  plan?: Partial<RolloutPlan>
  /** Of the rollout, with what is needed for it until `until`. */
  asked?: (place: Place, until: AbortSignal) => Promise<Partial<RolloutOptions>>
  /** Where the proxy must be a process of its own, or makes no difference. */
  only?: 'haproxy'
  /** Versions and gateway have a disk of their own of 16 MB. */
  disk?: 'small'
  /** What is done before it begins. */
  before?: (place: Place) => Promise<void>
  /** Streams and uploads are in flight all the time. */
  long?: true
  ends: Ended
  /** What it may end as too, as two gates find the same. */
  orEnds?: Ended
  serves: '1.0.0' | '1.1.0'
  /** Stable is at fault too. */
  stableFails?: true
  /**
   * What may be lost beyond what the versions at fault failed, of which the gateway keeps count: requests of so many
   * seconds, in which nobody listens.
   */
  deafS?: Partial<Record<RunnerInput['proxy'], number>>
}

/** A rollout whose runner gets a signal. @returns when the runner got it, or, where it has time to clean up, when it ended */
export async function endedRunner(
  place: Place,
  proxy: RunnerInput['proxy'],
  {
    kill: { signal, at },
    plan: changed,
    canary,
  }: { kill: NonNullable<Fault['kill']>; plan: Fault['plan']; canary: string },
): Promise<number> {
  const input = { proxy, release, owner: 'killed', timing, plan: { ...plan, ...changed }, fault: canary }
  const runner = await startRunner(place, at, input)
  await sleep(500)
  const endedMs = performance.now()
  const ended = new Promise<void>((resolve) => void runner.once('exit', () => resolve()))
  runner.kill(signal)
  await ended
  while ((await place.gateway.traffic.status()).canary !== undefined) await sleep(50)
  return endedMs
}
