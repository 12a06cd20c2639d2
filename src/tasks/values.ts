import type { Judged } from '../statistics/pairing.ts'
import type { Task } from './types.ts'

/** Every metric of a task that the answers allow to be computed. */
export const valuesOf = (task: Task, judged: readonly Judged[]): Record<string, number> =>
  Object.fromEntries(
    Object.values(task.metrics).flatMap((metric) => {
      const value = metric.of(judged)
      return value === undefined ? [] : [[metric.name, value]]
    }),
  )

export const headlineOf = ({ headline }: Task, values: Readonly<Record<string, number>>): string =>
  `${headline.title} ${((values[headline.name] ?? 0) * 100).toFixed(1)} %`
