import type { Prediction } from '../engine/contract.generated.ts'
import type { Section } from '../report/model.ts'
import type { Judged, Pair } from '../statistics/pairing.ts'

export type TaskName = 'text-classification' | 'image-classification' | 'seq2seq' | 'causal-lm'

/** How a metric adds up. Of one comparison: classes are numbered in the order in which they are met. */
export type Adding = {
  /**
   * What an answer adds to which sums: place, amount, place, amount and so on.
   * Undefined where the answer does not allow the metric.
   */
  contribution(judged: Judged): readonly number[] | undefined
  /** The metric of the sums; NaN where it cannot be computed of them. Called often: it should make no garbage. */
  value(sums: Float64Array): number
}

/** The least and the most. */
export type Bounds = readonly [number, number]

/** A number that says how well a model answers. */
export type Metric = {
  name: string
  /** For people, where there is no room for more. */
  title: string
  higherIsBetter: boolean
  /** A share of 1 is told in percent, and a difference in points; a score or a loss as it is. */
  unit: 'share' | 'score'
  /**
   * How a gate decides: `proportions` where every answer is right or wrong, `bootstrap` for all else. With `randomisation` the p
   * comes from exchanging answers, as is usual for translations.
   */
  test: 'proportions' | 'bootstrap' | 'randomisation'
  /** The example's own score that `proportions` counts, where it has another name. */
  score?: string
  /** Whoever always says the same, with the share of it as probability, is as good as can be: nobody can be asked to beat that. */
  ofTrivial?: 'perfect'
  /** What one answer may take from the metric of all of these if it becomes as wrong as can be. */
  stakes(pairs: readonly Pair[]): (pair: Pair) => number
  /**
   * Between which two numbers the score of a single example counts in a gate: without an end to them no test could rule
   * anything out.
   */
  bounds?: Bounds
  /** The most by which the metric of so few answers is larger than it would be of many; by unit that is drawn. */
  overstated?(units: readonly (readonly Judged[])[]): number
  /** Why nobody should believe a pass on these examples, whatever the numbers say; `labels`: classes that they may lack. */
  doubt?(pairs: readonly Pair[], labels: readonly string[]): string | undefined
  adding(): Adding
}

/** One shape at which speed is measured: examples in a batch, and their length in tokens (1 for an image). */
export type Shape = { batch: number; length: number }

/** What an example, an answer and a score are. The runtime has the other half, under the same name. */
export type Task = {
  name: TaskName
  /** By name, in the order in which they are shown. */
  metrics: Readonly<Record<string, Metric>>
  /** The one that a headline tells. */
  headline: Metric
  /** The one by which single examples got better or worse: each has a score of that name. */
  perExample: Metric
  /** Of two wrong answers, the one with the higher score was given with more certainty: by the first of these that there is. */
  surest?: readonly Pick<Metric, 'name' | 'title' | 'unit'>[]
  /** What a model is asked: a text of the list of examples, or an image file beside it that an example names. */
  inputKind: 'text' | 'image'
  /** Whether each example is of one class of several, so that a dataset has a list of them. */
  classes: boolean
  shapes(maxLength: number): [Shape, ...Shape[]]
  judge(prediction: Prediction): Judged
  /** What is told in full beside a result, by file name: JSON documents, small whatever the number of classes. */
  details(candidate: readonly Judged[]): Readonly<Record<string, unknown>>
  /** What this task alone can tell of a comparison; `labels` in the order of the dataset. */
  sections(labels: readonly string[], candidate: readonly Judged[], pairs: readonly Pair[]): Section[]
}
