import { randomBytes } from 'node:crypto'
import { mkdir, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, hexOf } from '../digest.ts'
import type { Config, Result } from '../engine/contract.generated.ts'
import type { Facts, Job, JobProblem, Mount, Resources, RuntimeEvent, Verb } from '../engine/types.ts'
import { type Problem, UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { update } from '../platform/doing.ts'
import type { Log } from '../platform/types.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { durationMs, memoryBytes } from '../spec/values.ts'
import { oncePerRun } from './memo.ts'
import { ownFiles, withOwnFiles } from './ownFiles.ts'
import { markTrained } from './separateJobs.ts'
import { liveDetail } from './training/live.ts'
import type { StageContext } from './types.ts'

/** What a stage decides of a config; the rest is filled in on the way. */
export type ConfigOf<V extends Verb> = Omit<Extract<Config, { verb: V }>, 'verb' | 'paths' | 'model_runtime'>
export type ResultOf<V extends Verb> = Extract<Result, { verb: V }>

export type Batch<V extends Verb> = {
  config: ConfigOf<V>
  inputs: Record<string, Mount>
  out: string
  checkpoints?: string
  /** Written as in the spec; its key is named when the time is over. */
  deadline: string
  /** What it has at its deadline to save what it has done. */
  stopGraceMs?: number
  /** Each is told of every event of the job as it comes, after the log. */
  heard?: readonly Listener[]
  /** What people call a data file, by its input. */
  fileOf?: (input: string) => string | undefined
}

export type Listener = (event: RuntimeEvent) => void

/** Gathers what a job warns of. */
export const warningsInto =
  (texts: string[]): Listener =>
  (event) => {
    if (event.type === 'warning') texts.push(warningText(event))
  }

/**
 * Runs one job to its result; every other end becomes a UserError with the runtime's own diagnosis and exit code.
 * Its log stays in the place, whatever the end, and is its own: another run of the same may be under way. @param key lineage
 * key of the stage, by which the log is found
 */
export async function runBatch<V extends Verb>(
  context: StageContext,
  verb: V,
  key: Digest,
  batch: Batch<V>,
): Promise<ResultOf<V>> {
  const engine = await context.engine()
  if (engine.name === 'process') await markTrained(context)
  await mkdir(batch.out, { recursive: true })
  const job: Job = {
    config: { verb, ...batch.config } as unknown as Job['config'],
    inputs: batch.inputs,
    out: batch.out,
    ...(batch.checkpoints === undefined ? {} : { checkpoints: batch.checkpoints }),
    resources: resourcesOf(context.spec.engine),
    gpuWaitMs: durationMs(context.spec.engine.gpuWait),
    workers: 1,
    secrets: {},
    deadlineMs: durationMs(batch.deadline),
    ...(batch.stopGraceMs === undefined ? {} : { stopGraceMs: batch.stopGraceMs }),
    logFile: join(context.place.logs, `${verb}-${hexOf(key, 12)}-${randomBytes(3).toString('hex')}.txt`),
  }
  const detail = liveDetail()
  const listeners: Listener[] = [
    (event) => show(event, context.platform.log, detail(event)),
    (event) => {
      if (event.type === 'progress') update(context.signal, { at: event })
    },
    ...(batch.heard ?? []),
  ]
  const onEvent: Listener = (event) => {
    for (const tell of listeners) tell(event)
  }
  const end = await withOwnFiles(context, verb, (files) =>
    engine.run({ ...job, inputs: { ...job.inputs, ...files } }, onEvent, context.signal),
  )
  if (end.exit !== 'done' || end.result === undefined) {
    const exit = end.exit === 'done' ? 'crashed' : end.exit
    const { problems = [{ what: `${verb}: ${end.diagnosis}` }] } = end
    const [first, ...more] = problems
    const placed = ({ what, input, line }: JobProblem): Problem => {
      const file = input === undefined ? undefined : batch.fileOf?.(input)
      return file === undefined ? { what } : { what, place: { file, ...(line === undefined ? {} : { line }) } }
    }
    throw new UserError([placed(first), ...more.map(placed)], { exit })
  }
  return end.result as ResultOf<V>
}

/** What jobs of this run stand on, asked before the first of them: an engine that works, and has what the spec asks for. */
export const jobFacts = (context: StageContext): Promise<Facts> =>
  oncePerRun(context, 'facts of jobs', async () =>
    (await context.engine()).preflight(resourcesOf(context.spec.engine), context.signal),
  )

export async function jobPreflight(context: StageContext): Promise<void> {
  await ownFiles(context)
  await jobFacts(context)
}

/** @param bytes what will surely be written @throws UserError where the place has less room */
export async function requireDisk({ place }: StageContext, stage: string, bytes: number): Promise<void> {
  // What is not made yet will lie on the disk of what it is made in.
  let there = place.directory
  while (!(await isThere(there)) && dirname(there) !== there) there = dirname(there)
  const { bavail, bsize } = await statfs(there)
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`
  if (bavail * bsize < bytes)
    throw new UserError(
      `${place.directory} has ${megabytes(bavail * bsize)} left, and ${stage} needs at least ${megabytes(bytes)}: free some space (\`model-actions prune\`), or name a directory on another disk by MODEL_ACTIONS_HOME`,
      { exit: 'preflight' },
    )
}

/** What the spec says that a version that serves may use. */
export const limitsIn = ({ cpus, memory, shm }: Pick<ModelSpec['engine'], 'cpus' | 'memory' | 'shm'>) => ({
  ...(cpus === undefined ? {} : { cpus }),
  ...(memory === undefined ? {} : { memoryBytes: memoryBytes(memory) }),
  ...(shm === undefined ? {} : { shmBytes: memoryBytes(shm) }),
})

/** What the spec says that a job may use. */
export const resourcesOf = ({ gpus, pids, runtime, ...limits }: ModelSpec['engine']): Resources => ({
  ...limitsIn(limits),
  ...(gpus === undefined ? {} : { gpus: typeof gpus === 'object' ? { memoryBytes: memoryBytes(gpus.memory) } : gpus }),
  ...(pids === undefined ? {} : { pids }),
  ...(runtime === undefined ? {} : { runtime }),
})

const warningText = ({ message, hint }: Extract<RuntimeEvent, { type: 'warning' }>): string =>
  hint === undefined ? message : `${message}: ${hint}`

/** Tells people what a job says of itself. */
export function show(event: RuntimeEvent, log: Log, detail = ''): void {
  switch (event.type) {
    case 'progress':
      log.progress(
        `${event.what} ${event.done}/${event.total} ${event.unit}`,
        event.total === 0 ? 1 : event.done / event.total,
        detail,
      )
      break
    case 'warning':
      log.warn(warningText(event))
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
