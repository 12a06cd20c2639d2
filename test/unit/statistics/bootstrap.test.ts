import { expect, test } from 'vitest'
import { compareByBootstrap, compareProportions } from '../../../src/statistics/compare.ts'
import { createMultinomial } from '../../../src/statistics/multinomial.ts'
import { Random } from '../../../src/statistics/random.ts'
import { randomisationP } from '../../../src/statistics/randomisation.ts'
import type { Comparison, Judgeable } from '../../../src/statistics/types.ts'

/** Accuracy: kinds that got better, got worse, and stayed. Nothing is at stake but what was seen. */
const accuracy = (gained: number, lost: number, n: number): Judgeable => ({
  stakes: new Float64Array(3),
  multiplicities: Uint32Array.of(gained, lost, n - gained - lost),
  difference: (counts) => ((counts[0] ?? 0) - (counts[1] ?? 0)) / n,
})

function compare(of: Judgeable, examples: number, margin = 0.02): Comparison {
  const found = compareByBootstrap(of, { margin, examples })
  if (found.verdict === 'error') throw new Error(found.because)
  return found
}

test('the bootstrap interval of an accuracy is a little wider than the normal one, and next to that of the score test', () => {
  const found = compare(accuracy(30, 50, 2000), 2000)
  const error = Math.sqrt((0.04 - 0.01 ** 2) / 2000)
  expect(found.difference).toBe(-0.01)
  const exact = compareProportions({ gained: 30, lost: 50, examples: 2000, margin: 0.02 })
  for (const bound of ['low', 'high'] as const) {
    expect(Math.abs(found[bound] + 0.01) / error).toBeGreaterThan(1.64)
    expect(Math.abs(found[bound] - exact[bound]) / error).toBeLessThan(0.05)
  }
  expect(found.smallestDetectableDrop / error).toBeCloseTo(2.486, 1)
  // The two-sided p of z = 2.24.
  expect(found.p.value).toBeGreaterThan(0.018)
  expect(found.p.value).toBeLessThan(0.034)
  expect(found.verdict).toBe('pass')
})

test('the same test gives the same verdict to the last digit, another seed nearly the same', () => {
  const once = compareByBootstrap(accuracy(20, 30, 500), { margin: 0.02, examples: 500 })
  expect(compareByBootstrap(accuracy(20, 30, 500), { margin: 0.02, examples: 500 })).toEqual(once)
  const other = compareByBootstrap(accuracy(20, 30, 500), { margin: 0.02, examples: 500, seed: 2 })
  expect(other).not.toEqual(once)
  expect('low' in other && 'low' in once && Math.abs(other.low - once.low)).toBeLessThan(0.003)
})

test('a metric that cannot be computed of the examples, or of some draws of them, is an error and never a pass', () => {
  const never: Judgeable = {
    multiplicities: Uint32Array.of(300),
    stakes: new Float64Array(1),
    difference: () => Number.NaN,
  }
  expect(compareByBootstrap(never, { margin: 0.02, examples: 300 })).toMatchObject({ verdict: 'error' })
  // One example has what the metric needs: a third of all draws lack it.
  const rarely: Judgeable = {
    multiplicities: Uint32Array.of(1, 299),
    stakes: new Float64Array(2),
    difference: ([rare = 0]) => 0 / rare,
  }
  expect(compareByBootstrap(rarely, { margin: 0.02, examples: 300 })).toMatchObject({ verdict: 'error' })
})

test.each([
  ['a few examples of many kinds', [1, 1, 2, 1, 3]],
  ['many examples of few kinds', [400, 30, 5, 1, 64]],
])('a draw of %s has the number, the means and the covariances of a multinomial one', (_, multiplicities) => {
  const units = multiplicities.reduce((sum, count) => sum + count, 0)
  const draw = createMultinomial(Uint32Array.from(multiplicities), new Random(5))
  const counts = new Uint32Array(multiplicities.length)
  const runs = 40_000
  const first = new Float64Array(counts.length)
  const products = new Float64Array(counts.length ** 2)
  for (let run = 0; run < runs; run++) {
    draw(counts)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(units)
    counts.forEach((count, i) => {
      const off = count - (multiplicities[i] ?? 0)
      first[i] = (first[i] ?? 0) + off
      counts.forEach((other, j) => {
        const at = i * counts.length + j
        products[at] = (products[at] ?? 0) + off * (other - (multiplicities[j] ?? 0))
      })
    })
  }
  multiplicities.forEach((count, i) => {
    const variance = count * (1 - count / units)
    // Four and a half standard errors of the mean, and of a variance of something nearly normal.
    expect(Math.abs((first[i] ?? 0) / runs)).toBeLessThan(4.5 * Math.sqrt(variance / runs))
    multiplicities.forEach((other, j) => {
      const expected = i === j ? variance : (-count * other) / units
      const spread = Math.sqrt(2 * variance * (other * (1 - other / units)) + variance)
      const seen = (products[i * counts.length + j] ?? 0) / runs
      expect(Math.abs(seen - expected), `${i} ${j}`).toBeLessThan((4.5 * spread) / Math.sqrt(runs))
    })
  })
})

test('exchanging answers by coins gives the p of the exact test, where that is known', () => {
  // Of 12 examples on which only one model is right the candidate has 10: McNemar's exact p is 0.0386.
  const p = randomisationP(
    {
      multiplicities: Uint32Array.of(10, 2, 300),
      difference: ([gained = 0, lost = 0]) => (10 - 2 - 2 * gained + 2 * lost) / 312,
    },
    { trials: 40_000 },
  )
  expect(Math.abs(p - 0.0386)).toBeLessThan(4 * Math.sqrt((0.0386 * 0.9614) / 40_000))
  expect(randomisationP({ multiplicities: Uint32Array.of(40), difference: () => 0 })).toBe(1)
})
