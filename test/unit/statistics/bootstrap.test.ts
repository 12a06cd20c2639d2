import { expect, test } from 'vitest'
import { compareByBootstrap } from '../../../src/statistics/compare.ts'
import type { Comparison, Resampleable } from '../../../src/statistics/types.ts'

/** Accuracy: kinds that got better, got worse, and stayed. */
const accuracy = (gained: number, lost: number, n: number): Resampleable => ({
  multiplicities: Uint32Array.of(gained, lost, n - gained - lost),
  difference: (counts) => ((counts[0] ?? 0) - (counts[1] ?? 0)) / n,
})

function compare(of: Resampleable, examples: number, margin = 0.02): Comparison {
  const found = compareByBootstrap(of, { margin, examples })
  if (found.verdict === 'error') throw new Error(found.because)
  return found
}

test('the bootstrap interval of an accuracy is the normal one, up to what 10,000 draws can tell', () => {
  const found = compare(accuracy(30, 50, 2000), 2000)
  const error = Math.sqrt((0.04 - 0.01 ** 2) / 2000)
  expect(found.difference).toBe(-0.01)
  expect((found.low + 0.01) / error).toBeCloseTo(-1.645, 1)
  expect((found.high + 0.01) / error).toBeCloseTo(1.645, 1)
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
  const never: Resampleable = { multiplicities: Uint32Array.of(300), difference: () => Number.NaN }
  expect(compareByBootstrap(never, { margin: 0.02, examples: 300 })).toMatchObject({ verdict: 'error' })
  // One example has what the metric needs: a third of all draws lack it.
  const rarely: Resampleable = { multiplicities: Uint32Array.of(1, 299), difference: ([rare = 0]) => 0 / rare }
  expect(compareByBootstrap(rarely, { margin: 0.02, examples: 300 })).toMatchObject({ verdict: 'error' })
})
