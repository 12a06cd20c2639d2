import type { TrainingSettings } from '../../engine/contract.generated.ts'
import { defaultLearningRate } from '../../spec/finetune/methods.ts'
import type { ModelSpec } from '../../spec/schema.ts'

export const scheduleConfig = (section: ModelSpec['finetune']) =>
  ({
    epochs: section.epochs,
    ...(section.maxSteps === undefined ? {} : { max_steps: section.maxSteps }),
    learning_rate: section.learningRate ?? defaultLearningRate[section.method],
    batch_size: section.batchSize,
    gradient_accumulation: section.gradientAccumulation,
    warmup_steps: section.warmupSteps,
    weight_decay: section.weightDecay,
    seed: section.seed,
  }) satisfies Partial<TrainingSettings>
