import type { TrainingSettings } from '../../engine/contract.generated.ts'
import { UserError } from '../../errors.ts'
import type { ModelSpec } from '../../spec/schema.ts'
import type { TrainingHost } from './distributed.ts'

/**
 * What nobody chose is not told: it is the default on the other side, too.
 * @throws UserError where the job has no GPU for what only a GPU has; which kind of GPU has it, the runtime knows
 */
export function computeConfig({ finetune }: ModelSpec, { gpus }: TrainingHost) {
  const { precision, tf32, deterministic, gradientCheckpointing, workers } = finetune
  const refuse = (key: string, message: string): never => {
    throw new UserError(message, { place: { key: `finetune.${key}` } })
  }
  if (gpus === 0 && precision === 'fp16')
    refuse('precision', 'fp16 needs a GPU, and this job has none: write auto, fp32 or bf16, or set engine.gpus')
  if (gpus === 0 && tf32 !== undefined)
    refuse('tf32', 'is of products on a GPU, and this job has none: remove it, or set engine.gpus')
  return {
    ...(precision === 'auto' ? {} : { precision }),
    ...(tf32 === undefined ? {} : { tf32 }),
    ...(deterministic ? { deterministic } : {}),
    ...(gradientCheckpointing ? { gradient_checkpointing: true } : {}),
    ...(workers === 0 ? {} : { workers }),
  } satisfies Partial<TrainingSettings>
}
