import type { Judged } from '../statistics/pairing.ts'
import { scoreOf } from './adding.ts'
import type { Metric, Task } from './types.ts'

/** Every metric that the answers allow to be computed. */
export const valuesOf = (metrics: readonly Metric[], judged: readonly Judged[]): Record<string, number> =>
  Object.fromEntries(
    metrics.flatMap((metric) => {
      const value = scoreOf(metric, judged)
      return value === undefined ? [] : [[metric.name, value]]
    }),
  )

/** A value for people. */
export const shownValue = ({ unit }: Metric, value: number): string =>
  unit === 'share' ? `${(value * 100).toFixed(1)} %` : value.toFixed(Math.abs(value) < 10 ? 3 : 1)

/** A difference, or what may be lost, for people. */
export const shownDifference = ({ unit }: Metric, difference: number): string =>
  unit === 'share' ? `${(difference * 100).toFixed(1)} points` : difference.toFixed(Math.abs(difference) < 10 ? 3 : 2)

export const headlineOf = ({ headline }: Task, values: Readonly<Record<string, number>>): string => {
  const value = values[headline.name]
  return `${headline.title} ${value === undefined ? 'unknown' : shownValue(headline, value)}`
}
