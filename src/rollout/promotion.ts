import { assurance } from '../statistics/sequential.ts'
import type { Gate } from '../verdict.ts'
import { type Seen, slicesOf } from './evidence.ts'
import { type RunsOfBoth, runsOfBoth } from './runs.ts'
import { type Counts, type Cut, costOfLoad, errorsTogether, normalTimes, usualTimes } from './slices.ts'
import { expectedRate, withoutWorst } from './split.ts'
import { nothing, plus } from './tally.ts'
import type { RolloutPlan } from './types.ts'
import { percent } from './words.ts'

/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
export const sureOfPromotion = 20

/**
 * Evidence of a rate below the one that is allowed: the tolerance, or what stable itself shows in normal times where that is
 * worse. A step takes errors as independent, and the bake, whose end cannot be undone, as they come: a run of 20 is one piece
 * of evidence, and so many requests are one.
 * @param shared where stable's errors come in runs as the canary's do, they are taken as they come, and its breaker may have opened a moment ago
 */
export function promotionGate(plan: RolloutPlan, seen: Seen, phase: 'step' | 'bake', shared?: RunsOfBoth): Gate {
  const slices = slicesOf(seen)
  const times = withoutWorst(normalTimes(slices), seen.total, seen.split)
  const { canary } = times.reduce(plus, { stable: nothing, canary: nothing })
  const { ratio, tolerance } = plan.classes.errors
  const meanwhile = expectedRate(seen.split, shownMeanwhile(times))
  const cost = costOfLoad(withoutWorst(usualTimes(slices), seen.total, seen.split), 'errors')
  const allowed = Math.min(1, Math.max(tolerance, ratio * (shared?.rate ?? Math.max(meanwhile, cost))))
  const { asked, errors } = seen.golden
  // They stand for requests that nobody sent, and make none good that failed.
  const filled = asked > 0 && canary.errors <= allowed * canary.requests
  const unseen = unseenRun(plan, seen)
  const cut = cutRuns(times, seen.step.share, { unseen, longer: shared?.longer ?? unseen })
  const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0)
  const [failed, of] = [
    canary.errors + notSent + (filled ? errors : 0),
    canary.requests + notSent + (filled ? asked : 0),
  ]
  // Where stable is as bad as that, more than a version like it is not to be had, and how errors come is the same for both.
  const asTheyCome = phase === 'bake' && (shared !== undefined || ratio * meanwhile <= tolerance)
  const together = asTheyCome ? errorsTogether(times, unseen, cut) : 1
  const value = assurance(failed / together, of / together, allowed)
  const sure = value >= sureOfPromotion
  const but = seen.split === undefined ? '' : ' but for those of one value'
  const counts = `the canary failed ${Math.round(canary.errors)} of ${Math.round(canary.requests)} requests${but}${filled ? ` and ${errors} of ${asked} golden probes` : ''}${
    notSent < 0.5 ? '' : `, and about ${notSent.toFixed(0)} more that its circuit breaker spared it`
  }${
    together < 1.5
      ? ''
      : canary.errors < 2
        ? `, where ${together.toFixed(0)} may fail together`
        : `, about ${together.toFixed(0)} together`
  }`
  return {
    name: 'promotion',
    verdict: sure ? 'pass' : 'inconclusive',
    observed: { value, unit: 'e-value' },
    allowed: sureOfPromotion,
    because: sure
      ? `${counts}: surely less than the ${percent(allowed)} that are allowed`
      : `${counts}: that is not yet surely less than the ${percent(allowed)} that are allowed`,
  }
}

/**
 * Before any error is seen nobody knows how many come together. As many as a bake without an error can rule out: requests of
 * so long that the bake holds as many such times as there are requests to be seen without an error. A stumble lasts no longer
 * than a window.
 */
function unseenRun({ bakeMs, windowMs, classes }: RolloutPlan, { slices, step }: Seen): number {
  const lastsMs = Math.min(windowMs, (bakeMs * classes.errors.tolerance) / Math.log(2 * sureOfPromotion))
  const own = slices.recent.filter(({ share, canary }) => share === step.share && canary.requests > 0)
  const requests = own.reduce((sum, { canary }) => sum + canary.requests, 0)
  return own.length === 0 ? 1 : Math.max(1, (requests / own.length) * (lastsMs / windowMs))
}

/**
 * What the canary would have failed but was not sent, as its circuit breaker had opened. Once it is stable nothing takes its
 * requests: a run of errors is then as long as it lasts. How long is seen of stable, where its errors come as the canary's do.
 */
const cutRuns = (times: readonly Counts[], share: number, of: { unseen: number; longer: number }): Cut[] =>
  times.flatMap(({ openings: runs = 0, share: then }) =>
    runs === 0 ? [] : [{ runs, each: Math.min(of.longer, (of.unseen * then) / share) }],
  )

/** Who asks keeps its version: what a client fails there is no word of how errors come to others. */
export const runsShared = (seen: Seen): RunsOfBoth | undefined =>
  seen.split === undefined && seen.breaker !== undefined ? runsOfBoth(usualTimes(slicesOf(seen))) : undefined

/**
 * Stable's error rate, weighed by when the canary had its requests: trouble of both while the canary had few of them is no
 * licence for errors that it has later, on its own.
 */
function shownMeanwhile(times: readonly Counts[]): number {
  const steps = times.filter(({ stable }) => stable.requests > 0)
  const compared = steps.reduce((sum, { canary }) => sum + canary.requests, 0)
  const like = steps.reduce((sum, { stable, canary }) => sum + canary.requests * (stable.errors / stable.requests), 0)
  return compared === 0 ? 0 : like / compared
}

/** Either is enough. */
export const better = (one: Gate, other: Gate | undefined): Gate => (other?.verdict === 'pass' ? other : one)
