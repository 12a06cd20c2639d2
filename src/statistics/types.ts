import type { Verdict } from '../verdict.ts'

/**
 * What a metric says of two models, as a function of how often each part of the test counts. Examples that count alike
 * (the same label and the same two answers, say) are one kind: a test of a million examples has a few thousand kinds.
 */
export type Resampleable = {
  /** By kind, how many there are of it in the test: examples, or clusters of examples that depend on each other. */
  readonly multiplicities: Uint32Array
  /**
   * Candidate minus baseline, positive where the candidate is better, when kind k counts `counts[k]` times.
   * NaN where the metric cannot be computed of these.
   */
  difference(counts: Uint32Array): number
  /** The difference of the test with one unit of kind k fewer, where that is had for less than by counting all kinds anew. */
  differenceWithout?(kind: number): number
}

/** What is decided on, and not only told. */
export type Judgeable = Resampleable & {
  /**
   * By kind, what one unit of it takes from the difference if its answers become as wrong as can be: a test in which the models
   * agree is not taken for the proof that they always will.
   */
  readonly stakes: Float64Array
  /** By how much the metric itself may make the candidate look too good, and too bad: a calibration error is too large in small tests. */
  readonly bias?: { flatters: number; belittles: number }
}

/** The same for an exchange of answers: of the examples of kind k, `swapped[k]` have candidate and baseline exchanged. */
export type Exchangeable = {
  readonly multiplicities: Uint32Array
  difference(swapped: Uint32Array): number
}

/** Candidate against baseline by one metric on the same examples. All differences are positive where the candidate is better. */
export type Comparison = {
  method: 'score-test' | 'bootstrap'
  examples: number
  /** What was drawn independently: examples, or clusters of them. */
  units: number
  difference: number
  /** Interval of the difference: each bound alone is wrong with the chance that this look may spend, of 5 % for all looks. */
  low: number
  high: number
  /** Two-sided p of no difference at all, and how it was had. */
  p: { value: number; method: 'mcnemar' | 'bootstrap' | 'randomisation' }
  /** One-sided p of "at most the margin is lost": a failure needs it under what this look may spend, or stricter where several metrics are judged. */
  pWithinMargin: number
  verdict: Exclude<Verdict, 'error'>
  /** The smallest drop that a test of this size sees four times out of five. */
  smallestDetectableDrop: number
  /** How many examples would decide four times out of five; set when inconclusive and more than there are. */
  examplesToDecide?: number
}

/** A metric that cannot be computed of the test, or of every draw of it: an error, never a pass. */
export type Incomparable = { verdict: 'error'; because: string }
