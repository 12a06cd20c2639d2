import type { Judged, Pair } from '../statistics/pairing.ts'
import { rareClasses, tellsNothing } from './doubt.ts'
import { meanScore } from './means.ts'
import type { Adding, Metric } from './types.ts'

/*
 * Metrics of one class of several, with the formulas of scikit-learn (zero_division=0) and, for the calibration error, of
 * torchmetrics.
 */

export const accuracy: Metric = meanScore({
  name: 'accuracy',
  title: 'accuracy',
  higherIsBetter: true,
  unit: 'share',
  test: 'proportions',
  doubt: tellsNothing,
})

/** Where every example has one label and one answer it is the accuracy, and is judged as that. */
const microF1: Metric = meanScore({
  ...accuracy,
  name: 'micro_f1',
  title: 'micro F1',
  score: accuracy.name,
})

export const logLoss: Metric = meanScore({
  name: 'log_loss',
  title: 'log loss',
  higherIsBetter: false,
  unit: 'score',
  test: 'bootstrap',
  // A probability of less than 0.00005 of what is right.
  bounds: [0, 10],
  doubt: tellsNothing,
})

/** Hits, examples with the label, and examples called so, of one class. */
type OfClass = (hits: number, labelled: number, called: number) => number

const f1: OfClass = (hits, labelled, called) => (2 * hits) / (labelled + called)
const precision: OfClass = (hits, _, called) => (called === 0 ? 0 : hits / called)
const recall: OfClass = (hits, labelled) => (labelled === 0 ? 0 : hits / labelled)

/** Three sums a class: hits, labelled, called. A class is one that occurs as label or as answer. */
function classes(value: Adding['value']): () => Adding {
  return () => {
    const numbers = new Map<string, number>()
    const placeOf = (label: string): number => {
      const known = numbers.get(label)
      if (known !== undefined) return known
      numbers.set(label, numbers.size * 3)
      return (numbers.size - 1) * 3
    }
    return {
      contribution({ truth, answer }: Judged) {
        const [label, called] = [placeOf(truth), placeOf(answer)]
        return truth === answer ? [label, 1, label + 1, 1, label + 2, 1] : [label + 1, 1, called + 2, 1]
      },
      value,
    }
  }
}

/** Mean over the classes that occur, or over the examples by their labels. */
function average(of: OfClass, weight: 'classes' | 'labels'): Adding['value'] {
  return (sums) => {
    let [total, weights] = [0, 0]
    for (let at = 0; at < sums.length; at += 3) {
      // The last class may lack its last sums: nothing was added to them.
      const [hits, labelled, called] = [sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0]
      if (labelled + called === 0) continue
      const own = weight === 'classes' ? 1 : labelled
      total += own * of(hits, labelled, called)
      weights += own
    }
    return total / weights
  }
}

const ofClasses = (name: string, title: string, of: OfClass, weight: 'classes' | 'labels'): Metric => ({
  name,
  title,
  higherIsBetter: true,
  unit: 'share',
  test: 'bootstrap',
  stakes: (pairs) => stakesOfClasses(of, weight, pairs),
  doubt: (pairs, labels) => tellsNothing(pairs) ?? (weight === 'classes' ? rareClasses(pairs, labels) : undefined),
  adding: classes(average(of, weight)),
})

/** So many mistakes have a chance of about 5 % to stay unseen. */
const unseenMistakes = 3

/**
 * One answer that becomes wrong is not recognised as what it is, and is seen as what it is not: both classes lose, each by the
 * formula and by how often the candidate has it now. The more hits of a class are lost the more each costs, so that the first
 * few are taken on average.
 */
function stakesOfClasses(of: OfClass, weight: 'classes' | 'labels', pairs: readonly Pair[]): (pair: Pair) => number {
  const seen = new Map<string, { hits: number; labelled: number; called: number }>()
  const classOf = (label: string) => {
    const known = seen.get(label) ?? { hits: 0, labelled: 0, called: 0 }
    seen.set(label, known)
    return known
  }
  for (const { truth, candidate } of pairs) {
    classOf(truth).labelled += 1
    classOf(candidate.answer).called += 1
    if (truth === candidate.answer) classOf(truth).hits += 1
  }
  const all = [...seen].map(([label, { hits, labelled, called }]) => {
    const own = weight === 'classes' ? 1 / seen.size : labelled / pairs.length
    const now = labelled + called === 0 ? 0 : of(hits, labelled, called)
    const lost = Math.min(unseenMistakes, hits)
    const missed = lost === 0 ? 0 : (now - of(hits - lost, labelled, called - lost)) / lost
    return { label, missed: own * Math.max(0, missed), mistaken: own * (now - of(hits, labelled, called + 1)) }
  })
  const [worst, second] = [...all].sort((a, b) => b.mistaken - a.mistaken)
  const stakes = new Map(
    all.map(({ label, missed }) => [label, missed + ((label === worst?.label ? second : worst)?.mistaken ?? 0)]),
  )
  return ({ truth }) => stakes.get(truth) ?? 0
}

const bins = 15
const binOf = (sure: number): number => Math.min(bins, Math.floor(sure * bins))

/**
 * Expected calibration error of the answers: |share that was right − mean probability| in each of 15 bins of equal width, by their
 * shares. As torchmetrics' `calibration_error(n_bins=15, norm='l1')`, where answers that are wholly sure have a bin of their own.
 */
export const calibrationError: Metric = {
  name: 'calibration_error',
  title: 'calibration error',
  higherIsBetter: false,
  unit: 'share',
  test: 'bootstrap',
  ofTrivial: 'perfect',
  doubt: tellsNothing,
  stakes:
    ({ length }) =>
    () =>
      1 / length,
  overstated,
  adding: () => ({
    contribution({ truth, answer, scores }) {
      const sure = scores['confidence']
      if (sure === undefined) return undefined
      const at = 3 * binOf(sure)
      return [at, 1, at + 1, sure, at + 2, truth === answer ? 1 : 0]
    },
    value(sums) {
      let [away, all] = [0, 0]
      for (let at = 0; at + 2 < sums.length; at += 3) {
        away += Math.abs((sums[at + 2] as number) - (sums[at + 1] as number))
        all += sums[at] as number
      }
      return away / all
    },
  }),
}

/**
 * A bin's |share right − mean probability| is never below 0, so luck makes it larger: by at most √(2/π) standard errors, which
 * is the mean of a folded normal around 0. With n examples in all 15 bins that is about 1.4/√n, whatever the truth. The errors
 * are those around 0, and of units, so that neither a bin with one example nor a cluster seems sure of itself.
 */
function overstated(units: readonly (readonly Judged[])[]): number {
  const squares = new Float64Array(bins + 1)
  let all = 0
  for (const unit of units) {
    const away = new Map<number, number>()
    for (const { truth, answer, scores } of unit) {
      const sure = scores['confidence'] ?? 0
      const bin = binOf(sure)
      away.set(bin, (away.get(bin) ?? 0) + (truth === answer ? 1 : 0) - sure)
      all += 1
    }
    for (const [bin, sum] of away) squares[bin] = (squares[bin] ?? 0) + sum ** 2
  }
  return (Math.sqrt(2 / Math.PI) * squares.reduce((sum, square) => sum + Math.sqrt(square), 0)) / all
}

export const classificationMetrics: readonly Metric[] = [
  accuracy,
  ofClasses('macro_f1', 'macro F1', f1, 'classes'),
  ofClasses('weighted_f1', 'weighted F1', f1, 'labels'),
  microF1,
  ofClasses('macro_precision', 'macro precision', precision, 'classes'),
  ofClasses('macro_recall', 'macro recall', recall, 'classes'),
  logLoss,
  calibrationError,
]
