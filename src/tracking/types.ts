import type { Digest } from '../digest.ts'

/** A number of a training at an optimizer step, and when it was told (milliseconds since 1970). */
export type Point = { name: string; value: number; step: number; atMs: number }

/** What a training is to those who compare several. */
export type TrackedRun = {
  model: string
  version: string
  /** Lineage key of its result. */
  key: Digest
  parameters: Readonly<Record<string, string>>
}

export type Ending = 'finished' | 'failed' | 'killed'

/** By what a run is found again, and whether it is a new one: of one that was begun before, nothing is told twice. */
export type Begun = { id: string; isNew: boolean /** Where people see it. */; where: string }

/** Somebody who is told of a training. Everything may fail, and is tried again with the same points. */
export interface Tracker {
  readonly name: string
  /**
   * Whether it takes back what it knows of steps that were undone, as a training was killed after its last checkpoint: then it
   * is told of them again.
   */
  readonly forgets: boolean
  /** @param before the id of the run that this one goes on from */
  begin(run: TrackedRun, before: string | undefined, signal: AbortSignal): Promise<Begun>
  /** In the order in which they were told, at most a thousand. */
  points(points: readonly Point[], signal: AbortSignal): Promise<void>
  end(how: Ending, signal: AbortSignal): Promise<void>
}
