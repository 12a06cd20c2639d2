import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { MemoryEstimate, PlannedTraining } from '../engine/contract.generated.ts'
import type { Job } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { makeTemporary } from '../files.ts'
import { type ConfigOf, jobFacts } from './job.ts'
import { markTrained } from './separateJobs.ts'
import {
  cannotFit,
  hostMemory,
  type Room,
  refuseTooLarge,
  roomOf,
  shapeOf,
  surelyFits,
  wouldFit,
} from './training/memory.ts'
import { weightsBytesOf } from './training/room.ts'
import type { StageContext } from './types.ts'

/* What a training needs of memory is asked of the runtime before anything is done for it, and once more where it ran out. */

const deadlineMs = 10 * 60_000

type FinetuneConfig = ConfigOf<'finetune'>

/** Without what changes nothing of its memory. */
export const plannedTraining = (
  { task, checkpoints, launch, max_length, max_target_length, training }: FinetuneConfig,
  room: Room | undefined,
): PlannedTraining => ({
  task,
  checkpoints,
  ...(launch === undefined ? {} : { launch }),
  max_length,
  ...(max_target_length === undefined ? {} : { max_target_length }),
  training,
  ...(room === undefined ? {} : { limit_bytes: room.bytes }),
  ...(room?.card === undefined ? {} : { card: room.card }),
})

/**
 * Before anything is prepared for it. A warning where it may not fit.
 * @param base a directory with the config.json of the base
 * @throws UserError (exit `out-of-memory`) that names the settings with which it would fit
 */
export async function requireMemory(context: StageContext, base: string, config: FinetuneConfig): Promise<void> {
  const { spec, specFile, platform } = context
  // What an image of the user's own does with memory, nobody knows.
  if (spec.engine.image !== undefined) return
  const room = roomOf(spec, (await jobFacts(context)).gpus, hostMemory())
  if (room === undefined) return
  const weightsBytes = await weightsBytesOf(base)
  if (weightsBytes > 0 && surelyFits(config, await shapeOf(base), weightsBytes, room)) return
  const estimate = await estimateOf(context, base, plannedTraining(config, room))
  if (estimate === undefined || estimate.fits) return
  if (cannotFit(estimate)) refuseTooLarge(estimate, room, specFile)
  platform.log.warn(
    `finetune: the training may not fit into memory if its examples are as long as data.max-length allows: ${wouldFit(estimate)}`,
  )
}

/** What ended a training: where that is memory, with settings that need less. */
export async function withSettings(
  error: unknown,
  context: StageContext,
  base: string,
  config: FinetuneConfig,
): Promise<unknown> {
  if (!(error instanceof UserError) || error.exit !== 'out-of-memory' || context.signal.aborted) return error
  const [first] = error.problems
  if (context.spec.engine.image !== undefined || first.what.includes('it would fit with')) return error
  const room = roomOf(context.spec, (await jobFacts(context)).gpus, hostMemory())
  const planned = { ...plannedTraining(config, room), failed: true }
  const estimate = await estimateOf(context, base, planned).catch(() => undefined)
  if (estimate === undefined || estimate.would_fit.length === 0) return error
  const what = `${first.what}; by an estimate, ${wouldFit(estimate)}`
  return new UserError([{ ...first, what }], { exit: error.exit, cause: error })
}

/** Asks without a GPU, which others may have just now. @returns undefined where nobody can say */
async function estimateOf(
  context: StageContext,
  base: string,
  training: PlannedTraining,
): Promise<MemoryEstimate | undefined> {
  const { place, platform, signal } = context
  const engine = await context.engine()
  if (engine.name === 'process') await markTrained(context)
  platform.log.info('finetune: how much memory the training needs is estimated')
  const scratch = await makeTemporary('model-actions-estimate-')
  try {
    const out = join(scratch, 'out')
    await mkdir(out)
    const job: Job = {
      config: { verb: 'preflight', all: true, needs: { disk_bytes: 0, memory_bytes: 0, gpu: false }, training },
      inputs: { base: { directory: base } },
      out,
      resources: { gpus: 0 },
      workers: 1,
      secrets: {},
      deadlineMs,
      logFile: join(place.logs, `estimate-${randomBytes(3).toString('hex')}.txt`),
    }
    const end = await engine.run(job, () => undefined, signal)
    const result = end.result?.verb === 'preflight' ? end.result : undefined
    if (result?.estimate !== undefined) return result.estimate
    const told = result?.checks?.find(({ name }) => name === 'training')?.because ?? end.diagnosis
    platform.log.info(`finetune: how much memory the training needs is not known: ${told}`)
    return undefined
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
