import type { ModelSpec } from '../spec/schema.ts'
import { headlineOf, type Metric, type Task } from '../tasks/index.ts'
import { decisiveOf, type Gate, overall } from '../verdict.ts'
import type { Draft } from './recipe.ts'

/** What a comparison of two models comes to: its verdict, a sentence, and whether the next stage may go on. */
export const decisionOf = (of: {
  task: Task
  judgedBy: readonly Metric[]
  gates: readonly Gate[]
  metrics: { candidate: Record<string, number>; baseline: Record<string, number> }
  /** What the candidate is compared with, such as `the baseline (release 1.3.0)`. */
  against: string
  examples: number
  onInconclusive: ModelSpec['evaluate']['onInconclusive']
}): Pick<Draft<unknown>, 'verdict' | 'headline' | 'outputs'> & { proceed: boolean } => {
  const [verdict, proceed] = [overall(of.gates), proceeds(of.gates, of)]
  const decisive = decisiveOf(of.gates)
  // What decides is what a reader wants to know.
  const headline = of.judgedBy.find(({ name }) => name === of.gates[0]?.name) ?? of.task.headline
  return {
    verdict,
    proceed,
    headline:
      decisive === undefined
        ? `${headlineOf({ headline }, of.metrics.candidate)} against ${headlineOf({ headline }, of.metrics.baseline)} of ${of.against}, on ${of.examples} examples`
        : `${decisive}${proceed ? '. The run goes on, as `evaluate.on-inconclusive` is warn' : ''}`,
    outputs: {
      accuracy: String(of.metrics.candidate['accuracy'] ?? ''),
      'baseline-accuracy': String(of.metrics.baseline['accuracy'] ?? ''),
    },
  }
}

/** Whether the next stage may go on. `on-inconclusive: warn` is said of the gates of the evaluation, wherever they are judged. */
export const proceeds = (
  gates: readonly Gate[],
  { onInconclusive }: Pick<ModelSpec['evaluate'], 'onInconclusive'>,
  ofEvaluation: (gate: Gate) => boolean = () => true,
): boolean =>
  gates.length > 0 &&
  gates.every(
    (gate) =>
      gate.verdict === 'pass' || (gate.verdict === 'inconclusive' && onInconclusive === 'warn' && ofEvaluation(gate)),
  )
