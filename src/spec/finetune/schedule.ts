import { z } from 'zod'
import { positiveInt } from '../values.ts'
import { defaultLearningRate } from './methods.ts'

/* How long is trained, in which steps, and how large they are. */

const defaultRates = Object.entries(defaultLearningRate).map(
  ([method, rate]) => `${rate.toExponential()} for ${method}`,
)

export const scheduleKeys = {
  epochs: z.number().gt(0).max(1000).default(3).meta({ description: 'Passes over the training examples.' }),
  'max-steps': positiveInt
    .optional()
    .meta({ description: 'Stops after this many optimizer steps, whatever the epochs.' }),
  'learning-rate': z
    .number()
    .gt(0)
    .lt(1)
    .optional()
    .meta({ description: `Default ${defaultRates.join(', ')}.` }),
  'batch-size': positiveInt.default(16).meta({ description: 'Examples in one forward pass.' }),
  'gradient-accumulation': positiveInt.default(1).meta({ description: 'Forward passes that make one optimizer step.' }),
  'warmup-steps': z
    .number()
    .min(0)
    .default(0)
    .meta({ description: 'Optimizer steps during which the learning rate rises.' }),
  'weight-decay': z.number().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed for the order of examples and for new weights.' }),
} satisfies z.ZodRawShape
