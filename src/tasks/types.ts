import type { Prediction } from '../engine/contract.generated.ts'
import type { Section } from '../report/model.ts'
import type { Judged, Pair } from '../statistics/pairing.ts'

/** A number that says how well a model answers. */
export type Metric = {
  name: string
  /** For people, where there is no room for more. */
  title: string
  higherIsBetter: boolean
  /**
   * `mean-of-scores`: the mean of the examples' own scores, so that a paired test can look at each example.
   * `of-the-whole`: no single example has one.
   */
  kind: 'mean-of-scores' | 'of-the-whole'
  /** How a gate bounds the difference of two models. Without one the metric is shown, and nothing is decided by it. */
  interval?: 'paired-proportions'
  /** Undefined where it cannot be computed, such as the loss of a baseline that gives no probabilities. */
  of(judged: readonly Judged[]): number | undefined
}

/** One shape at which speed is measured: examples in a batch, and their length in tokens (1 for an image). */
export type Shape = { batch: number; length: number }

/** What an example, an answer and a score are. The runtime has the other half, under the same name. */
export type Task = {
  name: TaskName
  /** By name, in the order in which they are shown; the first is the one that a headline tells. */
  metrics: Readonly<Record<string, Metric>>
  headline: Metric
  /** Of two wrong answers, the one with the higher score here was given with more certainty. */
  surest: Metric
  /** Whether an example names a file beside the list: the whole directory is then the input. */
  namesFiles: boolean
  shapes(maxLength: number): [Shape, ...Shape[]]
  judge(prediction: Prediction): Judged
  /** What is told in full beside a result, by file name: JSON documents, small whatever the number of classes. */
  details(candidate: readonly Judged[]): Readonly<Record<string, unknown>>
  /** What this task alone can tell of a comparison; `labels` in the order of the dataset. */
  sections(labels: readonly string[], candidate: readonly Judged[], pairs: readonly Pair[]): Section[]
}

export type TaskName = 'text-classification' | 'image-classification'
