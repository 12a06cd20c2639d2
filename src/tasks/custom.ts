import { meanScore } from './means.ts'
import type { Bounds, Metric, Task } from './types.ts'

/** A metric of the user's own: the mean of a number that each answer has in its `scores`. Without a range it has no gate. */
export type CustomMetric = { name: string; higherIsBetter: boolean; range?: Bounds | undefined }

/** The metrics of a task, and those of the user's own after them. */
export const metricsOf = (task: Task, custom: readonly CustomMetric[]): Metric[] => [
  ...Object.values(task.metrics),
  ...custom.map(({ name, higherIsBetter, range }) =>
    meanScore({
      name,
      title: name,
      higherIsBetter,
      unit: 'score',
      test: 'bootstrap',
      ...(range === undefined ? {} : { bounds: range }),
      ...(task.headline.doubt === undefined ? {} : { doubt: task.headline.doubt }),
    }),
  ),
]
