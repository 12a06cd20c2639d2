import type { z } from 'zod'
import { positiveInt } from '../values.ts'

/* When training can go on from where it was. */

export const checkpointKeys = {
  'checkpoint-steps': positiveInt.default(50).meta({ description: 'Optimizer steps between two checkpoints.' }),
} satisfies z.ZodRawShape
