import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readContract } from '../../../src/engine/events.ts'
import type { Verb } from '../../../src/engine/types.ts'
import { UserError } from '../../../src/errors.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { trainerSettings } from '../../../src/spec/finetune/trainer.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { finetuneConfig, shapesTheResult } from '../../../src/stages/finetuneConfig.ts'
import type { ConfigOf } from '../../../src/stages/job.ts'
import { launchNote, type TrainingHost } from '../../../src/stages/training/distributed.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
const { config, shapes } = read('test/fixtures/finetune-shapes.json') as {
  config: ConfigOf<'finetune'>
  shapes: unknown
}
const { $defs } = read('docker/runtime/model_runtime/contract.schema.json')

function configOf(section: string, host?: TrainingHost, task = 'text-classification'): ConfigOf<'finetune'> {
  const lines = ['name: tone', 'version: 1.0.0', `task: ${task}`, 'base: ./base', 'data: {train: a.csv}']
  const parsed = parseSpec([...lines, `finetune: ${section}`].join('\n'), 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return finetuneConfig(parsed.spec, host)
}

/** As an engine would check it. */
const misfit = (of: ConfigOf<'finetune'>): string | undefined => {
  const paths = { in: { data: '/data', base: '/base' }, out: '/out', checkpoints: '/checkpoints' }
  const whole: { verb: Verb } = { verb: 'finetune', ...{ model_runtime: 1, paths, ...of } }
  return readContract(runtimeDirectory()).configMisfit(whole)
}

it('each method is told its own settings, and has a learning rate of its own', () => {
  const full = configOf('{method: full, max-steps: 9}')
  const lora = configOf('{method: lora, lora: {target-modules: [query], merge: false}}')
  expect(full.training).toMatchObject({ method: 'full', learning_rate: 2e-5, max_steps: 9 })
  expect(full.training).not.toHaveProperty('lora')
  expect(lora.training).toMatchObject({
    method: 'lora',
    learning_rate: 2e-4,
    lora: { rank: 16, alpha: 32, dropout: 0.05, merge: false, target_modules: ['query'] },
  })
  const adapter = configOf('{method: adapter, adapter: {reduction-factor: 8, non-linearity: relu}}')
  expect(adapter.training).toMatchObject({
    method: 'adapter',
    learning_rate: 1e-4,
    adapter: { reduction_factor: 8, non_linearity: 'relu' },
  })
  expect(adapter.training).not.toHaveProperty('lora')
  const prefix = configOf('{method: prefix, prefix: {projection: true, hidden-size: 8}}')
  expect(prefix.training).toMatchObject({ prefix: { virtual_tokens: 20, projection: true, hidden_size: 8 } })
  const prompt = configOf('{method: prompt, prompt: {virtual-tokens: 4, init: text, init-text: Which tone?}}')
  expect(prompt.training).toMatchObject({ prompt: { virtual_tokens: 4, init_text: 'Which tone?' } })
  const qlora = configOf('{method: qlora, qlora: {rank: 8, quant-type: fp4, double-quant: false}}')
  expect(qlora.training).toMatchObject({
    learning_rate: 2e-4,
    qlora: { rank: 8, alpha: 32, merge: true, quant_type: 'fp4', double_quant: false, compute_dtype: 'bf16' },
  })
  for (const each of [full, lora, qlora, adapter, prefix, prompt, config]) expect(misfit(each)).toBeUndefined()
})

it('a loss and a schedule are told as they are written, and the usual ones not at all', () => {
  const usual = configOf('{loss: {kind: cross-entropy, class-weights: none}, optimizer: adamw, lr-scheduler: linear}')
  expect(usual.training).toEqual(configOf('{}').training)
  const asked = configOf(
    '{loss: {kind: focal, class-weights: {not-spam: 1, a-b: 2.5}}, optimizer: sgd, lr-scheduler: cosine, warmup-steps: 0.1, max-grad-norm: 0}',
  )
  expect(asked.training).toMatchObject({
    loss: { kind: 'focal', gamma: 2, class_weights: { 'not-spam': 1, 'a-b': 2.5 } },
    optimizer: 'sgd',
    lr_scheduler: 'cosine',
    warmup_steps: 0.1,
    max_grad_norm: 0,
  })
  const smoothed = configOf('{loss: {class-weights: balanced, label-smoothing: 0.1}}')
  expect(smoothed.training.loss).toEqual({
    kind: 'cross-entropy',
    class_weights: 'balanced',
    label_smoothing: 0.1,
  })
  for (const each of [usual, asked, smoothed]) expect(misfit(each)).toBeUndefined()
})

it('precision and memory are told as they are written, and what only a GPU has only where there is one', () => {
  const asked = '{precision: bf16, deterministic: true, gradient-checkpointing: true, workers: 4}'
  const told = { precision: 'bf16', deterministic: true, gradient_checkpointing: true, workers: 4 }
  expect(configOf(asked).training).toMatchObject(told)
  const onGpu = configOf('{precision: fp16, tf32: false}', on(1))
  expect(onGpu.training).toMatchObject({ precision: 'fp16', tf32: false })
  for (const each of [configOf(asked), onGpu]) expect(misfit(each)).toBeUndefined()
  const usual = configOf('{precision: auto, deterministic: false, gradient-checkpointing: false, workers: 0}', on(1))
  expect(usual.training).toEqual(configOf('{}').training)
})

it.each(['precision: fp16', 'gradient-checkpointing: true'])('a model in parts does not take %s', (setting) => {
  const section = `{distributed: {strategy: fsdp}, ${setting}}`
  expect(() => configOf(section, on(2))).toThrow(`is fsdp, which does not work with ${setting}: write strategy: ddp`)
})

it('processes that read change no bit of the result', () => {
  expect(shapesTheResult(configOf('{workers: 4}'))).toEqual(shapesTheResult(configOf('{}')))
})

it.each([
  ['{precision: fp16}', 'finetune.precision: fp16 needs a GPU, and this job has none: write auto, fp32 or bf16'],
  ['{tf32: true}', 'finetune.tf32: is of products on a GPU, and this job has none: remove it'],
])('what only a GPU has is refused where the job has none: %s', (section, because) => {
  expect(() => configOf(section, on(0))).toThrow(because)
})

it('settings of the Trainer are passed on by its own names', () => {
  const told = '{adam_beta2: 0.98, adam_epsilon: 1e-6, neftune_noise_alpha: 5, lr_scheduler_kwargs: {num_cycles: 2}}'
  const asked = configOf(`{lr-scheduler: cosine, trainer: ${told}}`)
  expect(asked.training.trainer).toEqual({
    adam_beta2: 0.98,
    adam_epsilon: 1e-6,
    neftune_noise_alpha: 5,
    lr_scheduler_kwargs: { num_cycles: 2 },
  })
  expect(misfit(asked)).toBeUndefined()
  expect(configOf('{trainer: {}}').training).toEqual(configOf('{}').training)
})

it('both sides know the same settings of the Trainer', () => {
  expect(Object.keys($defs.trainer_settings.properties)).toEqual(Object.keys(trainerSettings))
})

it.each([
  ['{learning_rate: 1}', 'finetune.trainer.learning_rate: is set by finetune.learning-rate: write that'],
  ['{bf16: true}', 'finetune.trainer.bf16: is set by finetune.precision: write that'],
  ['{output_dir: /etc}', 'finetune.trainer.output_dir: is decided where the model is tuned, and not in model.yml'],
  ['{hub_token: abc}', 'finetune.trainer.hub_token: is decided where'],
  ['{push_to_hub: true}', 'finetune.trainer.push_to_hub: is decided where'],
  ['{deepspeed: ds.json}', 'finetune.trainer.deepspeed: is decided where'],
  ['{group_by_length: true}', 'finetune.trainer.group_by_length: is not passed on to the Trainer, only adam_beta1'],
  ['{adam_beta3: 0.9}', 'adam_beta1'],
  ['{adam_beta1: high}', 'finetune.trainer.adam_beta1: expected a number'],
  ['{adam_beta1: 1}', 'finetune.trainer.adam_beta1: 1 is out of range: expected less than 1'],
  ['{dataloader_prefetch_factor: 4}', 'dataloader_prefetch_factor: is not used without workers: set finetune.workers'],
  ['{lr_scheduler_kwargs: {power: 2}}', 'power: is not used with lr-scheduler: linear: write lr-scheduler: polynomial'],
])('what the Trainer is not told is refused with the remedy: %s', (told, because) => {
  expect(() => configOf(`{trainer: ${told}}`)).toThrow(because)
})

it.each([
  [
    '{optimizer: sgd, trainer: {adam_beta1: 0.8}}',
    'adam_beta1: is not used with optimizer: sgd: write optimizer: adamw',
  ],
  ['{method: adapter, trainer: {neftune_noise_alpha: 5}}', 'neftune_noise_alpha: is not used with method: adapter'],
  [
    '{lr-scheduler: polynomial, learning-rate: 1e-5, trainer: {lr_scheduler_kwargs: {lr_end: 1e-4}}}',
    'lr_end: must be below the learning rate, which is 0.00001',
  ],
])('a setting of the Trainer that would not be used is refused: %s', (section, because) => {
  expect(() => configOf(section)).toThrow(because)
})

it('early stopping is told with its defaults', () => {
  const usual = configOf('{early-stopping: {}}')
  expect(usual.training.early_stopping).toEqual({ patience: 3, min_delta: 0 })
  const often = configOf('{early-stopping: {patience: 5, min-delta: 0.01, steps: 200}}')
  expect(often.training.early_stopping).toEqual({ patience: 5, min_delta: 0.01, steps: 200 })
  for (const each of [usual, often]) expect(misfit(each)).toBeUndefined()
  expect(configOf('{}').training).not.toHaveProperty('early_stopping')
})

it.each([
  ['{loss: {gamma: 2}}', 'finetune.loss.gamma: is not used with kind: cross-entropy: write kind: focal, or remove it'],
  ['{loss: {kind: focal, label-smoothing: 0.1}}', 'label-smoothing: is not used with kind: focal'],
  ['{loss: {class-weights: {a: 0}}}', 'class-weights.a: 0 is out of range: expected more than 0'],
  ['{loss: {class-weights: balance}}', 'expected none, balanced, or a mapping'],
  ['{lr-scheduler: constant, warmup-steps: 5}', 'warmup-steps: is not used with lr-scheduler: constant'],
  ['{warmup-steps: 2.5}', 'expected whole steps, or a share below 1'],
])('a setting that would not be used is refused: %s', (section, because) => {
  expect(() => configOf(section)).toThrow(because)
})

it('weights of classes are refused where there are none', () => {
  const lines = ['name: a', 'version: 1.0.0', 'task: seq2seq', 'base: ./base', 'data: {train: a.csv}']
  const parsed = parseSpec([...lines, 'finetune: {loss: {class-weights: balanced}}'].join('\n'), 'model.yml')
  const problems = 'problems' in parsed ? parsed.problems.map(({ what }) => what) : []
  expect(problems).toContain('is not used with task: seq2seq, which has no classes: write none, or remove it')
})

it('both sides of the contract know the same settings that shape a result', () => {
  expect(shapesTheResult(config)).toEqual(shapes)
})

it('a new setting of training cannot be forgotten where it is decided what shapes a result', () => {
  const known = Object.keys($defs.training_settings.properties)
  expect(known).toEqual([...known].sort())
  expect(Object.keys(config.training)).toEqual(known)
  expect(Object.keys(config.launch ?? {})).toEqual(Object.keys($defs.launch.properties))
})

const on = (gpus: number, more: Partial<TrainingHost> = {}): TrainingHost => ({
  gpus,
  engine: 'process',
  environment: {},
  ...more,
})
const hosts = (nodeRank: string, rendezvous: string) => ({
  environment: { MODEL_ACTIONS_NODE_RANK: nodeRank, MODEL_ACTIONS_RENDEZVOUS: rendezvous },
})

it('a process trains on each GPU of the job, and on CPUs as many as are asked for', () => {
  const four = configOf('{batch-size: 8, gradient-accumulation: 2}', on(4))
  expect(four.launch).toEqual({ backend: 'nccl', node_rank: 0, nodes: 1, ranks: 4, strategy: 'ddp' })
  expect(launchNote(four)).toBe('finetune: 4 ranks; the global batch is 4 × 8 × 2 = 64 examples')
  const cpus = configOf('{distributed: {ranks: 2}}', on(0))
  expect(cpus.launch).toMatchObject({ backend: 'gloo', ranks: 2 })
  expect(configOf('{distributed: {strategy: fsdp}}', on(4)).launch).toEqual({ ...four.launch, strategy: 'fsdp' })
  for (const each of [four, cpus]) expect(misfit(each)).toBeUndefined()
  // One alone is told nothing, and has the key that it always had.
  for (const each of [configOf('{}', on(1)), configOf('{}', on(0)), configOf('{distributed: {ranks: 1}}', on(0))]) {
    expect(each).not.toHaveProperty('launch')
    expect(launchNote(each)).toBeUndefined()
  }
})

it('hosts that train together differ in their number and in nothing that shapes the result', () => {
  const told = '{distributed: {nodes: 2, interface: eth0, nccl: {ib: false, p2p: true, debug: info}}}'
  const [first, second] = ['0', '1'].map((rank) => configOf(told, on(8, hosts(rank, 'trainer-0:29500'))))
  expect(second?.launch).toEqual({
    backend: 'nccl',
    environment: {
      GLOO_SOCKET_IFNAME: 'eth0',
      NCCL_DEBUG: 'INFO',
      NCCL_IB_DISABLE: '1',
      NCCL_P2P_DISABLE: '0',
      NCCL_SOCKET_IFNAME: '=eth0',
    },
    node_rank: 1,
    nodes: 2,
    ranks: 8,
    rendezvous: 'trainer-0:29500',
    strategy: 'ddp',
  })
  if (first === undefined || second === undefined) throw new Error('no config')
  expect(misfit(second)).toBeUndefined()
  expect(shapesTheResult(first)).toEqual(shapesTheResult(second))
  expect(shapesTheResult(first)).not.toEqual(shapesTheResult(configOf('{}', on(8))))
  expect(launchNote(second)).toContain('16 ranks on 2 hosts, of which this is node 1; the global batch is 16 × 16 × 1')
})

it.each([
  ['{distributed: {ranks: 2}}', on(1), 'finetune.distributed.ranks: counts processes on CPUs, and this job has 1 GPU'],
  [
    '{distributed: {strategy: fsdp}}',
    on(1),
    'strategy: is fsdp, which divides a model between processes, and this job',
  ],
  ['{method: prompt, distributed: {strategy: fsdp}}', on(2), 'is fsdp, which does not work with method: prompt'],
  ['{optimizer: adafactor, distributed: {strategy: fsdp}}', on(2), 'does not work with optimizer: adafactor'],
  ['{distributed: {nccl: {ib: false}}}', on(1), 'nccl: is used between GPUs, and this job has 1 GPU'],
  ['{distributed: {ranks: 2, nccl: {ib: false}}}', on(0), 'nccl: is used between GPUs, and this job has none'],
  ['{}', on(0, hosts('1', '')), 'nodes: is 1, and a node rank or a rendezvous is given'],
  ['{distributed: {nodes: 2}}', on(1), 'nodes: is 2, and the node rank of this host is missing'],
  ['{distributed: {nodes: 2}}', on(1, hosts('2', 'a:1')), 'the node rank of this host is "2": give each host one'],
  ['{distributed: {nodes: 2}}', on(1, hosts('1', 'a')), 'the rendezvous is "a": give all hosts the same HOST:PORT'],
  ['{distributed: {nodes: 2}}', on(1, hosts('1', 'a:70000')), 'the rendezvous is "a:70000"'],
  [
    '{distributed: {nodes: 2}}',
    on(1, { ...hosts('1', 'a:1'), engine: 'docker' }),
    'nodes: is 2, and jobs in containers reach no network',
  ],
])('what a host cannot do is refused before anything is trained: %s', (section, host, because) => {
  expect(() => configOf(section, host)).toThrow(because)
})

it('checkpoints come as they are asked for, and are no part of what a tuning is', () => {
  const often = configOf('{checkpoints: {steps: 10, minutes: 0.5, keep: 3}}')
  expect(often.checkpoints).toEqual({ asynchronous: true, keep: 3, seconds: 30, steps: 10 })
  expect(configOf('{}').checkpoints).toEqual({ asynchronous: true, keep: 2, steps: 50 })
  expect(misfit(often)).toBeUndefined()
  expect(shapesTheResult(often)).toEqual(shapesTheResult(configOf('{}')))
  for (const wrong of ['{steps: 0}', '{minutes: 0}', '{keep: 0}', '{every: 3}'])
    expect(() => configOf(`{checkpoints: ${wrong}}`)).toThrow(/finetune\.checkpoints/)
})

it('what images are changed by is told in the words of model.yml, and is part of what a tuning is', () => {
  const section =
    '{augment: {crop: {scale: [0.8, 1]}, flip: both, color: {hue: 0.1}, rotation: 10, elastic: {alpha: 8, sigma: 3}}}'
  const changed = configOf(section, undefined, 'image-classification')
  const plain = configOf('{}', undefined, 'image-classification')
  expect(changed.training.augment).toEqual({
    crop: { scale: [0.8, 1] },
    flip: 'both',
    color: { hue: 0.1 },
    rotation: 10,
    elastic: { alpha: 8, sigma: 3 },
  })
  expect(misfit(changed)).toBeUndefined()
  expect(plain.training).not.toHaveProperty('augment')
  expect(shapesTheResult(changed)).not.toEqual(shapesTheResult(plain))
})

it('of synonyms the job is told how many, and of a file its name', () => {
  const file = configOf('{augment: {synonyms: {file: words/synonyms.csv, share: 0.2}}}')
  expect(file.training.augment).toEqual({ synonyms: { file: 'synonyms.csv', share: 0.2, copies: 1 } })
  const wordnet = configOf('{augment: {synonyms: {wordnet: true, copies: 3}}}')
  expect(wordnet.training.augment).toEqual({ synonyms: { share: 0.1, copies: 3 } })
  for (const each of [file, wordnet]) expect(misfit(each)).toBeUndefined()
  expect(() => configOf('{augment: {synonyms: {wordnet: true}}}', undefined, 'image-classification')).toThrow(
    'is not used with task: image-classification, only with text-classification',
  )
})
