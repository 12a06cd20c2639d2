import type { QueryGate } from '../rollout/queries.ts'
import type { RolloutPlan } from '../rollout/types.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { durationMs } from '../spec/values.ts'

/** What hangs longer than this will not be answered; where stable takes long, three times as long as nearly all of it. */
const longestAnswerMs = 60_000

/** How a canary is judged, by the section `deploy`. Pure. @param atOnce all traffic as soon as it is healthy */
export function rolloutPlan(
  { surge, steps, control, step, gates, bake, shadow, splitBy, prometheus }: ModelSpec['deploy'],
  atOnce: boolean,
): RolloutPlan {
  return {
    surge,
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
    ...(splitBy === undefined ? {} : { minValues: splitBy.minValues }),
    queries: (prometheus?.gates ?? []).map(queryGate),
    ...(shadow === undefined
      ? {}
      : {
          shadow: {
            share: shadow.share / 100,
            minRequests: shadow.minRequests,
            maxDisagreement: shadow.maxDisagreement,
            minTimeMs: durationMs(step.minTime),
            deadlineMs: durationMs(step.deadline),
            falseRollbacks: gates.falseRollbacks,
          },
        }),
  }
}

type Written = NonNullable<ModelSpec['deploy']['prometheus']>['gates'][number]

function queryGate(written: Written): QueryGate {
  const { name, query, window } = written
  return { name, query, windowMs: durationMs(window), bound: boundOf(written) }
}

function boundOf({ max, min, versusStable, failures }: Written): QueryGate['bound'] {
  if (versusStable !== undefined) {
    const { better, margin, ratio } = versusStable
    if (ratio !== undefined) return { kind: 'versus-stable', better, by: 'ratio', allowed: ratio }
    if (margin !== undefined) return { kind: 'versus-stable', better, by: 'margin', allowed: margin }
  }
  if (max !== undefined) return { kind: 'max', limit: max, failures }
  if (min !== undefined) return { kind: 'min', limit: min, failures }
  throw new Error('a gate has a bound')
}
