import type { Prediction } from '../engine/contract.generated.ts'
import { fewestExamples, pairedAccuracy } from '../statistics/paired.ts'
import { pairPredictions } from '../statistics/pairing.ts'
import type { Gate } from '../verdict.ts'

const points = (share: number): string => `${(share * 100).toFixed(1)} points`

/**
 * The gate of accuracy: candidate against baseline on the same examples. Predictions that are not of the same examples are
 * an error, never a comparison of what they have in common.
 * @param margin accuracy that may be lost, 0 to 1
 */
export function pairedAccuracyGate(
  candidate: readonly Prediction[],
  baseline: readonly Prediction[],
  margin: number,
): Gate {
  const pairing = pairPredictions(candidate, baseline)
  if (pairing.verdict === 'error')
    return {
      name: 'accuracy',
      verdict: 'error',
      observed: { value: 0, unit: 'difference' },
      allowed: -margin,
      because: `${pairing.because}: both must answer the same examples`,
    }
  const correct = (of: 'candidate' | 'baseline'): boolean[] =>
    pairing.pairs.map((pair) => pair[of].prediction === pair.label)
  const result = pairedAccuracy(correct('candidate'), correct('baseline'), margin)
  const { difference, low, high, gained, lost, n } = result
  const seen = `${gained} examples got better and ${lost} worse of ${n}; the difference is ${points(difference)} (${points(low)} to ${points(high)}, p = ${result.p.toPrecision(2)})`
  const because = {
    pass: `${seen}: at most the ${points(margin)} are lost that may be`,
    fail: `${seen}: the candidate is surely worse`,
    inconclusive:
      n < fewestExamples
        ? `${n} examples decide nothing, ${fewestExamples} are the least: give more test data`
        : `${seen}: too wide to tell; ${
            result.examplesToDecide === undefined
              ? 'the difference lies at the margin: give many more examples, or allow another margin'
              : `about ${result.examplesToDecide} examples would decide`
          }`,
  }[result.verdict]
  return {
    name: 'accuracy',
    verdict: result.verdict,
    observed: { value: difference, low, high, unit: 'difference' },
    allowed: -margin,
    because: `${because}. The smallest drop that this test sees is ${points(result.smallestDetectableDrop)}`,
  }
}
