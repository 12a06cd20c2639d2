import { assurance, fewerThan, withUnseenRuns } from '../statistics/sequential.ts'
import { sureOfPromotion } from './chances.ts'
import { type Seen, slicesOf } from './evidence.ts'
import { type Counts, type Cut, costOfLoad, errorsTogether, normalTimes, type Spreads, usualTimes } from './slices.ts'
import { expectedRate, withoutWorst } from './split.ts'
import { nothing, plus } from './tally.ts'
import type { RolloutGate, RolloutPlan, Tally } from './types.ts'
import { percent } from './words.ts'

type Failed = Pick<Tally, 'errors' | 'requests'>

/** Errors as they come: a run of 20 is one piece of evidence, and so many requests are one. */
type InPieces = {
  canary: Failed
  /** How many of its errors come together, and how many may in a run that was not seen yet. */
  seenRun: number
  unseenRun: number
  /** Of stable as busy as the canary is now, in pieces of its own. */
  stable: Failed
}

/** What a gate of promotion weighs. */
type Found = {
  pieces: InPieces
  /** Of the requests that were sent, and about how many more the circuit breaker kept from it. */
  canary: Failed
  notSent: number
  /** Golden probes, where they stand for requests. */
  filledIn: Seen['golden'] | undefined
  /** Whether errors come in time, and not by the value that a request has. */
  comesInTime: boolean
  /** Stable's rate while the canary had its requests, and the one that the canary may have. */
  meanwhile: number
  allowed: number
}

/**
 * Evidence of a rate below the one that is allowed: the tolerance, or what stable itself shows in normal times where that is
 * worse. A step takes errors as independent, and stable's rate as known. The bake, whose end cannot be undone, takes errors as
 * they come. Stable's rate is known no better than its own pieces tell it, and runs that the canary did not show yet may have a
 * part in what it fails.
 */
export function promotionGate(plan: RolloutPlan, seen: Seen, phase: 'step' | 'bake'): RolloutGate {
  const found = foundIn(plan, seen, phase)
  const { value, rate } = phase === 'step' ? oneByOne(found) : asTheyCome(found, plan.classes.errors)
  const sure = value >= sureOfPromotion
  const but = seen.split === undefined ? '' : ' but for those of one value'
  const counts = `${told(found, but)}${phase === 'step' ? '' : toldTogether(found.pieces)}`
  return {
    name: 'promotion',
    verdict: sure ? 'pass' : 'inconclusive',
    observed: { value, unit: 'e-value' },
    allowed: sureOfPromotion,
    because: sure
      ? `${counts}: surely less than the ${percent(rate)} that are allowed`
      : `${counts}: that is not yet surely less than the ${percent(rate)} that are allowed`,
  }
}

function foundIn(plan: RolloutPlan, seen: Seen, phase: 'step' | 'bake'): Found {
  const slices = slicesOf(seen)
  // What values do comes as they ask, and is none of time: what they may fail is known by value.
  const comesInTime = phase === 'bake' && seen.split === undefined
  const normal = withoutWorst(normalTimes(slices), seen.total, seen.split)
  const usual = withoutWorst(usualTimes(slices), seen.total, seen.split)
  // Trouble that stable does not have most of the time says nothing of the canary.
  const times = comesInTime ? usual : normal
  const { canary } = sumOf(times)
  const { ratio, tolerance } = plan.classes.errors
  const meanwhile = expectedRate(seen.split, shownMeanwhile(normal))
  const allowed = Math.min(1, Math.max(tolerance, ratio * Math.max(meanwhile, costOfLoad(usual, 'errors'))))
  const { asked, errors } = seen.golden
  // They stand for requests that nobody sent, and make none good that failed: inputs that fail may be unlike any of theirs. A step
  // can be undone, and is not held up by an error that is within what is allowed.
  const fillsIn = asked > 0 && (phase === 'bake' ? canary.errors === 0 : canary.errors <= allowed * canary.requests)
  const lasting = lastingRun(plan, seen)
  const busy = stableAsBusy(normal)
  const shown = Math.max(likeThose(busy.together), errorsTogether(times, 'canary'))
  const unseenRun = Math.max(shown, lasting)
  const cut = cutRuns(times, seen.step.share, { lasting, shown })
  const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0)
  const pieces: InPieces = {
    canary: {
      errors: canary.errors + notSent + (fillsIn ? errors : 0),
      requests: canary.requests + notSent + (fillsIn ? asked : 0),
    },
    seenRun: errorsTogether(times, 'canary', cut),
    unseenRun,
    stable: inPieces(busy.stable, busy.isShown ? busy.together : unseenRun),
  }
  return { pieces, canary, notSent, filledIn: fillsIn ? seen.golden : undefined, comesInTime, meanwhile, allowed }
}

/** Evidence, and the rate that it is about. */
type Told = { value: number; rate: number }

const oneByOne = ({ pieces: { canary }, allowed }: Found): Told => ({
  value: assurance(canary.errors, canary.requests, allowed),
  rate: allowed,
})

function asTheyCome(found: Found, { ratio, tolerance }: RolloutPlan['classes']['errors']): Told {
  const { pieces, comesInTime, meanwhile, allowed } = found
  const under = (rate: number): Told => ({ value: surelyUnder(rate, pieces), rate })
  if (allowed === tolerance) return under(tolerance)
  // Where stable is worse than what is tolerated, more than a version like it is not to be had.
  const likeStable = (): Told => {
    const independent = oneByOne(found)
    if (comesInTime) return { value: Math.min(independent.value, surelyLikeStable(ratio, pieces)), rate: allowed }
    // Of values that fail as often with stable nobody knows how they come.
    return ratio * meanwhile > tolerance ? independent : under(allowed)
  }
  return surer(under(tolerance), likeStable())
}

function told({ canary, filledIn, notSent }: Found, but: string): string {
  const probes = filledIn === undefined ? '' : ` and ${filledIn.errors} of ${filledIn.asked} golden probes`
  const spared = notSent < 0.5 ? '' : `, and about ${notSent.toFixed(0)} more that its circuit breaker spared it`
  return `the canary failed ${Math.round(canary.errors)} of ${Math.round(canary.requests)} requests${but}${probes}${spared}`
}

/** Either is enough, and the first is told where it is. */
const surer = (one: Told, other: Told): Told => (one.value >= sureOfPromotion || one.value > other.value ? one : other)

const sumOf = (times: readonly Counts[]) => times.reduce(plus, { stable: nothing, canary: nothing })

const inPieces = ({ errors, requests }: Failed, together: number): Failed => ({
  errors: errors / together,
  requests: requests / together,
})

/** Evidence that the canary fails less than such a rate. */
function surelyUnder(rate: number, { canary, seenRun, unseenRun }: InPieces): number {
  const { errors, requests } = inPieces(canary, seenRun)
  const runs = (rate * canary.requests) / unseenRun
  return withUnseen(runs, seenRun, unseenRun, (part) => assurance(errors, requests, part * rate))
}

/** Evidence that the canary fails as often as stable, and not `ratio` times as often. */
function surelyLikeStable(ratio: number, { canary, seenRun, unseenRun, stable }: InPieces): number {
  const own = inPieces(canary, seenRun)
  const runs = stable.requests === 0 ? 0 : (ratio * (stable.errors / stable.requests) * canary.requests) / unseenRun
  // Of a part that is less than stable fails nothing can be said: that the canary fails as little nobody expects.
  return withUnseen(runs, seenRun, unseenRun, (part) => (ratio * part > 1 ? fewerThan(own, stable, ratio * part) : 1))
}

/** Runs that are no longer than those that were seen are no sort of their own. @param runs so many that were not seen would be expected */
const withUnseen = (runs: number, seenRun: number, unseenRun: number, ofSeen: (part: number) => number): number =>
  unseenRun <= seenRun ? ofSeen(1) : withUnseenRuns(ofSeen, runs, 1 - seenRun / unseenRun)

function toldTogether({ canary, seenRun, unseenRun }: InPieces): string {
  const isSeen = canary.errors >= 2
  if ((isSeen ? seenRun : unseenRun) < 1.5) return ''
  return isSeen ? `, about ${seenRun.toFixed(0)} together` : `, where ${unseenRun.toFixed(0)} may fail together`
}

/**
 * What stable did beside a canary while it was as busy as that is now, and how many of its errors came together. What it did
 * before there was one is no measure of it: it may have been well since. Only where it was never busy beside one it is all there
 * is, and too short to show how errors come.
 */
function stableAsBusy(times: readonly Spreads[]): { stable: Failed; together: number; isShown: boolean } {
  const beside = times.filter(({ share }) => share > 0 && share <= 0.5)
  const isShown = beside.length > 0
  const busy = isShown ? beside : times.filter(({ share }) => share === 0)
  // How its errors come it shows while it has few requests too.
  const together = Math.max(errorsTogether(busy, 'stable'), errorsTogether(times, 'stable'))
  return { stable: sumOf(busy).stable, together, isShown }
}

/** Of few runs nobody knows well how long they are. */
const cautiously = 1.25
/** Longer ones of stable are stumbles: so few come while one looks that nobody would ever be sure. */
const longestRun = 60
/** How long a run of the canary may be where stable's are so long. */
const likeThose = (together: number): number => Math.min(longestRun, 1 + cautiously * (together - 1))

/** A bake without an error is a little surer than it must be, so that one with a few, one by one, need hardly wait longer. */
const sureOfNone = 1.1 * sureOfPromotion

/**
 * Before any error is seen nobody knows how many come together. As many as a bake without an error can rule out: requests of
 * so long that the bake holds as many such times as there are requests to be seen without an error. A stumble lasts no longer
 * than a window.
 */
function lastingRun({ bakeMs, windowMs, classes }: RolloutPlan, { slices, step }: Seen): number {
  const lastsMs = Math.min(windowMs, (bakeMs * classes.errors.tolerance) / Math.log(sureOfNone))
  const own = slices.recent.filter(({ share, canary }) => share === step.share && canary.requests > 0)
  const requests = own.reduce((sum, { canary }) => sum + canary.requests, 0)
  return own.length === 0 ? 1 : Math.max(1, (requests / own.length) * (lastsMs / windowMs))
}

/**
 * What the canary would have failed but was not sent, as its circuit breaker had opened. Once it is stable nothing takes its
 * requests: a run of errors is then as long as it lasts, which is fewer requests where the canary has few.
 */
const cutRuns = (
  times: readonly Counts[],
  share: number,
  { lasting, shown }: { lasting: number; shown: number },
): Cut[] =>
  times.flatMap(({ openings: runs = 0, share: then }) =>
    runs === 0 ? [] : [{ runs, each: Math.max(shown, (lasting * then) / share) }],
  )

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
