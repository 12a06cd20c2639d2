import type { ExitName } from '../errors.ts'
import type { Config, Event, Result } from './contract.generated.ts'

/** Where batch work runs. A stage never asks which one it has. */
export interface Engine {
  readonly name: 'process' | 'docker'
  /** What is missing before any work; throws a UserError with exit `preflight` that names the remedy. */
  preflight(signal: AbortSignal): Promise<EngineFacts>
  /**
   * Runs one job to its end. Events arrive validated; a line that claims to be one and is not ends the job as `crashed`.
   * Resolves for every end of the job itself; rejects with a UserError only where the engine could not run it.
   * After an abort the whole process tree is gone within 2 s and the promise rejects with the signal's reason.
   */
  run(job: Job, onEvent: (event: RuntimeEvent) => void, signal: AbortSignal): Promise<JobEnd>
}

export type EngineFacts = { engine: Engine['name']; because: string; python?: string; docker?: string; image?: string }

export type RuntimeConfig = Config
export type RuntimeEvent = Event
export type RuntimeResult = Result
export type Verb = Config['verb']

/** One piece of batch work. Host paths; the engine decides where the job sees them. */
export type Job = {
  /** The resolved config without `paths`: the engine adds them, because only it knows what the job sees. */
  config: DistributiveOmit<Config, 'paths' | 'model_runtime'>
  /** Read-only inputs by name (`paths.in`): directories on this host. */
  inputs: Record<string, string>
  /** An empty directory on this host for the result. */
  out: string
  /** A directory that outlives the job, for finetune. */
  checkpoints?: string
  secrets: Record<string, string>
  deadlineMs: number
  /** The job's log goes here whole; only events and cut lines reach the terminal. */
  logFile: string
}

export type JobEnd = {
  exit: ExitName
  /** Validated result; present exactly when `exit` is `done`. */
  result?: RuntimeResult
  /** One line for a person: what happened and what to do. */
  diagnosis: string
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
