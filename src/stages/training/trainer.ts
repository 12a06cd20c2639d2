import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** What is passed on to the Trainer, by its own names; those that are not are refused with the spec. */
export function trainerConfig({ trainer }: ModelSpec['finetune']): Pick<TrainingSettings, 'trainer'> {
  if (trainer === undefined || Object.keys(trainer).length === 0) return {}
  return { trainer: trainer as NonNullable<TrainingSettings['trainer']> }
}
