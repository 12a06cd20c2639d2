import { inUnit } from '../report/text.ts'
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

export const headlineOf = ({ headline }: Pick<Task, 'headline'>, values: Readonly<Record<string, number>>): string => {
  const value = values[headline.name]
  return `${headline.title} ${value === undefined ? 'unknown' : inUnit(value, headline.unit)}`
}
