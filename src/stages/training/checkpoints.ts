import type { CheckpointSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

export const checkpointConfig = ({ checkpoints }: ModelSpec['finetune']): { checkpoints: CheckpointSettings } => ({
  checkpoints: {
    asynchronous: checkpoints.async,
    keep: checkpoints.keep,
    ...(checkpoints.minutes === undefined ? {} : { seconds: 60 * checkpoints.minutes }),
    steps: checkpoints.steps,
  },
})
