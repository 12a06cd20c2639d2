import { basename, dirname, resolve as resolvePath } from 'node:path'
import type { ContainerEnd, OutputLines } from '../docker/types.ts'
import { isInside } from '../files.ts'
import type { StopRequest } from '../processes.ts'
import { graceMs } from '../processGroups.ts'
import { after } from '../timers.ts'
import { configFor, duration, JobOutput, jobEnd } from './end.ts'
import { type Contract, readContract } from './events.ts'
import { jobFiles } from './files.ts'
import { usageEvents, watchGpus } from './gpuMeter.ts'
import { namesOf, usableGpus } from './gpus.ts'
import { type Leased, type LeaseStore, leaseCards, wantedOf } from './leasing.ts'
import type { Engine, Facts, Job, JobEnd, Mount, ResolveResult, Resources, RuntimeEvent, Verb } from './types.ts'

/*
 * What every engine does with a job: files, output, deadline, end. An engine adds how a job is started and what it sees.
 */

export type EngineLog = {
  info(line: string): void
  foreign(line: string): void
  progress(what: string, share: number): void
}

export type ImageCredentials = (image: string) => Promise<{ username: string; password: string } | undefined>

export type EngineOptions = {
  /** Directory that holds the package `model_runtime`. */
  runtimeDirectory: string
  log: EngineLog
  environment: Readonly<Record<string, string | undefined>>
  /** For inputs that lie in stored results; without it a job has none. */
  resolve?: ResolveResult
  /** What an image of the user's own is fetched with; without it, and where it has nothing, without credentials. */
  credentials?: ImageCredentials
  /** By which jobs of this host do not take each other's GPUs; without it a job takes what its preflight found. */
  leases?: LeaseStore
}

/** Where a job sees its files. */
type Seen = { inputs: Record<string, string>; out: string; checkpoints: string | undefined }

/** A directory of this host, or of it one file alone. */
export type Source = { directory: string; file?: string }

/** A job whose inputs lie on this host and whose config is written. */
type ReadyJob = Omit<Job, 'inputs'> & {
  inputs: Readonly<Record<string, Source>>
  configFile: string
  /** Private to this job, gone after it. */
  directory: string
  /** By which it has its GPUs. */
  lease?: string
}

/** What tells one engine from another. */
interface Way {
  readonly name: Engine['name']
  /** Of the engine that has the containers. */
  readonly endpoint?: string
  preflight(needs: Resources, signal: AbortSignal): Promise<Facts>
  seen(job: Job, inputs: Readonly<Record<string, Source>>): Seen
  /**
   * Runs it to its end, which a stop brings near; rejects with the signal's reason, with that of a stop that came before it ran,
   * or with what a line callback throws, once nothing of it is left.
   */
  start(job: ReadyJob, facts: Facts, lines: OutputLines, signal: AbortSignal, stop: StopRequest): Promise<ContainerEnd>
}

/** Python's own settings for a job, the same in every engine. */
export const jobEnvironment = {
  LANG: 'C.UTF-8',
  HF_HUB_OFFLINE: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
} as const

/** How many threads a job may use, by the variable that every numerical library reads. */
export const threadsOf = ({ cpus }: Resources): Record<string, string> =>
  cpus === undefined ? {} : { OMP_NUM_THREADS: String(Math.max(1, Math.ceil(cpus))) }

/** Ends a job whose output broke the contract; never leaves this file. */
class BrokenContract extends Error {}

/** An engine, from what is its own. */
export function engineOf(way: Way, options: EngineOptions): Engine {
  const contract = readContract(options.runtimeDirectory)
  const known = new Map<string, Promise<Facts>>()
  const preflight: Engine['preflight'] = (needs, signal) => {
    const { cpus, memoryBytes, shmBytes, gpus, pids, runtime } = needs
    const key = JSON.stringify([cpus, memoryBytes, shmBytes, gpus, pids, runtime])
    const facts = known.get(key) ?? way.preflight(needs, signal)
    known.set(key, facts)
    // What failed may be mended by the next time it is asked.
    facts.catch(() => known.delete(key))
    return facts
  }
  return {
    name: way.name,
    preflight,
    async run(job, onEvent, signal) {
      signal.throwIfAborted()
      const facts = await preflight(job.resources, signal)
      return runJob({ way, facts, contract, options }, job, onEvent, signal)
    },
  }
}

type Skeleton = { way: Way; facts: Facts; contract: Contract; options: EngineOptions }

/** Reads and counts what people wrote; it computes nothing for which it would keep a GPU from others. */
const withoutGpu: readonly Verb[] = ['prepare']

/** The cards of a job: those that it leases, where leases are kept. */
async function cardsOf(
  { way, facts, options }: Skeleton,
  job: Job,
  directory: string,
  signal: AbortSignal,
): Promise<{ facts: Facts; lease?: Leased }> {
  const { environment, leases: store, log } = options
  const { verb } = job.config
  if (withoutGpu.includes(verb)) return { facts: { ...facts, gpus: [] } }
  const wanted = wantedOf(job.resources.gpus, facts)
  if (wanted === undefined || store === undefined) return { facts }
  const lease = await leaseCards({
    store,
    wanted,
    job: { verb, directory, ...(way.endpoint === undefined ? {} : { endpoint: way.endpoint }) },
    cards: async () => {
      const { gpus } = await usableGpus(environment, signal)
      // Where the tool stops to answer, cards are only counted, and leases know them by other names.
      return gpus.length === 0 || (namesOf(gpus) === undefined && namesOf(facts.gpus) !== undefined) ? undefined : gpus
    },
    waitMs: job.gpuWaitMs ?? 0,
    environment,
    log,
    signal,
  })
  return { facts: { ...facts, gpus: lease.gpus }, lease }
}

async function runJob(
  skeleton: Skeleton,
  job: Job,
  onEvent: (event: RuntimeEvent) => void,
  signal: AbortSignal,
): Promise<JobEnd> {
  const { way, contract, options } = skeleton
  const inputs = await sourcesOf(job.inputs, options.resolve)
  const files = await jobFiles(job, directoriesOf(inputs))
  const { facts, lease } = await cardsOf(skeleton, job, files.directory, signal).catch(async (error: unknown) => {
    await files.close()
    throw error
  })
  let ended: 'unsure' | undefined
  const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) })
  const deadline = new AbortController()
  const deadlineReason = new Error('deadline')
  const patienceMs = job.stopGraceMs ?? graceMs
  const timer = after(job.deadlineMs, () => {
    deadline.abort(deadlineReason)
    if (job.stopGraceMs !== undefined)
      options.log.info(
        `the deadline of ${duration(job.deadlineMs)} is over: ${job.config.verb} has ${duration(patienceMs)} at most to save what it has done`,
      )
  })
  const measured = new AbortController()
  const measuring =
    job.config.verb === 'finetune' && facts.gpus.length > 0
      ? watchGpus({
          cards: facts.gpus,
          environment: options.environment,
          signal: measured.signal,
          onReading: (reading) => usageEvents(reading).forEach(onEvent),
        })
      : undefined
  let end: ContainerEnd = { exitCode: 0, outOfMemory: false }
  try {
    const configFile = await files.writeConfig(configFor(job, way.seen(job, inputs), contract))
    end = await way.start(
      {
        ...job,
        inputs,
        configFile,
        directory: files.directory,
        ...(lease === undefined ? {} : { lease: lease.id }),
      },
      facts,
      {
        stdout(line) {
          const written = files.log(line)
          if (!output.stdout(line)) throw new BrokenContract()
          return written
        },
        stderr(line) {
          output.log(line)
          return files.log(line)
        },
      },
      signal,
      { signal: deadline.signal, patienceMs },
    )
  } catch (error) {
    if (error !== deadlineReason && !(error instanceof BrokenContract)) {
      ended = 'unsure'
      throw error
    }
  } finally {
    timer.cancel()
    measured.abort()
    await measuring
    await lease?.giveBack(ended)
    await files.close()
  }
  return jobEnd(
    {
      ...output.seen(),
      verb: job.config.verb,
      ...end,
      deadlinePassed: deadline.signal.aborted && !signal.aborted,
      deadlineMs: job.deadlineMs,
      patienceMs,
      outFault: await files.outFault(),
      resultFile: await files.resultFile(),
      logFile: job.logFile,
    },
    contract,
  )
}

export const directoriesOf = (sources: Readonly<Record<string, Source>>): Record<string, string> =>
  Object.fromEntries(Object.entries(sources).map(([name, { directory }]) => [name, directory]))

async function sourcesOf(
  mounts: Readonly<Record<string, Mount>>,
  resolve: ResolveResult | undefined,
): Promise<Record<string, Source>> {
  const sources: Record<string, Source> = {}
  for (const [name, mount] of Object.entries(mounts)) {
    if ('directory' in mount) {
      sources[name] = mount
      continue
    }
    if ('file' in mount) {
      sources[name] = { directory: dirname(mount.file), file: basename(mount.file) }
      continue
    }
    if (resolve === undefined)
      throw new Error(`the input ${name} is a stored result, and this engine was given no store`)
    const result = await resolve(mount.result)
    const directory = resolvePath(result, mount.path)
    if (!isInside(result, directory)) throw new Error(`the input ${name} leaves its result: ${mount.path}`)
    sources[name] = { directory }
  }
  return sources
}
