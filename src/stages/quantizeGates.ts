import type { QuantizeResult } from '../engine/contract.generated.ts'
import { fewestRequestsFor, latencyRatio } from '../statistics/latency.ts'
import type { Gate } from '../verdict.ts'

/** Bytes of the weights after quantization over those before. */
export function sizeGate(result: Pick<QuantizeResult, 'baseline_bytes' | 'candidate_bytes'>, allowed: number): Gate {
  const value = result.candidate_bytes / result.baseline_bytes
  const pass = value <= allowed
  return {
    name: 'size',
    verdict: pass ? 'pass' : 'fail',
    observed: { value, unit: 'of FP32' },
    allowed,
    because: `${result.candidate_bytes} bytes are ${value.toFixed(3)} of FP32's ${result.baseline_bytes}; ${allowed} is allowed`,
  }
}

/**
 * Geometric mean over the shapes of the median speed ratio. It must reach the ratio asked for, and even its lower bound
 * must be faster than FP32: a quantized model that is not surely faster does not pass.
 */
export function speedGate({ speed }: Pick<QuantizeResult, 'speed'>, allowed: number): Gate {
  if (speed === undefined)
    return {
      name: 'speed',
      verdict: 'error',
      observed: { value: 0, unit: 'times FP32' },
      allowed,
      because: 'the runtime measured no speed: its image has to leave `speed` in the result of quantize, or serve fp32',
    }
  const value = geometricMean(speed.map((shape) => shape.ratio))
  const low = geometricMean(speed.map((shape) => shape.ratio_low))
  const high = geometricMean(speed.map((shape) => shape.ratio_high))
  const verdict = value >= allowed && low > 1 ? 'pass' : high < allowed || low <= 1 ? 'fail' : 'inconclusive'
  const measured = `${value.toFixed(2)} times FP32's speed (${low.toFixed(2)} to ${high.toFixed(2)}), ${allowed} asked for`
  return {
    name: 'speed',
    verdict,
    observed: { value, low, high, unit: 'times FP32' },
    allowed,
    because:
      verdict === 'inconclusive'
        ? `${measured}: this machine is too noisy to tell; run it again on a quieter one`
        : verdict === 'pass'
          ? measured
          : value >= allowed
            ? `${measured}: INT8 is not surely faster than FP32 here, as it has to be whatever is asked for; serve fp32, or run it again on a quieter machine`
            : `${measured}: a processor without VNNI-class instructions gains little; ask for less in quantize.gates.speed or serve fp32`,
  }
}

/** What of the latencies may be gated, from the one that needs the fewest requests. */
const gatedQuantiles = { p50: 0.5, p90: 0.9, p99: 0.99 } as const
type Quantile = keyof typeof gatedQuantiles

/** Ratios to FP32 that are allowed; none where a quantile decides nothing. */
export type AllowedLatency = { readonly [Name in Quantile]?: number | undefined }

/** How many requests the gates that are asked for need. */
export const fewestRequests = (allowed: AllowedLatency): number =>
  Math.max(1, ...gatesOf(allowed).map(({ quantile }) => fewestRequestsFor(quantile)))

/**
 * Latency of single requests against FP32's, a gate for each quantile that is asked for: it passes where it is surely no more
 * than allowed. A quantile of too few requests decides nothing.
 */
export const latencyGates = (latency: QuantizeResult['latency'], allowed: AllowedLatency): Gate[] =>
  gatesOf(allowed).map(({ name, quantile, most }): Gate => {
    const gate = { name: `latency ${name.toUpperCase()}`, allowed: most }
    if (latency?.baseline_ms === undefined || latency.baseline_ms.length !== latency.candidate_ms.length)
      return {
        ...gate,
        verdict: 'error',
        observed: { value: 0, unit },
        because:
          'the runtime did not time the same requests with both models: its image has to leave `latency` with candidate_ms and baseline_ms in the result of quantize, or serve fp32',
      }
    const requests = latency.candidate_ms.length
    const observed = latencyRatio(
      { candidateMs: Float64Array.from(latency.candidate_ms), baselineMs: Float64Array.from(latency.baseline_ms) },
      quantile,
    )
    const { value, low, high } = observed
    const needed = fewestRequestsFor(quantile)
    const verdict = requests < needed ? 'inconclusive' : high <= most ? 'pass' : low > most ? 'fail' : 'inconclusive'
    const measured = `${value.toFixed(2)} of FP32's in ${requests} requests (${low.toFixed(2)} to ${high.toFixed(2)}), at most ${most} allowed`
    return {
      ...gate,
      verdict,
      observed: { ...observed, unit },
      because:
        requests < needed
          ? `${requests} requests were timed, and ${name.toUpperCase()} needs ${needed}: have the runtime time more`
          : verdict === 'pass'
            ? measured
            : verdict === 'fail'
              ? `${measured}: run it again where nothing else runs, allow more in quantize.gates.latency.${name}, or serve fp32`
              : `${measured}: this machine is too noisy to tell, run it again on a quieter one, or allow more in quantize.gates.latency.${name}`,
    }
  })

const unit = "of FP32's latency"

const gatesOf = (allowed: AllowedLatency): { name: Quantile; quantile: number; most: number }[] =>
  (Object.keys(gatedQuantiles) as Quantile[]).flatMap((name) => {
    const most = allowed[name]
    return most === undefined ? [] : [{ name, quantile: gatedQuantiles[name], most }]
  })

const geometricMean = (values: number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
