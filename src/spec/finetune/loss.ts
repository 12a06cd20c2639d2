import { z } from 'zod'

/* What training minimises. */

export const lossKeys = {
  loss: z
    .strictObject({
      kind: z.enum(['cross-entropy', 'focal']).default('cross-entropy').meta({
        description:
          'focal counts an example less the surer the model is of its truth (Lin et al. 2017), so that few hard ones are not lost among many easy ones.',
      }),
      gamma: z.number().min(0).default(2).meta({
        description: 'How much less: the exponent of what the truth lacks of certainty. Only with `kind: focal`.',
      }),
      'class-weights': z
        .union([z.enum(['none', 'balanced']), z.record(z.string().min(1), z.number().gt(0).max(1e6))], {
          error: 'expected none, balanced, or a mapping of labels to numbers above 0',
        })
        .default('none')
        .meta({
          description:
            'What an example of each class counts. `balanced`: the fewer training examples a class has, the more each counts. Or a number for some labels, as in `{spam: 5}`; the others count 1. Only for tasks with classes.',
        }),
      'label-smoothing': z.number().min(0).lt(1).default(0).meta({
        description:
          'Share of each truth that is spread over all classes, so that the model becomes less sure of itself. Only with `kind: cross-entropy`.',
      }),
    })
    .prefault({})
    .meta({ description: 'The loss that training minimises.' }),
} satisfies z.ZodRawShape
