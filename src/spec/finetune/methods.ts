import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* How a model is tuned. */

const methods = ['full', 'lora', 'adapter'] as const
export type Method = (typeof methods)[number]

/** What trains few parameters takes about ten times the learning rate. */
export const defaultLearningRate: Readonly<Record<Method, number>> = { full: 2e-5, lora: 2e-4, adapter: 1e-4 }

export const method = z.enum(methods).default('full').meta({
  description:
    'full trains every weight; lora small matrices beside its layers; adapter a small network after each of its blocks. The head is always trained whole.',
})

/** What a method may be told, under its name; with another one it is refused. */
export const methodKeys = {
  lora: z
    .strictObject({
      rank: positiveInt.default(16).meta({ description: 'Rank of the adapters.' }),
      alpha: z.number().gt(0).default(32).meta({ description: 'Scale of the adapters, over the rank.' }),
      dropout: z.number().min(0).lt(1).default(0.05).meta({ description: 'Dropout before the adapters.' }),
      'target-modules': z
        .array(z.string())
        .min(1)
        .optional()
        .meta({ description: 'Names of the layers that get an adapter. Default: every linear layer.' }),
      merge: z
        .boolean()
        .default(true)
        .meta({ description: 'Merge the adapters into the model; false keeps them beside the digest of their base.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: lora`.' }),
  adapter: z
    .strictObject({
      'reduction-factor': positiveInt.default(16).meta({
        description: 'How many times narrower the middle of each network is than the vectors of its block.',
      }),
      'non-linearity': z.enum(['gelu', 'relu']).default('gelu').meta({ description: 'Function in its middle.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: adapter`.' }),
} satisfies z.ZodRawShape
