import { inputOf, type ModelSpec, targetLimit } from '../spec/schema.ts'
import type { ConfigOf } from './job.ts'
import { checkpointConfig } from './training/checkpoints.ts'
import { conversationConfig } from './training/conversation.ts'
import { methodConfig } from './training/methods.ts'
import { scheduleConfig } from './training/schedule.ts'

/** What the trainer is told, with the defaults that the spec leaves to us. */
export const finetuneConfig = (spec: ModelSpec): ConfigOf<'finetune'> => ({
  task: spec.task,
  max_length: inputOf(spec).maxLength,
  ...targetLimit(spec),
  training: {
    ...conversationConfig(spec),
    ...methodConfig(spec.finetune),
    ...scheduleConfig(spec.finetune),
    ...checkpointConfig(spec.finetune),
  },
})

/**
 * Settings of training that change no bit of its result, by name: another of them is the same tuning, which a result answers
 * that is there, and a checkpoint goes on with. The runtime has the same list (`shapes_the_result` in finetune.py).
 */
const withoutEffect: readonly string[] = ['checkpoint_steps']

/** What of a config shapes the result. */
export const shapesTheResult = ({ training, ...rest }: ConfigOf<'finetune'>): unknown => ({
  ...rest,
  training: Object.fromEntries(Object.entries(training).filter(([name]) => !withoutEffect.includes(name))),
})
