import type { Prediction } from '../engine/contract.generated.ts'

/*
 * Samples of lm-evaluation-harness (`--log_samples`: samples_TASK_TIME.jsonl), read as predictions. Of a sample these count:
 * `doc_id`, `target`, `filtered_resps` (a text, or for multiple choice the log-likelihood of each choice) and the numbers beside
 * them, which are its metrics.
 */

type Sample = { doc_id: number | string; target: unknown; filtered_resps: unknown[] } & Record<string, unknown>

export function isSample(value: unknown): value is Sample {
  if (typeof value !== 'object' || value === null) return false
  const { doc_id: id, filtered_resps: answers } = value as Record<string, unknown>
  return (typeof id === 'number' || typeof id === 'string') && 'target' in value && Array.isArray(answers)
}

/** What is no metric of a sample, though it is a number. */
const others = new Set(['doc_id'])

/** @returns undefined where the sample has no answer */
export function predictionOf(sample: Sample): Prediction | undefined {
  const answer = answerOf(sample.filtered_resps)
  if (answer === undefined) return undefined
  const scores: Record<string, number> = {}
  for (const [name, value] of Object.entries(sample)) {
    if (others.has(name)) continue
    if (typeof value === 'number') scores[name] = value
    if (typeof value === 'boolean') scores[name] = value ? 1 : 0
  }
  // Which choice is right, the harness knows; the target may be its text, its number or its letter.
  if (
    choicesOf(sample.filtered_resps) !== undefined &&
    scores['exact_match'] === undefined &&
    scores['acc'] !== undefined
  )
    scores['exact_match'] = scores['acc']
  const { target } = sample
  const references = (Array.isArray(target) && target.length > 0 ? target : [target]).map(String)
  return {
    id: String(sample.doc_id),
    answer: { references: references as [string, ...string[]], prediction: answer },
    scores,
  }
}

/** The text, or the number of the choice that is the likeliest. */
function answerOf(answers: readonly unknown[]): string | undefined {
  const choices = choicesOf(answers)
  // One log-likelihood alone says how likely the target is, and not what the model would say.
  if (choices !== undefined) return choices.length > 1 ? String(choices.indexOf(Math.max(...choices))) : undefined
  const [first] = answers.flat()
  return typeof first === 'string' ? first : undefined
}

/** The log-likelihood of each choice; undefined where the answers are texts. */
function choicesOf(answers: readonly unknown[]): number[] | undefined {
  const choices = answers.map((one) => (Array.isArray(one) && one.length === 2 ? Number(one[0]) : Number.NaN))
  return choices.length > 0 && choices.every(Number.isFinite) ? choices : undefined
}
