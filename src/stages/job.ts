import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config, Result } from '../engine/contract.generated.ts'
import type { Job, Resources, RuntimeEvent, Verb } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import type { Digest } from '../model/types.ts'
import type { Log } from '../platform/types.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { durationMs, memoryBytes } from '../spec/values.ts'
import { oncePerRun } from './memo.ts'
import type { StageContext } from './types.ts'

/** What a stage decides of a config; the rest is filled in on the way. */
export type ConfigOf<V extends Verb> = Omit<Extract<Config, { verb: V }>, 'verb' | 'paths' | 'model_runtime'>
type ResultOf<V extends Verb> = Extract<Result, { verb: V }>

export type Batch<V extends Verb> = {
  config: ConfigOf<V>
  inputs: Record<string, string>
  out: string
  checkpoints?: string
  /** Written as in the spec; its key is named when the time is over. */
  deadline: string
}

/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end. @param key lineage key of the stage, which names the log
 */
export async function runBatch<V extends Verb>(
  context: StageContext,
  verb: V,
  key: Digest,
  batch: Batch<V>,
): Promise<ResultOf<V>> {
  const engine = await context.engine()
  await mkdir(batch.out, { recursive: true })
  const job: Job = {
    config: { verb, ...batch.config } as unknown as Job['config'],
    inputs: Object.fromEntries(Object.entries(batch.inputs).map(([name, directory]) => [name, { directory }])),
    out: batch.out,
    ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
    resources: resourcesOf(context.spec.engine),
    workers: 1,
    secrets: {},
    deadlineMs: durationMs(batch.deadline),
    logFile: join(context.place.logs, `${verb}-${key.slice('sha256:'.length, 'sha256:'.length + 12)}.txt`),
  }
  const end = await engine.run(job, (event) => show(event, context.platform.log), context.signal)
  if (end.exit !== 'done' || end.result === undefined)
    throw new UserError(`${verb}: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit })
  return end.result as ResultOf<V>
}

/** What jobs need of this machine, asked before the first of them: an engine that works, and room on the disk. */
export const jobPreflight = (context: StageContext): Promise<void> =>
  oncePerRun(context, 'preflight of jobs', async () => {
    await makeDirectory(context.place.directory)
    const { bavail, bsize } = await statfs(context.place.directory)
    if (bavail * bsize < leastFreeBytes)
      throw new UserError(
        `${context.place.directory} has ${Math.round((bavail * bsize) / 1e6)} MB left, and jobs need at least ${leastFreeBytes / 1e6}: free some space (\`model-actions prune\`), or name another disk by MODEL_ACTIONS_HOME`,
        { exit: 'preflight' },
      )
    await (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal)
  })

/** Less than this holds not even the smallest model with its checkpoints. */
const leastFreeBytes = 200e6

/** What the spec says that a job may use. */
export const resourcesOf = ({ cpus, memory, shm, gpus }: ModelSpec['engine']): Resources => ({
  ...(cpus === undefined ? {} : { cpus }),
  ...(memory === undefined ? {} : { memoryBytes: memoryBytes(memory) }),
  ...(shm === undefined ? {} : { shmBytes: memoryBytes(shm) }),
  ...(gpus === undefined ? {} : { gpus }),
})

function show(event: RuntimeEvent, log: Log): void {
  switch (event.type) {
    case 'progress':
      log.progress(
        `${event.what} ${event.done}/${event.total} ${event.unit}`,
        event.total === 0 ? 1 : event.done / event.total,
      )
      break
    case 'warning':
      log.warn(event.hint === undefined ? event.message : `${event.message}: ${event.hint}`)
      break
    case 'metric':
      log.debug(`${event.name} = ${event.value}${event.step === undefined ? '' : ` at step ${event.step}`}`)
      break
    case 'checkpoint':
      log.debug(`checkpoint at step ${event.step}`)
      break
    case 'start':
    case 'artifact':
    case 'result':
    case 'error':
      break
  }
}
