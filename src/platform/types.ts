import type { Digest } from '../digest.ts'

/** The world a run lives in: a GitHub job or a terminal. The only place that knows which. */
export interface Platform {
  readonly kind: 'github' | 'terminal'
  readonly log: Log
  /** Output of `work` under one heading that can be folded. */
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** Sets an action's output; a terminal ignores it. */
  output(name: string, value: string): void
  /** Markdown for the job's summary page, kept under GitHub's limit; a terminal ignores it. */
  summary(markdown: string): Promise<void>
  /** Never shown again in any log, in any form; call before first use. */
  secret(value: string): void
  /** A token by which others can tell which job this is, for one audience. @throws UserError where there is none to be had */
  identityToken(audience: string): Promise<string>
  /**
   * Shows a deployment where others look for it: on GitHub, where the job names an environment. Where it cannot be shown, a
   * line says so and the rollout goes on.
   */
  deployment(of: { model: string; version: string; digest: string }): DeploymentLog
  /**
   * What is shown as having been deployed of a model to one environment, the last first: a hint of which release to look at,
   * and no proof of anything. Empty where nothing is shown, or only of environments of which none is said to count.
   */
  deployed(model: string): Promise<Deployed[]>
  /** What an action's main program leaves for its `post`. */
  readonly state: State
}

export interface State {
  save(name: string, value: string): void
  /** '' where nothing was saved. */
  get(name: string): string
}

export interface Log {
  info(line: string): void
  warn(line: string): void
  error(line: string): void
  debug(line: string): void
  /** Foreign output (containers, training): can give the runner no command, control characters stripped, long lines cut. */
  foreign(line: string): void
  /** Redrawn in place on a terminal, thinned out elsewhere. `share` is 0 to 1. @param detail what stands behind it */
  progress(what: string, share: number, detail?: string): void
  /**
   * How something stands that goes on: redrawn in place on a terminal until '' ends it, elsewhere a line every 30 s.
   * @param table lines that a terminal shows instead
   */
  live(line: string, table?: readonly string[]): void
}

/** A release as a deployment names it. */
export type Deployed = { version: string; digest: Digest }

export type DeploymentState = 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'

export type DeploymentEvent = { state: DeploymentState; description: string /** Where it serves. */; url?: string }

/** What happens to a deployment, told in its order and without being waited for. */
export interface DeploymentLog {
  say(event: DeploymentEvent): void
  /** Once all of it was told, or cannot be. */
  settled(): Promise<void>
}
