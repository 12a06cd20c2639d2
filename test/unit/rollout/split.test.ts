import { describe, expect, test } from 'vitest'
import { badCanaries, equalVersions, rollOutByValue, type ValueTraffic } from '../../../bench/support/valueTraffic.ts'
import { SplitBook } from '../../../src/gateway/agent/split-book.ts'
import type { Draws, Observed, SplitSide, SplitStatus } from '../../../src/gateway/types.ts'
import { decide } from '../../../src/rollout/decide.ts'
import { nothingSeen, weigh } from '../../../src/rollout/evidence.ts'
import { drawsBetween, expectedRate, splitAfter, tooFewValues, worseByValues } from '../../../src/rollout/split.ts'
import type { Observation } from '../../../src/rollout/types.ts'
import { planOf } from '../../rolloutPlan.ts'

const side = (change: Partial<SplitSide> = {}): SplitSide => ({
  ...{ values: 20, requests: 1_000, without: 0, errors: 0, failed: 0, expected: 0, variance: 0, mostRequests: 100 },
  worst: { requests: 0, errors: 0, expected: 0, variance: 0 },
  ...change,
})
const status = (canary: Partial<SplitSide> = {}, stable: Partial<SplitSide> = {}): SplitStatus => ({
  stable: side(stable),
  canary: side(canary),
  capped: false,
})
const tally = (requests: number, errors = 0) => ({ requests, errors, clientErrors: 0, slow: 0 })
const plan = planOf({ minValues: 5 })
/** Those of many values are the bench's. */
const few = (kinds: Record<string, ValueTraffic>) => Object.entries(kinds).filter(([name]) => !name.includes('1000'))

describe('where requests are split by a header', () => {
  test('one value whose every request fails decides nothing, however many it sends', () => {
    const noisy: Omit<Observation, 'fromMs' | 'toMs'> = {
      ...{ share: 0.05, stable: tally(950), canary: tally(50, 45), healthy: true },
      split: {
        draws: { stable: tally(0), canary: tally(0) },
        status: status({
          errors: 4_500,
          failed: 1,
          worst: { requests: 4_600, errors: 4_500, expected: 4_500, variance: 1 },
        }),
      },
    }
    const seen = (withSplit: boolean) => {
      const { split, ...alone } = noisy
      const first: Omit<Observation, 'fromMs' | 'toMs'> = withSplit
        ? { ...noisy, split: { draws: { stable: tally(19), canary: tally(1, 1) }, status: split?.status ?? status() } }
        : alone
      return Array.from({ length: 100 }, (_, index) => (index === 0 ? first : withSplit ? noisy : alone)).reduce(
        (before, one, index) => weigh(plan, before, { ...one, fromMs: index * 5_000, toMs: (index + 1) * 5_000 }),
        nothingSeen(),
      )
    }
    const stand = { phase: { name: 'step' as const, index: 1 }, sinceMs: 0, against: 'stable' as const }
    expect(decide(plan, seen(false), stand, 500_000)).toMatchObject({ do: 'roll-back', verdict: 'fail' })
    expect(decide(plan, seen(true), stand, 500_000)).toMatchObject({ do: 'step' })
  })

  test('three values that fail with the canary, and none with stable, are evidence; two are not', () => {
    const metBy = (values: number) =>
      splitAfter(plan, undefined, {
        share: 0.05,
        split: { draws: { stable: tally(95), canary: tally(5, values) }, status: status() },
      })
    expect(worseByValues(metBy(2), 'errors')).toBeLessThanOrEqual(1)
    expect(worseByValues(metBy(3), 'errors')).toBeGreaterThan(200)
    expect(worseByValues(undefined, 'errors')).toBe(Number.POSITIVE_INFINITY)
  })

  test('a canary that too few values met is not promoted, and what to do is said', () => {
    const few = { ...tally(2_000), errors: 0 }
    const seen = weigh(plan, nothingSeen(), {
      ...{ fromMs: 0, toMs: 5_000, share: 0.05, stable: tally(38_000), canary: few, healthy: true },
      split: { draws: { stable: tally(19), canary: tally(4) }, status: status({ values: 4 }) },
    })
    const stand = { phase: { name: 'step' as const, index: 1 }, sinceMs: -100_000, against: 'stable' as const }
    expect(decide(plan, seen, stand, 5_000)).toMatchObject({
      do: 'hold',
      because:
        '4 of 5 values of the header of deploy.split-by met the canary: a larger share before the last in deploy.steps meets more',
    })
  })

  test('what values fail at stable too is no licence for requests without one', () => {
    const seen = (canary: Partial<SplitSide>) =>
      splitAfter(plan, undefined, {
        share: 0.05,
        split: { draws: { stable: tally(0), canary: tally(0) }, status: status(canary) },
      })
    const noisy = { requests: 1_000, expected: 300 }
    expect(expectedRate(seen(noisy), 0.001)).toBeCloseTo(0.3)
    expect(expectedRate(seen({ ...noisy, without: 9_000 }), 0.001)).toBeCloseTo(0.0309)
    expect(expectedRate(seen({ requests: 0, without: 9_000 }), 0.001)).toBeCloseTo(0.001)
    expect(expectedRate(undefined, 0.001)).toBe(0.001)
  })

  test('of a plan with one step a larger share is no remedy for too few values', () => {
    const told = (steps: number[]) => tooFewValues(planOf({ minValues: 5, steps }), undefined)
    expect(told([0.05, 0.95])).toMatch(/^0 of 5 values .*: a larger share before the last in deploy.steps meets more$/)
    expect(told([0.95])).toMatch(/^0 of 5 values .*: where no more will come, lower deploy.split-by.min-values$/)
  })

  test.each(few(equalVersions))('equal versions are promoted: %s', (_, traffic) => {
    expect(rollOutByValue(traffic, 1)).toMatchObject({ verdict: 'pass' })
  })

  test.each(few(badCanaries))('a canary that fails more is not: %s', (_, traffic) => {
    expect(rollOutByValue(traffic, 1).verdict).not.toBe('pass')
  })
})

describe('the book of values', () => {
  const begun = (): SplitBook => {
    const book = new SplitBook()
    book.begin()
    book.shift()
    return book
  }
  const hash = (index: number): string => index.toString(16).padStart(16, '0').toUpperCase()
  const none = {} as Observed
  const drawsOf = (book: SplitBook, role: 'stable' | 'canary'): Draws | undefined =>
    book.withDraws({ a: none, b: none }, { stable: 'a', canary: 'b' })[role === 'stable' ? 'a' : 'b']?.draws

  test('counts a value once for all its requests, and anew with stable when the share grows, but not with the canary', () => {
    const book = begun()
    const fail = (role: 'stable' | 'canary', value: number): void => {
      for (let time = 0; time < 10; time++)
        book.ended(role, { value: hash(value), outcome: 'server-error', latencyMs: 400 })
    }
    const errors = () => [drawsOf(book, 'stable')?.errors[0], drawsOf(book, 'canary')?.errors[0]]
    fail('stable', 1)
    fail('canary', 2)
    expect(errors()).toEqual([1, 1])
    book.shift()
    fail('stable', 1)
    fail('canary', 2)
    expect(errors()).toEqual([2, 1])
    book.shift()
    fail('canary', 1)
    expect(errors()).toEqual([2, 2])
    book.shift()
    fail('canary', 1)
    expect(errors()).toEqual([2, 2])
    const slow = drawsBetween(undefined, drawsOf(book, 'canary'), 300)
    expect(slow).toEqual({ requests: 4, errors: 2, clientErrors: 0, slow: 2 })
    expect(book.told.split).toMatchObject({
      stable: { values: 1, requests: 20, errors: 20, failed: 1, mostRequests: 20 },
      canary: { values: 2, requests: 40, errors: 40, failed: 2, worst: { requests: 20, errors: 20 } },
    })
  })

  test('knows who fails with stable as well, but for trouble of all', () => {
    const book = new SplitBook()
    const ask = (role: 'stable' | 'canary', value: number, failed: boolean): boolean =>
      book.ended(role, { value: hash(value), outcome: failed ? 'server-error' : 'answered', latencyMs: 5 })
    for (let round = 0; round < 60; round++) for (let value = 0; value < 10; value++) ask('stable', value, value === 0)
    book.begin()
    book.shift()
    expect([0, 1].map((value) => ask('canary', value, true))).toEqual([true, false])
    // Everybody fails for a while: that is no value's own doing.
    for (let round = 0; round < 60; round++) for (let value = 2; value < 10; value++) ask('stable', value, true)
    expect(ask('canary', 9, true)).toBe(false)
  })

  test('hears of a canary that fails however many values there were before', () => {
    const book = begun()
    const errors = () => book.withDraws({ c: {} as Observed }, { stable: undefined, canary: 'c' })['c']?.draws?.errors
    for (let value = 0; value < 20_000; value++)
      book.ended('canary', { value: hash(value), outcome: 'answered', latencyMs: 5 })
    expect(errors()).toEqual([0])
    for (let value = 20_000; value < 50_000; value++)
      book.ended('canary', { value: hash(value), outcome: 'server-error', latencyMs: 5 })
    expect(errors()).toEqual([30_000])
    expect(book.told.split.canary).toMatchObject({ errors: 30_000, failed: 30_000 })
  })

  test('takes bounded memory, and says that there were more', () => {
    const book = begun()
    const ask = (value: number, outcome: 'answered' | 'server-error' = 'answered') =>
      book.ended('canary', { value: hash(value), outcome, latencyMs: 5 })
    ask(0, 'server-error')
    for (let value = 1; value < 10_050; value++) ask(value)
    expect(book.told.split).toMatchObject({ capped: true, canary: { values: 10_050 } })
    // Known are whoever had trouble and who asked last; who is forgotten counts anew.
    for (const value of [0, 10_049]) ask(value)
    expect(book.told.split.canary.values).toBe(10_050)
    ask(1)
    expect(book.told.split.canary.values).toBe(10_051)
    book.begin()
    book.shift()
    for (let value = 0; value < 5_000; value++)
      book.ended('stable', { value: hash(20_000 + value), outcome: 'answered', latencyMs: 5 })
    expect(book.told.split).toMatchObject({ capped: false, stable: { values: 5_000 } })
  })
})
