import { drawDifferences } from '../statistics/bootstrap.ts'
import { holm } from '../statistics/holm.ts'
import type { Pair } from '../statistics/pairing.ts'
import { alphaOfAllLooks, fewestExamples } from '../statistics/power.ts'
import { exactMcNemar } from '../statistics/proportions.ts'
import { normalCdf } from '../statistics/special.ts'
import { resampleable, scoreOf } from './adding.ts'
import { changesOf } from './proportions.ts'
import type { Metric } from './types.ts'

/** A part of the test in which a field has one value, by one metric. */
export type SliceScore = {
  field: string
  value: string
  examples: number
  /** Undefined where it cannot be computed. */
  baseline: number | undefined
  candidate: number | undefined
  /** Worse than the baseline, and not by luck: also not by the luck of looking at so many slices. */
  lost: boolean
}

/** For each metric, of each field that answers are told apart by the values that occur. Of them nothing is decided. */
export function slicesOf(
  metrics: readonly Metric[],
  pairs: readonly Pair[],
): { metric: Metric; slices: SliceScore[] }[] {
  const groups = new Map<string, { field: string; value: string; pairs: Pair[] }>()
  for (const pair of pairs)
    for (const [field, value] of Object.entries(pair.candidate.slice ?? {})) {
      const key = JSON.stringify([field, value])
      const group = groups.get(key) ?? { field, value, pairs: [] }
      groups.set(key, group)
      group.pairs.push(pair)
    }
  if (groups.size === 0) return []
  const all = metrics.flatMap((metric) => [...groups.values()].map((group) => ({ metric, group })))
  const seen = all.map(({ metric, group }) => ({
    metric,
    field: group.field,
    value: group.value,
    examples: group.pairs.length,
    baseline: scoreOf(
      metric,
      group.pairs.map(({ baseline }) => baseline),
    ),
    candidate: scoreOf(
      metric,
      group.pairs.map(({ candidate }) => candidate),
    ),
    p: pOfNoDifference(metric, group.pairs),
  }))
  const adjusted = holm(seen.map(({ p }) => p))
  return metrics.map((metric) => ({
    metric,
    slices: seen.flatMap(({ metric: own, p: _, ...slice }, index) =>
      own === metric ? [{ ...slice, lost: worse(metric, slice) && (adjusted[index] ?? 1) <= alphaOfAllLooks }] : [],
    ),
  }))
}

const worse = (metric: Metric, { baseline, candidate }: Pick<SliceScore, 'baseline' | 'candidate'>): boolean =>
  baseline !== undefined &&
  candidate !== undefined &&
  (metric.higherIsBetter ? candidate < baseline : candidate > baseline)

/** Fewer are drawn than for a gate: only what is far out is told. */
const resamples = 2000

/** Two-sided; 1 where the slice is too small to say. McNemar's exact test holds for any number of examples. */
function pOfNoDifference(metric: Metric, pairs: readonly Pair[]): number {
  const changes = changesOf(metric, pairs)
  if (changes !== undefined) return exactMcNemar(changes.gained, changes.lost)
  const of = pairs.length < fewestExamples ? undefined : resampleable(metric, pairs)
  if (of === undefined) return 1
  const difference = of.difference(of.multiplicities)
  const drawn = drawDifferences(of, resamples, 1)
  if (!Number.isFinite(difference) || !drawn.every(Number.isFinite)) return 1
  const counted = 2 * Math.min(1 / 2, drawn.filter((value) => value * Math.sign(difference) <= 0).length / resamples)
  if (counted > 0) return counted
  // Of many slices less is told than a few draws can count: where none is on the other side, the normal's tail is the p.
  const mean = drawn.reduce((sum, value) => sum + value, 0) / resamples
  const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (resamples - 1)
  return 2 * normalCdf(-Math.abs(difference) / Math.sqrt(variance))
}
