import { expect, test } from 'vitest'
import { errorEvidence, rateEvidence } from '../../../src/statistics/sequential.ts'

test('a canary alone that fails more often than allowed is found out, one within it is not', () => {
  expect(rateEvidence(20, 200, 0.01)).toBeGreaterThan(100)
  expect(rateEvidence(2, 200, 0.01)).toBeLessThan(10)
  expect(rateEvidence(0, 10_000, 0.01)).toBeLessThan(1)
  expect(rateEvidence(0, 0, 0.01)).toBe(1)
})

test('one request more multiplies the evidence by at most 1 on average, at the allowed rate and below it', () => {
  for (const allowed of [0.001, 0.05, 0.5])
    for (const [errors, requests] of [
      [0, 0],
      [7, 300],
    ] as const)
      for (const rate of [allowed, allowed / 3]) {
        const mean =
          rate * rateEvidence(errors + 1, requests + 1, allowed) +
          (1 - rate) * rateEvidence(errors, requests + 1, allowed)
        const before = rateEvidence(errors, requests, allowed)
        if (rate === allowed) expect(mean / before).toBeCloseTo(1, 9)
        else expect(mean).toBeLessThan(before)
      }
})

test('where every answer may be an error none is evidence, and where none may be, one is all of it', () => {
  expect(rateEvidence(300, 300, 1)).toBeCloseTo(1, 9)
  expect(rateEvidence(1, 1_000, 0)).toBeGreaterThan(100)
})

test('overwhelming evidence stays a number that a report can hold', () => {
  expect(Number.isFinite(rateEvidence(1_000_000, 1_000_000, 0.01))).toBe(true)
  expect(Number.isFinite(errorEvidence([{ share: 0.01, stableErrors: 0, canaryErrors: 100_000 }], 1.5))).toBe(true)
})

test('counts and rates that cannot be are refused', () => {
  expect(() => rateEvidence(2, 1, 0.01)).toThrow(RangeError)
  expect(() => rateEvidence(0, 1, Number.NaN)).toThrow(RangeError)
})
