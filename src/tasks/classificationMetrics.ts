import type { Judged } from '../statistics/pairing.ts'
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
})

export const logLoss: Metric = meanScore({
  name: 'log_loss',
  title: 'log loss',
  higherIsBetter: false,
  unit: 'score',
  test: 'bootstrap',
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

/** The score of all decisions of all classes together. */
function pooled(of: OfClass): Adding['value'] {
  return (sums) => {
    let [hits, labelled, called] = [0, 0, 0]
    for (let at = 0; at < sums.length; at += 3) {
      hits += sums[at] ?? 0
      labelled += sums[at + 1] ?? 0
      called += sums[at + 2] ?? 0
    }
    return of(hits, labelled, called)
  }
}

const ofClasses = (name: string, title: string, value: Adding['value']): Metric => ({
  name,
  title,
  higherIsBetter: true,
  unit: 'share',
  test: 'bootstrap',
  adding: classes(value),
})

const bins = 15

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
  adding: () => ({
    contribution({ truth, answer, scores }) {
      const sure = scores['confidence']
      if (sure === undefined) return undefined
      const at = 3 * Math.min(bins, Math.floor(sure * bins))
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

export const classificationMetrics: readonly Metric[] = [
  accuracy,
  ofClasses('macro_f1', 'macro F1', average(f1, 'classes')),
  ofClasses('weighted_f1', 'weighted F1', average(f1, 'labels')),
  ofClasses('micro_f1', 'micro F1', pooled(f1)),
  ofClasses('macro_precision', 'macro precision', average(precision, 'classes')),
  ofClasses('macro_recall', 'macro recall', average(recall, 'classes')),
  logLoss,
  calibrationError,
]
