import type { TrainingSettings } from '../../engine/contract.generated.ts'
import type { Method } from '../../spec/finetune/methods.ts'
import type { ModelSpec } from '../../spec/schema.ts'

type Finetune = ModelSpec['finetune']

const lowRank = ({ rank, alpha, dropout, merge, targetModules }: Finetune['lora']) => ({
  rank,
  alpha,
  dropout,
  merge,
  ...(targetModules === undefined ? {} : { target_modules: targetModules }),
})

/** What each method is told, under its name. */
const settings: {
  readonly [Name in Method]: (finetune: Finetune) => Pick<TrainingSettings, Name & keyof TrainingSettings>
} = {
  full: () => ({}),
  lora: ({ lora }) => ({ lora: lowRank(lora) }),
  qlora: ({ qlora }) => ({
    qlora: {
      ...lowRank(qlora),
      quant_type: qlora.quantType,
      double_quant: qlora.doubleQuant,
      compute_dtype: qlora.computeDtype,
    },
  }),
  adapter: ({ adapter }) => ({
    adapter: { reduction_factor: adapter.reductionFactor, non_linearity: adapter.nonLinearity },
  }),
  prefix: ({ prefix }) => ({
    prefix: {
      virtual_tokens: prefix.virtualTokens,
      projection: prefix.projection,
      ...(prefix.hiddenSize === undefined ? {} : { hidden_size: prefix.hiddenSize }),
    },
  }),
  prompt: ({ prompt }) => ({
    prompt: {
      virtual_tokens: prompt.virtualTokens,
      ...(prompt.initText === undefined ? {} : { init_text: prompt.initText }),
    },
  }),
}

/** Settings of a method that is not chosen are not told. */
export const methodConfig = (
  finetune: Finetune,
): Pick<TrainingSettings, 'method' | (Method & keyof TrainingSettings)> => ({
  method: finetune.method,
  ...settings[finetune.method](finetune),
})
