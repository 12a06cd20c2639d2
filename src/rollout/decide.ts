import { upperErrorRate } from '../statistics/proportions.ts'
import { type ErrorInterval, errorEvidence, rateEvidence } from '../statistics/sequential.ts'
import type { Gate } from '../verdict.ts'
import type { Decision, Observation, RolloutPlan } from './types.ts'

/** Where the rollout stands: index of the step and when it began; `alone` where nothing is to be compared with: no stable version, or one that is at fault. */
type StepState = { step: number; sinceMs: number; alone: boolean }

/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param seen every interval since the rollout began, oldest first, on the same monotonic clock as `nowMs`
 */
export function decide(plan: RolloutPlan, seen: readonly Observation[], state: StepState, nowMs: number): Decision {
  const gates = [healthGate(plan, seen), ...errorGates(plan, seen)]
  const failed = gates.find((gate) => gate.verdict === 'fail')
  if (failed !== undefined) return { do: 'roll-back', verdict: 'fail', because: failed.because, gates }

  const inStep = seen.filter((one) => one.fromMs >= state.sinceMs)
  const elapsedMs = nowMs - state.sinceMs
  const requests = sum(inStep, (one) => one.canary.requests)
  const last = state.step === plan.steps.length - 1
  const waiting: string[] = []
  if (elapsedMs < plan.minTimeMs)
    waiting.push(`${seconds(plan.minTimeMs - elapsedMs)} of the step's minimum time are left`)
  if (trailing(seen, (one) => one.healthy === false) > 0) waiting.push('the last health probe failed')
  if (state.alone) {
    if (!inStep.some((one) => one.healthy === true)) waiting.push('no health probe has succeeded yet')
  } else {
    if (requests < plan.minRequests) waiting.push(`the canary answered ${requests} of ${plan.minRequests} requests`)
    // Before the canary gets all traffic, and before it becomes stable, its error rate must be known to be small enough.
    if (last || plan.steps[state.step + 1] === 1) {
      const gate = promotionGate(plan, seen)
      gates.push(gate)
      if (gate.verdict !== 'pass') waiting.push(gate.because)
    }
  }
  if (waiting.length > 0) {
    const because = waiting.join('; ')
    if (elapsedMs < plan.stepDeadlineMs) return { do: 'hold', because, gates }
    return {
      do: 'roll-back',
      verdict: 'inconclusive',
      because: `the step's deadline of ${seconds(plan.stepDeadlineMs)} is over and ${because}`,
      gates,
    }
  }
  if (last) return { do: 'promote', because: 'every step passed its gates', gates }
  const step = state.step + 1
  const share = plan.steps[step] ?? 1
  return { do: 'step', step, share, because: `step ${state.step + 1} passed its gates`, gates }
}

/** Gates that hold at any time, while the canary bakes too. */
export function standingGates(plan: RolloutPlan, seen: readonly Observation[]): Gate[] {
  return [healthGate(plan, seen), ...errorGates(plan, seen)]
}

function healthGate(plan: RolloutPlan, seen: readonly Observation[]): Gate {
  const probes = seen.filter((one) => one.healthy !== 'not-probed')
  const failures = trailing(probes, (one) => one.healthy === false)
  return {
    name: 'health',
    verdict: failures >= plan.healthFailures ? 'fail' : probes.length === 0 ? 'inconclusive' : 'pass',
    observed: { value: failures, unit: 'consecutive failed probes' },
    allowed: plan.healthFailures - 1,
    because: failures === 0 ? 'the last health probe succeeded' : `${failures} health probes in a row failed`,
  }
}

function errorGates(plan: RolloutPlan, seen: readonly Observation[]): Gate[] {
  const { ratio, falseRollbacks } = plan.errors
  const limit = 1 / falseRollbacks
  const relative = errorEvidence(byShare(seen), ratio)
  const alone = seen.filter((one) => one.share === 1)
  const errors = sum(alone, (one) => one.canary.errors)
  const requests = sum(alone, (one) => one.canary.requests)
  const allowed = allowedRate(plan, seen)
  const absolute = rateEvidence(errors, requests, allowed)
  return [
    {
      name: 'errors',
      verdict: relative > limit ? 'fail' : 'pass',
      observed: { value: relative, unit: 'e-value' },
      allowed: limit,
      because:
        relative > limit
          ? `the canary fails more than ${ratio} times as often as stable: ${sum(seen, (one) => one.canary.errors)} of ${sum(seen, (one) => one.canary.requests)} requests against ${sum(seen, (one) => one.stable.errors)} of ${sum(seen, (one) => one.stable.requests)}`
          : `no evidence that the canary fails more than ${ratio} times as often as stable`,
    },
    {
      name: 'errors at full share',
      verdict: absolute > limit ? 'fail' : 'pass',
      observed: { value: absolute, unit: 'e-value' },
      allowed: limit,
      because:
        absolute > limit
          ? `with all traffic the canary failed ${errors} of ${requests} requests; ${percent(allowed)} are allowed`
          : `with all traffic there is no evidence of an error rate over ${percent(allowed)}`,
    },
  ]
}

/** Intervals with one share and their sum are the same evidence; a long rollout has many of them and few shares. */
function byShare(seen: readonly Observation[]): ErrorInterval[] {
  const sums = new Map<number, ErrorInterval>()
  for (const { share, stable, canary } of seen) {
    const before = sums.get(share) ?? { share, stableErrors: 0, canaryErrors: 0 }
    const stableErrors = before.stableErrors + stable.errors
    sums.set(share, { share, stableErrors, canaryErrors: before.canaryErrors + canary.errors })
  }
  return [...sums.values()]
}

function promotionGate(plan: RolloutPlan, seen: readonly Observation[]): Gate {
  const errors = sum(seen, (one) => one.canary.errors)
  const requests = sum(seen, (one) => one.canary.requests)
  const high = upperErrorRate(errors, requests, 0.95)
  const allowed = allowedRate(plan, seen)
  const shown = `the canary failed ${errors} of ${requests} requests: at most ${percent(high)} (95 %), ${percent(allowed)} are allowed`
  return {
    name: 'promotion',
    verdict: high <= allowed ? 'pass' : 'inconclusive',
    observed: { value: requests === 0 ? 0 : errors / requests, high, unit: 'error rate' },
    allowed,
    because: shown,
  }
}

/** The tolerance, or what stable itself shows where that is worse: a broken old version must not lock out its fix. */
function allowedRate(plan: RolloutPlan, seen: readonly Observation[]): number {
  const requests = sum(seen, (one) => one.stable.requests)
  const shown = requests === 0 ? 0 : sum(seen, (one) => one.stable.errors) / requests
  return Math.min(1, Math.max(plan.errors.tolerance, plan.errors.ratio * shown))
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

function trailing<T>(items: readonly T[], holds: (item: T) => boolean): number {
  const index = items.findLastIndex((item) => !holds(item))
  return items.length - 1 - index
}

const seconds = (ms: number): string => `${Math.ceil(ms / 100) / 10} s`
/** A rate or share of 0 to 1 in three digits: `7 %`, `0.994 %`. */
export const percent = (rate: number): string => `${Number((rate * 100).toPrecision(3))} %`
