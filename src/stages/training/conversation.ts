import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** What only a model that goes on with a conversation is trained with. */
export const conversationConfig = ({ task, finetune }: ModelSpec): Pick<TrainingSettings, 'loss_on' | 'packing'> =>
  task === 'causal-lm' ? { loss_on: finetune.lossOn, packing: finetune.packing } : {}
