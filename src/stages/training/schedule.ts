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
    // What nobody chose is not told: it is the default on the other side, too.
    ...(section.lrScheduler === 'linear' ? {} : { lr_scheduler: section.lrScheduler }),
    ...(section.optimizer === 'adamw' ? {} : { optimizer: section.optimizer }),
    ...(section.maxGradNorm === 1 ? {} : { max_grad_norm: section.maxGradNorm }),
    weight_decay: section.weightDecay,
    ...(section.earlyStopping === undefined
      ? {}
      : {
          early_stopping: {
            patience: section.earlyStopping.patience,
            min_delta: section.earlyStopping.minDelta,
            ...(section.earlyStopping.steps === undefined ? {} : { steps: section.earlyStopping.steps }),
          },
        }),
    seed: section.seed,
  }) satisfies Partial<TrainingSettings>
