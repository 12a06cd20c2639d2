import type { Draws, SplitSide, SplitStatus } from '../gateway/types.ts'
import { afterDraws, type DrawEvidence, noDraws, oddsOfDraws } from '../statistics/draws.ts'
import type { Spread, Spreads } from './slices.ts'
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
 * What both did, but for what each version's value with the most errors did: that one is not to decide.
 * @param times what is weighed of all that they did
 */
export function withoutWorst(times: readonly Spreads[], total: Both, split: ByValue | undefined): readonly Spreads[] {
  if (split === undefined) return times
  // Of the same times: in those that are left out it failed as all did.
  const partLeft = (all: Tally, { worst }: SplitSide) => ({
    errors: 1 - Math.min(1, worst.errors / Math.max(1, all.errors)),
    requests: 1 - Math.min(1, worst.requests / Math.max(1, all.requests)),
  })
  const [stable, canary] = [partLeft(total.stable, split.status.stable), partLeft(total.canary, split.status.canary)]
  const spreadLeft = ({ kk, kn, nn }: Spread, left: typeof stable): Spread => ({
    kk: kk * left.errors ** 2,
    kn: kn * left.errors * left.requests,
    nn: nn * left.requests ** 2,
  })
  const rest = (one: Tally, left: typeof stable): Tally => {
    const errors = one.errors * left.errors
    return { ...one, errors, requests: Math.max(errors, one.requests * left.requests) }
  }
  return times.map((one) => ({
    ...one,
    stable: rest(one.stable, stable),
    canary: rest(one.canary, canary),
    spread: { stable: spreadLeft(one.spread.stable, stable), canary: spreadLeft(one.spread.canary, canary) },
  }))
}

/** So many standard deviations more than expected are no news of values of which stable had little to see. */
const deviations = 2

/**
 * The part of the canary's requests that may fail, by what the same values had with stable; again but for that one. Nothing
 * that values do speaks for requests that have none.
 * @param meanwhile stable's error rate: what those may fail, and all of them where no values say more
 */
export function expectedRate(split: ByValue | undefined, meanwhile: number): number {
  if (split === undefined) return meanwhile
  const { expected, variance, requests, without, worst } = split.status.canary
  const others = requests - worst.requests + without
  if (others <= 0) return meanwhile
  const ofValues = expected - worst.expected + deviations * Math.sqrt(Math.max(0, variance - worst.variance))
  return Math.max(meanwhile, (Math.max(0, ofValues) + without * meanwhile) / others)
}

/** What is waited for; undefined where enough values met the canary. */
export function tooFewValues({ minValues, steps }: RolloutPlan, split: ByValue | undefined): string | undefined {
  const values = split?.status.canary.values ?? 0
  if (minValues === undefined || values >= minValues) return undefined
  const remedy =
    steps.length > 1
      ? 'a larger share before the last in deploy.steps meets more'
      : 'where no more will come, lower deploy.split-by.min-values'
  return `${values} of ${minValues} values of the header of deploy.split-by met the canary: ${remedy}`
}

/** Where splitting by a value is on, of both versions. */
export const drawnBoth = (one: Both & { split?: SplitSeen }): Both => one.split?.draws ?? one

/**
 * Few values may have few requests, and which they are no time changes. Before the last step but one, at which enough values
 * must have met the canary, that is no reason to wait where all requests at its share would have been enough.
 */
export function fewByDraw(
  { steps, minRequests }: RolloutPlan,
  { split, step }: { split: ByValue | undefined; step: { share: number; all: number } },
  index: number,
): boolean {
  return split !== undefined && index < steps.length - 2 && step.all * step.share >= minRequests
}
