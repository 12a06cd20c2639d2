import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

export const checkpointConfig = (section: ModelSpec['finetune']) =>
  ({ checkpoint_steps: section.checkpointSteps }) satisfies Partial<TrainingSettings>
