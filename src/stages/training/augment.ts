import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** What training examples are changed by: its keys are the same words on both sides. */
export const augmentConfig = ({ augment }: ModelSpec['finetune']): Pick<TrainingSettings, 'augment'> =>
  augment === undefined ? {} : { augment: augment as NonNullable<TrainingSettings['augment']> }
