import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/rollout/decide.ts'
import type { Decision, Observation, RolloutPlan } from '../../../src/rollout/types.ts'

const plan: RolloutPlan = {
  steps: [0.01, 0.05, 1],
  minTimeMs: 60_000,
  minRequests: 100,
  stepDeadlineMs: 1_800_000,
  healthFailures: 5,
  errors: { ratio: 1.5, falseRollbacks: 0.01, tolerance: 0.01 },
}
const one = (fromMs: number, change: Partial<Observation> = {}): Observation => ({
  fromMs,
  toMs: fromMs + 10_000,
  share: 0.05,
  stable: { requests: 2_000, errors: 0 },
  canary: { requests: 100, errors: 0 },
  healthy: true,
  ...change,
})
const many = (count: number, change: Partial<Observation> = {}) =>
  Array.from({ length: count }, (_, i) => one(i * 10_000, change))
const state = { step: 1, sinceMs: 0, alone: false }

describe('a rollout', () => {
  test('waits for its minimum time and its minimum of requests, then takes the next step', () => {
    expect(decide(plan, many(3), state, 30_000)).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^30 s of the step/),
    })
    const quiet = many(6, { canary: { requests: 1, errors: 0 } })
    const first = { ...state, step: 0 }
    expect(decide(plan, quiet, first, 60_000)).toMatchObject({
      do: 'hold',
      because: 'the canary answered 6 of 100 requests',
    })
    expect(decide(plan, many(6), first, 60_000)).toMatchObject({ do: 'step', step: 1, share: 0.05 })
  })

  test('gives the canary all traffic only when its error rate is known to be within tolerance', () => {
    const known = (requests: number) => many(6, { canary: { requests: requests / 6, errors: 0 } })
    expect(decide(plan, known(294), state, 60_000)).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^the canary failed 0 of 294/),
    })
    expect(decide(plan, known(300), state, 60_000)).toMatchObject({ do: 'step', step: 2, share: 1 })
  })

  test('goes back at the deadline when too little was seen', () => {
    const quiet = many(6, { canary: { requests: 1, errors: 0 } })
    expect(decide(plan, quiet, state, 1_800_000)).toMatchObject({ do: 'roll-back', verdict: 'inconclusive' })
  })

  test('goes back after five failed probes in a row, not after four, and a success begins anew', () => {
    const bad = { healthy: false }
    expect(decide(plan, [...many(2), ...many(4, bad)], state, 50_000).do).toBe('hold')
    expect(decide(plan, [...many(2), ...many(5, bad)], state, 50_000)).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
    })
    expect(decide(plan, [...many(4, bad), one(0), ...many(4, bad)], state, 50_000).do).toBe('hold')
  })

  test('promotes only what was shown to be within tolerance: 300 requests without an error for 1 %', () => {
    const last = { ...state, step: 2 }
    const shown = (requests: number) => [
      one(0, { share: 1, stable: { requests: 0, errors: 0 }, canary: { requests, errors: 0 } }),
    ]
    expect(decide(plan, shown(297), last, 60_000)).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^the canary failed 0 of 297/),
    })
    expect(decide(plan, shown(300), last, 60_000).do).toBe('promote')
  })

  test('does not lock the fix of a broken version out', () => {
    const seen = [
      one(0, { share: 0.5, stable: { requests: 1_000, errors: 500 }, canary: { requests: 1_000, errors: 100 } }),
      one(1, { share: 1, stable: { requests: 0, errors: 0 }, canary: { requests: 1_000, errors: 100 } }),
    ]
    expect(decide(plan, seen, { ...state, step: 2 }, 60_000).do).toBe('promote')
  })

  test('goes back when the canary fails with all traffic and nobody is left to compare with', () => {
    const seen = [
      one(0),
      one(1, { share: 1, stable: { requests: 0, errors: 0 }, canary: { requests: 200, errors: 20 } }),
    ]
    expect(decide(plan, seen, { ...state, step: 2 }, 20_000)).toMatchObject({ do: 'roll-back', verdict: 'fail' })
  })

  test('judges a first version by its health alone', () => {
    const first = { step: 2, sinceMs: 0, alone: true }
    const silent = { share: 1, stable: { requests: 0, errors: 0 }, canary: { requests: 0, errors: 0 } }
    expect(decide(plan, many(6, silent), first, 60_000).do).toBe('promote')
    expect(decide(plan, many(6, { ...silent, healthy: 'not-probed' }), first, 60_000).do).toBe('hold')
  })
})

describe('simulated rollouts at 200 requests/s', () => {
  const runs = 300
  test('stop an identical canary in at most 1 % of the cases, and none for an outage that both share', () => {
    let stopped = 0
    let outages = 0
    for (let seed = 1; seed <= runs; seed++) {
      if (simulate(seed, 0.01, 0.01).do === 'roll-back') stopped += 1
      if (simulate(seed, 0.001, 0.001, true).do === 'roll-back') outages += 1
    }
    expect(stopped, `${stopped} of ${runs} identical canaries were stopped`).toBeLessThanOrEqual(runs * 0.01)
    expect(outages, `${outages} of ${runs} were stopped by a shared outage`).toBe(0)
  }, 60_000)

  test('stop a canary that fails ten times as often', () => {
    const times = Array.from({ length: runs }, (_, i) => simulate(i + 1, 0.01, 0.1)).map((end) =>
      end.do === 'roll-back' ? end.atMs : Infinity,
    )
    const median = times.sort((a, b) => a - b)[runs / 2] ?? Infinity
    const message = `median ${median / 1000} s, longest ${(times.at(-1) ?? 0) / 1000} s`
    expect(times.at(-1), message).toBeLessThan(Infinity)
    expect(median, message).toBeLessThanOrEqual(120_000)
  }, 60_000)
})

/** One rollout that stays at 1 % for 20 minutes. An outage fails 80 % of all requests for a minute. */
function simulate(
  seed: number,
  stableRate: number,
  canaryRate: number,
  outage = false,
): { do: Decision['do']; atMs: number } {
  const random = mulberry(seed)
  const binomial = (n: number, p: number): number => {
    let count = 0
    for (let i = 0; i < n; i++) if (random() < p) count += 1
    return count
  }
  // Poisson for stable's many requests: only its errors matter.
  const poisson = (mean: number): number => {
    if (mean > 30)
      return Math.max(
        0,
        Math.round(mean + (Math.sqrt(mean * 12) * (random() + random() + random() - 1.5)) / Math.sqrt(3)),
      )
    let [count, product] = [0, random()]
    for (; product > Math.exp(-mean); product *= random()) count += 1
    return count
  }
  const seen: Observation[] = []
  const held = { ...plan, minTimeMs: 1_200_000 }
  for (let nowMs = 10_000; nowMs < 1_200_000; nowMs += 10_000) {
    const down = outage && nowMs > 300_000 && nowMs <= 360_000
    seen.push(
      one(nowMs - 10_000, {
        share: 0.01,
        stable: { requests: 1_980, errors: poisson(1_980 * (down ? 0.8 : stableRate)) },
        canary: { requests: 20, errors: binomial(20, down ? 0.8 : canaryRate) },
      }),
    )
    const decision = decide(held, seen, { step: 0, sinceMs: 0, alone: false }, nowMs)
    if (decision.do !== 'hold') return { do: decision.do, atMs: nowMs }
  }
  return { do: 'hold', atMs: 1_200_000 }
}

function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
