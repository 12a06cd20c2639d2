import { describe, expect, test } from 'vitest'
import { ours, rollOut } from '../../../bench/support/rollouts.ts'
import {
  atTheTolerance,
  bad,
  good,
  intermittent,
  worseByLoad,
  worseInRuns,
} from '../../../bench/support/trafficKinds.ts'
import { type Decision, decide, type Stand, toleranceGate } from '../../../src/rollout/decide.ts'
import { beforeTraffic, breakerSeen, nothingSeen, type Seen, weigh } from '../../../src/rollout/evidence.ts'
import type { Observation, RolloutPlan, Tally } from '../../../src/rollout/types.ts'
import { planOf } from '../../rolloutPlan.ts'

const plan = planOf()
const tally = (requests: number, errors = 0): Tally => ({ requests, errors, clientErrors: 0, slow: 0 })
type Change = Omit<Partial<Observation>, 'fromMs' | 'toMs'>
const one: Omit<Observation, 'fromMs' | 'toMs'> = { share: 0.05, stable: tally(950), canary: tally(50), healthy: true }
/** Intervals of five seconds, one after the other. */
const seenOf = (...parts: [count: number, change?: Change][]): { seen: Seen; nowMs: number } => {
  const all = parts.flatMap(([count, change]) => Array.from({ length: count }, () => ({ ...one, ...change })))
  const seen = all.reduce(
    (before, observed, index) => weigh(plan, before, { ...observed, fromMs: index * 5_000, toMs: (index + 1) * 5_000 }),
    nothingSeen(),
  )
  return { seen, nowMs: all.length * 5_000 }
}
const step = (index: number, change: Partial<Stand> = {}): Stand => ({
  phase: { name: 'step', index },
  sinceMs: 0,
  against: 'stable',
  ...change,
})
const bake = (sinceMs = 0): Stand => ({ phase: { name: 'bake' }, sinceMs, against: 'stable' })
const said = (stand: Stand, parts: Parameters<typeof seenOf>, use: RolloutPlan = plan): Decision => {
  const { seen, nowMs } = seenOf(...parts)
  return decide(use, seen, stand, nowMs)
}

describe('a rollout', () => {
  test('waits for its minimum time and its minimum of answers, then takes the next step', () => {
    expect(said(step(0), [[3]])).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^45 s of its minimum time/),
    })
    const quiet = { canary: tally(1), share: 0.01 }
    expect(said(step(0), [[12, quiet]])).toMatchObject({
      do: 'hold',
      because: 'the canary answered 12 of 100 requests',
    })
    expect(said(step(0), [[12]])).toMatchObject({ do: 'step', index: 1, share: 0.05 })
  })

  test('counts what the canary answered, and no request that failed', () => {
    const failing = { canary: tally(50, 49), stable: tally(950, 931) }
    expect(said(step(0), [[12, failing]]).because).toContain('the canary answered 12 of 100 requests')
  })

  test('waits while the circuit breaker is open, and until a whole step passed without it', () => {
    const open = { breaker: { openInARow: 1, openings: 1 }, canary: tally(5, 5) }
    expect(said(step(0), [[12], [1, open]])).toMatchObject({
      do: 'hold',
      because: expect.stringContaining('circuit breaker is open'),
    })
    expect(said(step(0), [[12], [1, open], [1, { breaker: { openInARow: 0, openings: 0 } }], [11]]).because).toContain(
      'was open 55 s ago',
    )
    expect(said(step(0), [[12], [1, open], [1, { breaker: { openInARow: 0, openings: 0 } }], [12]])).toMatchObject({
      do: 'step',
    })
  })

  test('makes no failed request good after the bake with golden probes that are right', () => {
    const right = Array.from({ length: 5 }, (_, id) => ({ id: String(id), outcome: 'right' as const }))
    const few = { share: 0.95, stable: tally(0), canary: tally(5), golden: right }
    const failing = { ...few, canary: tally(5, 1) }
    expect(said(bake(), [[150, few]]).do).toBe('promote')
    expect(
      said(bake(), [
        [50, few],
        [1, failing],
        [50, few],
        [1, failing],
        [50, few],
        [1, failing],
        [50, few],
      ]),
    ).toMatchObject({
      do: 'hold',
      because: expect.stringContaining(
        'the canary failed 3 of 1015 requests: that is not yet surely less than the 1 %',
      ),
    })
  })

  test('stops a canary that fails each time its circuit breaker lets one request try again', () => {
    const opened = (openInARow: number, change: Change = {}): [number, Change] => [
      2,
      { breaker: { openInARow, openings: 0 }, canary: tally(0), stable: tally(1_000), ...change },
    ]
    const times = (most: number) => Array.from({ length: most }, (_, index) => opened(index + 1))
    expect(said(step(0), [[12], ...times(6)]).do).toBe('hold')
    expect(said(step(0), [[12], ...times(7)])).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
      because: "the canary's circuit breaker opened 7 times in a row, while stable failed 0 of 14000 requests",
    })
    // It was well in between: that is trouble anew.
    const well: [number, Change] = [1, { breaker: { openInARow: 0, openings: 0 } }]
    expect(said(step(0), [[12], ...times(5), well, ...times(5)]).do).toBe('hold')
  })

  test('does not blame the canary where stable fails as well, or too little is known of stable', () => {
    for (const stable of [tally(1_000, 950), tally(1_000, 400), tally(0)]) {
      const decision = said(step(0), [
        [12],
        [15, { breaker: { openInARow: 3, openings: 0 }, canary: tally(0), stable }],
      ])
      expect(decision.do).toBe('hold')
      const gate = decision.gates.find(({ name }) => name === 'circuit breaker')
      // More seconds than are allowed stand beside a gate that did not fail.
      expect(gate).toMatchObject({ verdict: 'inconclusive', observed: { value: 75 }, allowed: 60 })
      expect(gate?.because).toBe(
        `the canary's circuit breaker opened 3 times in a row, while stable failed ${15 * stable.errors} of ${15 * stable.requests} requests: that does not tell them apart yet`,
      )
    }
  })

  test('knows how often the circuit breaker opened though the gateway started again, and counts from 0 since', () => {
    const seen = (before: [number, number], now: [number, number]) =>
      breakerSeen({ opened: before[0], openInARow: before[1] }, { opened: now[0], openInARow: now[1] }).breaker
    expect(seen([3, 0], [3, 0])).toBeUndefined()
    expect(seen([3, 1], [4, 2])).toEqual({ openInARow: 2, openings: 1 })
    expect(seen([3, 1], [0, 0])).toEqual({ openInARow: 0, openings: 0 })
    expect(seen([3, 0], [0, 0])).toBeUndefined()
    expect(seen([3, 0], [1, 0])).toEqual({ openInARow: 0, openings: 1 })
  })

  test('takes requests that the canary was not sent for none that hang', () => {
    const open = { breaker: { openInARow: 1, openings: 0 }, canary: tally(0), share: 0.5, stable: tally(1_000) }
    expect(said(step(0), [[60, open]])).toMatchObject({ do: 'hold', because: expect.not.stringContaining('hang') })
  })

  test('gives the canary nearly all traffic only when its error rate is surely within tolerance', () => {
    const known = (requests: number) => said(step(1), [[12, { canary: tally(requests / 12), share: 0.01 }]])
    expect(known(312)).toMatchObject({ do: 'hold', because: expect.stringMatching(/^the canary failed 0 of 312/) })
    expect(known(336)).toMatchObject({ do: 'step', index: 2, share: 0.95 })
  })

  test('goes back at the deadline when too little was seen', () => {
    expect(said(step(0), [[360, { canary: tally(0), share: 0.0001 }]])).toMatchObject({
      do: 'roll-back',
      verdict: 'inconclusive',
    })
  })

  test('says at the deadline that the canary failed, where that is far beyond doubt, and how surely', () => {
    const dropped = { canary: tally(0), stable: tally(950) }
    const opened = { canary: tally(15, 8), breaker: { openInARow: 1, openings: 1 } }
    const closed = { canary: tally(0), breaker: { openInARow: 0, openings: 0 } }
    const now = (times: number) => {
      const cycles = Array.from({ length: times }, (): [number, Change][] => [
        [1, opened],
        [2, closed],
      ]).flat()
      return said(step(0), [[18, dropped], ...cycles], planOf({ stepDeadlineMs: 90_000 }))
    }
    expect(now(1)).toMatchObject({ do: 'roll-back', verdict: 'inconclusive' })
    const late = now(3)
    expect(late).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
      because: expect.stringMatching(
        /^the deadline of 90 s is over and the canary fails more than .*: 24 of 45 .* \(by chance so in 1 of \d+ rollouts at most\)$/,
      ),
    })
    const errors = late.gates.find(({ name }) => name === 'errors')
    expect(errors).toMatchObject({ verdict: 'fail', allowed: 40 })
    // Half of what may go wrong is for errors: as surely as that, and no surer, whichever outcome is told.
    const [, odds] = /1 of (\d+) rollouts/.exec(late.because) ?? []
    expect(Number(odds)).toBe(Math.floor((errors?.observed.value ?? 0) / 2))
    // Before it, that is not enough.
    expect(
      said(step(0), [
        [1, opened],
        [2, closed],
        [1, opened],
        [2, closed],
        [1, opened],
      ]).do,
    ).toBe('hold')
  })

  test('goes back after five failed probes in a row, not after four, and a success begins anew', () => {
    const sick = { healthy: false }
    expect(said(step(1), [[2], [4, sick]]).do).toBe('hold')
    expect(said(step(1), [[2], [5, sick]])).toMatchObject({ do: 'roll-back', verdict: 'fail' })
    expect(said(step(1), [[4, sick], [1], [4, sick]]).do).toBe('hold')
    expect(
      said(step(1), [
        [4, sick],
        [9, { healthy: 'not-probed' }],
        [1, sick],
      ]).do,
    ).toBe('roll-back')
  })

  test('bakes before it promotes, and promotes nothing whose last probe or last requests failed', () => {
    const most: Change = { share: 0.95, stable: tally(50), canary: tally(950) }
    expect(said(step(2), [[12, most]]).do).toBe('bake')
    expect(said(bake(), [[59, most]]).do).toBe('hold')
    expect(said(bake(), [[60, most]]).do).toBe('promote')
    expect(
      said(bake(), [
        [59, most],
        [1, { ...most, healthy: false }],
      ]),
    ).toMatchObject({
      do: 'hold',
      because: 'the last health probe failed',
    })
    expect(
      said(bake(), [
        [59, most],
        [1, { ...most, canary: tally(950, 900) }],
      ]),
    ).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^most of the last requests of the canary failed/),
    })
  })

  test('is sure of no canary after its bake whose few errors come many at a time', () => {
    const most: Change = { share: 0.95, stable: tally(50), canary: tally(950) }
    const atOnce: Change = { ...most, canary: tally(950, 170) }
    const oneByOne = (errors: number): Change => ({ ...most, canary: tally(950, errors) })
    expect(said(bake(), [[72, oneByOne(1)]])).toMatchObject({ do: 'promote' })
    // The nearer they are to the tolerance, the fewer may come in runs beside them.
    expect(said(bake(), [[72, oneByOne(6)]])).toMatchObject({ do: 'hold' })
    expect(said(bake(), [[240, oneByOne(6)]])).toMatchObject({ do: 'promote' })
    expect(
      said(bake(), [
        [19, most],
        [1, atOnce],
        [20, most],
        [1, atOnce],
        [19, most],
      ]),
    ).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^the canary failed 340 of 57000 requests, about 1\d\d together: that is not yet/),
    })
  })

  test('counts what its circuit breaker spared it: once it is stable nothing does', () => {
    const most: Change = { share: 0.95, stable: tally(50), canary: tally(950) }
    const opened: Change = { ...most, canary: tally(950, 5), breaker: { openInARow: 1, openings: 1 } }
    const closed: Change = { ...most, breaker: { openInARow: 0, openings: 0 } }
    const oneByOne: Change = { ...most, canary: tally(950, 5) }
    const bakedWith = (change: Change) =>
      said(bake(), [
        [10, most],
        [1, change],
        [1, closed],
        [10, most],
        [1, change],
        [1, closed],
        [70, most],
      ])
    expect(bakedWith(oneByOne)).toMatchObject({ do: 'promote' })
    expect(bakedWith(opened)).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(
        /^the canary failed 10 of \d+ requests, and about \d{3} more that its circuit breaker spared it, about \d+ together: that is not yet/,
      ),
    })
  })

  test('asks of a bake without an error as many requests as rule out that errors come many at a time', () => {
    const most: Change = { share: 0.95, stable: tally(5), canary: tally(95) }
    const asked = (count: number) => said({ ...bake(), sinceMs: (count - 60) * 5_000 }, [[count, most]])
    expect(asked(50)).toMatchObject({ do: 'hold', because: expect.stringContaining('where 18 may fail together') })
    expect(asked(60)).toMatchObject({ do: 'promote' })
  })

  test('and more than twice as many where errors of stable come in runs of 40', () => {
    const before: Change = { share: 0.05, stable: tally(95), canary: tally(5) }
    const run: Change = { ...before, stable: tally(95, 20) }
    const most: Change = { share: 0.95, stable: tally(5), canary: tally(95) }
    const asked = (count: number) =>
      said({ ...bake(), sinceMs: (count - 10) * 5_000 }, [
        [50, before],
        [2, run],
        [70, before],
        [2, run],
        [50, before],
        [count, most],
      ])
    expect(asked(130)).toMatchObject({ do: 'hold', because: expect.stringMatching(/where 4\d may fail together/) })
    expect(asked(180)).toMatchObject({ do: 'promote' })
  })

  test('also where the canary had no request by chance while stable failed', () => {
    const few: Change = { share: 0.01, stable: tally(99), canary: tally(1) }
    const run: Change = { ...few, stable: tally(100, 40), canary: tally(0) }
    const most: Change = { share: 0.95, stable: tally(5), canary: tally(95) }
    const asked = (...parts: [number, Change][]) => said(bake(), [...parts, [100, most]])
    expect(asked([123, few])).toMatchObject({ do: 'promote' })
    expect(asked([40, few], [1, run], [40, few], [1, run], [41, few])).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/where 4\d may fail together/),
    })
  })

  test('does not hold the canary against what stable did before there was one', () => {
    const idle: Change = { share: 0.05, stable: tally(950), canary: tally(50, 1) }
    const most: Change = { share: 0.95, stable: tally(50), canary: tally(950, 19) }
    const start = beforeTraffic(nothingSeen(), tally(20_000, 600))
    const changes = [...Array<Change>(24).fill(idle), ...Array<Change>(72).fill(most)]
    const seen = changes.reduce(
      (before, change, index) =>
        weigh(plan, before, { ...one, ...change, fromMs: index * 5_000, toMs: (index + 1) * 5_000 }),
      start,
    )
    const { do: does, because } = decide(plan, seen, bake(), 96 * 5_000)
    expect(does, because).not.toBe('promote')
  })

  test('goes back when the canary is worse with nearly all traffic, by what stable kept', () => {
    const most: Change = { share: 0.95, stable: tally(50), canary: tally(950) }
    expect(
      said(bake(), [
        [20, most],
        [16, { ...most, canary: tally(950, 95) }],
      ]),
    ).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
      because: expect.stringMatching(/^the canary fails more than 1.5 times as often as stable/),
    })
    const outage = { ...most, canary: tally(950, 760), stable: tally(50, 40) }
    expect(
      said(bake(), [
        [20, most],
        [16, outage],
        [42, most],
      ]).do,
    ).toBe('promote')
  })

  test('does not stop a canary within what is tolerated for being worse than a perfect stable', () => {
    expect(said(step(1), [[200, { canary: tally(200, 1), stable: tally(3_800, 0) }]]).do).toBe('step')
  })

  test.each([
    ['refuses what stable answers', 'clientErrors', /^the canary refuses requests more than 1.5 times/],
    ['is slower than nearly all of stable', 'slow', /^the canary is slow more than 5 times/],
  ] as const)('goes back when the canary %s', (_, outcome, because) => {
    const worse = { canary: { ...tally(50), [outcome]: 50 }, stable: { ...tally(950), [outcome]: 9 } }
    expect(said(step(1), [[12, worse]])).toMatchObject({
      do: 'roll-back',
      verdict: 'fail',
      because: expect.stringMatching(because),
    })
    const alike = { canary: { ...tally(50), [outcome]: 20 }, stable: { ...tally(950), [outcome]: 380 } }
    expect(said(step(1), [[12, alike]]).do).toBe('step')
  })

  test('goes back from a canary that takes requests and never ends them', () => {
    const hanging = { canary: tally(0) }
    expect(said(step(0), [[5, hanging]])).toMatchObject({
      do: 'hold',
      because: expect.stringContaining('the others hang'),
    })
    expect(said(step(0), [[20, hanging]])).toMatchObject({
      do: 'roll-back',
      verdict: 'error',
      because: expect.stringMatching(/^the canary ended 0 requests where its share lets expect 1000/),
    })
    // What takes long ends late, and only once.
    expect(said(step(0), [[4, hanging], [20]]).do).toBe('step')
  })

  test('takes no canary for one that hangs while stable still answers what it was sent before', () => {
    const slow = { answersTakeMs: 25_000 }
    const few = { ...slow, share: 0.05, stable: tally(95), canary: tally(5) }
    const sentBefore = { ...slow, share: 0.95, stable: tally(95), canary: tally(5) }
    const most = { ...slow, share: 0.95, stable: tally(5), canary: tally(95) }
    const now = (change: Change) =>
      said(step(2, { sinceMs: 60_000 }), [
        [12, few],
        [5, sentBefore],
        [40, change],
      ])
    expect(now(most).because).not.toContain('hang')
    expect(now({ ...most, canary: tally(0) }).because).toContain('the others hang')
    // Nor once its circuit breaker lets it have its share again.
    const open = { ...sentBefore, canary: tally(0), breaker: { openInARow: 1, openings: 0 } }
    expect(
      said(step(2), [
        [12, few],
        [20, open],
        [5, sentBefore],
        [40, most],
      ]).because,
    ).not.toContain('hang')
  })

  test('does not stop a canary for what the load costs that stable bore before', () => {
    const slow = (requests: number, errors: number, slow: number): Tally => ({
      requests,
      errors,
      clientErrors: 0,
      slow,
    })
    const idle = { share: 0.05, stable: slow(950, 29, 114), canary: slow(50, 0, 0) }
    const busy = { share: 0.95, stable: slow(50, 0, 0), canary: slow(950, 29, 114) }
    expect(
      said(bake(), [
        [24, idle],
        [72, busy],
      ]),
    ).toMatchObject({ do: 'promote' })
    expect(
      said(step(2), [
        [24, idle],
        [12, busy],
      ]),
    ).toMatchObject({ do: 'bake' })
    // Nor one that has it without the load.
    expect(
      said(bake(), [
        [24, { ...idle, canary: slow(50, 2, 6) }],
        [72, busy],
      ]),
    ).toMatchObject({ do: 'roll-back' })
  })

  test('nor where it takes nearly all traffic at once: stable had the load before', () => {
    const busy = { share: 0.95, stable: tally(50), canary: tally(950, 29) }
    const one = planOf({ steps: [0.95] })
    const decided = (start: Seen) => {
      const seen = Array.from({ length: 60 }, (_, index) => index).reduce(
        (before, index) => weigh(one, before, { ...busy, healthy: true, fromMs: index * 5e3, toMs: index * 5e3 + 5e3 }),
        start,
      )
      return decide(one, seen, step(0), 300_000)
    }
    expect(decided(beforeTraffic(nothingSeen(), tally(20_000, 600)))).toMatchObject({ do: 'bake' })
    expect(decided(beforeTraffic(nothingSeen(), tally(20_000, 20)))).toMatchObject({ do: 'roll-back', verdict: 'fail' })
    expect(decided(nothingSeen())).toMatchObject({ do: 'roll-back', verdict: 'fail' })
  })

  test('promotes no canary for trouble that both had while it had few requests', () => {
    const both = { share: 0.1, stable: tally(45, 9), canary: tally(5, 1) }
    const after = { share: 0.5, stable: tally(25), canary: tally(25, 1) }
    expect(
      said(
        step(1),
        [
          [12, both],
          [8, after],
        ],
        planOf({ steps: [0.1, 0.5, 0.95] }),
      ),
    ).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/surely less than the 6.92 % that are allowed$/),
    })
  })

  test('does not lock the fix of a broken version out', () => {
    const broken = { share: 0.5, stable: tally(500, 250), canary: tally(500, 50) }
    expect(said(step(2), [[12, broken]]).do).toBe('bake')
  })

  test('takes a first version as soon as it is healthy, and tells of its errors without taking it away', () => {
    const only: Change = { share: 1, stable: tally(0), canary: tally(100, 3) }
    const alone = step(2, { against: 'nobody' })
    expect(said(alone, [[1, only]]).do).toBe('promote')
    expect(said(alone, [[1, { ...only, healthy: 'not-probed' }]]).do).toBe('hold')
    expect(said(alone, [[5, { ...only, healthy: false }]])).toMatchObject({ do: 'roll-back', verdict: 'fail' })
    expect(toleranceGate(plan, seenOf([1, only]).seen).verdict).toBe('pass')
    expect(toleranceGate(plan, seenOf([60, only]).seen)).toMatchObject({
      verdict: 'fail',
      because: 'it failed 180 of 6000 requests, and 1 % are tolerated',
    })
  })
})

const named = (kinds: typeof good, part: string, end = '200/s') => {
  const found = kinds.filter(({ name }) => name.startsWith(part) && name.endsWith(end))
  expect(found.length).toBeGreaterThan(0)
  return found
}
const runs = 12

describe('simulated rollouts at 200 requests/s', () => {
  test.each([
    '1 % of errors',
    'errors in runs',
    'each process stumbles 5 s',
    'each process is down',
    'errors of the load',
    'slow by the load',
    'outage of both',
    'clients that wait',
    'answers that take',
    'the fix of',
  ])(
    'never stop a version that is no worse: %s',
    (part) => {
      for (const traffic of named(good, part)) {
        const failed = Array.from({ length: runs }, (_, run) =>
          rollOut(traffic, ours(plan, traffic), 100 + run),
        ).filter(({ how }) => how === 'failed')
        expect(failed.length, `${traffic.name}: ${failed.length} of ${runs}`).toBeLessThanOrEqual(1)
      }
    },
    60_000,
  )

  test('never promote a version that is worse, whatever it does wrong', () => {
    for (const traffic of [...bad, ...worseByLoad].filter(({ name }) => name.endsWith('200/s')))
      for (let run = 0; run < 5; run++) {
        const end = rollOut(traffic, ours(plan, traffic), 100 + run)
        expect(end.how, `${traffic.name}, seed ${100 + run}`).not.toBe('promoted')
      }
  }, 60_000)

  test('nor for a shared outage that few of its requests met by chance', () => {
    for (const traffic of named(bad, '0.1 % → 2 % after a quarter fails for 120 s, 200/s'))
      for (const seed of [5031, 5059, 5062, 5094, 5117]) {
        const { how } = rollOut(traffic, ours(plan), seed)
        expect(how, `seed ${seed}`).not.toBe('promoted')
      }
  }, 60_000)

  test('nor one that fails what is tolerated, where errors of both come in runs and few of them were seen', () => {
    for (const name of ['0.3 % → 1 %, both in runs of 20, 20/s', '1 % → 1.5 %, both in runs of 50, 20/s'])
      for (const traffic of named(atTheTolerance, name, '')) {
        const ends = Array.from({ length: 20 }, (_, run) => rollOut(traffic, ours(plan), 1 + run))
        expect(ends.filter(({ how }) => how === 'promoted').length, name).toBeLessThanOrEqual(1)
      }
  }, 60_000)

  test('nor one that fails far more in long runs, or more than stable does now and less than it did before', () => {
    for (const traffic of [
      ...named(worseInRuns, '1 % in runs of 20 →'),
      ...named(worseInRuns, '3 %, and', ''),
      ...named(worseInRuns, '0.3 % in runs of 6'),
    ])
      for (let run = 0; run < 6; run++) {
        const end = rollOut(traffic, ours(plan), 100 + run)
        expect(end.how, `${traffic.name}, seed ${100 + run}`).not.toBe('promoted')
      }
  }, 60_000)

  test('nor one of whose errors golden probes show none', () => {
    for (const traffic of [...named(bad, '2 % fails', '5/s'), ...named(atTheTolerance, '1 % fails', '5/s')])
      for (let run = 0; run < 4; run++) {
        const { how } = rollOut(traffic, ours(plan), 100 + run)
        expect(how, `${traffic.name}, seed ${100 + run}`).not.toBe('promoted')
      }
  }, 60_000)

  test('nor one whose errors come in runs where requests are few', () => {
    for (const traffic of bad.filter(({ name }) => name.endsWith('in runs of 20, 20/s')))
      for (let run = 0; run < 20; run++) {
        const end = rollOut(traffic, ours(plan), 100 + run)
        expect(end.how, `${traffic.name}, seed ${100 + run}`).not.toBe('promoted')
      }
  }, 60_000)

  test('stop one that fails half of its requests in a minute or so, though its circuit breaker opens again and again', () => {
    for (const traffic of named(intermittent, 'fails 50 % now and then')) {
      const ends = Array.from({ length: runs }, (_, run) => rollOut(traffic, ours(plan), 100 + run))
      for (const { how, because } of ends) expect(how, because).toBe('failed')
      expect(ends.map(({ second }) => second).sort((a, b) => a - b)[runs / 2]).toBeLessThanOrEqual(70)
    }
  })

  test('find a version that fails ten times as often within two minutes', () => {
    for (const traffic of named(bad, '1 % → 10 %')) {
      const seconds = Array.from({ length: runs }, (_, run) => rollOut(traffic, ours(plan), 100 + run).second)
      expect(Math.max(...seconds)).toBeLessThanOrEqual(120)
    }
  })
})
