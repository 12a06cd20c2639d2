import type { Digest } from '../digest.ts'
import type { ExitName } from '../errors.ts'
import type { Config, Event, Result } from './contract.generated.ts'

/** Where batch work runs. A stage never asks which one it has. */
export interface Engine {
  readonly name: 'process' | 'docker'
  /**
   * Tries what jobs with these needs would lack, before any work, and says what they will stand on. Asked again with equal
   * needs, it answers what it found.
   * @throws UserError (exit `preflight`) that names the remedy
   */
  preflight(needs: Resources, signal: AbortSignal): Promise<Facts>
  /**
   * Runs one job to its end. Events arrive validated; a line that claims to be one and is not ends the job as `crashed`.
   * Resolves for every end of the job itself; rejects with a UserError only where the engine could not run it.
   * At its deadline it is asked to end by SIGTERM, and by SIGKILL when its grace is over.
   * After an abort the whole process tree is gone within 2 s and the promise rejects with the signal's reason.
   */
  run(job: Job, onEvent: (event: RuntimeEvent) => void, signal: AbortSignal): Promise<JobEnd>
}

/** What a job may use. A container is held to it; a process is refused where the machine has less, and counts its threads by it. */
export type Resources = {
  cpus?: number
  memoryBytes?: number
  /** Size of /dev/shm, through which data loaders hand over batches. */
  shmBytes?: number
  /** Cards, or memory of one, which other jobs may share. 0 hides them. Without it: one where the machine has one. */
  gpus?: number | 'all' | { memoryBytes: number }
  /** Processes and threads of a container. */
  pids?: number
  /** A runtime of the Docker engine that isolates the container, such as `runsc`. */
  runtime?: string
}

/** What jobs of an engine stand on. */
export type Facts = {
  engine: Engine['name']
  /** What shapes a result besides its inputs, for keys: image or lock digest, versions of Python and packages. */
  identity: Readonly<Record<string, string>>
  cpu: Cpu
  /** Those that jobs get to see. */
  gpus: readonly Gpu[]
  /** Version of the GPU driver. */
  driver?: string
  /** One line for people. */
  because: string
}

export type Cpu = {
  model: string
  /** Instruction sets that matter to matrix products, sorted. */
  flags: readonly string[]
}

/** One card, as nvidia-smi tells of it; of what only its device file tells, there is no more than its number. */
export type Gpu = {
  name: string
  /** 0 where nobody says. */
  memoryBytes: number
  /** The number that nvidia-smi gives it, by its place on the bus. CUDA numbers cards otherwise: no number is handed on. */
  index: number
  /** What every tool calls this card, and no other one. */
  uuid?: string
  /** What no program held of its memory when it was asked. */
  freeBytes?: number
  /** The generation of its processors, as CUDA counts them: `9.0`. */
  computeCapability?: string
}

export type RuntimeEvent = Event
export type RuntimeResult = Result
export type Verb = Config['verb']

/**
 * A directory of this host, or one inside a stored result, whose files are checked as they are opened; or a single file,
 * which the job sees in a directory of its own, without what lies beside it.
 */
export type Mount = { directory: string } | { file: string } | { result: Digest; path: string }

/** Gives the directory of a stored result, verified. */
export type ResolveResult = (result: Digest) => Promise<string>

/** One piece of batch work. Host paths; the engine decides where the job sees them. */
export type Job = {
  /** The resolved config without `paths`: the engine adds them, because only it knows what the job sees. */
  config: DistributiveOmit<Config, 'paths' | 'model_runtime'>
  /** Read-only inputs by name (`paths.in`). */
  inputs: Readonly<Record<string, Mount>>
  /** An empty directory on this host for the result. */
  out: string
  /** A directory that outlives the job, for finetune. */
  checkpoints?: string
  /** Another image than the engine's own choice; only containers have one. */
  image?: string
  resources: Resources
  /** How long it waits for GPUs that other jobs have, before its deadline counts; without it not at all. */
  gpuWaitMs?: number
  /** Processes that an engine starts for it: a training starts its ranks itself. */
  workers: 1
  secrets: Readonly<Record<string, string>>
  deadlineMs: number
  /** What it has at its deadline to save what it has done; without it no more than after an abort, 1.5 s. */
  stopGraceMs?: number
  /** The job's log goes here whole; only events and cut lines reach the terminal. */
  logFile: string
}

export type JobEnd = {
  exit: ExitName
  /** Validated result; present exactly when `exit` is `done`. */
  result?: RuntimeResult
  /** One line for a person: what happened and what to do. */
  diagnosis: string
  /** Where the job has told several things that are wrong with the data: each with its remedy. */
  problems?: readonly [JobProblem, ...JobProblem[]]
}

/** One thing that is wrong with a data file, which the job knows by its role. */
export type JobProblem = { what: string; input?: string; line?: number }

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
