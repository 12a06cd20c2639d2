import type { QuantizeResult } from '../engine/contract.generated.ts'
import type { Gate } from '../verdict.ts'

/** Bytes of the weights after quantization over those before. */
export function sizeGate(result: QuantizeResult, allowed: number): Gate {
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
export function speedGate({ speed }: QuantizeResult, allowed: number): Gate {
  if (speed === undefined)
    return {
      name: 'speed',
      verdict: 'error',
      observed: { value: 0, unit: 'times FP32' },
      allowed,
      because: 'the runtime measured no speed: run its selftest to see what it lacks',
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
          : `${measured}: a processor without VNNI-class instructions gains little; ask for less in quantize.gates.speed or serve fp32`,
  }
}

const geometricMean = (values: number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
