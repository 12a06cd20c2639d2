import { plus } from './tally.ts'
import type { Point } from './types.ts'

/** A rollout may last for days: neighbours become one, so that a report stays small and still shows all of it. */
export const mostPoints = 200

/** The series with one more point. Pure. */
export const withPoint = (series: readonly Point[], point: Point): Point[] =>
  series.length < mostPoints ? [...series, point] : [...thinned(series, mostPoints / 2), point]

/** At most so many points, of as many neighbours each. Pure. */
export function thinned(series: readonly Point[], most: number): Point[] {
  const each = Math.max(1, Math.ceil(series.length / most))
  const thin: Point[] = []
  for (const [index, point] of series.entries()) {
    const last = index % each === 0 ? undefined : thin.pop()
    thin.push(last === undefined ? point : { ...point, fromMs: last.fromMs, ...plus(last, point) })
  }
  return thin
}
