import { answerTimeoutMs } from '../gateway/timeouts.ts'
import type { Histogram, Observed } from '../gateway/types.ts'
import type { Tally } from './types.ts'

/** What both did in the same time. */
export type Both = { stable: Tally; canary: Tally }

export const nothing: Tally = { requests: 0, errors: 0, clientErrors: 0, slow: 0 }

export const add = (one: Tally, other: Tally): Tally => ({
  requests: one.requests + other.requests,
  errors: one.errors + other.errors,
  clientErrors: one.clientErrors + other.clientErrors,
  slow: one.slow + other.slow,
})

export const plus = (one: Both, other: Both): Both => ({
  stable: add(one.stable, other.stable),
  canary: add(one.canary, other.canary),
})

/** A quantile of fewer requests moves with each of them. */
export const enough = 100

/**
 * What nearly all (99 %) of a version's answers take at most, as a bound of its histogram; undefined where too few are
 * known, or where it lies beyond the bounds.
 */
export function nearlyAllMs(latency: Histogram | undefined): number | undefined {
  return latency === undefined || latency.count < enough ? undefined : quantileMs(latency, 0.99)
}

/** How long nearly all of a version's answers take; undefined where too few are known. Beyond the bounds the gateway cuts them. */
export const answersTakeMs = (latency: Histogram | undefined): number | undefined =>
  latency === undefined || latency.count < enough ? undefined : (nearlyAllMs(latency) ?? answerTimeoutMs)

/** What this share of the answers takes at most, as a bound; undefined where there is none, or it lies beyond the bounds. */
export const quantileMs = ({ boundsMs, counts, count }: Histogram, share: number): number | undefined =>
  count === 0 ? undefined : boundsMs[counts.findIndex((under) => under >= share * count)]

/** How long a request is waited for until it hangs: three times as long as nearly all of stable's take, and `leastMs` at least. */
export function patienceMs(latency: Histogram | undefined, leastMs: number): number {
  const long = nearlyAllMs(latency)
  if (long !== undefined) return Math.max(leastMs, 3 * long)
  // Streams that last longer than any bound are cut by the gateway alone.
  return (latency?.count ?? 0) < enough ? leastMs : Math.max(leastMs, answerTimeoutMs)
}

/** What a histogram that only grows showed in between. */
export const histogramBetween = (
  earlier: Histogram | undefined,
  { boundsMs, counts, count }: Histogram,
): Histogram => ({
  boundsMs,
  counts: counts.map((under, index) => under - (earlier?.counts[index] ?? 0)),
  count: count - (earlier?.count ?? 0),
})

/** Where the gateway started again its counters did too: nothing of theirs was earlier. */
export const sameCounters = (earlier: Observed | undefined, now: Observed | undefined): Observed | undefined =>
  earlier?.epoch === now?.epoch ? earlier : undefined

/**
 * What counters that only grow showed in between.
 * @param longMs who waits longer for an answer waits longer than nearly all of stable's clients; undefined where that is not known
 */
export function tallyBetween(
  earlier: Observed | undefined,
  now: Observed | undefined,
  longMs: number | undefined,
): Tally {
  if (now === undefined) return nothing
  const before = sameCounters(earlier, now)
  const grown = (of: (observed: Observed) => number): number => of(now) - (before === undefined ? 0 : of(before))
  const over = (of: (observed: Observed) => Histogram): number =>
    longMs === undefined ? 0 : grown((observed) => countOver(of(observed), longMs))
  const gaveUp = over(({ abandoned }) => abandoned)
  const left = grown(({ abandoned }) => abandoned.count) - gaveUp
  return {
    requests: grown(({ requests }) => requests) - left,
    errors: grown(({ errors }) => errors) + gaveUp,
    clientErrors: grown(({ clientErrors }) => clientErrors),
    slow: over(({ latency }) => latency),
  }
}

const countOver = ({ boundsMs, counts, count }: Histogram, boundMs: number): number =>
  count - (counts[boundsMs.indexOf(boundMs)] ?? count)

/** Requests that a version answered with what was asked for, or with whose fault it is that it cannot be. */
export const answersOf = (observed: Observed | undefined): number =>
  observed === undefined ? 0 : observed.requests - observed.errors - observed.abandoned.count
