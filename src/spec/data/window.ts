import { z } from 'zod'
import { positiveInt } from '../values.ts'

/* How long a text is to be. */

export const windowShape = {
  length: z
    .strictObject({
      min: positiveInt.optional().meta({ description: 'Fewest tokens or characters of an example.' }),
      max: positiveInt.optional().meta({
        description: 'Most tokens or characters of an example. Without it, long texts are cut by `max-length`.',
      }),
      unit: z.enum(['tokens', 'characters']).default('tokens').meta({
        description: 'What is counted: tokens of the base, as in the report, or characters.',
      }),
      drop: z.boolean().default(true).meta({
        description: 'Whether other examples are left out, and counted in the report. With `false` they are errors.',
      }),
    })
    .superRefine(({ min, max }, context) => {
      const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
      if (min === undefined && max === undefined) refuse([], 'says nothing without min or max: give one, or both')
      if (min !== undefined && max !== undefined && min > max)
        refuse(['max'], `is less than min, ${min}, so that no example would be left: raise it`)
    })
    .optional()
    .meta({ description: 'Which lengths of examples are used, in the files of all splits.' }),
}
