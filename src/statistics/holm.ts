import { alphaOfAllLooks } from './power.ts'
import type { Comparison } from './types.ts'

/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length).fill(1)
  let largest = 0
  ps.map((p, index) => ({ p, index }))
    .sort((a, b) => a.p - b.p)
    .forEach(({ p, index }, rank) => {
      largest = Math.max(largest, Math.min(1, p * (ps.length - rank)))
      adjusted[index] = largest
    })
  return adjusted
}

/**
 * Several metrics of one candidate: with many of them one fails by chance. A failure that does not survive Holm's correction
 * is inconclusive. A pass needs none, because every metric must pass.
 */
export function failTogether<T extends Comparison>(comparisons: readonly T[], looks = 1): T[] {
  const adjusted = holm(comparisons.map(({ pWithinMargin }) => pWithinMargin))
  return comparisons.map((one, index) =>
    one.verdict === 'fail' && (adjusted[index] ?? 1) > alphaOfAllLooks / looks
      ? { ...one, verdict: 'inconclusive' }
      : one,
  )
}
