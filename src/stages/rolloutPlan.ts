import type { RolloutPlan } from '../rollout/types.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { durationMs } from '../spec/values.ts'

/** What hangs longer than this will not be answered; where stable takes long, three times as long as nearly all of it. */
const longestAnswerMs = 60_000

/** How a canary is judged, by the section `deploy`. Pure. @param atOnce all traffic as soon as it is healthy */
export function rolloutPlan({ steps, control, step, gates, bake }: ModelSpec['deploy'], atOnce: boolean): RolloutPlan {
  return {
    atOnce,
    steps: steps.map((percent) => Math.min(percent, 100 - control) / 100),
    minTimeMs: atOnce ? 0 : durationMs(step.minTime),
    minRequests: step.minRequests,
    stepDeadlineMs: durationMs(step.deadline),
    bakeMs: durationMs(bake),
    healthFailures: gates.health.failures,
    windowMs: durationMs(gates.window),
    longestAnswerMs,
    falseRollbacks: gates.falseRollbacks,
    classes: { errors: gates.errors, clientErrors: gates.refusals, slow: gates.latency },
  }
}
