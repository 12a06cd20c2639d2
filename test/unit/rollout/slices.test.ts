import { expect, test } from 'vitest'
import {
  type Counts,
  costOfLoad,
  errorsTogether,
  mostCostOfLoad,
  normalTimes,
  noSlices,
  type Slices,
  usualTimes,
  withSlice,
} from '../../../src/rollout/slices.ts'
import type { Tally } from '../../../src/rollout/types.ts'

const tally = (requests: number, errors = 0): Tally => ({ requests, errors, clientErrors: 0, slow: 0 })
const well: Counts = { share: 0.5, stable: tally(100), canary: tally(100) }
const slicesOf = (slices: readonly Counts[]): Slices => slices.reduce(withSlice, noSlices)

test('a step of a day is remembered as a whole, and takes no more room than one of an hour', () => {
  const day = 17_280
  const outage: Counts = { share: 0.5, stable: tally(100, 80), canary: tally(100, 80) }
  const slices = slicesOf([
    ...Array.from({ length: 100 }, () => ({ ...well, share: 0.05 })),
    ...Array.from({ length: day }, (_, index) => (index >= 1_000 && index < 1_010 ? outage : well)),
  ])
  expect(slices.recent.length).toBeLessThanOrEqual(360)
  expect(slices.past.normal).toHaveLength(2)
  expect(slices.past.usual).toHaveLength(2)
  // The outage of both, and the slices beside it, are still known to be none of the canary's doing.
  expect(normalTimes(slices)).toMatchObject([
    { share: 0.05, canary: tally(10_000) },
    { share: 0.5, canary: tally((day - 12) * 100, 0) },
  ])
  expect(usualTimes(slices)).toMatchObject([{ canary: tally(10_000) }, { canary: tally((day - 12) * 100, 0) }])
})

test('trouble that stable does not have most of the time, or that the canary was spared, is no cost of load', () => {
  const idle: Counts = { share: 0.05, stable: tally(950, 28), canary: tally(50) }
  const quarter: Counts = { share: 0.05, stable: tally(950, 237), canary: tally(50, 8) }
  const spared: Counts = { share: 0.05, stable: tally(950, 95), canary: tally(0) }
  const cost = (...some: Counts[]) =>
    costOfLoad(
      usualTimes(slicesOf([...Array<Counts>(20).fill(idle), ...some, ...Array<Counts>(20).fill(idle)])),
      'errors',
    )
  expect(cost()).toBeCloseTo(28 / 950)
  expect(cost(...Array<Counts>(8).fill(quarter))).toBeCloseTo(28 / 950)
  expect(cost(...Array<Counts>(8).fill(spared))).toBeCloseTo(28 / 950)
})

test('what load costs is told by steps in which stable was as busy as the canary is, or by what it had when it had all', () => {
  const before: Counts = { share: 0, stable: tally(2_000, 100), canary: tally(0) }
  const idle = (share: number, errors: number): Counts => ({ share, stable: tally(1_000, errors), canary: tally(50) })
  const most = (...steps: Counts[]) => mostCostOfLoad(steps, 'errors', 0.95)
  expect(most(idle(0.05, 38), idle(0.25, 0))).toBeCloseTo(0.038)
  expect(most(idle(0.01, 48), idle(0.05, 38))).toBeCloseTo(0.038)
  expect(most(before, idle(0.25, 1))).toBeCloseTo(0.05)
  expect(most(idle(0.25, 1))).toBeCloseTo(0.001)
  // A promotion takes the least that any step showed.
  expect(costOfLoad([before, idle(0.05, 38), idle(0.25, 1)], 'errors')).toBeCloseTo(0.001)
})

test('errors that come one by one count each, and those of a run together, of either version, seen long ago or now', () => {
  for (const of of ['stable', 'canary'] as const) {
    const single: Counts = { ...well, [of]: tally(100, 1) }
    const run: Counts = { ...well, [of]: tally(100, 20) }
    const every = (each: number, one: Counts) =>
      normalTimes(slicesOf(Array.from({ length: 2_000 }, (_, index) => (index % each === 0 ? one : well))))
    expect(errorsTogether(every(10, single), of)).toBeLessThan(1.1)
    expect(errorsTogether(every(200, run), of)).toBeCloseTo(20, -0.5)
    expect(errorsTogether(every(200, run), of === 'stable' ? 'canary' : 'stable')).toBe(1)
  }
  // A circuit breaker cut them short: each 5 of a run of 30, and told as a little longer.
  const opened: Counts = { ...well, canary: tally(100, 5), openings: 1 }
  const times = normalTimes(
    slicesOf([...Array<Counts>(20).fill(well), opened, ...Array<Counts>(20).fill(well), opened]),
  )
  expect(errorsTogether(times, 'canary', [{ runs: 2, each: 25 }])).toBeCloseTo(34.6, 1)
})

test('that a version fails more where it has more to do is no run of errors', () => {
  const one = (share: number, index: number): Counts => ({
    share,
    stable: tally(100, share < 0.5 ? 4 + (index % 3) : 0),
    canary: tally(100),
  })
  const times = normalTimes(
    slicesOf([
      ...Array.from({ length: 120 }, (_, index) => one(0.05, index)),
      ...Array.from({ length: 120 }, (_, index) => one(0.95, index)),
    ]),
  )
  expect(errorsTogether(times, 'stable')).toBe(1)
})

test('trouble of both is known where stable has few requests left', () => {
  const most: Counts = { share: 0.95, stable: tally(5), canary: tally(95) }
  const outage: Counts = { share: 0.95, stable: tally(5, 4), canary: tally(95, 76) }
  const own: Counts = { share: 0.95, stable: tally(5), canary: tally(95, 76) }
  const around = (one: Counts) =>
    normalTimes(
      slicesOf([...Array<Counts>(20).fill(most), ...Array<Counts>(5).fill(one), ...Array<Counts>(20).fill(most)]),
    )
  expect(around(outage)[0]?.canary.errors).toBe(0)
  expect(around(own)[0]?.canary.errors).toBe(5 * 76)
})
