import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** Nothing of the loss that is trained where nobody asks for another. */
export function lossConfig({ loss }: ModelSpec['finetune']): Pick<TrainingSettings, 'loss'> {
  const { kind, gamma, classWeights, labelSmoothing } = loss
  const weights = classWeights === 'none' ? {} : { class_weights: classWeights }
  const told =
    kind === 'focal'
      ? { gamma, ...weights }
      : { ...weights, ...(labelSmoothing === 0 ? {} : { label_smoothing: labelSmoothing }) }
  return kind === 'cross-entropy' && Object.keys(told).length === 0 ? {} : { loss: { kind, ...told } }
}
