import {
  afterPause,
  afterRequest,
  type Breaker,
  breakerStatus,
  closedBreaker,
  heard,
} from '../../src/gateway/agent/breaker.ts'
import { isError, type Outcome } from '../../src/gateway/agent/proxy.ts'
import { cutOf, draws } from '../../src/gateway/agent/split.ts'
import { SplitBook } from '../../src/gateway/agent/split-book.ts'
import { breakerRule } from '../../src/gateway/breakerRule.ts'
import type { Draws, Observed } from '../../src/gateway/types.ts'
import { decide, type Stand } from '../../src/rollout/decide.ts'
import { beforeBake, beforeTraffic, breakerSeen, nothingSeen, weigh } from '../../src/rollout/evidence.ts'
import { drawsBetween } from '../../src/rollout/split.ts'
import type { Tally } from '../../src/rollout/types.ts'
import { Random } from '../../src/statistics/random.ts'
import type { Verdict } from '../../src/verdict.ts'
import { planOf } from '../../test/rolloutPlan.ts'

/*
 * Rollouts whose requests are split by the value of a header: clients of which few ask most, with error rates of their own. The
 * agent's books, its circuit breaker and the decisions are the product's own code; only the requests are made up.
 */

export type ValueTraffic = {
  values: number
  /** Canary's shares. */
  steps: readonly number[]
  /** Error rate of each value with stable, the one that asks most first. */
  rates: (values: number, random: () => number) => number[]
  /** That of the canary, by stable's. */
  canary: (rate: number) => number
  /** Share of each value's requests that are slow, with either version. */
  slow?: (random: () => number) => number
}

export type ValueEnd = { verdict: Verdict; because: string; seconds: number; failed: number }

const perSecond = 40
const windowMs = 5_000
const latencyMs = { quick: 5, long: 100, slow: 400 }
const noTally = (): Tally => ({ requests: 0, errors: 0, clientErrors: 0, slow: 0 })
const nobody = {} as Observed

/** Values that ask in inverse proportion to their rank. */
function zipf(values: number, random: () => number): () => number {
  let sum = 0
  const upTo = Float64Array.from({ length: values }, (_, index) => (sum += 1 / (index + 1)))
  return () => {
    const at = random() * sum
    let [low, high] = [0, values - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return low
  }
}

export function rollOutByValue({ values, steps, rates, canary: ofCanary, slow }: ValueTraffic, seed: number): ValueEnd {
  const generator = new Random(seed)
  const random = (): number => generator.unit()
  const plan = planOf({ steps: [...steps], minValues: 5 })
  const next = zipf(values, random)
  const own = rates(values, random)
  const slowRates = own.map(() => slow?.(random) ?? 0.005)
  const drawn = own.map(() => Math.floor(random() * draws))
  const book = new SplitBook()
  const send = (role: 'stable' | 'canary', value: number, tally: Tally): { outcome: Outcome; excused: boolean } => {
    const rate = own[value] ?? 0
    const outcome: Outcome = random() < (role === 'canary' ? ofCanary(rate) : rate) ? 'server-error' : 'answered'
    const isSlow = random() < (slowRates[value] ?? 0)
    tally.requests += 1
    if (isError(outcome)) tally.errors += 1
    if (isSlow) tally.slow += 1
    const hash = value.toString(16).padStart(16, '0')
    const excused = book.ended(role, { value: hash, outcome, latencyMs: isSlow ? latencyMs.slow : latencyMs.quick })
    return { outcome, excused }
  }
  const before = noTally()
  for (let index = 0; index < 300 * perSecond; index++) send('stable', next(), before)
  let seen = beforeTraffic(nothingSeen(), before)
  book.begin()
  book.shift()
  let breaker: Breaker = closedBreaker
  let reopensMs = 0
  let was = breakerStatus(closedBreaker)
  let known: Record<'stable' | 'canary', Draws | undefined> = { stable: undefined, canary: undefined }
  let stand: Stand = { phase: { name: 'step', index: 0 }, sinceMs: 0, against: 'stable' }
  let share = steps[0] ?? 1
  let failed = 0
  for (let fromMs = 0; ; fromMs += windowMs) {
    const toMs = fromMs + windowMs
    const [stable, canary] = [noTally(), noTally()]
    const count = (perSecond * windowMs) / 1000
    for (let index = 0; index < count; index++) {
      const atMs = fromMs + (windowMs * index) / count
      if (breaker.state === 'open' && atMs > reopensMs) breaker = afterPause(breaker)
      const value = next()
      const isCanarys = (drawn[value] ?? 0) < cutOf(share) && breaker.state !== 'open'
      const { outcome, excused } = send(isCanarys ? 'canary' : 'stable', value, isCanarys ? canary : stable)
      if (!isCanarys) continue
      const { state } = breaker
      breaker = afterRequest(breaker, heard(outcome, excused))
      if (breaker.state === 'open' && state !== 'open') reopensMs = atMs + breakerRule.openMs
    }
    failed += canary.errors
    const told = book.withDraws({ s: nobody, c: nobody }, { stable: 's', canary: 'c' })
    const now = { stable: told['s']?.draws, canary: told['c']?.draws }
    const between = (role: 'stable' | 'canary'): Tally => drawsBetween(known[role], now[role], latencyMs.long)
    const split = { draws: { stable: between('stable'), canary: between('canary') }, status: book.told.split }
    const status = breakerStatus(breaker)
    const observed = {
      fromMs,
      toMs,
      share,
      stable,
      canary,
      healthy: true,
      split,
      ...breakerSeen(was, status),
    }
    was = status
    known = now
    seen = weigh(plan, seen, observed)
    const decision = decide(plan, seen, stand, toMs)
    const end = { because: decision.because, seconds: toMs / 1000, failed }
    if (decision.do === 'roll-back') return { verdict: decision.verdict, ...end }
    if (decision.do === 'promote') return { verdict: 'pass', ...end }
    if (decision.do === 'bake') {
      seen = beforeBake(seen)
      stand = { ...stand, phase: { name: 'bake' }, sinceMs: toMs }
    }
    if (decision.do !== 'step') continue
    share = decision.share
    book.shift()
    stand = { ...stand, phase: { name: 'step', index: decision.index }, sinceMs: toMs }
  }
}

/** Of each thousand requests one fails. */
const well = 0.001
const even = (values: number): number[] => Array.from({ length: values }, () => well)
/** One of those that ask most fails 30 to 100 % of its requests. */
const oneNoisy = (values: number, random: () => number): number[] =>
  even(values).with(Math.floor(Math.min(values, 10) * random()), 0.3 + 0.7 * random())
/** One in twenty fails 30 to 100 %. */
const someNoisy = (values: number, random: () => number): number[] =>
  even(values).map((rate) => (random() < 0.05 ? 0.3 + 0.7 * random() : rate))
/** Each has its own, up to 2 %, and one in five up to 40 %. */
const allDiffer = (values: number, random: () => number): number[] =>
  even(values).map(() => 0.02 * random() ** 3 * (random() < 0.2 ? 20 : 1))

/** Steps that enough values meet. */
const sizes = [
  [20, [0.2, 0.6, 0.95]],
  [100, [0.1, 0.5, 0.95]],
  [1_000, [0.01, 0.05, 0.95]],
] as const

const equal = (rate: number): number => rate
export const equalVersions: Record<string, ValueTraffic> = Object.fromEntries(
  sizes.flatMap(([values, steps]) => [
    [`${values} values that are alike`, { values, steps, rates: even, canary: equal }],
    [`${values} values, one noisy`, { values, steps, rates: oneNoisy, canary: equal }],
    [`${values} values, one in twenty noisy`, { values, steps, rates: someNoisy, canary: equal }],
    [`${values} values that all differ`, { values, steps, rates: allDiffer, canary: equal }],
    [
      `${values} values, one in twenty slow`,
      { values, steps, rates: even, canary: equal, slow: (random: () => number) => (random() < 0.05 ? 0.9 : 0.005) },
    ],
  ]),
)

export const badCanaries: Record<string, ValueTraffic> = Object.fromEntries(
  sizes.flatMap(([values, steps]) =>
    [0.05, 0.2, 1].flatMap((rate) => [
      [`${rate} of ${values} values`, { values, steps, rates: even, canary: (own: number) => Math.max(own, rate) }],
      [
        `${rate} of ${values} values, one noisy`,
        { values, steps, rates: oneNoisy, canary: (own: number) => Math.max(own, rate) },
      ],
    ]),
  ),
)
