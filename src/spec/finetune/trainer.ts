import { z } from 'zod'
import { positiveInt } from '../values.ts'

/*
 * Settings that are passed on to the Trainer of transformers by its own names (`TrainingArguments`): those that change
 * something here, and that no key of ours sets. All are numbers or true and false, so no path and no secret can be among them.
 */

const beta = z.number().min(0).lt(1)

export const trainerSettings = {
  adam_beta1: beta.optional().meta({ description: 'Only with `optimizer: adamw`. Default: 0.9.' }),
  adam_beta2: beta.optional().meta({ description: 'Only with `optimizer: adamw`. Default: 0.999.' }),
  adam_epsilon: z.number().gt(0).optional().meta({ description: 'Only with `optimizer: adamw`. Default: 1e-8.' }),
  dataloader_persistent_workers: z
    .boolean()
    .optional()
    .meta({ description: 'Whether workers go on from one epoch to the next. Only with `workers`.' }),
  dataloader_prefetch_factor: positiveInt
    .optional()
    .meta({ description: 'Batches that each worker reads ahead. Default: 2. Only with `workers`.' }),
  lr_scheduler_kwargs: z
    .strictObject({
      lr_end: z.number().min(0).optional().meta({
        description: 'Where the learning rate ends. Only with `lr-scheduler: polynomial`. Default: 0.',
      }),
      num_cycles: z.number().gt(0).optional().meta({
        description: 'Periods of the cosine. Only with `lr-scheduler: cosine`. Default: 0.5.',
      }),
      power: z.number().gt(0).optional().meta({
        description: 'Power of the polynomial. Only with `lr-scheduler: polynomial`. Default: 1.',
      }),
    })
    .optional()
    .meta({ description: 'Of the learning rate after the warmup.' }),
  neftune_noise_alpha: z.number().gt(0).optional().meta({
    description:
      'Noise on the embeddings while they are trained (Jain et al., arXiv:2310.05914). Only with `method: full` or `lora`.',
  }),
}

export const trainerKeys = {
  trainer: z.looseObject(trainerSettings).optional().meta({
    description: 'Settings that are passed on to the Trainer of transformers, by its own names. Others are refused.',
  }),
} satisfies z.ZodRawShape
