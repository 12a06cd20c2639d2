import type { Engine } from '../engine/types.ts'
import type { Digest } from '../model/types.ts'
import type { Platform } from '../platform/types.ts'
import type { Bounds } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import type { Verdict } from '../verdict.ts'
import type { Store } from './store.ts'

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
  store: Store
  signal: AbortSignal
  /** Runs the stage even where a result with its key exists. */
  force: boolean
  environment: Readonly<Record<string, string | undefined>>
  clock: { now(): Date; monotonicMs(): number }
}

export type StageOutcome<Report = unknown> = {
  stage: StageName
  report: Report
  verdict: Verdict
  /** Whether the next stage may run: after a pass, or where the spec takes an inconclusive one as a warning. */
  proceed: boolean
  /** One line for people: what came out. */
  headline: string
  /** The lineage key; `verify` and `deploy` act on the world and carry the key of what they acted on. */
  key: Digest
  reused: boolean
  /** Scalars for an action's outputs, by output name. */
  outputs: Record<string, string>
  /** The report for people; the stage keeps it beside its result. */
  markdown: string
}
