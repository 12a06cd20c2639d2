import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* Which settings are tried, in which order, and how soon a trial is given up. */

const dimension = z
  .strictObject({
    low: z.number().optional().meta({ description: 'Least value of a range.' }),
    high: z.number().optional().meta({ description: 'Largest value of a range.' }),
    log: z.boolean().optional().meta({
      description: 'Draws from the range by its logarithm, as for a learning rate. Not with `step`.',
    }),
    step: z.number().gt(0).optional().meta({
      description: 'Distance of the values of a range. Default: any value, and 1 for a key of whole numbers.',
    }),
    choices: z
      .array(z.union([z.boolean(), z.number(), z.string()]))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Values to choose from, in the place of a range.' }),
  })
  .meta({ description: 'A range of numbers, `{low, high}`, or `{choices: […]}`.' })

export type Dimension = z.output<typeof dimension>

export const searchKeys = {
  search: z
    .strictObject({
      space: z
        .record(z.string(), dimension)
        .refine((space) => Object.keys(space).length > 0, {
          message: 'expected at least one key of finetune, such as learning-rate: {low: 1e-5, high: 1e-3, log: true}',
        })
        .meta({
          description:
            'What each trial chooses: keys of `finetune`, those of its sections with a dot (`lora.rank`), each with a range or choices.',
        }),
      trials: positiveInt.max(10_000).default(20).meta({ description: 'Trainings, each with settings of its own.' }),
      sampler: z.enum(['tpe', 'random', 'grid']).default('tpe').meta({
        description:
          'How settings are chosen: tpe by what earlier trials have shown (Tree-structured Parzen Estimator), random without that, grid each combination once.',
      }),
      pruner: z.enum(['none', 'median', 'hyperband', 'successive-halving']).default('median').meta({
        description:
          'Which trials are given up before their end, by their validation losses so far: median those that are worse than half of the earlier ones, after five of them.',
      }),
      steps: positiveInt.optional().meta({
        description:
          'Optimizer steps between two validations, after each of which a trial may be given up. Default: those of `early-stopping`, else an epoch.',
      }),
      seed: z.int().min(0).default(0).meta({ description: 'Seed for the choice of settings.' }),
    })
    .optional()
    .meta({
      description:
        'Trains several times, with settings that Optuna chooses; the result is the model with the least validation loss.',
    }),
} satisfies z.ZodRawShape
