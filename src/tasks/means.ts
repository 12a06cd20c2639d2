import type { Judged } from '../statistics/pairing.ts'
import type { Adding, Metric } from './types.ts'

/** The mean of a number that every answer has: places 0 and 1 are its sum and how many there are. */
export function meanOf(of: (judged: Judged) => number | undefined): () => Adding {
  return () => ({
    contribution(judged) {
      const value = of(judged)
      return value === undefined ? undefined : [0, value, 1, 1]
    },
    value: (sums) => (sums[0] as number) / (sums[1] as number),
  })
}

/** The mean of the examples' own scores of that name. */
export const meanScore = (metric: Omit<Metric, 'adding' | 'stakes'>): Metric => {
  const { bounds, score = metric.name } = metric
  // What has no bounds may lose anything: a gate on it never passes.
  const [least, most] = bounds ?? (metric.unit === 'share' ? [0, 1] : [0, Number.POSITIVE_INFINITY])
  return {
    ...metric,
    stakes: ({ length }) => {
      const one = (most - least) / length
      return () => one
    },
    adding: meanOf(({ scores }) => scores[score]),
  }
}

/** Sums of numbers that an answer was counted as when it was read, in their order. */
export const countsOf =
  (name: string, value: Adding['value']): (() => Adding) =>
  () => ({
    contribution: ({ counts }) => counts?.[name]?.flatMap((amount, place) => [place, amount]),
    value,
  })
