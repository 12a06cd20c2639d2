import type { Resampleable } from './types.ts'

/**
 * A quantile of the latencies of two servers that were asked by turns: how much lower the candidate's is, as a share of the
 * baseline's. Requests of one round share the machine's mood, so rounds are what is drawn.
 */
export function latencyQuantile(
  rounds: readonly { candidateMs: Float64Array; baselineMs: Float64Array }[],
  quantile: number,
): Resampleable {
  const [ours, theirs] = (['candidateMs', 'baselineMs'] as const).map((of) =>
    ordered(rounds.map((round) => round[of])),
  ) as [Ordered, Ordered]
  return {
    multiplicities: new Uint32Array(rounds.length).fill(1),
    difference: (counts) => 1 - quantileOf(ours, quantile, counts) / quantileOf(theirs, quantile, counts),
  }
}

/** With ten requests beyond it a quantile is known to about 14 % (P99 of 1,000, P50 of 20); with fewer it decides nothing. */
export const fewestRequestsFor = (quantile: number): number => Math.ceil(Number((10 / (1 - quantile)).toPrecision(12)))

type Ordered = { ms: Float64Array; round: Uint32Array; sizes: Uint32Array }

function ordered(rounds: readonly Float64Array[]): Ordered {
  const all = rounds.flatMap((values, round) => Array.from(values, (ms) => ({ ms, round }))).sort((a, b) => a.ms - b.ms)
  return {
    ms: Float64Array.from(all, ({ ms }) => ms),
    round: Uint32Array.from(all, ({ round }) => round),
    sizes: Uint32Array.from(rounds, ({ length }) => length),
  }
}

/** The smallest latency that at least the given share of requests does not exceed. */
function quantileOf({ ms, round, sizes }: Ordered, quantile: number, counts: Uint32Array): number {
  let requests = 0
  for (let of = 0; of < sizes.length; of++) requests += (sizes[of] as number) * (counts[of] as number)
  // Rounding must not ask for one request more.
  const wanted = quantile * requests * (1 - 1e-12)
  let passed = 0
  for (let at = 0; at < ms.length; at++) {
    passed += counts[round[at] as number] as number
    if (passed > 0 && passed >= wanted) return ms[at] as number
  }
  return Number.NaN
}
