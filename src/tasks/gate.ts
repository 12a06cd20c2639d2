import { compareProportions, fewestExamples } from '../statistics/compare.ts'
import type { Judged, Pairing } from '../statistics/pairing.ts'
import type { Gate } from '../verdict.ts'
import type { Metric } from './types.ts'

const points = (share: number): string => `${(share * 100).toFixed(1)} points`

/**
 * The gate of one metric: candidate against baseline on the same examples. Predictions that are not of the same examples
 * are an error, never a comparison of what they have in common.
 * @param margin what may be lost of the metric, in its own unit
 */
export function gate(metric: Metric, pairing: Pairing, margin: number): Gate {
  const error = (because: string): Gate => ({
    name: metric.name,
    verdict: 'error',
    observed: { value: 0, unit: 'difference' },
    allowed: -margin,
    because,
  })
  if (pairing.verdict === 'error') return error(`${pairing.because}: both must answer the same examples`)
  const scores = (of: 'candidate' | 'baseline') => pairing.pairs.map((pair) => pair[of].scores[metric.name])
  const [ours, theirs] = [scores('candidate'), scores('baseline')]
  if (metric.interval === undefined || [...ours, ...theirs].some((score) => score !== 0 && score !== 1))
    return error(
      `no paired test of ${metric.name} is known here: gate on a metric that is right or wrong for each example, such as accuracy`,
    )
  const n = ours.length
  const gained = ours.filter((score, index) => score === 1 && theirs[index] === 0).length
  const lost = ours.filter((score, index) => score === 0 && theirs[index] === 1).length
  const result = compareProportions({ gained, lost, examples: n, margin })
  const { difference, low, high } = result
  const seen = `${gained} examples got better and ${lost} worse of ${n}; the difference is ${points(difference)} (${points(low)} to ${points(high)}, p = ${result.p.value.toPrecision(2)})`
  const because = {
    pass: `${seen}: at most the ${points(margin)} are lost that may be${high < 0 ? '; worse, but within the margin' : ''}`,
    fail: `${seen}: more is surely lost than the ${points(margin)} that may be`,
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
    name: metric.name,
    verdict: result.verdict,
    observed: { value: difference, low, high, unit: 'difference' },
    allowed: -margin,
    because: `${because}. The smallest drop that this test sees is ${points(result.smallestDetectableDrop)}`,
  }
}

/**
 * The gate of a model that is served in batches: an answer must not depend on its neighbours.
 * @param batched answers in batches of `maxBatch`, as they will be served
 * @param alone answers of the same model to some of the same examples, one at a time; not asked for where `maxBatch` is 1
 */
export function agreementGate(maxBatch: number, batched: readonly Judged[], alone: readonly Judged[]): Gate {
  const made = (verdict: Gate['verdict'], value: number, because: string): Gate => ({
    name: 'agreement',
    verdict,
    observed: { value, unit: 'answers that differ' },
    allowed: 0,
    because,
  })
  if (maxBatch === 1) return made('pass', 0, 'one example at a time: no answer has neighbours')
  const answers = new Map(batched.map(({ id, answer }) => [id, answer]))
  const distinct = new Set(alone.map(({ id }) => id))
  if (alone.length === 0 || distinct.size < alone.length || alone.some(({ id }) => !answers.has(id)))
    return made(
      'error',
      0,
      `the runtime did not answer the same examples alone and in batches of ${maxBatch}: run its selftest to see what it lacks`,
    )
  const differing = alone.filter(({ id, answer }) => answers.get(id) !== answer).length
  const seen = `${differing} of ${alone.length} answers are others in a batch of ${maxBatch} than alone`
  if (differing > 0)
    return made('fail', differing, `${seen}: what was judged is not what would be served; serve it with batches of 1`)
  const fewest = Math.min(fewestExamples, batched.length)
  return alone.length < fewest
    ? made('error', 0, `${alone.length} examples were answered alone: ${fewest} are the least that decide something`)
    : made('pass', 0, seen)
}
