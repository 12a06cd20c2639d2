import { assurance } from '../statistics/sequential.ts'
import { sureOfPromotion } from './chances.ts'
import type { RolloutPlan } from './types.ts'
import { percent } from './words.ts'

/** Shares to try in the place of a plan's own, the most careful first. */
const others: readonly (readonly number[])[] = [[0.05, 0.25], [0.1, 0.5], [0.25], [0.5]]

/**
 * Requests a second that a plan needs so that every step passes before its deadline in 19 of 20 rollouts, where the canary
 * fails as many as stable does.
 * @param goldenPerSecond golden probes, which fill in
 * @param errorRate stable's
 */
export function neededPerSecond(plan: RolloutPlan, goldenPerSecond = 0, errorRate = 0): number {
  const toPromote = requestsToPromote(plan.classes.errors, errorRate)
  const before = plan.steps.length - 2
  return Math.max(
    ...plan.steps.map((share, index) => {
      const requests = index === Math.max(0, before) ? Math.max(plan.minRequests, toPromote) : plan.minRequests
      const seconds = plan.stepDeadlineMs / 1000
      const missing = requests + 1.65 * Math.sqrt(requests) - goldenPerSecond * seconds
      return Math.max(0, missing) / (share * seconds)
    }),
  )
}

/** What to say before a rollout whose traffic is too little for its plan; undefined where it is enough, or may be. */
export function misfit(
  plan: RolloutPlan,
  seen: { requests: number; errors: number; ms: number },
  goldenPerSecond = 0,
): string | undefined {
  const seconds = seen.ms / 1000
  // What it fails at least, by as many: one error in a short time is no rate.
  const errorRate = Math.max(0, seen.errors - 2 * Math.sqrt(seen.errors)) / Math.max(1, seen.requests)
  const needed = neededPerSecond(plan, 0, errorRate)
  // What is there at most, by what came in so short a time.
  const most = (seen.requests + 2 * Math.sqrt(seen.requests) + 3) / seconds
  if (most >= needed) return undefined
  const little = `stable answered ${seen.requests} requests in ${shownSeconds(seconds)}, and this plan needs ${Number(needed.toPrecision(2))} a second to end before its deadlines (${percent(plan.steps[0] ?? 1)} first)`
  if (goldenPerSecond > 0 && most >= neededPerSecond(plan, goldenPerSecond, errorRate))
    return `${little}: golden probes fill in, ${goldenPerSecond} a second`
  const last = plan.steps.at(-1) ?? 1
  const fitting = others
    .map((shares) => ({ ...plan, steps: [...shares, last] }))
    .find((other) => neededPerSecond(other, goldenPerSecond, errorRate) <= seen.requests / seconds)
  const shown = ({ steps }: RolloutPlan): string =>
    `[${[...steps.slice(0, -1).map((share) => share * 100), 100].join(', ')}]`
  const remedy =
    fitting === undefined
      ? 'no steps fit so little: raise deploy.step.deadline, or lower deploy.step.min-requests and raise the tolerance'
      : `deploy.steps: ${shown(fitting)} fits`
  return `${little}: ${remedy}`
}

/** @param errorRate share of them that fails */
function requestsToPromote({ tolerance, ratio }: RolloutPlan['classes']['errors'], errorRate: number): number {
  const allowed = Math.min(1, Math.max(tolerance, ratio * errorRate))
  if (allowed <= errorRate) return Number.POSITIVE_INFINITY
  const sure = (requests: number): boolean => assurance(errorRate * requests, requests, allowed) >= sureOfPromotion
  let [few, many] = [0, 1]
  while (!sure(many)) many *= 2
  while (many - few > 1) {
    const middle = (few + many) >> 1
    if (sure(middle)) many = middle
    else few = middle
  }
  return many
}

/** What lasted less than a second did not last `0 s`. */
const shownSeconds = (seconds: number): string =>
  seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : `${seconds.toFixed(0)} s`
