import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { ModelSpec } from '../../spec/schema.ts'

/** Settings of a method that is not chosen are not told. */
export const methodConfig = ({ method, lora }: ModelSpec['finetune']): Pick<TrainingSettings, 'method' | 'lora'> => ({
  method,
  ...(method === 'lora'
    ? {
        lora: {
          rank: lora.rank,
          alpha: lora.alpha,
          dropout: lora.dropout,
          merge: lora.merge,
          ...(lora.targetModules === undefined ? {} : { target_modules: lora.targetModules }),
        },
      }
    : {}),
})
