import { expect, test } from 'vitest'
import { Random } from '../../../src/statistics/random.ts'
import {
  afterErrors,
  afterRate,
  assurance,
  type Evidence,
  evidenceOf,
  fewerThan,
  noEvidence,
  withUnseenRuns,
} from '../../../src/statistics/sequential.ts'

type Window = { share: number; stableErrors: number; canaryErrors: number }
const evidence = (windows: readonly Window[], ratio = 1.5): Evidence =>
  windows.reduce((before, window) => afterErrors(before, window, ratio), noEvidence())
const rateEvidence = (windows: readonly (readonly [errors: number, requests: number])[], rate: number): number =>
  evidenceOf(windows.reduce((before, [errors, requests]) => afterRate(before, errors, requests, rate), noEvidence()))
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

test('a window multiplies the evidence by at most 1 on average, whatever the share and what was seen before', () => {
  for (const share of [0.01, 0.3, 0.95])
    for (const before of [[], times(20, { share: 0.05, stableErrors: 4, canaryErrors: 2 })])
      for (const errors of [1, 3]) {
        const chance = (1.5 * share) / (1.5 * share + 1 - share)
        const mean = Array.from({ length: errors + 1 }, (_, canaryErrors) => {
          const ways = canaryErrors === 0 || canaryErrors === errors ? 1 : errors
          const likely = ways * chance ** canaryErrors * (1 - chance) ** (errors - canaryErrors)
          const one = { share, canaryErrors, stableErrors: errors - canaryErrors }
          return likely * evidenceOf(afterErrors(evidence(before), one, 1.5))
        }).reduce((sum, part) => sum + part, 0)
        expect(mean / evidenceOf(evidence(before))).toBeLessThanOrEqual(1 + 1e-12)
      }
})

test('so does a window of requests, at the allowed rate and below it', () => {
  for (const allowed of [0.001, 0.05, 0.5])
    for (const before of [[], times(30, [2, 40] as const)])
      for (const rate of [allowed, allowed / 3]) {
        const mean =
          rate * rateEvidence([...before, [1, 1]], allowed) + (1 - rate) * rateEvidence([...before, [0, 1]], allowed)
        expect(mean / rateEvidence(before, allowed)).toBeLessThanOrEqual(1 + 1e-12)
      }
})

test('one bad moment is little evidence however bad it is, and several after each other are enough', () => {
  const bad = { share: 0.05, stableErrors: 0, canaryErrors: 100_000 }
  expect(evidenceOf(evidence([bad]))).toBeLessThan(4)
  expect(evidenceOf(evidence([bad, bad]))).toBeLessThan(10)
  expect(evidenceOf(evidence(times(7, bad)))).toBeGreaterThan(200)
  expect(rateEvidence([[1_000, 1_000]], 0.01)).toBeLessThan(4)
  expect(rateEvidence(times(7, [1_000, 1_000] as const), 0.01)).toBeGreaterThan(200)
})

test('a canary that was well for hours is found out as soon as one that was not, but for seconds', () => {
  const well = times(2_000, { share: 0.05, stableErrors: 20, canaryErrors: 1 })
  const bad = { share: 0.05, stableErrors: 20, canaryErrors: 40 }
  const windowsUntil = (before: Window[]): number => {
    let found = evidence(before)
    for (let count = 1; ; count++) {
      found = afterErrors(found, bad, 1.5)
      if (evidenceOf(found) > 200) return count
    }
  }
  expect(windowsUntil([])).toBeLessThanOrEqual(7)
  expect(windowsUntil(well)).toBeLessThanOrEqual(17)
})

test('an outage that both versions share, and a step without stable, are no evidence', () => {
  expect(evidenceOf(evidence([{ share: 0.05, stableErrors: 9500, canaryErrors: 500 }]))).toBeLessThan(1)
  expect(evidenceOf(evidence([{ share: 1, stableErrors: 0, canaryErrors: 1000 }]))).toBeCloseTo(1, 12)
  expect(evidenceOf(evidence([{ share: 0, stableErrors: 10, canaryErrors: 10 }]))).toBeCloseTo(1, 12)
  expect(evidenceOf(noEvidence())).toBe(1)
})

test('where every answer may be an error none is evidence, and where none may be, each is', () => {
  expect(rateEvidence(times(9, [300, 300] as const), 1)).toBeCloseTo(1, 9)
  expect(rateEvidence(times(9, [1, 1_000] as const), 0)).toBeGreaterThan(200)
})

test('a promotion needs 328 requests without an error for 1 %, and more with errors', () => {
  for (const [errors, requests] of [
    [0, 328],
    [1, 751],
    [4, 1_367],
    [27, 4_775],
  ] as const) {
    expect(assurance(errors, requests - 1, 0.01)).toBeLessThanOrEqual(20)
    expect(assurance(errors, requests, 0.01)).toBeGreaterThan(20)
  }
  expect(assurance(0, 0, 0.01)).toBeCloseTo(1, 9)
  expect(assurance(0, 1_000_000, 0)).toBe(0)
  expect(assurance(5, 10, 1)).toBeGreaterThan(20)
  expect(assurance(10, 10, 1)).toBe(0)
})

test('at exactly the allowed rate a promotion becomes no likelier with every request, however often one looks', () => {
  for (const [errors, requests] of [
    [0, 0],
    [3, 500],
  ] as const)
    for (const rate of [0.01, 0.03]) {
      const mean = rate * assurance(errors + 1, requests + 1, 0.01) + (1 - rate) * assurance(errors, requests + 1, 0.01)
      expect(mean / assurance(errors, requests, 0.01)).toBeLessThanOrEqual(1 + 1e-12)
    }
})

test('one version fails surely less than 1.5 times as often as another by the errors of both, and not by few', () => {
  const alike = (errors: number) =>
    fewerThan({ errors, requests: 100 * errors }, { errors, requests: 100 * errors }, 1.5)
  expect(alike(20)).toBeLessThan(20)
  expect(alike(200)).toBeGreaterThan(20)
  // That one had none yet says little where the other had few.
  expect(fewerThan({ errors: 0, requests: 1_000 }, { errors: 3, requests: 1_000 }, 1.5)).toBeLessThan(20)
  expect(fewerThan({ errors: 0, requests: 1_000 }, { errors: 20, requests: 1_000 }, 1.5)).toBeGreaterThan(20)
  expect(fewerThan({ errors: 0, requests: 1_000 }, { errors: 0, requests: 1_000 }, 1.5)).toBeLessThanOrEqual(1)
  expect(fewerThan({ errors: 5, requests: 1_000 }, { errors: 0, requests: 0 }, 1.5)).toBe(1)
  expect(fewerThan({ errors: 0, requests: 1e9 }, { errors: 1e8, requests: 1e9 }, 1.5)).toBeGreaterThan(20)
})

test('one that fails exactly so often is hardly ever said to fail less, however often one looks and however few errors there are', () => {
  const random = new Random(1)
  const wait = (rate: number): number => -Math.log1p(-random.unit()) / rate
  const rollouts = 400
  for (const expected of [2, 5, 20, 80]) {
    // Requests in parts of those that were seen of the other one: of the one up to three times as many.
    const saidSo = Array.from({ length: rollouts }, () => {
      let errors = 0
      for (let at = wait(expected); at < 1; at += wait(expected)) errors += 1
      const other = { errors, requests: 1e6 }
      let own = 0
      let next = wait(1.5 * expected)
      for (let at = 0.05; at <= 3; at += 0.05) {
        for (; next <= at; next += wait(1.5 * expected)) own += 1
        if (fewerThan({ errors: own, requests: at * 1e6 }, other, 1.5) >= 20) return true
      }
      return false
    }).filter(Boolean).length
    // Two standard deviations over 1 in 20.
    expect(saidSo / rollouts, `${expected} errors`).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / rollouts))
  }
})

test('runs that were not seen may have any part of a rate, so that errors of the rest and their absence must say enough together', () => {
  const sure = (errors: number, requests: number, run: number, weight = 1 - 1 / run) =>
    withUnseenRuns((part) => assurance(errors, requests, 0.01 * part), (0.01 * requests) / run, weight)
  // Without an error: where 3 of them would be expected.
  expect(sure(0, 5_900, 20)).toBeLessThan(20)
  expect(sure(0, 6_100, 20)).toBeGreaterThan(20)
  // A few errors need hardly more, many of them leave less for runs.
  expect(sure(7, 7_500, 20)).toBeGreaterThan(20)
  expect(assurance(35, 7_000, 0.01)).toBeGreaterThan(20)
  expect(sure(35, 7_000, 20)).toBeLessThan(20)
  expect(sure(90, 18_000, 20)).toBeGreaterThan(20)
  // Never where the errors alone are too many, however long there was no run.
  expect(sure(2_000, 200_000, 20)).toBeLessThan(20)
})

test('overwhelming evidence stays a number that a report can hold', () => {
  const bad = { share: 0.01, stableErrors: 0, canaryErrors: 100_000 }
  expect(Number.isFinite(evidenceOf(evidence(times(3_000, bad))))).toBe(true)
  expect(Number.isFinite(assurance(0, 1e9, 0.5))).toBe(true)
  expect(Number.isFinite(withUnseenRuns(() => 1e300, 1e9, 0.5))).toBe(true)
  expect(Number.isFinite(fewerThan({ errors: 0, requests: 1e12 }, { errors: 1e12, requests: 1e12 }, 1.5))).toBe(true)
})

test('counts, shares and rates that cannot be are refused', () => {
  expect(() => afterRate(noEvidence(), 2, 1, 0.01)).toThrow(RangeError)
  expect(() => afterRate(noEvidence(), 0, 1, Number.NaN)).toThrow(RangeError)
  expect(() => assurance(2, 1, 0.01)).toThrow(RangeError)
  expect(() => fewerThan({ errors: 2, requests: 1 }, { errors: 0, requests: 1 }, 1.5)).toThrow(RangeError)
  expect(() => fewerThan({ errors: 0, requests: 1 }, { errors: 0, requests: 1 }, 0)).toThrow(RangeError)
  expect(() => evidence([{ share: Number.NaN, stableErrors: 1, canaryErrors: 1 }])).toThrow(RangeError)
  expect(() => evidence([{ share: 0.1, stableErrors: 1, canaryErrors: 1 }], 0.5)).toThrow(RangeError)
})
