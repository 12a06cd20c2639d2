import type { Digest } from '../digest.ts'
import type { Engine } from '../engine/types.ts'
import type { HostPlace } from '../place/place.ts'
import type { Platform } from '../platform/types.ts'
import type { Results } from '../results/results.ts'
import type { Stored } from '../results/types.ts'
import type { Bounds } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'

/** In the order in which they happen. */
export const stageNames = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy'] as const
export type StageName = (typeof stageNames)[number]

export type StageContext = {
  spec: ModelSpec
  /** The model.yml that `spec` was read from; its directory resolves the paths in it. */
  specFile: string
  /** What the paths of the spec are relative to, and may not leave. */
  bounds: Bounds
  /** Made on first use, because setting it up can take minutes and some stages need none. */
  engine(): Promise<Engine>
  platform: Platform
  place: HostPlace
  results: Results
  /** Result digest that the job was handed: stages before it are taken from there, and nothing before it is needed. */
  from: Digest | undefined
  /** Image digest that the job was handed, for stages that act on an image; without it the spec's version is looked up. */
  image: Digest | undefined
  signal: AbortSignal
  /** Runs the stage even where a result with its key exists. */
  force: boolean
  /** Another run that does the same now is waited for, or this one is refused. */
  others: 'waited-for' | 'refused'
  /** Somebody said so: what is deployed may be older than what serves. */
  rollback: boolean
  /** What is deployed served before, and gets all traffic as soon as it is healthy. */
  atOnce?: true
  environment: Readonly<Record<string, string | undefined>>
  clock: { now(): Date; monotonicMs(): number }
}

/** Where a run stands: what results, images and keys are found by. */
export type Setting = Pick<
  StageContext,
  'spec' | 'specFile' | 'bounds' | 'place' | 'environment' | 'platform' | 'signal'
>

/** A stage that ran, or whose earlier result holds. */
export type StageOutcome<Data = unknown> = { stage: StageName; stored: Stored<Data>; reused: boolean }
