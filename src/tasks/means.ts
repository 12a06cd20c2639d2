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
export const meanScore = (metric: Omit<Metric, 'adding'>): Metric => ({
  ...metric,
  adding: meanOf(({ scores }) => scores[metric.name]),
})

/** Sums of numbers that an answer was counted as when it was read, in their order. */
export const countsOf =
  (name: string, value: Adding['value']): (() => Adding) =>
  () => ({
    contribution: ({ counts }) => counts?.[name]?.flatMap((amount, place) => [place, amount]),
    value,
  })
