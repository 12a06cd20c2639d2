import type { Draws, SplitStatus } from '../gateway/types.ts'
import { afterDraws, type DrawEvidence, noDraws, oddsOfDraws } from '../statistics/draws.ts'
import { type Both, nothing } from './tally.ts'
import { type OutcomeClass, outcomeClasses, type RolloutPlan, type SplitSeen, type Tally } from './types.ts'

/*
 * What a rollout makes of requests that are split by the value of a header. Requests of one value go to one version: what they
 * say of it is said by one value. A canary fails only where values say so too, by which version each of them met; and what one
 * value does is no reason not to promote it.
 */

/** So few values of the canary are never enough, whatever its share. */
const leastValues = 3

export type ByValue = {
  status: SplitStatus
  worse: Record<OutcomeClass, { evidence: DrawEvidence; values: number }>
}

export function splitAfter(
  { classes }: Pick<RolloutPlan, 'classes'>,
  before: ByValue | undefined,
  one: { share: number; split?: SplitSeen },
): ByValue | undefined {
  const { share, split } = one
  if (split === undefined) return before
  const { stable, canary } = split.draws
  const after = (name: OutcomeClass): ByValue['worse'][OutcomeClass] => {
    const known = before?.worse[name] ?? { evidence: noDraws(), values: 0 }
    const counts = { share, stable: stable[name], canary: canary[name] }
    return { evidence: afterDraws(known.evidence, counts, classes[name].ratio), values: known.values + canary[name] }
  }
  return {
    status: split.status,
    worse: Object.fromEntries(outcomeClasses.map((name) => [name, after(name)])) as ByValue['worse'],
  }
}

/** How surely the canary is worse than stable, by values alone; beyond doubt where each request is a draw of its own. */
export function worseByValues(split: ByValue | undefined, name: OutcomeClass): number {
  if (split === undefined) return Number.POSITIVE_INFINITY
  const { evidence, values } = split.worse[name]
  return values < leastValues ? Math.min(1, oddsOfDraws(evidence)) : oddsOfDraws(evidence)
}

/** What both did in between. */
export function drawsBetween(before: Draws | undefined, now: Draws | undefined, longMs: number | undefined): Tally {
  if (now === undefined) return nothing
  const grown = (of: (draws: Draws) => number): number => of(now) - (before === undefined ? 0 : of(before))
  const over = (of: (draws: Draws) => readonly number[]): number =>
    longMs === undefined ? 0 : grown((draws) => of(draws)[draws.boundsMs.indexOf(longMs)] ?? 0)
  return {
    requests: grown(({ ends }) => ends),
    errors: grown(({ errors }) => errors[0] ?? 0) + over(({ gaveUp }) => gaveUp),
    clientErrors: grown(({ clientErrors }) => clientErrors[0] ?? 0),
    slow: over(({ slow }) => slow),
  }
}

/**
 * The canary's requests but for those of the value with the most errors, which is not to decide.
 * @param canary what is weighed of all that it did
 */
export function withoutWorst(canary: Tally, total: Tally, split: ByValue | undefined): Tally {
  if (split === undefined || total.errors === 0) return canary
  const { worst } = split.status.canary
  // Of the same times: in those that are left out it failed as all did.
  const part = canary.errors / total.errors
  const errors = Math.max(0, canary.errors - part * worst.errors)
  const requests = Math.max(errors, canary.requests - part * worst.requests)
  return { ...canary, requests, errors }
}

/** What is waited for; undefined where enough values met the canary. */
export function tooFewValues({ minValues }: RolloutPlan, split: ByValue | undefined): string | undefined {
  const values = split?.status.canary.values ?? 0
  if (minValues === undefined || values >= minValues) return undefined
  return `${values} of ${minValues} values of the header of deploy.split-by met the canary`
}

/** Of one value that made most of a version's errors, where it is no accident. */
export function mostOfOne({ errors, worst, failed }: SplitStatus['canary']): string | undefined {
  return errors >= 10 && worst.errors > errors / 2
    ? `one value made ${worst.errors} of the ${errors} errors, by ${worst.requests} requests${failed > 1 ? `; ${failed} values had any` : ''}`
    : undefined
}

/** Where splitting by a value is on, of both versions. */
export const drawnBoth = (one: Both & { split?: SplitSeen }): Both => one.split?.draws ?? one
