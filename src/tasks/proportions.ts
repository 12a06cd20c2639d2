import type { Pair } from '../statistics/pairing.ts'
import { clustered } from './adding.ts'
import type { Metric } from './types.ts'

/**
 * How many examples each of two models alone has right; undefined where answers are not right or wrong by the metric, or are not
 * independent of each other, as the tests of such counts demand.
 */
export function changesOf(metric: Metric, pairs: readonly Pair[]): { gained: number; lost: number } | undefined {
  if (metric.test !== 'proportions' || clustered(pairs)) return undefined
  const { score = metric.name } = metric
  const count = (winner: 'candidate' | 'baseline', loser: 'candidate' | 'baseline'): number =>
    pairs.filter((pair) => pair[winner].scores[score] === 1 && pair[loser].scores[score] !== 1).length
  return { gained: count('candidate', 'baseline'), lost: count('baseline', 'candidate') }
}
