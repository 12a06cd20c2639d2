import type { Digest } from '../digest.ts'
import type { Backend, Histogram, ShadowCounts, SplitStatus } from '../gateway/types.ts'
import type { Gate, Verdict } from '../verdict.ts'
import type { QueryAnswer, QueryGate } from './queries.ts'

/**
 * How requests ended that were drawn for a version: of each its first attempt alone, so that what another version made good
 * stays the error of the one that was drawn.
 */
export type Tally = {
  /** Those that ended. A client that left before it waited long is none. */
  requests: number
  /** Answers of 500 and over, no answer, and clients that gave up after they had waited longer than nearly all of stable's do. */
  errors: number
  /** Answers of 400 to 499. */
  clientErrors: number
  /** What took longer than nearly all (99 %) of stable's requests until then. */
  slow: number
}

/** Outcomes that are watched, each with a test of its own. */
export const outcomeClasses = ['errors', 'clientErrors', 'slow'] as const
export type OutcomeClass = (typeof outcomeClasses)[number]

/**
 * What the canary is held against. `before`: stable was stopped to make room, and what it did before is in the plan's
 * tolerances. `nobody`: there is no stable version, or what serves is at fault.
 */
export type HeldAgainst = 'stable' | 'before' | 'nobody'

/** The gates that each rollout may have; those of the user's own queries are named after them. */
export type GateName =
  | 'health'
  | 'golden probes before traffic'
  | 'golden probes'
  | 'circuit breaker'
  | 'errors'
  | 'refusals'
  | 'slow answers'
  | 'agreement'
  | 'promotion'
  | 'answers'

export type RolloutGate = Gate & { name: GateName | `prometheus ${string}` }

/** What one interval showed, with the canary's share in force during all of it. */
export type Observation = {
  fromMs: number
  toMs: number
  /** Canary's share of the traffic, 0 to 1. */
  share: number
  stable: Tally
  canary: Tally
  /** How long nearly all of stable's answers take, as far as is known. */
  answersTakeMs?: number | undefined
  /** One health probe of the canary in this interval. */
  healthy: boolean | 'not-probed'
  /** Golden probes that the canary was asked in this interval, in their order; absent where it was asked none. */
  golden?: readonly GoldenAnswer[]
  /** Windows of the user's own queries that ended in this interval. */
  queries?: readonly QueryAnswer[]
  /** Where requests are split by the value of a header. */
  split?: SplitSeen
  /**
   * How often in a row the canary's circuit breaker opened, 0 where it is closed, and how often in this interval; absent where
   * it was closed all the time.
   */
  breaker?: { openInARow: number; openings: number }
}

/** `draws`: of this interval, with one end, error and so on for each value; `status`: all since the canary has its first share. */
export type SplitSeen = { draws: { stable: Tally; canary: Tally }; status: SplitStatus }

/** How the canary answered a test input: as it was judged, something else, or not at all (no answer, 5xx, too many requests). */
export type GoldenAnswer = { id: string; outcome: 'right' | 'wrong' | 'missing' }

export type RolloutPlan = {
  /** How many versions there is room for beside stable: with none it is stopped before the canary starts. */
  surge: 0 | 1
  /** Canary's shares, 0 to 1, rising. The last leaves stable a part to compare with, until the canary is promoted. */
  steps: readonly number[]
  /** All traffic as soon as it is healthy: it served before, and what serves is at fault. */
  atOnce?: boolean
  minTimeMs: number
  minRequests: number
  stepDeadlineMs: number
  bakeMs: number
  healthFailures: number
  /** Whatever happens in one window of time counts as one piece of evidence. */
  windowMs: number
  /** A request that has not ended after so long hangs. */
  longestAnswerMs: number
  /** Chance that a canary that is no worse is stopped, however long the rollout lasts. */
  falseRollbacks: number
  /** The canary fails where it is worse than `ratio` times stable's rate, and than the rate `tolerance`. */
  classes: Record<OutcomeClass, { ratio: number; tolerance: number }>
  queries: readonly QueryGate[]
  /**
   * Requests are split by the value of a header, and so many values must have met the canary before it gets nearly all traffic;
   * absent where each is drawn for itself.
   */
  minValues?: number
  /** Copies of stable's requests, before the canary has traffic; absent for none. */
  shadow?: ShadowPlan
}

export type ShadowPlan = {
  /** Of stable's requests, 0 to 1. */
  share: number
  minRequests: number
  /** Share of the inputs that may be answered otherwise than by stable. */
  maxDisagreement: number
  minTimeMs: number
  deadlineMs: number
  /** Chance that a canary that disagrees no more is stopped. */
  falseRollbacks: number
}

export type ShadowReport = ShadowCounts & { share: number; elapsedMs: number }

export type Timing = { readyMs: number; healthIntervalMs: number; leaseTtlMs: number }

export type StepReport = {
  name: string
  /** Canary's share, 0 to 1. */
  share: number
  /** Since the rollout began. */
  fromMs: number
  toMs: number
  stable: Tally
  canary: Tally
  outcome: string
}

/** Of each version, since the step began. */
export type Latencies = { stable: Histogram | undefined; canary: Histogram | undefined }

/** What both did in a part of a rollout, which is told from its start. */
export type Point = Pick<StepReport, 'fromMs' | 'toMs' | 'share' | 'stable' | 'canary'>

export type RolloutReport = {
  verdict: Verdict
  because: string
  /** The release already was stable and answers: nothing was done. */
  reused: boolean
  /** There was no version, or none that answers, to compare with. */
  firstDeploy: boolean
  against: HeldAgainst
  release: Release
  steps: StepReport[]
  gates: RolloutGate[]
  timeline: { atMs: number; event: string }[]
  /** How traffic and errors went, in 200 points at most. */
  series: Point[]
  /** How the canary answered copies of stable's requests; absent where it was asked none. */
  shadow?: ShadowReport
  /** What each version got of the values of a header, where requests are split by one. */
  split?: SplitStatus
  /** When nothing served, as there was room for one version only; the last one has no end where nothing serves. */
  gaps: Gap[]
  /** Who has the traffic now; absent where nothing is deployed, or what is deployed is dead. */
  serving?: Backend
  url: string
}

/** A time without service, since the rollout began, and which version ended it. */
export type Gap = { fromMs: number; end?: { atMs: number; by: string } }

export type Release = { version: string; digest: Digest }

/** The versions of a model where they run. What runs is read from there, never from anybody's memory. */
export interface Running {
  readonly name: 'process' | 'docker'
  list(): Promise<Backend[]>
  /** Stops, with `graceMs` for requests in flight; a backend that is already gone is no error. */
  stop(id: string, graceMs?: number): Promise<void>
  /** Stops and removes every version but one, running or not. @returns the ids that went */
  sweep(keepId: string | undefined, graceMs?: number): Promise<string[]>
}

/** What people ask of them, for which their images are not needed. */
export interface Versions extends Running {
  /** All that are there: one that ended by itself stays, with its log, until it is stopped. */
  known(): Promise<{ backend: Backend; running: boolean }[]>
  /** What a version wrote. @returns false where nothing is known of it */
  logs(id: string, options: LogOptions): Promise<boolean>
}

export type LogOptions = {
  /** The last so many. */
  lines: number
  /** And those that come, until the version ends. */
  follow: boolean
  signal: AbortSignal
  onLine: (line: string) => void
}

/** What a rollout asks of the place where versions run. */
export interface Target extends Running {
  /**
   * Starts the version of an image that is already verified; throws a UserError that says why it did not come up.
   * Here and in `ready`, exit `crashed` says that it is the release's own fault: the rollout fails. Any other error is
   * trouble of the place where it runs.
   */
  start(release: Release, signal: AbortSignal): Promise<Backend>
  /** Brings all that `start` needs of it here, as far as that can be done beside another version. */
  prepare(release: Release, signal: AbortSignal): Promise<void>
  /** Stops a version as `stop` does, and keeps what is needed to start it again at once. */
  halt(id: string, graceMs?: number): Promise<void>
  /**
   * Starts a version that was halted; one that runs is left as it is. Its addresses may be others.
   * @throws UserError where nothing is left of it
   */
  startAgain(id: string): Promise<Backend>
  /** Resolves once every server says that it has this very model; rejects with a UserError with the log's last lines after `timeoutMs`. */
  ready(backend: Backend, timeoutMs: number, signal: AbortSignal): Promise<void>
  /** From now on it comes back by itself after a crash or a reboot, as far as the place can do that. */
  keep(id: string): Promise<void>
}
