import { expect, test } from 'vitest'
import { compareProportions } from '../../../src/statistics/compare.ts'
import { type Judged, pairPredictions } from '../../../src/statistics/pairing.ts'
import { examplesToDecide } from '../../../src/statistics/power.ts'
import { upperErrorRate } from '../../../src/statistics/proportions.ts'
import { errorEvidence } from '../../../src/statistics/sequential.ts'
import { compareByGates, taskOf } from '../../../src/tasks/index.ts'

/** The lower bound of a rate that was seen: wrong in at most 1 % of runs. */
const atLeast = (seen: number, runs: number): number => 1 - upperErrorRate(runs - seen, runs, 0.99)

/** mulberry32: a seeded generator, so that a simulation always says the same. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const compare = (gained: number, lost: number, examples: number, margin = 0.02) =>
  compareProportions({ gained, lost, examples, margin })

test('as good as the baseline passes, clearly worse fails, too few examples never decide', () => {
  expect(compare(30, 30, 2000).verdict).toBe('pass')
  expect(compare(10, 120, 2000).verdict).toBe('fail')
  expect(compare(0, 0, 199).verdict).toBe('inconclusive')
  expect(compare(0, 199, 199).verdict).toBe('inconclusive')
  expect(compare(0, 0, 200).verdict).toBe('pass')
  const wide = compare(25, 25, 500)
  expect(wide.verdict).toBe('inconclusive')
  expect(wide.examplesToDecide).toBeGreaterThan(500)
  expect(wide.smallestDetectableDrop).toBeGreaterThan(0.02)
})

test('worse, but surely by less than the margin, passes', () => {
  const test = compare(0, 10, 2000)
  expect(test.high).toBeLessThan(0)
  expect(test.verdict).toBe('pass')
})

test('the examples needed are those of the published rule', () => {
  expect([0.05, 0.1, 0.2].map((psi) => examplesToDecide({ variance: psi, difference: 0, margin: 0.02 }))).toEqual([
    773, 1546, 3092,
  ])
})

function rollout(random: () => number, of: { share: number; factor: number; looks: number }): number {
  const sums = { share: of.share, stableErrors: 0, canaryErrors: 0 }
  // One look is 5 s at 200 requests/s; stable fails in 1 % of them. Errors are drawn one by one.
  for (let look = 1; look <= of.looks; look++) {
    for (let error = 0; error < 10; error++) {
      const canary = of.share * of.factor
      if (random() < canary / (canary + 1 - of.share)) sums.canaryErrors++
      else sums.stableErrors++
    }
    if (errorEvidence([sums], 1.5) > 100) return look
  }
  return Number.POSITIVE_INFINITY
}

test.each([0.01, 0.05])(
  'at share %f an identical canary is never stopped by chance over 200 looks, a 10-times worse one always',
  (share) => {
    const random = generator(11)
    const times = (factor: number, runs: number) =>
      Array.from({ length: runs }, () => rollout(random, { share, factor, looks: 200 })).sort((a, b) => a - b)
    const stopped = times(1, 150).filter(Number.isFinite).length
    expect(atLeast(stopped, 150)).toBeLessThanOrEqual(0.01)
    const worse = times(10, 50)
    expect(worse.every(Number.isFinite)).toBe(true)
    // The median, in seconds.
    expect((worse[25] ?? 0) * 5).toBeLessThanOrEqual(120)
  },
  30_000,
)

test('a canary at the very edge of what is tolerated is stopped in at most 1 % of rollouts', () => {
  const random = generator(13)
  const stopped = Array.from({ length: 300 }, () => rollout(random, { share: 0.05, factor: 1.5, looks: 100 })).filter(
    Number.isFinite,
  )
  expect(atLeast(stopped.length, 300)).toBeLessThanOrEqual(0.01)
}, 30_000)

test('one error more multiplies the evidence by at most 1 on average, for every share and state', () => {
  for (const share of [0.01, 0.3, 0.99])
    for (const before of [[], [{ share: 0.05, stableErrors: 40, canaryErrors: 9 }]]) {
      const chance = (1.5 * share) / (1.5 * share + 1 - share)
      const after = (canaryErrors: number) =>
        errorEvidence([...before, { share, canaryErrors, stableErrors: 1 - canaryErrors }], 1.5)
      const mean = chance * after(1) + (1 - chance) * after(0)
      expect(mean / errorEvidence(before, 1.5)).toBeCloseTo(1, 9)
    }
})

test('an outage that both versions share, and a step without stable, are no evidence', () => {
  expect(errorEvidence([{ share: 0.05, stableErrors: 9500, canaryErrors: 500 }], 1.5)).toBeLessThan(1)
  expect(errorEvidence([{ share: 1, stableErrors: 0, canaryErrors: 1000 }], 1.5)).toBe(1)
  expect(errorEvidence([{ share: 0, stableErrors: 10, canaryErrors: 10 }], 1.5)).toBe(1)
  expect(errorEvidence([], 1.5)).toBe(1)
  expect(() => errorEvidence([{ share: Number.NaN, stableErrors: 1, canaryErrors: 1 }], 1.5)).toThrow(RangeError)
})

const task = taskOf('text-classification')
const judge = (id: string, label: string, prediction: string, scores: Record<string, number> = {}) =>
  task.judge({ id, answer: { label, prediction }, scores })
const judged = (ids: string[], prediction = 'a'): Judged[] => ids.map((id) => judge(id, 'a', prediction))

test('examples are joined by id, whatever their order', () => {
  const pairing = pairPredictions(judged(['1', '2']), judged(['2', '1'], 'b'), 2)
  expect(pairing.verdict === 'paired' && pairing.pairs.map((pair) => [pair.id, pair.baseline.id])).toEqual([
    ['1', '1'],
    ['2', '2'],
  ])
})

test.each([
  ['a missing example', judged(['1']), judged(['1', '2']), '"2"'],
  ['an example too many', judged(['1', '2']), judged(['1']), '"2"'],
  ['a candidate that judged twice', judged(['1', '1']), judged(['1', '2']), 'twice'],
  ['a baseline that judged twice', judged(['1', '2']), judged(['1', '1']), 'twice'],
  ['other labels', judged(['1']), [judge('1', 'b', 'a')], 'label'],
  ['a loss that is not finite', [judge('1', 'a', 'a', { log_loss: Number.NaN })], judged(['1']), 'finite'],
  ['an example that neither judged', judged(['1']), judged(['1']), '1 of the 2 test examples'],
  ['no examples', [], judged(['1']), 'no examples'],
])('%s makes the gate an error that says so, never a pass', (_, candidate, baseline, because) => {
  const [found] = compareByGates([{ metric: task.headline, margin: 0.02 }], pairPredictions(candidate, baseline, 2))
  expect(found?.verdict).toBe('error')
  expect(found?.because).toContain(because)
})
