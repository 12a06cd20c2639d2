import type { Histogram, Observed } from '../gateway/types.ts'
import { countText, smallShare } from '../report/text.ts'
import { nearlyAllMs, quantileMs, tallyBetween } from '../rollout/tally.ts'
import { overEarlier, overRate } from '../statistics/drift.ts'
import type { Counted, Counters, Finding, Limits } from './types.ts'

/* What the gateway counted since the last look, against what is usual since the version was promoted. Pure. */

/** What counters showed between two looks; where the gateway started again they did too. */
export const grown = (earlier: Counted | undefined, { epoch, ...now }: Counted): Counters =>
  earlier?.epoch === epoch ? combined(now, earlier, -1) : now

export const together = (one: Counters | undefined, other: Counters): Counters =>
  one === undefined ? other : combined(one, other, 1)

function combined(one: Counters, other: Counters, sign: 1 | -1): Counters {
  const histograms = (a: Histogram, b: Histogram): Histogram => ({
    boundsMs: a.boundsMs,
    counts: a.counts.map((count, i) => count + sign * (b.counts[i] ?? 0)),
    count: a.count + sign * b.count,
  })
  return {
    requests: one.requests + sign * other.requests,
    errors: one.errors + sign * other.errors,
    clientErrors: one.clientErrors + sign * other.clientErrors,
    latency: histograms(one.latency, other.latency),
    abandoned: histograms(one.abandoned, other.abandoned),
  }
}

/**
 * Errors over what is tolerated, and over what is usual; answers that take longer than 99 % of the usual ones, where these
 * are known. What users saw is counted and not estimated: also an outage of everything is one.
 */
export function trafficFindings(since: Counters, usual: Counters | undefined, limits: Limits): Finding[] {
  const longMs = nearlyAllMs(usual?.latency)
  const tally = (counters: Counters) =>
    tallyBetween(undefined, { ...counters, epoch: '', values: {} } satisfies Observed, longMs)
  const now = tally(since)
  const before = usual === undefined ? undefined : tally(usual)
  if (now.requests === 0) return []
  const finding = (of: 'errors' | 'slow', { ratio, tolerance }: Limits['errors'], name: string): Finding => {
    const later = { events: now[of], all: now.requests }
    const earlier = before === undefined ? undefined : { events: before[of], all: before.requests }
    const usualRate = earlier === undefined || earlier.all === 0 ? undefined : earlier.events / earlier.all
    const allowed = Math.max(tolerance, ratio * (usualRate ?? 0))
    const rate = later.events / later.all
    const told = ({ events, all }: typeof later) => `${smallShare(events / all)} of ${countText(all)} requests`
    return {
      name,
      about: 'traffic',
      // Both must be surely exceeded: what is tolerated, and what is usual.
      p: Math.max(
        overRate(later.events, later.all, tolerance),
        usualRate === undefined || earlier === undefined ? 0 : overEarlier(later, earlier, ratio),
      ),
      observed: { value: 100 * rate, unit: '%' },
      allowed: 100 * allowed,
      matters: rate > allowed,
      usual: earlier === undefined || usualRate === undefined ? 'not known yet' : told(earlier),
      now: told(later),
    }
  }
  return [
    finding('errors', limits.errors, 'errors'),
    ...(longMs === undefined ? [] : [finding('slow', limits.latency, `slower than ${longMs} ms`)]),
  ]
}

/** P50 and P99 as people read them: bounds of a histogram. */
export function latencyText({ latency }: Counters): string {
  const at = (share: number): string => {
    const ms = quantileMs(latency, share)
    return ms === undefined ? '' : `≤ ${ms} ms`
  }
  return latency.count === 0 ? 'no answer' : `P50 ${at(0.5)}, P99 ${at(0.99)}`
}
