import { expect, test } from 'vitest'
import { fewestRequestsFor, latencyAt, latencyQuantile, latencyRatio } from '../../../src/statistics/latency.ts'
import { Random } from '../../../src/statistics/random.ts'

/** Requests of unlike lengths, at a machine that has moods and now and then stops for a moment. */
function measured(of: { requests: number; slower: number; seed: number }) {
  const random = new Random(of.seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit())
  const candidateMs = new Float64Array(of.requests)
  const baselineMs = new Float64Array(of.requests)
  let mood = normal()
  for (let request = 0; request < of.requests; request++) {
    mood = 0.98 * mood + Math.sqrt(1 - 0.98 ** 2) * normal()
    const length = Math.exp(0.4 * normal())
    const taken = () =>
      5 * length * Math.exp(0.15 * mood + 0.1 * normal()) * (random.unit() < 0.03 ? 1 + 3 * random.unit() : 1)
    candidateMs[request] = of.slower * taken()
    baselineMs[request] = taken()
  }
  return { candidateMs, baselineMs }
}

test('a quantile is the latency that its share of the requests does not exceed, and a draw counts requests', () => {
  expect(latencyAt(Float64Array.of(4, 1, 3, 2), 0.5)).toBe(2)
  expect(latencyAt(Float64Array.of(4, 1, 3, 2), 0.99)).toBe(4)
  expect(latencyAt(new Float64Array(0), 0.5)).toBeNaN()
  const median = latencyQuantile(
    { candidateMs: Float64Array.of(4, 1, 3, 2), baselineMs: Float64Array.of(10, 10, 20, 20) },
    0.5,
  )
  expect(median.difference(Uint32Array.of(1, 1, 1, 1))).toBeCloseTo(1 - 2 / 10, 12)
  expect(median.difference(Uint32Array.of(1, 1, 0, 0))).toBeCloseTo(1 - 1 / 10, 12)
  expect(median.difference(Uint32Array.of(0, 0, 0, 0))).toBeNaN()
})

test('requests that only one model was asked are no pairs', () => {
  expect(() => latencyQuantile({ candidateMs: Float64Array.of(1), baselineMs: Float64Array.of(1, 2) }, 0.5)).toThrow(
    RangeError,
  )
})

test('a model that is exactly as slow as allowed is called surely faster, and surely slower, in at most one of twenty measurements', () => {
  const slower = 1.3
  for (const [quantile, requests, runs] of [
    [0.5, 20, 400],
    [0.5, 170, 100],
    [0.9, 100, 150],
    [0.99, 1000, 30],
  ] as const) {
    let faster = 0
    let surelySlower = 0
    for (let run = 0; run < runs; run++) {
      const { low, high } = latencyRatio(measured({ requests, slower, seed: run + 1 }), quantile)
      if (high <= slower) faster++
      if (low > slower) surelySlower++
    }
    // Three standard errors of a share of 5 %.
    const most = runs * 0.05 + 3 * Math.sqrt(runs * 0.05 * 0.95)
    expect(faster, `P${quantile * 100} of ${requests}`).toBeLessThan(most)
    expect(surelySlower, `P${quantile * 100} of ${requests}`).toBeLessThan(most)
  }
}, 60_000)

test('half the latency is seen in 20 requests, and a fifth more of it in 400', () => {
  expect(latencyRatio(measured({ requests: 20, slower: 0.5, seed: 3 }), 0.5).high).toBeLessThan(1)
  expect(latencyRatio(measured({ requests: 400, slower: 1.2, seed: 3 }), 0.5).low).toBeGreaterThan(1)
})

test('P99 needs 1,000 requests, P50 twenty', () => {
  expect([0.99, 0.9, 0.5].map(fewestRequestsFor)).toEqual([1000, 100, 20])
})
