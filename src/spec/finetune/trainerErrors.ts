import { nearest } from '../known-keys.ts'
import type { Finding } from '../load.ts'
import type { CheckedSpec } from '../schema.ts'
import { defaultLearningRate } from './methods.ts'
import { trainerSettings } from './trainer.ts'

/* Settings of the Trainer that are not passed on, and those that would not be used. */

/** What has a key of ours, by the name that the Trainer has for it. */
const ownKeys: Readonly<Record<string, string>> = {
  activation_checkpointing: 'gradient-checkpointing',
  bf16: 'precision',
  data_seed: 'seed',
  dataloader_num_workers: 'workers',
  eval_steps: 'early-stopping.steps',
  eval_strategy: 'early-stopping.steps',
  fp16: 'precision',
  full_determinism: 'deterministic',
  gradient_accumulation_steps: 'gradient-accumulation',
  gradient_checkpointing: 'gradient-checkpointing',
  label_smoothing_factor: 'loss.label-smoothing',
  learning_rate: 'learning-rate',
  load_best_model_at_end: 'early-stopping',
  lr_scheduler_type: 'lr-scheduler',
  max_grad_norm: 'max-grad-norm',
  max_steps: 'max-steps',
  metric_for_best_model: 'early-stopping',
  num_train_epochs: 'epochs',
  optim: 'optimizer',
  per_device_train_batch_size: 'batch-size',
  save_steps: 'checkpoints.steps',
  save_strategy: 'checkpoints.steps',
  save_total_limit: 'checkpoints.keep',
  seed: 'seed',
  tf32: 'tf32',
  warmup_steps: 'warmup-steps',
  weight_decay: 'weight-decay',
}

/** What would send a model or its numbers away, or read and write elsewhere. */
const ours =
  /^(output_dir|logging_dir|run_name|project|report_to|push_to_hub|hub_.*|trackio_.*|resume_from_checkpoint|use_cpu|local_rank|deepspeed|fsdp.*|ddp_.*|accelerator_config|parallelism_config)$/

const passedOn = Object.keys(trainerSettings)

export function trainerErrors(_raw: unknown, { finetune }: CheckedSpec): Finding[] {
  const { trainer = {}, method, optimizer, workers } = finetune
  const named = Object.keys(trainer)
  const unknown = named.filter((name) => !passedOn.includes(name))
  const scheduler = finetune['lr-scheduler']
  const { lr_end, num_cycles, power } = trainer.lr_scheduler_kwargs ?? {}
  const rate = finetune['learning-rate'] ?? defaultLearningRate[method]
  const without = (what: string) => `is not used ${what}, or remove it`
  const unused: [string | [string, string], string, boolean][] = [
    ...(['adam_beta1', 'adam_beta2', 'adam_epsilon'] as const).map((name): [string, string, boolean] => [
      name,
      without(`with optimizer: ${optimizer}: write optimizer: adamw`),
      trainer[name] !== undefined && optimizer !== 'adamw',
    ]),
    ...(['dataloader_persistent_workers', 'dataloader_prefetch_factor'] as const).map(
      (name): [string, string, boolean] => [
        name,
        without('without workers: set finetune.workers'),
        trainer[name] !== undefined && workers === 0,
      ],
    ),
    [
      'neftune_noise_alpha',
      without(`with method: ${method}: write method: full or lora`),
      trainer.neftune_noise_alpha !== undefined && method !== 'full' && method !== 'lora',
    ],
    ...(
      [
        ['lr_end', lr_end, 'polynomial'],
        ['num_cycles', num_cycles, 'cosine'],
        ['power', power, 'polynomial'],
      ] as const
    ).map(([name, value, kind]): [[string, string], string, boolean] => [
      ['lr_scheduler_kwargs', name],
      without(`with lr-scheduler: ${scheduler}: write lr-scheduler: ${kind}`),
      value !== undefined && scheduler !== kind,
    ]),
    [
      ['lr_scheduler_kwargs', 'lr_end'],
      `must be below the learning rate, which is ${rate}`,
      lr_end !== undefined && lr_end >= rate,
    ],
  ]
  return [
    ...unknown.map((name): Finding => ({ path: ['finetune', 'trainer', name], at: 'key', ...notPassedOn(name) })),
    ...unused.flatMap(([path, message, isUnused]): Finding[] =>
      isUnused ? [{ path: ['finetune', 'trainer', ...[path].flat()], at: 'value', message }] : [],
    ),
  ]
}

function notPassedOn(name: string): Pick<Finding, 'message' | 'nearest'> {
  const own = Object.hasOwn(ownKeys, name) ? ownKeys[name] : undefined
  if (own !== undefined) return { message: `is set by finetune.${own}: write that` }
  if (ours.test(name)) return { message: 'is decided where the model is tuned, and not in model.yml: remove it' }
  const near = nearest(
    name.replaceAll('_', '-'),
    passedOn.map((each) => each.replaceAll('_', '-')),
  )
  return {
    message: `is not passed on to the Trainer, only ${passedOn.join(', ')}`,
    ...(near === undefined ? {} : { nearest: near.replaceAll('-', '_') }),
  }
}
