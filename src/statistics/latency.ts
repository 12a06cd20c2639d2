import { drawDifferences } from './bootstrap.ts'
import type { Resampleable } from './types.ts'

/** A quantile of the latencies of two models that were asked by turns: how much lower the candidate's is, as a share of the baseline's. */
export function latencyQuantile(
  { candidateMs, baselineMs }: { candidateMs: Float64Array; baselineMs: Float64Array },
  quantile: number,
): Resampleable {
  if (candidateMs.length !== baselineMs.length)
    throw new RangeError(`${candidateMs.length} and ${baselineMs.length} requests`)
  const [ours, theirs] = [ordered(candidateMs), ordered(baselineMs)]
  return {
    // A request that both were asked is what is drawn: its length, and the machine's mood, belong to both.
    multiplicities: new Uint32Array(candidateMs.length).fill(1),
    difference: (counts) => 1 - quantileOf(ours, quantile, counts) / quantileOf(theirs, quantile, counts),
  }
}

/** With ten requests beyond it a quantile is known to about 14 % (P99 of 1,000, P50 of 20); with fewer it decides nothing. */
export const fewestRequestsFor = (quantile: number): number => Math.ceil(Number((10 / (1 - quantile)).toPrecision(12)))

/** The smallest latency that at least the given share of requests does not exceed; NaN of none. */
export const latencyAt = (ms: Float64Array, quantile: number): number =>
  quantileOf(ordered(ms), quantile, new Uint32Array(ms.length).fill(1))

/** The candidate's quantile over the baseline's, with its 90 % interval: each bound is a one-sided 95 % one. */
export function latencyRatio(
  of: { candidateMs: Float64Array; baselineMs: Float64Array },
  quantile: number,
): { value: number; low: number; high: number } {
  const quantiles = latencyQuantile(of, quantile)
  const drawn = drawDifferences(quantiles, resamples, 1).sort()
  const rank = Math.floor(0.05 * (resamples + 1)) - 1
  return {
    value: 1 - quantiles.difference(quantiles.multiplicities),
    low: 1 - (drawn[drawn.length - 1 - rank] ?? Number.NaN),
    high: 1 - (drawn[rank] ?? Number.NaN),
  }
}

const resamples = 999

type Ordered = { ms: Float64Array; request: Uint32Array }

function ordered(ms: Float64Array): Ordered {
  const request = Uint32Array.from(ms, (_, index) => index).sort((a, b) => (ms[a] as number) - (ms[b] as number))
  return { ms: Float64Array.from(request, (index) => ms[index] as number), request }
}

function quantileOf({ ms, request }: Ordered, quantile: number, counts: Uint32Array): number {
  let requests = 0
  for (let at = 0; at < counts.length; at++) requests += counts[at] as number
  // Rounding must not ask for one request more.
  const wanted = quantile * requests * (1 - 1e-12)
  let passed = 0
  for (let at = 0; at < ms.length; at++) {
    passed += counts[request[at] as number] as number
    if (passed > 0 && passed >= wanted) return ms[at] as number
  }
  return Number.NaN
}
