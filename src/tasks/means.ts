import type { Judged, Pair } from '../statistics/pairing.ts'
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
  const { ceiling, score = metric.name } = metric
  const largest = ceiling ?? (metric.unit === 'share' ? 1 : undefined)
  return {
    ...metric,
    stakes: (pairs) => {
      const one = (largest ?? rangeOf(score, pairs)) / pairs.length
      return () => one
    },
    adding: meanOf(({ scores }) => scores[score]),
  }
}

/** How far a score of which no bounds are known may lie from another one: as far as any seen does from another, or from 0. */
function rangeOf(score: string, pairs: readonly Pair[]): number {
  let [least, most] = [0, 0]
  for (const { candidate, baseline } of pairs)
    for (const { scores } of [candidate, baseline]) {
      least = Math.min(least, scores[score] ?? 0)
      most = Math.max(most, scores[score] ?? 0)
    }
  // Where nothing but 0 was seen, it may be a share.
  return most === least ? 1 : most - least
}

/** Sums of numbers that an answer was counted as when it was read, in their order. */
export const countsOf =
  (name: string, value: Adding['value']): (() => Adding) =>
  () => ({
    contribution: ({ counts }) => counts?.[name]?.flatMap((amount, place) => [place, amount]),
    value,
  })
