import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* When training can go on from where it was. */

const spotProviders = ['aws', 'gcp', 'azure'] as const
export type SpotProvider = (typeof spotProviders)[number]

export const checkpointKeys = {
  checkpoints: z
    .strictObject({
      steps: positiveInt.default(50).meta({
        description: 'Optimizer steps between two checkpoints. One is always written after the first step.',
      }),
      minutes: z.number().gt(0).optional().meta({
        description: 'A checkpoint is also written when the last one is this old.',
      }),
      keep: positiveInt
        .max(100)
        .default(2)
        .meta({ description: 'How many checkpoints stay on the disk. Older ones are removed.' }),
      async: z.boolean().default(true).meta({
        description:
          'Training goes on while a checkpoint is written. This takes memory for a copy of what is trained and of its optimizer state; with false, and always with `strategy: fsdp`, training waits for the disk.',
      }),
      'on-spot-notice': z
        .enum(['off', ...spotProviders])
        .default('off')
        .meta({
          description:
            'On a spot machine of this cloud: its metadata server is asked every 5 s, and a checkpoint is written when it says that the machine ends.',
        }),
    })
    .prefault({})
    .meta({ description: 'What a run that was stopped, killed or cancelled goes on from.' }),
} satisfies z.ZodRawShape
