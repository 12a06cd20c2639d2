import { imageClassification, textClassification } from './classification.ts'
import type { Task, TaskName } from './types.ts'

export { agreementGate, gate } from './gate.ts'
export type { Metric, Shape, Task, TaskName } from './types.ts'
export { headlineOf, valuesOf } from './values.ts'

const tasks: Readonly<Record<TaskName, Task>> = {
  'text-classification': textClassification,
  'image-classification': imageClassification,
}

export const taskOf = (name: TaskName): Task => tasks[name]
