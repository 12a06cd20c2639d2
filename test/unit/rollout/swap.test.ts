import { describe, expect, test } from 'vitest'
import { binomial } from '../../../bench/support/traffic.ts'
import type { Digest } from '../../../src/digest.ts'
import type { Backend, Traffic } from '../../../src/gateway/types.ts'
import { decide, type Stand } from '../../../src/rollout/decide.ts'
import { nothingSeen, weigh } from '../../../src/rollout/evidence.ts'
import { Lease } from '../../../src/rollout/lease.ts'
import { asBefore, Swap } from '../../../src/rollout/swap.ts'
import type { Tally, Target } from '../../../src/rollout/types.ts'
import { tooLittleKnown } from '../../../src/rollout/usual.ts'
import type { Watching } from '../../../src/rollout/watching.ts'
import { Random } from '../../../src/statistics/random.ts'
import { planOf } from '../../rolloutPlan.ts'

const done = async (): Promise<void> => undefined

const tally = (requests: number, counts: Partial<Tally> = {}): Tally => ({
  requests,
  errors: 0,
  clientErrors: 0,
  slow: 0,
  ...counts,
})
const minutes = (count: number, counts: Partial<Tally> = {}): Tally[] =>
  Array.from({ length: count }, () => tally(1_000, counts))
const swap: Stand = { phase: { name: 'step', index: 0 }, sinceMs: 0, against: 'before' }

/** Windows of ten seconds in which the canary had all traffic, and stable none. */
const decided = (plan: ReturnType<typeof planOf>, windows: number, canary: Tally, stand = swap) => {
  let seen = nothingSeen()
  for (let at = 0; at < windows; at++) {
    const times = { fromMs: at * 10_000, toMs: (at + 1) * 10_000 }
    seen = weigh(plan, seen, { ...times, share: 1, stable: tally(0), canary, healthy: true })
  }
  return decide(plan, seen, stand, windows * 10_000)
}

describe('a canary that has the place of stable', () => {
  const plan = asBefore(planOf(), minutes(20, { slow: 8 }))

  test('is promoted after one step with all traffic and the bake', () => {
    expect(plan.steps).toEqual([1])
    expect(decided(plan, 3, tally(200))).toMatchObject({ do: 'hold' })
    expect(decided(plan, 12, tally(200))).toMatchObject({ do: 'bake' })
    expect(decided(plan, 60, tally(200), { ...swap, phase: { name: 'bake' } })).toMatchObject({ do: 'promote' })
  })

  test.each([
    ['errors', tally(200, { errors: 12 }), /fails more often than the 1 % of the time/],
    ['refusals', tally(200, { clientErrors: 12 }), /refuses requests more often than the 1 % of the time/],
    ['slow answers', tally(200, { slow: 60 }), /is slow more often than the 5 % of the time/],
  ])('goes for more %s than are tolerated', (_, canary, because) => {
    expect(decided(plan, 12, canary)).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
      because: expect.stringMatching(because),
    })
  })

  test('is not promoted before enough requests say that it fails few of them', () => {
    expect(decided(plan, 12, tally(2)).because).toMatch(/not yet surely less than the 1 %/)
    expect(decided(plan, 200, tally(2, { errors: 0 }), { ...swap, sinceMs: 0 }).do).not.toBe('roll-back')
    expect(decided(plan, 200, tally(0))).toMatchObject({ do: 'roll-back', verdict: 'inconclusive' })
  })

  test('is not held against what clients of stable already had', () => {
    const past = minutes(20, { clientErrors: 100 })
    const refused = tally(200, { clientErrors: 22 })
    expect(asBefore(planOf(), past).classes.clientErrors.tolerance).toBeCloseTo(0.15)
    expect(decided(asBefore(planOf(), past), 12, refused).do).toBe('bake')
    expect(decided(asBefore(planOf(), minutes(20)), 12, refused).do).toBe('roll-back')
  })

  test('has the tolerances of the plan alone where too little of stable is known', () => {
    expect(asBefore(planOf(), [tally(499, { clientErrors: 250 })]).classes).toEqual(planOf().classes)
    expect(asBefore(planOf(), minutes(4, { clientErrors: 500 })).classes).toEqual(planOf().classes)
    expect(asBefore(planOf(), minutes(14, { clientErrors: 500 })).classes).toEqual(planOf().classes)
    expect(asBefore(planOf(), []).classes).toEqual(planOf().classes)
  })

  test('is told by neighbouring minutes where each has few requests', () => {
    const thin = Array.from({ length: 60 }, () => tally(10, { clientErrors: 1 }))
    expect(asBefore(planOf(), thin).classes.clientErrors.tolerance).toBeCloseTo(0.15)
  })

  test.each([
    ['everything for 20 of 60 minutes', (minute: number) => (minute >= 20 && minute < 40 ? 1 : 0.001)],
    ['everything in the last 25 minutes', (minute: number) => (minute >= 35 ? 1 : 0.001)],
    ['a third of its requests in every third minute', (minute: number) => (minute % 3 === 0 ? 0.33 : 0.001)],
  ])('may not fail because stable failed %s', (_, rateAt) => {
    const random = new Random(7)
    for (let run = 0; run < 20; run++) {
      const past = Array.from({ length: 60 }, (_, minute) =>
        tally(600, { errors: binomial(random, 600, rateAt(minute)) }),
      )
      const { tolerance } = asBefore(planOf(), past).classes.errors
      expect(tolerance).toBe(0.01)
    }
  })

  test('is promoted where it is better than a stable that fails half, and not where it fails nearly all', () => {
    const broken = asBefore(planOf(), minutes(60, { errors: 500 }))
    expect(decided(broken, 12, tally(200, { errors: 10 })).do).toBe('bake')
    const dead = asBefore(planOf(), minutes(60, { errors: 950 }))
    expect(dead.classes.errors.tolerance).toBeLessThan(0.98)
    expect(decided(dead, 60, tally(200, { errors: 200 }))).toMatchObject({ do: 'roll-back', verdict: 'fail' })
  })
})

describe('stable of which too little is known', () => {
  const known = (past: Tally[]) => tooLittleKnown(planOf(), past)
  const perMinute = (count: number, requests: number, counts: Partial<Tally>): Tally[] =>
    Array.from({ length: count }, () => tally(requests, counts))

  test('is not stopped where it fails more than is tolerated, and when to come again is said', () => {
    expect(known(perMinute(6, 120, { errors: 6 }))).toBe(
      'stable failed 36 of 720 requests in the 6 minutes with requests that are known of it, more than the 1 % that are tolerated: too little is known to compare another version with it, and it was not stopped. Deploy again after about 9 minutes more with requests, or set deploy.gates.errors.tolerance',
    )
    // Thirteen requests a minute: the five hundredth comes in the fortieth.
    expect(known(perMinute(6, 13, { clientErrors: 1 }))).toMatch(
      /^stable refused 6 of 78 .* after about 40 minutes more with requests, or set deploy.gates.refusals.tolerance$/,
    )
    expect(known(perMinute(6, 4, { errors: 1 }))).toMatch(
      /With so few requests waiting does not help: set deploy.gates.errors.tolerance$/,
    )
    const { classes } = planOf()
    const seven = { classes: { ...classes, errors: { ...classes.errors, tolerance: 0.07 } } }
    expect(tooLittleKnown(seven, perMinute(1, 800, { errors: 80 }))).toMatch(
      / in the 1 minute with requests that are known of it, more than the 7 % that are tolerated: /,
    )
  })

  test('makes room where it is within what is tolerated, where enough is known, and where most of its requests fail', () => {
    expect(known([])).toBeUndefined()
    expect(known([...perMinute(5, 12, {}), tally(12, { errors: 1 })])).toBeUndefined()
    expect(known(perMinute(6, 120, { errors: 1 }))).toBeUndefined()
    expect(known(perMinute(15, 120, { errors: 6 }))).toBeUndefined()
    expect(known(perMinute(6, 120, { errors: 100 }))).toBeUndefined()
  })

  /** Ends of canaries that fail `rate`, after so many minutes of stable, whose own rate may change: how they end at a deadline. */
  const swapped = (
    seed: number,
    minutesKnown: number,
    perMinute: number,
    stableRate: (minute: number) => number,
    rate: number,
  ) => {
    const random = new Random(seed)
    const past = Array.from({ length: minutesKnown }, (_, minute) =>
      tally(perMinute, { errors: binomial(random, perMinute, stableRate(minute)) }),
    )
    if (known(past) !== undefined) return 'kept'
    // Who is not sure by then is not sure later.
    const plan = asBefore(planOf({ stepDeadlineMs: 600_000 }), past)
    let [seen, stand] = [nothingSeen(), swap]
    for (let atMs = 0; ; atMs += 5_000) {
      const canary = tally(Math.round(perMinute / 12), { errors: binomial(random, Math.round(perMinute / 12), rate) })
      seen = weigh(plan, seen, { fromMs: atMs, toMs: atMs + 5_000, share: 1, stable: tally(0), canary, healthy: true })
      const decision = decide(plan, seen, stand, atMs + 5_000)
      if (decision.do === 'bake') stand = { ...stand, phase: { name: 'bake' }, sinceMs: atMs + 5_000 }
      if (decision.do === 'promote') return 'promoted'
      if (decision.do === 'roll-back') return decision.verdict
    }
  }
  const ends = (...of: [number, number, (minute: number) => number, number]) => {
    const all = Array.from({ length: 30 }, (_, run) => swapped(500 + run, ...of))
    return (how: string) => all.filter((end) => end === how).length
  }

  test('is not exchanged for nothing by a version that is no worse', () => {
    for (const minutesKnown of [6, 15]) {
      const how = ends(minutesKnown, 120, () => 0.05, 0.05)
      expect(how('fail')).toBeLessThanOrEqual(1)
    }
  })

  test('does not lend its outage to a version that fails a tenth', () => {
    for (const minutesKnown of [6, 15, 30]) {
      const outage = (minute: number) => (minute < 0.4 * minutesKnown + 1 ? 1 : 0.001)
      expect(ends(minutesKnown, 120, outage, 0.1)('promoted')).toBe(0)
    }
  })
})

const stable = { id: 'v1' } as Backend
const release = { version: '1.1.0', digest: `sha256:${'b'.repeat(64)}` as Digest }
const roomForOne = planOf({ surge: 0 })

/** Of a place where stable runs. @param past minutes that are known of it */
async function opened({ pause, past }: { pause: () => Promise<void>; past: Tally[] }) {
  const traffic = { acquire: done, renew: done, release: done, pause } as unknown as Traffic
  const target = { prepare: done, halt: done, list: async () => [stable] } as unknown as Target
  const lease = await Lease.take({
    traffic,
    owner: 'test',
    ttlMs: 200,
    // It is held for as long as the test lasts.
    clock: { monotonicMs: () => 0 },
  })
  const watching = { pastOf: async () => past } as unknown as Watching
  const swap = new Swap({
    ...{ traffic, target, owner: 'test', watching, lease, nowMs: () => 0, note: () => undefined },
    signal: new AbortController().signal,
  })
  return { swap, end: () => lease.release() }
}

test('stable that cannot be stopped is gone back to, and not asked to stop for ever', async () => {
  let asked = 0
  const pause = async (): Promise<never> => {
    asked += 1
    throw new Error('the gateway is silent')
  }
  const { swap, end } = await opened({ pause, past: [] })
  await expect(swap.makeRoom(roomForOne, release, { stable, dead: undefined, drainMs: 1_000 })).rejects.toThrow(
    'v1 cannot be stopped to make room: the gateway is silent',
  )
  expect(asked).toBe(3)
  await end()
})

test('stable that answers nobody makes room at once, where one that serves has to be known first', async () => {
  let paused = 0
  const pause = async (): Promise<void> => {
    paused += 1
  }
  // For two of ten minutes it hangs.
  const past = [...minutes(8), ...minutes(2, { errors: 1_000 })]
  const { swap, end } = await opened({ pause, past })
  expect(await swap.makeRoom(roomForOne, release, { stable, dead: undefined, drainMs: 1_000 })).toMatchObject({
    because: expect.stringContaining('it was not stopped'),
  })
  expect(paused).toBe(0)
  const room = await swap.makeRoom(roomForOne, release, { stable: undefined, dead: stable, drainMs: 1_000 })
  expect(room).not.toHaveProperty('because')
  expect(paused).toBe(1)
  await end()
})
