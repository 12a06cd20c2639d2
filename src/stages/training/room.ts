import { join } from 'node:path'
import { readOf } from '../../model/pretrained.ts'
import { checkSafetensors } from '../../model/safetensors.ts'
import type { ModelSpec } from '../../spec/schema.ts'
import { listFiles } from '../../trees.ts'
import { requireDisk } from '../job.ts'
import type { StageContext } from '../types.ts'

/** @param base the directory of the base @throws UserError where the place has too little room to tune it */
export async function requireRoom(context: StageContext, base: string): Promise<void> {
  await requireDisk(context, 'finetune', await roomBytes(context.spec, base))
}

/** What a tuning has on the disk when it has most; of a base that is not here yet nothing is known. */
export const roomBytes = async (spec: ModelSpec, base: string): Promise<number> =>
  roomFor({ weightsBytes: await weightsBytesOf(base), kept: keptBy(spec), models: modelsOf(spec), ...writtenBy(spec) })

/** The best one may be older than the newest; of a trial it is kept too. */
const keptBy = ({ finetune: { checkpoints, earlyStopping, search } }: ModelSpec): number =>
  checkpoints.keep + (earlyStopping === undefined && search === undefined ? 0 : 1)

/** The best of earlier trials lies beside that of the trial that ends. */
const modelsOf = ({ finetune: { search } }: ModelSpec): number => (search === undefined ? 1 : 2)

/** Of what is trained beside a base nothing is counted: it depends on the layers, and is little beside the base. */
const writtenBy = ({ finetune: { method, lora, qlora } }: ModelSpec): Pick<Written, 'trainableShare' | 'savesWhole'> =>
  method === 'full'
    ? { trainableShare: 1, savesWhole: true }
    : { trainableShare: 0, savesWhole: (method === 'lora' && lora.merge) || (method === 'qlora' && qlora.merge) }

type Written = {
  weightsBytes: number
  /** Of the weights: a checkpoint holds no others, and of these both of Adam's states as well. */
  trainableShare: number
  /** Checkpoints that stay when one more is written. */
  kept: number
  /** Models that lie there when one more is written, that one among them. */
  models: number
  /** Whether the result has all weights, and not the trained ones alone. */
  savesWhole: boolean
}

/** How many bytes a tuning has on the disk when it has most: with a checkpoint that is not kept, or with its result. Pure. */
export function roomFor({ weightsBytes, trainableShare, kept, models, savesWhole }: Written): number {
  const trained = trainableShare * weightsBytes
  const checkpoint = 3 * trained
  const model = savesWhole ? weightsBytes : trained
  return Math.max((kept + 1) * checkpoint + (models - 1) * model, kept * checkpoint + models * model)
}

/** In FP32, as they are trained and written, whatever the base was saved in. */
export async function weightsBytesOf(base: string): Promise<number> {
  const files = await listFiles(base)
  const read = readOf(files.map(({ path }) => path)) ?? new Set()
  const weights = files.filter(({ path }) => path.endsWith('.safetensors') && read.has(path))
  const sizes = weights.map(({ path, sizeBytes }) =>
    checkSafetensors(join(base, path)).then(
      ({ parameters }) => 4 * parameters,
      // What is wrong with it, the job says.
      () => sizeBytes,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
