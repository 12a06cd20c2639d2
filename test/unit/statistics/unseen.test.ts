import { expect, test } from 'vitest'
import { scenarios } from '../../../bench/support/simulated.ts'
import { compareByBootstrap } from '../../../src/statistics/compare.ts'
import { upperErrorRate } from '../../../src/statistics/proportions.ts'
import { Random } from '../../../src/statistics/random.ts'
import { unseenLoss } from '../../../src/statistics/unseen.ts'

test('what none of n examples shows is bounded exactly: 1 − 0.05^(1/n) of them may do it', () => {
  for (const n of [1, 20, 200, 5000]) {
    const bound = unseenLoss(Uint32Array.of(n), Float64Array.of(1 / n), 0.05)
    expect(bound).toBeCloseTo(1 - 0.05 ** (1 / n), 10)
    // The same in many kinds.
    expect(unseenLoss(new Uint32Array(n).fill(1), new Float64Array(n).fill(1 / n), 0.05)).toBeCloseTo(bound, 10)
  }
  expect(unseenLoss(Uint32Array.of(200), Float64Array.of(0), 0.05)).toBe(0)
})

test('of units of unlike weight no chances that would stay unseen in 5 % of tests cost more', () => {
  const random = new Random(2)
  for (let run = 0; run < 200; run++) {
    const count = 2 + Math.floor(8 * random.unit())
    const stakes = Float64Array.from({ length: count }, () => random.unit() ** 3)
    const bound = unseenLoss(new Uint32Array(count).fill(1), stakes, 0.05)
    expect(bound).toBeLessThanOrEqual(stakes.reduce((sum, stake) => sum + stake, 0))
    for (let attempt = 0; attempt < 100; attempt++) {
      // −ln(1 − p) by unit, shared out at will of ln 20.
      const shares = stakes.map((stake) => random.unit() * (attempt % 2 === 0 ? 1 : stake))
      const all = shares.reduce((sum, share) => sum + share, 0)
      const cost = stakes.reduce(
        (sum, stake, unit) => sum + stake * -Math.expm1((-Math.log(20) * (shares[unit] ?? 0)) / all),
        0,
      )
      expect(cost).toBeLessThanOrEqual(bound * (1 + 1e-12))
    }
  }
})

test('a bootstrap of examples that never disagree is as sure as that bound, and no surer', () => {
  const n = 200
  const found = compareByBootstrap(
    { multiplicities: Uint32Array.of(n), stakes: Float64Array.of(1 / n), difference: () => 0 },
    { margin: 0.01, examples: n, resamples: 99 },
  )
  expect(found).toMatchObject({ verdict: 'inconclusive', low: expect.closeTo(-(1 - 0.05 ** (1 / n)), 12) })
  expect(found).toMatchObject({ smallestDetectableDrop: expect.closeTo(0.01487, 4) })
})

test.each(
  scenarios.filter(({ name }) =>
    ['macro_recall, n 400', 'log_loss, n 500', 'calibration_error, n 200', '200 clusters of 1 to 9, 100 %'].some(
      (start) => name.startsWith(start),
    ),
  ),
)(
  'one exactly the margin worse passes in at most 5 % of tests: $name',
  ({ draw }) => {
    const random = new Random(5)
    const runs = 150
    const passed = Array.from({ length: runs }, (_, run) => draw(random, 1, run)).filter(
      (seen) => seen === 'pass',
    ).length
    // Had the rate been over 5 %, so few would be seen in less than 1 of 1,000 runs of this test.
    expect(1 - upperErrorRate(runs - passed, runs, 0.999)).toBeLessThan(0.05)
  },
  60_000,
)
