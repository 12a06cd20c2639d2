import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { MemoryEstimate } from '../../engine/contract.generated.ts'
import type { Facts } from '../../engine/types.ts'
import { UserError } from '../../errors.ts'
import { readRegular } from '../../files.ts'
import { jsonOf } from '../../json.ts'
import { gib } from '../../report/estimate.ts'
import type { ModelSpec } from '../../spec/schema.ts'
import { memoryBytes } from '../../spec/values.ts'
import type { ConfigOf } from '../job.ts'

/* Whether a training fits into the memory of its machine, as far as that is known without a job that looks. Pure, but for a file. */

type Training = Pick<ConfigOf<'finetune'>, 'task' | 'launch' | 'max_length' | 'max_target_length' | 'training'>

/** What a training has: the memory of its smallest GPU, or that of the host. `card` is that GPU. */
export type Room = {
  bytes: number
  card?: { name: string; memory_bytes: number; compute_capability?: string }
}

/**
 * What a training may use once nothing else is running; undefined where nobody says. Pure.
 * @param gpus those of the job
 * @param hostBytes memory of the host, or of the group that we run in
 */
export function roomOf(
  { engine }: Pick<ModelSpec, 'engine'>,
  gpus: Facts['gpus'],
  hostBytes: number,
): Room | undefined {
  if (gpus.length === 0) {
    const asked = engine.memory === undefined ? hostBytes : memoryBytes(engine.memory)
    return { bytes: Math.min(asked, hostBytes) }
  }
  const [smallest] = gpus.toSorted((a, b) => a.memoryBytes - b.memoryBytes)
  if (smallest === undefined || smallest.memoryBytes === 0) return undefined
  const { name, memoryBytes: whole, computeCapability } = smallest
  const asked = typeof engine.gpus === 'object' ? memoryBytes(engine.gpus.memory) : whole
  return {
    bytes: Math.min(asked, whole),
    card: {
      name,
      memory_bytes: whole,
      ...(computeCapability === undefined ? {} : { compute_capability: computeCapability }),
    },
  }
}

/** Memory of this host, or of the control group that holds us to less. */
export function hostMemory(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

/** An estimate may be so far above what a training takes: it is refused only where it cannot fit even then. */
const tolerance = 1.25

export const cannotFit = ({ needed, free }: Pick<MemoryEstimate, 'needed' | 'free'>): boolean =>
  needed > tolerance * free

/** The settings with which a training would fit, as a part of a line. Pure. */
export function wouldFit({ would_fit }: Pick<MemoryEstimate, 'would_fit'>): string {
  if (would_fit.length === 0) return 'no settings of finetune make it fit: take a smaller base model, or more memory'
  return `it would fit with ${would_fit.map(({ settings, needed }) => `${settings} (${gib(needed)})`).join('; or with ')}`
}

/** What a training lacks, with the settings that would fit. @throws UserError */
export function refuseTooLarge(estimate: MemoryEstimate, { card }: Room, specFile: string): never {
  const where = card === undefined ? 'this machine' : `a ${card.name}`
  throw new UserError(
    `the training needs about ${gib(estimate.needed)} of memory${card === undefined ? '' : ' on each GPU'}, and ${where} has ${gib(estimate.free)}: ${wouldFit(estimate)}`,
    { place: { file: specFile, key: 'finetune' }, exit: 'out-of-memory' },
  )
}

/** Of a base, by what its makers call it; undefined where they say nothing that we know. */
type Shape = { hidden: number; layers: number; heads: number; vocabulary: number; places?: number }

const largestConfigBytes = 1 << 20

export async function shapeOf(base: string): Promise<Shape | undefined> {
  const read = await readRegular(join(base, 'config.json'), largestConfigBytes).catch(() => undefined)
  const config = read === undefined ? undefined : jsonOf(read.toString('utf8'))
  if (typeof config !== 'object' || config === null) return undefined
  const said = config as Record<string, unknown>
  const first = (...names: string[]): number | undefined =>
    names.map((name) => said[name]).find((value): value is number => typeof value === 'number' && value > 0)
  const hidden = first('hidden_size', 'd_model', 'n_embd', 'dim')
  const heads = first('num_attention_heads', 'n_head', 'n_heads', 'encoder_attention_heads', 'num_heads')
  const readers = first('num_hidden_layers', 'encoder_layers', 'n_layer', 'n_layers', 'num_layers')
  if (hidden === undefined || heads === undefined || readers === undefined) return undefined
  const layers = readers + (first('decoder_layers', 'num_decoder_layers') ?? 0)
  const [image, patch] = [first('image_size'), first('patch_size')]
  return {
    hidden,
    heads,
    layers,
    vocabulary: first('vocab_size') ?? 0,
    ...(image === undefined || patch === undefined ? {} : { places: (image / patch) ** 2 + 1 }),
  }
}

/** Of FP32 numbers of the width of a layer: what each layer keeps of a token, by far the most of it for its middle. */
const keptOfLayer = 50
/** The same of each pair of tokens and each head. */
const keptOfPair = 6
/** FP32 logits of each word of the vocabulary, once for each thing that is done with them. */
const keptOfWord = 6
/** Weights, gradients, two states of Adam and a checkpoint of three of these. */
const timesWeights = 8
/** Tasks whose models say of each word how likely it comes next. */
const writes: readonly string[] = ['causal-lm', 'seq2seq']
const processBytes = 2e9
const caution = 2

/**
 * Whether a training needs so little that nobody need look: most do, and to look takes seconds. Pure.
 * @param weightsBytes in FP32
 */
export function surelyFits(
  { task, launch, max_length, max_target_length = 0, training }: Training,
  shape: Shape | undefined,
  weightsBytes: number,
  { bytes, card }: Room,
): boolean {
  const length = task === 'image-classification' ? shape?.places : max_length + max_target_length
  if (shape === undefined || length === undefined) return false
  const { hidden, heads, layers } = shape
  const vocabulary = writes.includes(task) ? shape.vocabulary : 0
  const ofToken = layers * (keptOfLayer * hidden + keptOfPair * heads * length) + keptOfWord * vocabulary
  const activations = 4 * training.batch_size * length * ofToken
  const ranks = card === undefined ? (launch?.ranks ?? 1) : 1
  return ranks * caution * (processBytes / 2 + timesWeights * weightsBytes + activations) < bytes
}
