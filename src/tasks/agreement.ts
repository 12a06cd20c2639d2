import type { Judged } from '../statistics/pairing.ts'
import { fewestExamples } from '../statistics/power.ts'
import type { Gate } from '../verdict.ts'

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
