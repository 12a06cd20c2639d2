import { breakerRule } from '../gateway/breakerRule.ts'
import { incompleteBeta } from '../statistics/special.ts'
import type { Counts } from './slices.ts'

/*
 * Errors that come in runs open the circuit breaker, however rare they are. Stable has none, but its errors tell how often it
 * would have opened, and what that would have spared: what both versions have alike does not speak against the canary.
 */

/** Fewer do not tell how long they are, nor how often they come. */
const enoughRuns = 3
/** An excess of openings that is less likely by chance is the canary's own. */
const byChance = 0.01

/** `longer`: than what opens a circuit breaker, in requests; `rate`: of all errors of stable. */
export type RunsOfBoth = { longer: number; rate: number }

/**
 * How much longer stable's runs of errors are than what opens a circuit breaker, in requests; undefined where it has hardly any,
 * or the canary's breaker opens more often than such runs would have it. Pure.
 */
export function runsOfBoth(times: readonly Counts[]): RunsOfBoth | undefined {
  // What lasts a while is a run of as many requests as come meanwhile: stable must be as busy as the canary is going to be.
  const busy = times.filter(({ share }) => share <= 0.5)
  const [runs, errors] = [sum(busy, ({ runs }) => runs?.count), sum(busy, ({ runs }) => runs?.errors)]
  if (runs < enoughRuns) return undefined
  const openings = sum(times, (one) => one.openings)
  const sent = sum(times, ({ canary }) => canary.requests)
  const requests = sum(busy, ({ stable }) => stable.requests)
  const part = sent / (sent + requests)
  // Given that there are so many runs in all, each is the canary's by its part of the requests.
  const chance = openings === 0 ? 1 : incompleteBeta(part, openings, runs + 1)
  if (chance < byChance) return undefined
  // What stable had before is no licence for errors of the canary, once stable has fewer.
  const beside = busy.filter(({ share }) => share > 0)
  const partBeside = sum(beside, ({ stable }) => stable.requests) / requests
  const runsBeside = sum(beside, ({ runs }) => runs?.count)
  const asFew = runsBeside >= runs ? 1 : 1 - incompleteBeta(partBeside, runsBeside + 1, runs - runsBeside)
  if (partBeside === 0 || asFew < byChance) return undefined
  return { longer: errors / runs - breakerRule.failures, rate: sum(busy, ({ stable }) => stable.errors) / requests }
}

const sum = (times: readonly Counts[], of: (one: Counts) => number | undefined): number =>
  times.reduce((all, one) => all + (of(one) ?? 0), 0)
