import type { Environment } from '../engine/contract.generated.ts'
import { evaluationSections } from '../report/evaluation.ts'
import type { Explained } from '../report/explanation.ts'
import type { Section } from '../report/model.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { type Judged, type Pairing, pairPredictions } from '../statistics/pairing.ts'
import { compareByGates, type Margin, type Metric, metricsOf, slicesOf, type Task, valuesOf } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'
import { type CommonClasses, commonClassesSection, comparableOf, toldOf } from './commonClasses.ts'

/** By name; those that cannot be computed are left out. */
type Values = Record<string, number>

/** Two models on the same examples. */
export type Compared = {
  gates: Gate[]
  metrics: { candidate: Values; baseline: Values }
  sections: Section[]
  judgedBy: readonly Metric[]
  /** Its answers to the examples that both were asked. */
  candidate: readonly Judged[]
}

/**
 * Pairs the answers of two models and judges every gate.
 * @param examples how many the test has
 */
export function compareModels(of: {
  task: Task
  section: Pick<ModelSpec['evaluate'], 'metrics' | 'showTexts'>
  margins: (metrics: readonly Metric[]) => Margin[]
  labels: readonly string[]
  candidate: readonly Judged[]
  baseline: readonly Judged[]
  examples: number
  environment: Environment | undefined
  /** Where the baseline has other classes than the candidate. */
  common?: CommonClasses | undefined
  /** What this look at this candidate may spend of the chance of a wrong bound. */
  alpha?: number | undefined
  explained?: Explained | undefined
  /** Of images, some of those whose answer changed, by id: JPEG in base64. */
  pictures?: Readonly<Record<string, string>> | undefined
  /** What the next one may spend, with more examples. */
  next?: number | undefined
}): Compared {
  const { task, labels, baseline, environment, common } = of
  const metrics = metricsOf(task, of.section.metrics)
  const candidate = comparableOf(of.candidate, common)
  const pairing = pairAll(of, candidate)
  const values = { candidate: valuesOf(metrics, candidate), baseline: valuesOf(metrics, baseline) }
  const gates = compareByGates(of.margins(metrics), pairing, {
    alpha: of.alpha,
    next: of.next,
    labels: common?.compared ?? labels,
  }).map((gate) => (common === undefined ? gate : { ...gate, because: `${gate.because}; ${toldOf(common)}` }))
  const [first, ...others] = evaluationSections({
    task,
    metrics,
    labels,
    candidate: of.candidate,
    gates,
    values,
    slices: pairing.verdict === 'error' ? [] : slicesOf(shownBySlice(task, metrics, gates), pairing.pairs),
    pairing,
    explained: of.explained,
    pictures: of.pictures,
    quotes: of.section.showTexts,
    environment,
  })
  return {
    gates,
    metrics: values,
    judgedBy: metrics,
    candidate,
    sections: [
      ...(first === undefined ? [] : [first]),
      ...(common === undefined ? [] : [commonClassesSection(common, of.candidate)]),
      ...others,
    ],
  }
}

/** What decides of the whole test is what a reader wants of its parts. */
function shownBySlice(task: Task, metrics: readonly Metric[], gates: readonly Gate[]): Metric[] {
  const gated = metrics.filter(({ name }) => gates.some((gate) => gate.name === name))
  return gated.length === 0 ? [task.headline] : gated
}

/** The candidate must have answered the whole test, whatever of it the baseline was asked. */
function pairAll(
  {
    candidate: all,
    baseline,
    examples,
  }: { candidate: readonly Judged[]; baseline: readonly Judged[]; examples: number },
  comparable: readonly Judged[],
): Pairing {
  if (comparable.length === all.length) return pairPredictions(all, baseline, examples)
  return all.length === examples
    ? pairPredictions(comparable, baseline, comparable.length)
    : { verdict: 'error', because: `${all.length} of the ${examples} test examples were judged` }
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
      return { metric, margin: trivial && metric.ofTrivial !== 'perfect' ? 0 : margin }
    })
