/* What other trainers have and this one has not, and what to write in its place. */

const parts = 'strategy: fsdp, by which each process holds a part of the weights, gradients and optimizer states'
const own = 'an image of your own (engine.image) can do it'

/** By the key, or by `key: value`. */
const instead: Readonly<Record<string, string>> = {
  'finetune.distributed.strategy: deepspeed': `DeepSpeed is not supported: write ${parts}, as with ZeRO 3; ${own}`,
  'finetune.distributed.config': `a file of DeepSpeed or accelerate is not read: write ${parts}, as with ZeRO 3; ${own}`,
  'finetune.distributed.tensor-parallel': `no layer is divided between processes: write ${parts}; ${own}`,
  'finetune.distributed.pipeline-parallel': `layers are not spread over processes, as the Trainer has no schedule for it: write ${parts}; ${own}`,
  'finetune.compile': `models are not compiled before training: leave it out; finetune.precision and finetune.packing save time; ${own}`,
  'finetune.optimizer: adamw-8bit':
    'optimizer states of 8 bits are not supported: write adafactor, which keeps far fewer numbers for each weight, or method: lora, which trains few weights',
}

/** What is told of a key, or of its value, in the place of which something else is written; undefined of all others. */
export function elsewhere(path: readonly PropertyKey[], value?: unknown): string | undefined {
  const key = path.map(String).join('.')
  const name = typeof value === 'string' ? `${key}: ${value}` : key
  return Object.hasOwn(instead, name) ? instead[name] : undefined
}
