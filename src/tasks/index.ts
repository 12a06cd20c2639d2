import { imageClassification, textClassification } from './classification.ts'
import { causalLm, seq2seq } from './generation.ts'
import type { Task, TaskName } from './types.ts'

export { agreementGate } from './agreement.ts'
export { metricsOf } from './custom.ts'
export { compareByGates, type Margin } from './gate.ts'
export { slicesOf } from './slices.ts'
export type { Metric, Shape, Task, TaskName } from './types.ts'
export { headlineOf, valuesOf } from './values.ts'

const tasks: Readonly<Record<TaskName, Task>> = {
  'text-classification': textClassification,
  'image-classification': imageClassification,
  seq2seq,
  'causal-lm': causalLm,
}

export const taskNames = Object.keys(tasks) as TaskName[]

export const taskOf = (name: TaskName): Task => tasks[name]
