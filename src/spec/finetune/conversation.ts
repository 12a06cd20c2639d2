import { z } from 'zod'

/* What only a model that goes on with a conversation is trained with. */

export const conversationKeys = {
  'loss-on': z.enum(['response', 'all']).default('response').meta({
    description:
      'What of a conversation is learnt: only the answer that is to be written, or what is asked as well. Only with `task: causal-lm`.',
  }),
  packing: z.boolean().default(false).meta({
    description:
      'Puts several conversations into one row of `data.max-length` tokens, instead of padding each: faster where most are short. None sees another, and `batch-size` counts rows. Only with `task: causal-lm`.',
  }),
} satisfies z.ZodRawShape
