import { allowance, amount, differenceText, smallShare } from '../report/text.ts'
import { compareByBootstrap, compareProportions } from '../statistics/compare.ts'
import { holm } from '../statistics/holm.ts'
import type { Judged, Pair, Pairing } from '../statistics/pairing.ts'
import { alphaOfAllLooks, alphaOfLook, fewestExamples } from '../statistics/power.ts'
import { randomisationP } from '../statistics/randomisation.ts'
import type { Comparison, Incomparable } from '../statistics/types.ts'
import type { Gate } from '../verdict.ts'
import { exchangeable, resampleable } from './adding.ts'
import { saysOneThing } from './doubt.ts'
import { changesOf } from './proportions.ts'
import type { Metric } from './types.ts'

/** What may be lost of a metric, in its own unit; 0 where the baseline must be beaten. */
export type Margin = { metric: Metric; margin: number }

/**
 * Candidate against baseline on the same examples, metric by metric. All gates must pass, so that a pass needs no correction; of
 * those that fail, so many are believed as Holm's correction for all of them leaves, and the others are inconclusive.
 * Predictions that are not of the same examples are an error, never a comparison of what they have in common.
 * @param by.alpha what this look at this candidate may spend of the chance of a wrong bound
 * @param by.next what the look with more examples may spend, where it is counted as another one
 * @param by.labels classes that both models know, whether or not the test has examples of them
 */
export function compareByGates(
  margins: readonly Margin[],
  pairing: Pairing,
  by: { alpha?: number | undefined; next?: number | undefined; labels?: readonly string[] } = {},
): Gate[] {
  const { alpha = alphaOfAllLooks, next = alpha, labels = [] } = by
  if (pairing.verdict === 'error')
    return margins.map((one) => failed(one, `${pairing.because}: both must answer the same examples`))
  const tests = margins.map(({ metric, margin }) => testOf(metric, pairing.pairs, { margin, alpha, next }))
  const alone = tests.map((test) => (typeof test === 'string' ? test : test.compared))
  const believed = believedOf(alone, alpha)
  return margins.map((one, index) => {
    const found = alone[index]
    if (found === undefined || typeof found === 'string') return failed(one, found ?? '')
    if (found.verdict === 'error') return failed(one, found.because)
    const { pairs } = pairing
    const doubt = found.verdict === 'pass' ? doubtOf(one, found, pairs, labels) : undefined
    const doubted = found.verdict === 'fail' && !believed.has(index)
    const told = tests[index] as Exclude<Test, string>
    const gate = decided(
      one,
      doubted || doubt !== undefined ? { ...found, verdict: 'inconclusive' } : found,
      told.counted,
      doubted
        ? `alone it would fail, but one of ${margins.length} gates may look so by luck: give more examples, or gate on fewer metrics`
        : doubt,
    )
    return alpha < alphaOfLook(1) ? { ...gate, because: `${gate.because}; ${spent(alpha)}` } : gate
  })
}

const spent = (alpha: number): string => `as one of several looks it may be wrong with ${smallShare(alpha)} of error`

/** Why a pass is not believed. */
function doubtOf(
  { metric, margin }: Margin,
  found: Comparison,
  pairs: readonly Pair[],
  labels: readonly string[],
): string | undefined {
  if (metric.doubt === undefined) return undefined
  const constant = margin > 0 && found.low <= 0 && metric.ofTrivial !== 'perfect' && saysOneThing(pairs)
  return (
    metric.doubt(pairs, labels) ??
    (constant ? 'the baseline says the same of every example, and so must be beaten, not only reached' : undefined)
  )
}

/** A comparison, and what was counted for people; a sentence where nothing can be compared. */
type Test = { compared: Comparison | Incomparable; counted: string } | string

function testOf(metric: Metric, pairs: readonly Pair[], by: { margin: number; alpha: number; next: number }): Test {
  const counted = bounded(metric, pairs)
  const of = resampleable(metric, counted.pairs)
  if (of === undefined) return `not every answer has what ${metric.title} is computed from${lackOf(metric, pairs)}`
  const examples = pairs.length
  const changes = changesOf(metric, pairs)
  if (changes === undefined)
    return {
      compared: withUsualP(metric, pairs, compareByBootstrap(of, { ...by, examples })),
      counted: counted.told,
    }
  return {
    compared: compareProportions({ ...by, ...changes, examples }),
    counted: `${changes.gained} examples got better and ${changes.lost} worse; `,
  }
}

/** The first answer that lacks the number of a metric, where it is one number. */
function lackOf({ name, score = name }: Metric, pairs: readonly Pair[]): string {
  const [key, shown] = name === 'calibration_error' ? ['confidence', 'answer.score'] : [score, `scores.${score}`]
  const some = pairs.some(({ candidate, baseline }) => (candidate.scores[key] ?? baseline.scores[key]) !== undefined)
  for (const { id, ...pair } of pairs)
    for (const whose of ['candidate', 'baseline'] as const)
      if (pair[whose].scores[key] === undefined)
        return `: the ${whose}'s answer to example ${JSON.stringify(id)} has no ${shown}${some ? '' : ', and none has'}`
  return ''
}

/** The pairs as a gate counts them: no score beyond its bounds. */
function bounded(metric: Metric, pairs: readonly Pair[]): { pairs: readonly Pair[]; told: string } {
  const { bounds, score = metric.name } = metric
  if (bounds === undefined) return { pairs, told: '' }
  const [least, most] = bounds
  const counting = (judged: Judged): Judged => {
    const own = judged.scores[score]
    if (own === undefined || (own >= least && own <= most)) return judged
    return { ...judged, scores: { ...judged.scores, [score]: own < least ? least : most } }
  }
  let beyond = 0
  const counted = pairs.map((pair) => {
    const [candidate, baseline] = [counting(pair.candidate), counting(pair.baseline)]
    if (candidate === pair.candidate && baseline === pair.baseline) return pair
    beyond += 1
    return { ...pair, candidate, baseline }
  })
  return beyond === 0
    ? { pairs, told: '' }
    : {
        pairs: counted,
        told: `a ${metric.title} outside ${least} to ${most} counts as the nearer of them (${beyond} examples); `,
      }
}

/** Papers on translation tell the p of exchanged answers: the interval decides, and their p stands beside it. */
function withUsualP(
  metric: Metric,
  pairs: readonly Pair[],
  compared: Comparison | Incomparable,
): Comparison | Incomparable {
  if (metric.test !== 'randomisation' || compared.verdict === 'error') return compared
  const of = exchangeable(metric, pairs)
  return of === undefined ? compared : { ...compared, p: { value: randomisationP(of), method: 'randomisation' } }
}

/** The failures that survive Holm's correction for all gates. */
function believedOf(alone: readonly (Comparison | Incomparable | string)[], alpha: number): ReadonlySet<number> {
  const adjusted = holm(
    alone.map((found) => (typeof found === 'string' || found.verdict === 'error' ? 1 : found.pWithinMargin)),
  )
  return new Set(adjusted.flatMap((p, index) => (p <= alpha ? [index] : [])))
}

const unitOf = ({ unit, higherIsBetter }: Metric): Pick<Gate['observed'], 'unit' | 'lowerIsBetter'> => ({
  unit,
  ...(higherIsBetter ? {} : { lowerIsBetter: true }),
})

const failed = ({ metric, margin }: Margin, because: string): Gate => ({
  name: metric.name,
  verdict: 'error',
  observed: { value: 0, ...unitOf(metric) },
  allowed: -margin,
  because,
})

/** A test that would have to be so many times as large is not made by anybody. */
const mostTimes = 100

function decided({ metric, margin }: Margin, result: Comparison, counted: string, doubt: string | undefined): Gate {
  const { difference: value, low, high, examples, units } = result
  const allowedLoss = allowance(margin, metric.unit)
  const of = units < examples ? `${examples} examples in ${units} clusters` : `${examples} examples`
  const seen = `${counted}the difference is ${differenceText({ value, low, high }, unitOf(metric))} on ${of} (p = ${result.p.value.toPrecision(2)})`
  const needed =
    result.examplesToDecide === undefined || result.examplesToDecide > mostTimes * examples
      ? 'the difference lies at the margin: give many more examples, or allow another margin'
      : `about ${result.examplesToDecide} examples would decide`
  const because = {
    pass:
      margin === 0
        ? `${seen}: the baseline is beaten`
        : low > 0
          ? `${seen}: surely better`
          : `${seen}: surely less is lost than the ${allowedLoss} that may be${high < 0 ? '; worse, but within the margin' : ''}`,
    fail: `${seen}: more is surely lost than the ${allowedLoss} that may be`,
    inconclusive:
      units < fewestExamples
        ? `${of} decide nothing, ${fewestExamples} ${units < examples ? 'clusters ' : ''}are the least: give more test data`
        : doubt !== undefined
          ? `${seen}: ${doubt}`
          : `${seen}: too wide to tell; ${needed}`,
  }[result.verdict]
  return {
    name: metric.name,
    verdict: result.verdict,
    observed: { value, low, high, ...unitOf(metric) },
    allowed: -margin,
    because: `${because}. The smallest drop that this test sees is ${amount(result.smallestDetectableDrop, metric.unit)}`,
  }
}
