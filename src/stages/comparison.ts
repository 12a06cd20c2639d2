import type { Environment } from '../engine/contract.generated.ts'
import { evaluationSections, type SliceScores } from '../report/evaluation.ts'
import type { Section } from '../report/model.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { type Judged, pairPredictions } from '../statistics/pairing.ts'
import { compareByGates, type Margin, type Metric, metricsOf, type Task, valuesOf } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'

/** By name; those that cannot be computed are left out. */
type Values = Record<string, number>

/** Two models on the same examples. */
export type Compared = {
  gates: Gate[]
  metrics: { candidate: Values; baseline: Values }
  sections: Section[]
  judgedBy: readonly Metric[]
}

/**
 * Pairs the answers of two models and judges every gate.
 * @param examples how many the test has
 */
export function compareModels(of: {
  task: Task
  section: Pick<ModelSpec['evaluate'], 'metrics'>
  margins: (metrics: readonly Metric[]) => Margin[]
  labels: readonly string[]
  candidate: readonly Judged[]
  baseline: readonly Judged[]
  examples: number
  environment: Environment | undefined
}): Compared {
  const { task, labels, candidate, baseline, environment } = of
  const metrics = metricsOf(task, of.section.metrics)
  const pairing = pairPredictions(candidate, baseline, of.examples)
  const values = { candidate: valuesOf(metrics, candidate), baseline: valuesOf(metrics, baseline) }
  const gates = compareByGates(of.margins(metrics), pairing)
  return {
    gates,
    metrics: values,
    judgedBy: metrics,
    sections: evaluationSections({
      task,
      metrics,
      labels,
      candidate,
      gates,
      values,
      slices: pairing.verdict === 'error' ? [] : slicesOf(metrics, candidate, baseline),
      pairing,
      environment,
    }),
  }
}

/**
 * What the spec allows to be lost.
 * @param trivial whether the baseline only says the most frequent class: whoever is no better than that has learnt nothing
 */
export const marginsOf =
  ({ gates }: Pick<ModelSpec['evaluate'], 'gates'>, trivial: boolean) =>
  (metrics: readonly Metric[]): Margin[] =>
    gates.map(({ metric: name, margin }) => {
      const metric = metrics.find((one) => one.name === name)
      // The spec was checked against the metrics of its task.
      if (metric === undefined) throw new Error(`no metric ${name}`)
      return { metric, margin: trivial ? 0 : margin }
    })

/** Of each field that answers are sliced by, the values that occur, with the scores of both models among them. */
function slicesOf(
  metrics: readonly Metric[],
  candidate: readonly Judged[],
  baseline: readonly Judged[],
): SliceScores[] {
  const groups = new Map<string, { field: string; value: string; judged: Judged[] }>()
  for (const judged of candidate)
    for (const [field, value] of Object.entries(judged.slice ?? {})) {
      const key = JSON.stringify([field, value])
      const group = groups.get(key) ?? { field, value, judged: [] }
      groups.set(key, group)
      group.judged.push(judged)
    }
  if (groups.size === 0) return []
  const byId = new Map(baseline.map((judged) => [judged.id, judged]))
  return [...groups.values()].map(({ field, value, judged }) => ({
    field,
    value,
    examples: judged.length,
    candidate: valuesOf(metrics, judged),
    baseline: valuesOf(
      metrics,
      judged.flatMap(({ id }) => byId.get(id) ?? []),
    ),
  }))
}

/** The examples that both models can get right: of classes that the baseline does not know, it can only be wrong. */
export const comparedOf = (judged: readonly Judged[], labels: readonly string[] | undefined): readonly Judged[] => {
  if (labels === undefined) return judged
  const known = new Set(labels)
  return judged.filter(({ truth }) => known.has(truth))
}
