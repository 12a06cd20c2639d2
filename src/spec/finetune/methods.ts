import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* How a model is tuned. */

const methods = ['full', 'lora', 'qlora', 'adapter', 'prefix', 'prompt'] as const
export type Method = (typeof methods)[number]

/** What trains few parameters takes a higher one: ten times and more. */
export const defaultLearningRate: Readonly<Record<Method, number>> = {
  full: 2e-5,
  lora: 2e-4,
  qlora: 2e-4,
  adapter: 1e-4,
  prefix: 1e-2,
  prompt: 1e-2,
}

export const method = z.enum(methods).default('full').meta({
  description:
    'full trains every weight; lora small matrices beside its layers; qlora the same, on a base whose weights have 4 bits; adapter a small network after each of its blocks; prefix and prompt virtual tokens before every text. The head is always trained whole.',
})

const virtualTokens = positiveInt.max(4096).default(20).meta({
  description: 'Vectors that the model reads before each text; together they must fit into its positions.',
})

const lowRank = {
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
} satisfies z.ZodRawShape

/** What a method may be told, under its name; with another one it is refused. */
export const methodKeys = {
  lora: z
    .strictObject({
      ...lowRank,
    })
    .prefault({})
    .meta({ description: 'Only with `method: lora`.' }),
  qlora: z
    .strictObject({
      ...lowRank,
      'quant-type': z.enum(['nf4', 'fp4']).default('nf4').meta({ description: 'What the 16 values of 4 bits are.' }),
      'double-quant': z.boolean().default(true).meta({ description: 'The scales of the weights have few bits, too.' }),
      'compute-dtype': z
        .enum(['bf16', 'fp16', 'fp32'])
        .default('bf16')
        .meta({ description: 'Type that the weights have while they are multiplied.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: qlora`.' }),
  adapter: z
    .strictObject({
      'reduction-factor': positiveInt.default(16).meta({
        description: 'How many times narrower the middle of each network is than the vectors of its block.',
      }),
      'non-linearity': z.enum(['gelu', 'relu']).default('gelu').meta({ description: 'Function in its middle.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: adapter`.' }),
  prefix: z
    .strictObject({
      'virtual-tokens': virtualTokens,
      projection: z.boolean().default(false).meta({
        description: 'Trains a small network that makes the vectors, in the place of the vectors themselves.',
      }),
      'hidden-size': positiveInt
        .max(65_536)
        .optional()
        .meta({ description: 'Width of that network. Default: the width of the base.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: prefix`.' }),
  prompt: z
    .strictObject({
      'virtual-tokens': virtualTokens,
      init: z.enum(['random', 'text']).default('random').meta({
        description: 'What the virtual tokens begin as: tokens drawn from the vocabulary, or those of `init-text`.',
      }),
      'init-text': z.string().min(1).optional().meta({ description: 'Repeated, or cut, to as many tokens.' }),
    })
    .prefault({})
    .meta({ description: 'Only with `method: prompt`.' }),
} satisfies z.ZodRawShape
