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
    .refine((steps) => steps < 1 || Number.isInteger(steps), { message: 'expected whole steps, or a share below 1' })
    .meta({ description: 'Optimizer steps during which the learning rate rises; below 1, their share of all steps.' }),
  'lr-scheduler': z
    .enum(['linear', 'cosine', 'polynomial', 'constant', 'constant-with-warmup'])
    .default('linear')
    .meta({
      description:
        'How the learning rate goes on after the warmup: to 0 in a line, along a cosine or a polynomial, or not at all (`constant`, which has no warmup either).',
    }),
  optimizer: z.enum(['adamw', 'adafactor', 'sgd']).default('adamw').meta({
    description:
      'adamw keeps two numbers for each weight that is trained; adafactor keeps far fewer, and sgd none, where memory is short.',
  }),
  'max-grad-norm': z.number().min(0).default(1).meta({
    description: 'A gradient that is longer is cut to this length, so that one odd batch undoes little. 0: none is.',
  }),
  'weight-decay': z.number().min(0).default(0).meta({ description: 'Decoupled weight decay (AdamW).' }),
  'early-stopping': z
    .strictObject({
      patience: positiveInt.default(3).meta({
        description: 'Validations in a row that are no better, after which training ends.',
      }),
      'min-delta': z.number().min(0).default(0).meta({
        description: 'How much less the validation loss must be to be better.',
      }),
      steps: positiveInt.optional().meta({
        description: 'Optimizer steps between two validations. Default: an epoch.',
      }),
    })
    .optional()
    .meta({
      description:
        'Ends the training once the loss of all validation examples becomes no less. The model is that of the step with the least loss, also where training went on to its end.',
    }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed for the order of examples and for new weights.' }),
} satisfies z.ZodRawShape
