import type { Digest } from '../model/types.ts'
import type { Gate, Verdict } from '../verdict.ts'

/** One running version of the model. `id` is unique per start: `v1-4-0-<12 hex of the digest>`. */
export type Backend = { id: string; version: string; digest: Digest; host: string; port: number }

/** What a version did since the gateway saw it first; counters only grow. */
export type Counters = {
  requests: number
  /** Answers of 500 and over, and connections that gave none. */
  errors: number
  /** Upper bounds in ms with counts of requests at or under each, cumulative as in Prometheus. */
  latency: { boundsMs: readonly number[]; counts: readonly number[] }
}

/** What one interval showed, with the canary's share in force during all of it. */
export type Observation = {
  fromMs: number
  toMs: number
  /** Canary's share of the traffic, 0 to 1. */
  share: number
  stable: { requests: number; errors: number }
  canary: { requests: number; errors: number }
  /** One health probe of the canary in this interval. */
  healthy: boolean | 'not-probed'
}

export type RolloutPlan = {
  /** Canary's shares, 0 to 1, rising, the last 1. */
  steps: readonly number[]
  minTimeMs: number
  minRequests: number
  stepDeadlineMs: number
  healthFailures: number
  errors: { ratio: number; falseRollbacks: number; tolerance: number }
}

export type Decision =
  | { do: 'hold'; because: string; gates: Gate[] }
  | { do: 'step'; step: number; share: number; because: string; gates: Gate[] }
  | { do: 'promote'; because: string; gates: Gate[] }
  | { do: 'roll-back'; verdict: Exclude<Verdict, 'pass'>; because: string; gates: Gate[] }

/** Where versions run. What runs is read from the target itself, never from the runner's memory. */
export interface Target {
  readonly name: 'process' | 'docker'
  /**
   * Starts the version of an image that is already verified; throws a UserError that says why it did not come up.
   * Here and in `ready`, exit `crashed` says that it is the release's own fault: the rollout fails. Any other error is
   * trouble of the place where it runs.
   */
  start(release: { version: string; digest: Digest }, signal: AbortSignal): Promise<Backend>
  /** Resolves once /v2/health/ready answers 200; rejects with a UserError with the log's last lines after `timeoutMs`. */
  ready(backend: Backend, timeoutMs: number, signal: AbortSignal): Promise<void>
  /** Drains and stops; a backend that is already gone is no error. */
  stop(id: string): Promise<void>
  list(): Promise<Backend[]>
}
