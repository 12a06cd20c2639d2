import { expect, test } from 'vitest'
import { chanceOf, ratesOf } from '../../../bench/support/errorRates.ts'
import { compareByBootstrap, compareProportions } from '../../../src/statistics/compare.ts'
import { alphaOfLook } from '../../../src/statistics/power.ts'
import { upperErrorRate } from '../../../src/statistics/proportions.ts'
import { Random } from '../../../src/statistics/random.ts'
import { scoreStatistic } from '../../../src/statistics/tango.ts'
import type { Judgeable } from '../../../src/statistics/types.ts'

const sizes = [200, 300, 500, 1000, 2000, 10_000]
const disagreements = [0.02, 0.03, 0.05, 0.1, 0.2, 0.4]
const cases = sizes.flatMap((n) => disagreements.map((disagreement) => ({ n, disagreement })))
const z = 1.6448536269514722

const passes = (n: number, margin: number) => (gained: number, lost: number) =>
  scoreStatistic(gained, lost, n, -margin, -0.5) > z
const doesNotFail = (n: number, margin: number) => (gained: number, lost: number) =>
  scoreStatistic(gained, lost, n, -margin, 0.5) >= -z

test('the rule is the one that compareProportions follows', () => {
  for (const [gained, lost] of [
    [10, 14],
    [30, 31],
    [0, 9],
    [0, 40],
    [20, 90],
    [11, 18],
  ] as const) {
    const { verdict } = compareProportions({ gained, lost, examples: 1000, margin: 0.02 })
    expect(verdict === 'pass', `${gained} and ${lost}`).toBe(passes(1000, 0.02)(gained, lost))
    expect(verdict !== 'fail', `${gained} and ${lost}`).toBe(doesNotFail(1000, 0.02)(gained, lost))
  }
})

test('a candidate that is exactly the margin worse passes in at most 5 % of tests, exactly computed', () => {
  for (const margin of [0.01, 0.02, 0.05])
    for (const { n, disagreement } of cases.filter((one) => one.disagreement >= margin))
      expect(
        chanceOf(passes(n, margin), { n, ...ratesOf(disagreement, -margin) }),
        `${n} ${disagreement} ${margin}`,
      ).toBeLessThan(0.05)
})

test('one that is as good fails in far fewer than 5 %, and passes in 75 to 82 % of tests with the examples that were said to be needed', () => {
  for (const { n, disagreement } of cases)
    expect(1 - chanceOf(doesNotFail(n, 0.02), { n, ...ratesOf(disagreement, 0) })).toBeLessThan(0.05)
  for (const [n, disagreement] of [
    [773, 0.05],
    [1546, 0.1],
    [3092, 0.2],
  ] as const) {
    const power = chanceOf(passes(n, 0.02), { n, ...ratesOf(disagreement, 0) })
    expect(power).toBeGreaterThan(0.75)
    expect(power).toBeLessThan(0.82)
  }
})

test.each([
  { planned: 1, growth: 1.5, looks: 8 },
  { planned: 1, growth: 2, looks: 5 },
  { planned: 2, growth: 2, looks: 2 },
  { planned: 2, growth: 1.5, looks: 6 },
])(
  'examples added until it passes, $looks looks of which $planned were planned: one exactly the margin worse passes in at most 5 % in all',
  ({ planned, growth, looks }) => {
    const random = new Random(3)
    const { gainRate, lossRate } = ratesOf(0.1, -0.02)
    const runs = 3000
    let passed = 0
    for (let run = 0; run < runs; run++) {
      let [gained, lost, examples] = [0, 0, 0]
      for (let look = 1; look <= looks; look++) {
        for (const more = Math.round(500 * growth ** (look - 1)); examples < more; examples++) {
          const u = random.unit()
          if (u < gainRate) gained++
          else if (u < gainRate + lossRate) lost++
        }
        const alpha = alphaOfLook(look, planned)
        const { verdict } = compareProportions({ gained, lost, examples, margin: 0.02, alpha })
        if (verdict === 'pass') passed++
        if (verdict !== 'inconclusive') break
      }
    }
    // Had the rate been over 5 %, so few would be seen in less than 1 of 1,000 runs of this test.
    expect(1 - upperErrorRate(runs - passed, runs, 0.999)).toBeLessThan(0.05)
    expect(passed / runs).toBeGreaterThan(0.02)
  },
  30_000,
)

test('however many looks are taken, planned or not, they never spend more than 5 % in all', () => {
  for (const planned of [1, 2, 5]) {
    const shares = Array.from({ length: 60 }, (_, index) => alphaOfLook(index + 1, planned))
    expect(shares.every((share) => share > 0)).toBe(true)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(0.05 + 1e-15)
  }
  expect(alphaOfLook(1)).toBeCloseTo(0.04, 15)
  expect(alphaOfLook(2)).toBeCloseTo(0.008, 15)
  expect(alphaOfLook(2, 2)).toBeCloseTo(0.02, 15)
})

/** F1 of the rarer of two classes, from counts of (truth, candidate, baseline). */
const rareF1 = (weights: ArrayLike<number>): number => {
  const at = (cell: number): number => weights[cell] ?? 0
  const of = (bit: number): number => {
    let [hits, both] = [0, 0]
    for (let cell = 0; cell < 8; cell++) {
      const [truth, answer] = [cell >> 2, (cell >> bit) & 1]
      if (truth === 1 && answer === 1) hits += at(cell)
      both += (truth + answer) * at(cell)
    }
    return both === 0 ? Number.NaN : (2 * hits) / both
  }
  return of(1) - of(0)
}

test('the F1 of a rare class: one exactly the margin worse passes in at most 6 % of tests of 300, an equal one hardly ever fails', () => {
  // Chances of (truth, candidate, baseline): a fifth is of the rare class, of which the candidate loses some.
  const chances = [0.7, 0.04, 0.04, 0.02, 0.03, 0.03, 0.02, 0.12]
  const margin = -rareF1(chances)
  expect(margin).toBeGreaterThan(0)
  const random = new Random(17)
  const runs = 600
  let [passed, failed] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const multiplicities = new Uint32Array(8)
    for (let example = 0; example < 300; example++) {
      let left = random.unit()
      const cell = chances.findIndex((chance) => {
        left -= chance
        return left < 0
      })
      const found = cell < 0 ? 0 : cell
      multiplicities[found] = (multiplicities[found] ?? 0) + 1
    }
    const judgeable: Judgeable = { multiplicities, stakes: new Float64Array(8), difference: rareF1 }
    const seen = compareByBootstrap(judgeable, { margin, examples: 300, resamples: 499, seed: run })
    if (seen.verdict === 'pass') passed++
    if (seen.verdict === 'fail') failed++
  }
  // Had a rate been over 6 %, so few would be seen in less than 1 of 1,000 runs of this test.
  for (const seen of [passed, failed]) {
    expect(1 - upperErrorRate(runs - seen, runs, 0.999)).toBeLessThan(0.06)
    expect(seen / runs).toBeLessThan(0.06)
  }
}, 60_000)
