import { meanScore } from './means.ts'
import type { Metric, Task } from './types.ts'

/** A metric of the user's own: the mean of a number that each answer has in its `scores`. */
export type CustomMetric = { name: string; higherIsBetter: boolean }

/** The metrics of a task, and those of the user's own after them. */
export const metricsOf = (task: Task, custom: readonly CustomMetric[]): Metric[] => [
  ...Object.values(task.metrics),
  ...custom.map(({ name, higherIsBetter }) =>
    meanScore({
      name,
      title: name,
      higherIsBetter,
      unit: 'score',
      test: 'bootstrap',
      ...(task.headline.doubt === undefined ? {} : { doubt: task.headline.doubt }),
    }),
  ),
]
