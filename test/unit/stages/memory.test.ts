import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MemoryEstimate } from '../../../src/engine/contract.generated.ts'
import { readContract } from '../../../src/engine/events.ts'
import { UserError } from '../../../src/errors.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { openPlace } from '../../../src/place/place.ts'
import type { ModelSpec } from '../../../src/spec/schema.ts'
import { plannedTraining, requireMemory, withSettings } from '../../../src/stages/memoryEstimate.ts'
import { cannotFit, roomOf, shapeOf, surelyFits } from '../../../src/stages/training/memory.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

const gib = 2 ** 30
const h100 = { name: 'NVIDIA H100', memoryBytes: 80 * gib, index: 0, computeCapability: '9.0' }
const config = {
  task: 'text-classification' as const,
  checkpoints: { asynchronous: true, keep: 2, steps: 100 },
  max_length: 256,
  training: {
    method: 'full' as const,
    epochs: 1,
    learning_rate: 1e-4,
    batch_size: 16,
    gradient_accumulation: 1,
    warmup_steps: 0,
    weight_decay: 0,
    seed: 1,
  },
}
const small = { hidden_size: 384, num_hidden_layers: 6, num_attention_heads: 12, vocab_size: 30_522 }
const large = { hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, vocab_size: 128_256 }

async function baseOf(said: unknown): Promise<string> {
  const directory = await temporary()
  await writeFile(join(directory, 'config.json'), JSON.stringify(said))
  return directory
}

describe('what a training may use', () => {
  const of = (engine: object) => ({ engine }) as unknown as ModelSpec

  it('is the memory of the host, or less where engine.memory says so', () => {
    expect(roomOf(of({}), [], 16 * gib)).toEqual({ bytes: 16 * gib })
    expect(roomOf(of({ memory: '4g' }), [], 16 * gib)?.bytes).toBeLessThanOrEqual(4 * gib)
  })

  it('is that of its smallest GPU, or the part of it that engine.gpus asks for', () => {
    const t4 = { ...h100, name: 'Tesla T4', memoryBytes: 15 * gib, computeCapability: '7.5' }
    expect(roomOf(of({ gpus: 2 }), [h100, t4], 0)).toEqual({
      bytes: 15 * gib,
      card: { name: 'Tesla T4', memory_bytes: 15 * gib, compute_capability: '7.5' },
    })
    const part = roomOf(of({ gpus: { memory: '24g' } }), [h100], 0)
    expect(part?.bytes).toBeLessThanOrEqual(24 * gib)
    expect(part?.card?.memory_bytes).toBe(80 * gib)
  })

  it('is not known of a GPU that does not say how much it has', () => {
    expect(roomOf(of({}), [{ ...h100, memoryBytes: 0 }], 16 * gib)).toBeUndefined()
  })
})

describe('a training that surely fits', () => {
  it('is a small one on a usual machine, for which nobody looks', async () => {
    const shape = await shapeOf(await baseOf(small))
    expect(surelyFits(config, shape, 91e6, { bytes: 16 * gib })).toBe(true)
    expect(surelyFits(config, shape, 91e6, { bytes: 4 * gib })).toBe(false)
  })

  it('is none of a large base, of many ranks on one host, of a long length, or of what we do not know', async () => {
    const shape = await shapeOf(await baseOf(large))
    expect(surelyFits(config, shape, 32e9, { bytes: 80 * gib })).toBe(false)
    const little = await shapeOf(await baseOf(small))
    const launch = { backend: 'gloo', node_rank: 0, nodes: 1, ranks: 8, strategy: 'ddp' } as const
    expect(surelyFits({ ...config, launch }, little, 91e6, { bytes: 24 * gib })).toBe(false)
    expect(surelyFits({ ...config, max_length: 8192 }, little, 91e6, { bytes: 24 * gib })).toBe(false)
    expect(surelyFits(config, await shapeOf(await baseOf({ model_type: 'resnet' })), 1, { bytes: 24 * gib })).toBe(
      false,
    )
    expect(surelyFits(config, await shapeOf(await temporary()), 1, { bytes: 24 * gib })).toBe(false)
  })

  it('reads of images how many parts of them a model looks at', async () => {
    const shape = await shapeOf(await baseOf({ ...small, image_size: 224, patch_size: 16 }))
    expect(shape?.places).toBe(197)
    const images = { ...config, task: 'image-classification' as const, max_length: 1 }
    expect(surelyFits(images, shape, 91e6, { bytes: 16 * gib })).toBe(true)
    expect(surelyFits(images, shape && { ...shape, places: 4096 }, 91e6, { bytes: 16 * gib })).toBe(false)
  })
})

it('an estimate is a quarter too high before a training is refused for it', () => {
  expect(cannotFit({ needed: 100, free: 81 })).toBe(false)
  expect(cannotFit({ needed: 100, free: 79 })).toBe(true)
})

it('what the runtime is asked keeps the contract', () => {
  const planned = plannedTraining(config, { bytes: gib, card: { name: 'T4', memory_bytes: gib } })
  const asked = {
    model_runtime: 1,
    verb: 'preflight',
    paths: { in: { base: '/base' }, out: '/out' },
    all: true,
    needs: { disk_bytes: 0, memory_bytes: 0, gpu: false },
    training: planned,
  } as const
  const because = readContract(runtimeDirectory()).configMisfit(asked)
  expect(because).toBeUndefined()
})

const estimate: MemoryEstimate = {
  weights: 30 * gib,
  gradients: 30 * gib,
  optimizer: 60 * gib,
  activations: 50 * gib,
  temporary: 0,
  libraries: gib,
  checkpoint: 90 * gib,
  per_rank: 171 * gib,
  total: 171 * gib,
  needed: 171 * gib,
  free: 80 * gib,
  fits: false,
  would_fit: [
    { change: { method: 'lora' }, settings: 'finetune.method: lora', needed: 55 * gib },
    {
      change: { method: 'lora', gradient_checkpointing: true },
      settings: 'finetune.gradient-checkpointing: true and finetune.method: lora',
      needed: 24 * gib,
    },
  ],
}

/** A run on a machine with an H100, whose runtime answers so. */
async function contextWith(answer: object, changes: object = {}) {
  const home = await temporary()
  const said: string[] = []
  const jobs: { config: { training: object }; resources: object }[] = []
  const context = {
    spec: { engine: {}, ...changes },
    specFile: 'model.yml',
    place: await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'tone' }),
    signal: new AbortController().signal,
    platform: {
      log: { info: (line: string) => said.push(line), warn: (line: string) => said.push(`warning: ${line}`) },
    },
    engine: async () => ({
      name: 'docker',
      preflight: async () => ({ engine: 'docker', gpus: [h100] }),
      run: async (job: (typeof jobs)[number]) => {
        jobs.push(job)
        return { exit: 'done', diagnosis: '', result: { verb: 'preflight', checks: [], ...answer } }
      },
    }),
  } as unknown as StageContext
  return { context, said, jobs }
}

describe('before a training', () => {
  it('one that does not fit is refused as out of memory, in one line with the settings that would fit', async () => {
    const { context, jobs } = await contextWith({ estimate })
    const refused = requireMemory(context, await baseOf(large), config)
    await expect(refused).rejects.toMatchObject({
      exit: 'out-of-memory',
      message:
        'model.yml: finetune: the training needs about 171.0 GiB of memory on each GPU, and a NVIDIA H100 has 80.0 GiB: it would fit with finetune.method: lora (55.0 GiB); or with finetune.gradient-checkpointing: true and finetune.method: lora (24.0 GiB)',
    })
    // The GPU may be another job's just now, and is not needed to count.
    expect(jobs).toMatchObject([
      { resources: { gpus: 0 }, config: { training: { card: { name: 'NVIDIA H100' }, limit_bytes: 80 * gib } } },
    ])
  })

  it('where no settings help, a smaller base is advised', async () => {
    const { context } = await contextWith({ estimate: { ...estimate, would_fit: [] } })
    await expect(requireMemory(context, await baseOf(large), config)).rejects.toThrow(
      'no settings of finetune make it fit: take a smaller base model, or more memory',
    )
  })

  it('one that may or may not fit is warned of, and begins', async () => {
    const { context, said } = await contextWith({ estimate: { ...estimate, needed: 90 * gib } })
    await requireMemory(context, await baseOf(large), config)
    expect(said.at(-1)).toMatch(/^warning: finetune: the training may not fit into memory .* it would fit with/)
  })

  it('what nobody can say refuses nothing, and is told', async () => {
    const { context, said } = await contextWith({
      checks: [{ name: 'training', ok: true, because: 'nobody can say before it is tried: a shape' }],
    })
    await requireMemory(context, await baseOf(large), config)
    expect(said.at(-1)).toBe(
      'finetune: how much memory the training needs is not known: nobody can say before it is tried: a shape',
    )
  })

  it('an image of your own is not asked, as nobody knows what it does with memory', async () => {
    const { context, jobs } = await contextWith({ estimate }, { engine: { image: 'own@sha256:1' } })
    await requireMemory(context, await baseOf(large), config)
    expect(jobs).toEqual([])
  })
})

describe('a training that ran out of memory', () => {
  const ended = (what: string) => new UserError(what, { exit: 'out-of-memory' })

  it('is told with settings that need less, where its container was ended by the kernel', async () => {
    const { context, jobs } = await contextWith({ estimate })
    const error = ended('finetune: finetune was ended by the kernel because its container was out of memory')
    expect(await withSettings(error, context, await baseOf(large), config)).toMatchObject({
      exit: 'out-of-memory',
      message: expect.stringMatching(/out of memory; by an estimate, it would fit with finetune\.method: lora/),
    })
    expect(jobs).toMatchObject([{ config: { training: { failed: true } } }])
  })

  it('keeps the words of the runtime where those have settings already, and of any other end', async () => {
    const { context, jobs } = await contextWith({ estimate })
    for (const error of [
      ended('out of memory: by an estimate, it would fit with finetune.batch-size: 4'),
      new UserError('diverged', { exit: 'diverged' }),
      new Error('a bug'),
    ])
      expect(await withSettings(error, context, await baseOf(large), config)).toBe(error)
    expect(jobs).toEqual([])
  })
})
