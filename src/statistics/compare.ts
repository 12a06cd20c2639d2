import type { Verdict } from '../verdict.ts'
import { drawDifferences } from './bootstrap.ts'
import { alphaOfAllLooks, examplesToDecide, smallestDetectableDrop } from './power.ts'
import { exactMcNemar } from './proportions.ts'
import { randomisationP } from './randomisation.ts'
import { normalCdf } from './special.ts'
import { scoreInterval, scoreStatistic } from './tango.ts'
import { influences, tiltedReach } from './tilting.ts'
import type { Comparison, Exchangeable, Incomparable, Resampleable } from './types.ts'

/** Fewer examples than this decide nothing, and neither do fewer clusters: with 40 of them bounds are wrong in up to 30 % of tests. */
export const fewestExamples = 200

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
  by: { margin: number; looks: number /** Of the difference of all examples. */; variance: number },
): Comparison {
  const verdict = verdictOf(of.low, of.high, by.margin, of.units)
  const needed = examplesToDecide(by.variance * of.examples, of.difference, by.margin, by.looks)
  const most = Math.max(needed, Math.ceil((fewestExamples * of.examples) / of.units))
  return {
    ...of,
    verdict,
    smallestDetectableDrop: smallestDetectableDrop(Math.sqrt(by.variance), by.looks),
    ...(verdict === 'inconclusive' && Number.isFinite(most) && most > of.examples ? { examplesToDecide: most } : {}),
  }
}

/** May the chance of a wrong bound be spent on this many looks at the same test? Each look has an equal share of it. */
function alphaOf(looks: number): number {
  if (!(Number.isInteger(looks) && looks >= 1)) throw new RangeError(`${looks} looks`)
  return alphaOfAllLooks / looks
}

/**
 * Shares of right answers (accuracy, exact match) of two models on the same examples, which are independent of each other.
 * @param gained examples that the candidate alone has right
 * @param lost examples that the baseline alone has right
 * @param looks how often the test may be looked at in all: 2 where it may be repeated once with more examples
 */
export function compareProportions(of: {
  gained: number
  lost: number
  examples: number
  margin: number
  looks?: number
}): Comparison {
  const { gained, lost, examples, margin, looks = 1 } = of
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
      ...scoreInterval(gained, lost, examples, alphaOf(looks)),
      p: { value: exactMcNemar(gained, lost), method: 'mcnemar' },
      pWithinMargin: normalCdf(scoreStatistic(gained, lost, examples, -margin, 0.5)),
    },
    { margin, looks, variance: (disagreement - difference ** 2) / examples },
  )
}

/**
 * Any other metric of two models, by the paired bootstrap: what is drawn are the units of `resampleable`, which are examples,
 * or clusters of examples that depend on each other.
 *
 * Each bound is the farther one of the bootstrap's percentile and of the tilted score test, where there are few enough kinds
 * to find each one's influence: percentiles alone are wrong in 6 to 12 % of small tests.
 * @param by.examples how many examples there are; more than units where these are clusters
 * @param by.exchangeable where p is to be had by exchanging answers, as is the custom for BLEU and chrF
 */
export function compareByBootstrap(
  resampleable: Resampleable,
  by: {
    margin: number
    examples: number
    resamples?: number
    seed?: number
    looks?: number
    exchangeable?: Exchangeable
  },
): Comparison | Incomparable {
  const { margin, examples, resamples = 10_000, seed = 1, looks = 1, exchangeable } = by
  const { multiplicities } = resampleable
  const alpha = alphaOf(looks)
  const difference = resampleable.difference(multiplicities)
  if (!Number.isFinite(difference)) return { verdict: 'error', because: 'it cannot be computed of these examples' }
  const drawn = drawDifferences(resampleable, resamples, seed).sort()
  const last = drawn.length - 1
  const rank = Math.floor(alpha * (resamples + 1)) - 1
  const [low, high] = [drawn[rank] ?? Number.NaN, drawn[last - rank] ?? Number.NaN]
  const { below, above } =
    multiplicities.length <= mostKindsWithInfluence
      ? tiltedReach(multiplicities, influences(resampleable), alpha)
      : { below: 0, above: 0 }
  // Typed arrays sort NaN to the end.
  if (![drawn[0], drawn[last], below, above].every(Number.isFinite))
    return {
      verdict: 'error',
      because: 'it cannot be computed of every draw of these examples: what it needs is in too few of them',
    }
  const mean = drawn.reduce((sum, value) => sum + value, 0) / resamples
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1)
  const share = (holds: (value: number) => boolean): number => (drawn.filter(holds).length + 1) / (resamples + 1)
  return decided(
    {
      method: 'bootstrap',
      examples,
      units: multiplicities.reduce((sum, count) => sum + count, 0),
      difference,
      low: Math.min(low, difference - below),
      high: Math.max(high, difference + above),
      p:
        exchangeable === undefined
          ? {
              value: Math.min(
                1,
                2 *
                  Math.min(
                    share((value) => value <= 0),
                    share((value) => value >= 0),
                  ),
              ),
              method: 'bootstrap',
            }
          : { value: randomisationP(exchangeable, { trials: resamples, seed }), method: 'randomisation' },
      pWithinMargin: share((value) => value >= -margin),
    },
    { margin, looks, variance },
  )
}

/** An influence a kind takes a difference a kind: what takes longer than the bootstrap itself is of tests too large to need it. */
const mostKindsWithInfluence = 10_000
