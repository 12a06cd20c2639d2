import { allowance, differenceText } from '../report/text.ts'
import { compareByBootstrap, compareProportions, fewestExamples } from '../statistics/compare.ts'
import { holm } from '../statistics/holm.ts'
import type { Pair, Pairing } from '../statistics/pairing.ts'
import { alphaOfAllLooks } from '../statistics/power.ts'
import { randomisationP } from '../statistics/randomisation.ts'
import type { Comparison, Incomparable } from '../statistics/types.ts'
import type { Gate } from '../verdict.ts'
import { clustered, exchangeable, resampleable } from './adding.ts'
import type { Metric } from './types.ts'

/** What may be lost of a metric, in its own unit; 0 where the baseline must be beaten. */
export type Margin = { metric: Metric; margin: number }

/**
 * Candidate against baseline on the same examples, metric by metric. All gates must pass, so that a pass needs no correction; of
 * those that fail, so many are believed as Holm's correction for all of them leaves, and the others are inconclusive.
 * @param looks of how many tests of this candidate this is one: each has an equal share of the chance of a wrong bound
 * Predictions that are not of the same examples are an error, never a comparison of what they have in common.
 */
export function compareByGates(margins: readonly Margin[], pairing: Pairing, looks = 1): Gate[] {
  if (pairing.verdict === 'error')
    return margins.map((one) => failed(one, `${pairing.because}: both must answer the same examples`))
  const tests = margins.map(({ metric, margin }) => testOf(metric, pairing.pairs, margin, looks))
  const alone = tests.map((test) => (typeof test === 'string' ? test : test.compared))
  const believed = believedOf(alone, looks)
  return margins.map((one, index) => {
    const found = alone[index]
    if (found === undefined || typeof found === 'string') return failed(one, found ?? '')
    if (found.verdict === 'error') return failed(one, found.because)
    const doubted = found.verdict === 'fail' && !believed.has(index)
    const told = tests[index] as Exclude<Test, string>
    const gate = decided(
      one,
      doubted ? { ...found, verdict: 'inconclusive' } : found,
      told.counted,
      doubted ? margins.length : 1,
    )
    return looks === 1 ? gate : { ...gate, because: `${gate.because}; ${spent(looks)}` }
  })
}

const spent = (looks: number): string =>
  `as one of ${looks} looks it may be wrong with ${Number(((alphaOfAllLooks / looks) * 100).toFixed(2))} % of error`

/** A comparison, and what was counted for people; a sentence where nothing can be compared. */
type Test = { compared: Comparison | Incomparable; counted: string } | string

function testOf(metric: Metric, pairs: readonly Pair[], margin: number, looks: number): Test {
  const of = resampleable(metric, pairs)
  if (of === undefined) return `not every answer has what ${metric.title} is computed from`
  const examples = pairs.length
  // The score test holds for examples that are independent of each other.
  if (metric.test !== 'proportions' || clustered(pairs))
    return { compared: withUsualP(metric, pairs, compareByBootstrap(of, { margin, examples, looks })), counted: '' }
  const count = (winner: 'candidate' | 'baseline', loser: 'candidate' | 'baseline'): number =>
    pairs.filter((pair) => pair[winner].scores[metric.name] === 1 && pair[loser].scores[metric.name] === 0).length
  const [gained, lost] = [count('candidate', 'baseline'), count('baseline', 'candidate')]
  return {
    compared: compareProportions({ gained, lost, examples, margin, looks }),
    counted: `${gained} examples got better and ${lost} worse; `,
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
function believedOf(alone: readonly (Comparison | Incomparable | string)[], looks: number): ReadonlySet<number> {
  const adjusted = holm(
    alone.map((found) => (typeof found === 'string' || found.verdict === 'error' ? 1 : found.pWithinMargin)),
  )
  return new Set(adjusted.flatMap((p, index) => (p <= alphaOfAllLooks / looks ? [index] : [])))
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

function decided({ metric, margin }: Margin, result: Comparison, counted: string, doubtedAmong: number): Gate {
  const { difference: value, low, high, examples, units } = result
  const lossOf = (amount: number): string => allowance(amount, metric.unit)
  const of = units < examples ? `${examples} examples in ${units} clusters` : `${examples} examples`
  const seen = `${counted}the difference is ${differenceText({ value, low, high }, unitOf(metric))} on ${of} (p = ${result.p.value.toPrecision(2)})`
  const needed =
    result.examplesToDecide === undefined
      ? 'the difference lies at the margin: give many more examples, or allow another margin'
      : `about ${result.examplesToDecide} examples would decide`
  const because = {
    pass:
      margin === 0
        ? `${seen}: the baseline is beaten`
        : `${seen}: at most the ${lossOf(margin)} are lost that may be${high < 0 ? '; worse, but within the margin' : ''}`,
    fail: `${seen}: more is surely lost than the ${lossOf(margin)} that may be`,
    inconclusive:
      units < fewestExamples
        ? `${of} decide nothing, ${fewestExamples} ${units < examples ? 'clusters ' : ''}are the least: give more test data`
        : doubtedAmong > 1
          ? `${seen}: alone it would fail, but one of ${doubtedAmong} gates may look so by luck: ${needed}`
          : `${seen}: too wide to tell; ${needed}`,
  }[result.verdict]
  return {
    name: metric.name,
    verdict: result.verdict,
    observed: { value, low, high, ...unitOf(metric) },
    allowed: -margin,
    because: `${because}. The smallest drop that this test sees is ${lossOf(result.smallestDetectableDrop)}`,
  }
}
