import { inputOf, type ModelSpec, targetLimit } from '../spec/schema.ts'
import type { ConfigOf } from './job.ts'
import { augmentConfig } from './training/augment.ts'
import { checkpointConfig } from './training/checkpoints.ts'
import { computeConfig } from './training/compute.ts'
import { conversationConfig } from './training/conversation.ts'
import { distributedConfig, plainHost, type TrainingHost } from './training/distributed.ts'
import { lossConfig } from './training/loss.ts'
import { methodConfig } from './training/methods.ts'
import { scheduleConfig } from './training/schedule.ts'
import { trainerConfig } from './training/trainer.ts'

/** What the trainer is told, with the defaults that the spec leaves to us. */
export const finetuneConfig = (spec: ModelSpec, host: TrainingHost = plainHost): ConfigOf<'finetune'> => ({
  task: spec.task,
  ...checkpointConfig(spec.finetune),
  ...distributedConfig(spec, host),
  max_length: inputOf(spec).maxLength,
  ...targetLimit(spec),
  training: {
    ...conversationConfig(spec),
    ...methodConfig(spec.finetune),
    ...scheduleConfig(spec.finetune),
    ...lossConfig(spec.finetune),
    ...augmentConfig(spec.finetune),
    ...computeConfig(spec, host),
    ...trainerConfig(spec.finetune),
  },
})

/**
 * What changes no bit of the result: whole sections, and settings of others by section and name. Another of them is the same
 * tuning, which a result answers that is there, and a checkpoint goes on with. The runtime has the same lists
 * (`shapes_the_result` in finetune.py).
 */
const sectionsWithoutEffect: readonly string[] = ['checkpoints']
const withoutEffect: Readonly<Record<string, readonly string[]>> = {
  launch: ['environment', 'node_rank', 'rendezvous'],
  training: ['workers'],
}

/** What of a config shapes the result. */
export const shapesTheResult = (config: ConfigOf<'finetune'>): unknown =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([section]) => !sectionsWithoutEffect.includes(section))
      .map(([section, value]) => {
        const idle = withoutEffect[section]
        if (idle === undefined) return [section, value]
        return [section, Object.fromEntries(Object.entries(value as object).filter(([name]) => !idle.includes(name)))]
      }),
  )
