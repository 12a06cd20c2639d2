import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digest } from '../../digest.ts'
import type { FinetuneResult } from '../../engine/contract.generated.ts'
import { checkModelFiles } from '../../model/checks.ts'
import { requestName, saveGraceMs } from '../checkpoints.ts'
import { type Batch, type ConfigOf, type Listener, runBatch } from '../job.ts'
import type { StageContext } from '../types.ts'
import { weightsBytesOf } from './room.ts'
import { watchForSpotNotice } from './spot.ts'
import { synonymsInput } from './synonyms.ts'
import { startTracking } from './tracking.ts'

/** One training. */
export type Training = {
  config: ConfigOf<'finetune'>
  inputs: Batch<'finetune'>['inputs']
  /** The directory of the weights that it begins with, which say how long a checkpoint takes. */
  start: string
  out: string
  checkpoints: string
  /** The inputs of its result's key, by which people compare trainings. */
  lineage: Readonly<Record<string, Digest>>
  heard: readonly Listener[]
}

/** Runs it to its end; its model, whose files are checked, lies in `out`. @param key by which its log is found */
export async function train(
  context: StageContext,
  key: Digest,
  { config, inputs, start, out, checkpoints, lineage, heard }: Training,
): Promise<FinetuneResult> {
  const trained = new AbortController()
  const watching = watchSpot(context, checkpoints, AbortSignal.any([context.signal, trained.signal]))
  const tracking = await startTracking(context, key, config, { checkpoints, inputs: lineage })
  const training = runBatch(context, 'finetune', key, {
    heard: [...heard, tracking.listen],
    config,
    inputs: { ...inputs, ...(await synonymsInput(context)) },
    out,
    checkpoints,
    deadline: context.spec.finetune.deadline,
    stopGraceMs: saveGraceMs(await weightsBytesOf(start)),
  })
  const result = await tracking.following(training).finally(async () => {
    trained.abort()
    await watching
  })
  await checkModelFiles(join(out, 'model'))
  return result
}

/** When a spot machine is told that it ends, what was trained is saved; training goes on until it does. */
async function watchSpot({ spec, platform }: StageContext, checkpoints: string, signal: AbortSignal): Promise<void> {
  const { onSpotNotice: provider } = spec.finetune.checkpoints
  if (provider === 'off') return
  await watchForSpotNotice({
    provider,
    signal,
    onNotice: async () => {
      await writeFile(join(checkpoints, requestName), '')
      platform.log.warn(
        `finetune: ${provider} ends this machine: a checkpoint is written, and the next run goes on from it`,
      )
    },
    onSilence: (why) =>
      platform.log.warn(
        `finetune.checkpoints.on-spot-notice: ${provider}: its metadata server does not answer: ${why}`,
      ),
  })
}
