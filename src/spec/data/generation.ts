import { z } from 'zod'
import { positiveInt } from '../values.ts'
import {
  complete,
  drawnShape,
  duplicatesShape,
  filesShape,
  refuseContradictions,
  refuseDuplicates,
  textColumn,
} from './common.ts'
import { maskShape, refuseMasks } from './mask.ts'
import { windowShape } from './window.ts'

/* `data` of the tasks that write a text for each example. */

export const generationData = {
  seq2seq: z
    .strictObject({
      ...filesShape,
      text: textColumn
        .default('text')
        .meta({ description: 'Column with the text that is read, or a list of columns.' }),
      target: z.string().default('target').meta({ description: 'Column with the text that is to be written.' }),
      'max-length': positiveInt
        .max(8192)
        .default(128)
        .meta({ description: 'Longest text in tokens; longer ones are cut.' }),
      'max-target-length': positiveInt.max(8192).default(64).meta({
        description: 'Longest target in tokens. A longer one is refused: cut, it would teach to end in the middle.',
      }),
      ...maskShape,
      ...windowShape,
      ...duplicatesShape,
      ...drawnShape,
    })
    .superRefine((value, context) => {
      refuseDuplicates(value, context)
      refuseContradictions(
        value,
        { input: value.text, inputKey: 'text', truth: value.target, truthKey: 'target' },
        context,
      )
      refuseMasks(value, context)
    })
    .overwrite(complete),
  'causal-lm': z
    .strictObject({
      ...filesShape,
      instruction: textColumn.optional().meta({
        default: 'instruction',
        description: 'Column with what the model is asked, or a list of columns.',
      }),
      response: z
        .string()
        .optional()
        .meta({ default: 'response', description: 'Column with the answer that is to be written.' }),
      messages: z.string().optional().meta({
        description:
          'Column with a conversation, instead of `instruction` and `response`: a list of {role, content}, of which the last, by the assistant, is the answer that is to be written.',
      }),
      system: z.string().min(1).optional().meta({
        description: 'System text of every conversation that has none of its own.',
      }),
      'max-length': positiveInt.max(131_072).default(1024).meta({
        description:
          'Longest conversation in tokens, answer included. Of longer ones the beginning of what is asked is cut, and never the answer.',
      }),
      ...maskShape,
      ...windowShape,
      ...duplicatesShape,
      ...drawnShape,
    })
    .superRefine((value, context) => {
      const { messages, instruction = 'instruction', response = 'response' } = value
      refuseDuplicates(value, context)
      for (const key of ['instruction', 'response'] as const)
        if (messages !== undefined && value[key] !== undefined)
          context.addIssue({
            code: 'custom',
            path: [key],
            message: 'is not used with messages, which hold both: remove one of them',
          })
      refuseContradictions(
        value,
        messages === undefined
          ? { input: instruction, inputKey: 'instruction', truth: response, truthKey: 'response' }
          : { input: messages, inputKey: 'messages', truth: undefined, truthKey: 'messages' },
        context,
      )
      refuseMasks(value, context)
    })
    .overwrite((value) => ({
      ...complete(value),
      ...(value.messages === undefined
        ? { instruction: value.instruction ?? 'instruction', response: value.response ?? 'response' }
        : {}),
    })),
} as const
