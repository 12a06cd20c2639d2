import { classificationData } from './classification.ts'
import { generationData } from './generation.ts'

/* The section `data` of model.yml: one schema for each task. */

/** What `data` may hold, by task. */
export const dataSchemas = { ...classificationData, ...generationData } as const

export type TaskName = keyof typeof dataSchemas
export const taskNames = Object.keys(dataSchemas) as [TaskName, ...TaskName[]]
