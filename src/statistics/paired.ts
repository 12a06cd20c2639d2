import type { Verdict } from '../verdict.ts'
import { bonettPrice, exactMcNemar } from './proportions.ts'
import { normalQuantile } from './special.ts'

/** Fewer examples than this decide nothing. */
export const fewestExamples = 200
const level = 0.9
const power = 0.8

type PairedAccuracy = {
  n: number
  /** Examples that the candidate alone has right, and that the baseline alone has right. */
  gained: number
  lost: number
  /** Accuracy of the candidate minus that of the baseline, and its 90 % interval: each bound is a one-sided 95 % one. */
  difference: number
  low: number
  high: number
  /** Two-sided, exact McNemar. */
  p: number
  verdict: Exclude<Verdict, 'error'>
  /** The smallest drop of accuracy that a test of this size sees four times out of five. */
  smallestDetectableDrop: number
  /** How many examples would decide four times out of five, if the models are equally good; set when inconclusive and more than n. */
  examplesToDecide?: number
}

/**
 * Is the candidate at most `margin` worse than the baseline? Pass when even the lower bound is above −margin; fail when not,
 * and the candidate is surely worse; else inconclusive, as always under 200 examples. A candidate that is exactly the margin
 * worse passes in about 5 % of cases; in up to 9 % where the models hardly ever disagree (exactly computed: 8.9 % at n = 200 and
 * 2 % disagreement, 6.0 % at n = 2,000), because the interval is an approximation.
 */
export function pairedAccuracy(
  candidateCorrect: readonly boolean[],
  baselineCorrect: readonly boolean[],
  margin: number,
): PairedAccuracy {
  const n = candidateCorrect.length
  if (n === 0 || n !== baselineCorrect.length)
    throw new RangeError(`${n} and ${baselineCorrect.length} examples are no pairs`)
  const count = (candidate: boolean, baseline: boolean): number =>
    candidateCorrect.filter((correct, index) => correct === candidate && baselineCorrect[index] === baseline).length
  const gained = count(true, false)
  const lost = count(false, true)
  const { low, high } = bonettPrice(gained, lost, n, level)
  // Adjusted as the interval is, so that no disagreement in few examples is not taken for none at all.
  const disagreement = (gained + lost + 2) / (n + 2)
  const verdict = n < fewestExamples ? 'inconclusive' : low > -margin ? 'pass' : high < 0 ? 'fail' : 'inconclusive'
  const needed = Math.max(fewestExamples, requiredExamples(disagreement, margin))
  return {
    n,
    gained,
    lost,
    difference: (gained - lost) / n,
    low,
    high,
    p: exactMcNemar(gained, lost),
    verdict,
    smallestDetectableDrop: reach * Math.sqrt(disagreement / n),
    ...(verdict === 'inconclusive' && needed > n ? { examplesToDecide: needed } : {}),
  }
}

/** Sum of the quantiles of a one-sided 5 % test and of its power: 2.486, whose square is the 6.18 of the usual rule. */
const reach = normalQuantile((1 + level) / 2) + normalQuantile(power)

/** Examples for 80 % power at no difference, with a share `disagreement` of examples that one model alone has right. */
export const requiredExamples = (disagreement: number, margin: number): number =>
  Math.ceil((reach * reach * disagreement) / (margin * margin))
