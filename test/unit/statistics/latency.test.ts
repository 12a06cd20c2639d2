import { expect, test } from 'vitest'
import { compareByBootstrap } from '../../../src/statistics/compare.ts'
import { fewestRequestsFor, latencyQuantile } from '../../../src/statistics/latency.ts'
import { Random } from '../../../src/statistics/random.ts'

/** Rounds of 20 requests to each server; the machine is slower in some rounds, for both. */
function measured(slower: number): { candidateMs: Float64Array; baselineMs: Float64Array }[] {
  const random = new Random(9)
  return Array.from({ length: 300 }, () => {
    const mood = 1 + random.unit()
    const some = (factor: number) =>
      Float64Array.from({ length: 20 }, () => mood * factor * (5 - Math.log(1 - random.unit())))
    return { candidateMs: some(slower), baselineMs: some(1) }
  })
}

test('a quantile is that of the requests, and a draw counts rounds', () => {
  const rounds = [
    { candidateMs: Float64Array.of(4, 1), baselineMs: Float64Array.of(10, 10) },
    { candidateMs: Float64Array.of(3, 2), baselineMs: Float64Array.of(20, 20) },
  ]
  const median = latencyQuantile(rounds, 0.5)
  expect(median.difference(Uint32Array.of(1, 1))).toBeCloseTo(1 - 2 / 10, 12)
  expect(median.difference(Uint32Array.of(2, 0))).toBeCloseTo(1 - 1 / 10, 12)
  expect(latencyQuantile(rounds, 1).difference(Uint32Array.of(0, 2))).toBeCloseTo(1 - 3 / 20, 12)
  expect(median.difference(Uint32Array.of(0, 0))).toBeNaN()
})

test('a candidate that is as fast passes at P50 although the machine is noisy, one that is a fifth slower fails', () => {
  for (const [slower, verdict] of [
    [1, 'pass'],
    [1.2, 'fail'],
  ] as const) {
    const found = compareByBootstrap(latencyQuantile(measured(slower), 0.5), {
      margin: 0.1,
      examples: 6000,
      resamples: 999,
    })
    expect(found.verdict).toBe(verdict)
  }
})

test('P99 needs 1,000 requests, P50 twenty', () => {
  expect([0.99, 0.9, 0.5].map(fewestRequestsFor)).toEqual([1000, 100, 20])
})
