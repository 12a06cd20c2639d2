import type { Verdict } from '../verdict.ts'
import { drawDifferences } from './bootstrap.ts'
import { type Allowance, alphaOfAllLooks, examplesToDecide, fewestExamples, smallestDetectableDrop } from './power.ts'
import { exactMcNemar } from './proportions.ts'
import { normalCdf } from './special.ts'
import { scoreInterval, scoreStatistic } from './tango.ts'
import { influences, tiltedReach } from './tilting.ts'
import type { Comparison, Incomparable, Judgeable } from './types.ts'
import { unseenLoss } from './unseen.ts'

/**
 * Pass when even the lower bound is above −margin, fail when even the upper one is below it: a candidate that is worse, but
 * surely by less than the margin, passes.
 */
function verdictOf(low: number, high: number, margin: number, units: number): Exclude<Verdict, 'error'> {
  if (units < fewestExamples) return 'inconclusive'
  return low > -margin ? 'pass' : high < -margin ? 'fail' : 'inconclusive'
}

function decided(
  of: Pick<Comparison, 'method' | 'examples' | 'units' | 'difference' | 'low' | 'high' | 'p' | 'pWithinMargin'>,
  by: {
    margin: number
    alpha: number
    /** What the test with more examples may spend. */
    next: number
    allowance: Allowance
    /** Of the difference of all examples. */
    variance: number
  },
): Comparison {
  const { margin, alpha, next, allowance, variance } = by
  const { difference, examples } = of
  const verdict = verdictOf(of.low, of.high, margin, of.units)
  const needed = examplesToDecide({ variance: variance * examples, difference, margin }, next, { examples, allowance })
  const most = Math.max(needed, Math.ceil((fewestExamples * examples) / of.units))
  return {
    ...of,
    verdict,
    smallestDetectableDrop: smallestDetectableDrop(Math.sqrt(variance), alpha, allowance),
    ...(verdict === 'inconclusive' && Number.isFinite(most) && most > examples ? { examplesToDecide: most } : {}),
  }
}

function checkAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha <= alphaOfAllLooks)) throw new RangeError(`a look that spends ${alpha}`)
}

/**
 * Shares of right answers (accuracy, exact match) of two models on the same examples, which are independent of each other.
 * @param gained examples that the candidate alone has right
 * @param lost examples that the baseline alone has right
 * @param of.alpha what this look may spend of the chance of a wrong bound
 * @param of.next what the look with more examples may spend, for which their number is told
 */
export function compareProportions(of: {
  gained: number
  lost: number
  examples: number
  margin: number
  alpha?: number
  next?: number
}): Comparison {
  const { gained, lost, examples, margin, alpha = alphaOfAllLooks, next = alpha } = of
  checkAlpha(alpha)
  if (!(examples > 0 && gained >= 0 && lost >= 0 && gained + lost <= examples))
    throw new RangeError(`${gained} gained and ${lost} lost of ${examples}`)
  const difference = (gained - lost) / examples
  // Adjusted, so that no disagreement in few examples is not taken for none at all.
  const disagreement = (gained + lost + 2) / (examples + 2)
  return decided(
    {
      method: 'score-test',
      examples,
      units: examples,
      difference,
      ...scoreInterval(gained, lost, examples, alpha),
      p: { value: exactMcNemar(gained, lost), method: 'mcnemar' },
      pWithinMargin: normalCdf(scoreStatistic(gained, lost, examples, -margin, 0.5)),
    },
    { margin, alpha, next, allowance: { unseen: 0, bias: 0 }, variance: (disagreement - difference ** 2) / examples },
  )
}

/**
 * Any other metric of two models, by the paired bootstrap: what is drawn are the units of `judgeable`, which are examples,
 * or clusters of examples that depend on each other.
 *
 * Each bound is the farther one of the bootstrap's percentile and of the tilted score test: percentiles alone are wrong in 6 to 12 %
 * of small tests, and in 8 to 9 % of those of 12,000 examples where few of them cost most. What no unit shows, and what the metric
 * itself is off by, widen it further.
 * @param by.examples how many examples there are; more than units where these are clusters
 */
export function compareByBootstrap(
  judgeable: Judgeable,
  by: { margin: number; examples: number; resamples?: number; seed?: number; alpha?: number; next?: number },
): Comparison | Incomparable {
  const { margin, examples, resamples = 10_000, seed = 1, alpha = alphaOfAllLooks, next = alpha } = by
  checkAlpha(alpha)
  const { multiplicities, stakes, bias = { flatters: 0, belittles: 0 } } = judgeable
  const difference = judgeable.difference(multiplicities)
  if (!Number.isFinite(difference)) return { verdict: 'error', because: 'it cannot be computed of these examples' }
  const drawn = drawDifferences(judgeable, resamples, seed).sort()
  const last = drawn.length - 1
  const rank = Math.max(0, Math.floor(alpha * (resamples + 1)) - 1)
  const [low, high] = [drawn[rank] ?? Number.NaN, drawn[last - rank] ?? Number.NaN]
  const { below, above } = tiltedReach(multiplicities, influences(judgeable), alpha)
  // Typed arrays sort NaN to the end.
  if (![drawn[0], drawn[last], below, above].every(Number.isFinite))
    return {
      verdict: 'error',
      because: 'it cannot be computed of every draw of these examples: what it needs is in too few of them',
    }
  const unseen = unseenLoss(multiplicities, stakes, alpha)
  const mean = drawn.reduce((sum, value) => sum + value, 0) / resamples
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1)
  const share = (holds: (value: number) => boolean): number => (drawn.filter(holds).length + 1) / (resamples + 1)
  const [least, most] = [share((value) => value <= 0), share((value) => value >= 0)]
  return decided(
    {
      method: 'bootstrap',
      examples,
      units: multiplicities.reduce((sum, count) => sum + count, 0),
      difference,
      // What was not seen counts where it is more than luck with what was: where both are, seldom both are against the candidate.
      low: difference - Math.max(below, difference - low, unseen) - bias.flatters,
      high: difference + Math.max(above, high - difference, unseen) + bias.belittles,
      p: { value: Math.min(1, 2 * Math.min(least, most)), method: 'bootstrap' },
      pWithinMargin: share((value) => value >= -margin),
    },
    { margin, alpha, next, allowance: { unseen, bias: bias.flatters }, variance },
  )
}
