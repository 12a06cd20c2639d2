import { breakerRule } from '../gateway/breakerRule.ts'
import { add, type Both, nothing, plus } from './tally.ts'
import type { OutcomeClass, Tally } from './types.ts'

/*
 * What both did in slices of time, the memory of a rollout: what is usual, what is out of the usual, and how errors come. A
 * step may last for days, so that what is long ago is kept in sums alone.
 */

export type Counts = Both & {
  share: number
  /** How often the canary's circuit breaker opened, which cut short what it would have failed; absent for never. */
  openings?: number
}

/** Errors k and requests n of a version in pieces of time: sums of k², k·n and n². */
export type Spread = { kk: number; kn: number; nn: number }
export type Spreads = Counts & { spread: Record<keyof Both, Spread> }

export type Slices = {
  /** Those that are over, the newest last. */
  recent: readonly Counts[]
  /** What both did at each share of the canary before those that are recent. */
  past: Readonly<Record<Times, readonly Spreads[]>>
}

/**
 * - `normal`: without trouble of both; a shared outage speaks neither for the canary nor against it.
 * - `usual`: without trouble that stable does not have most of the time, whoever had it beside.
 */
type Times = 'normal' | 'usual'

export const noSlices: Slices = { recent: [], past: { normal: [], usual: [] } }

/** So many at least are known one by one: a quarter of an hour of slices of five seconds. */
const known = 180
/** So many in a row are one piece: what happens in some of them, one after the other, has one cause. */
const piece = 4

/** One more that is over. Pure. */
export function withSlice({ recent, past }: Slices, slice: Counts): Slices {
  if (recent.length < 2 * known) return { recent: [...recent, slice], past }
  const sums = (times: Times): readonly Spreads[] => spreads(past[times], recent, known, times)
  return { recent: [...recent.slice(known), slice], past: { normal: sums('normal'), usual: sums('usual') } }
}

/** Of the same slices it is asked several times. */
function allOf(times: Times): (slices: Slices) => readonly Spreads[] {
  const sumsOf = new WeakMap<Slices, readonly Spreads[]>()
  return (slices) => {
    const { recent, past } = slices
    const sums = sumsOf.get(slices) ?? spreads(past[times], recent, recent.length, times)
    sumsOf.set(slices, sums)
    return sums
  }
}
export const normalTimes = allOf('normal')
export const usualTimes = allOf('usual')

function withCounts(sums: readonly Counts[], one: Counts): Counts[] {
  const { share } = one
  const of: Omit<Counts, 'share'> = sums.find((sum) => sum.share === share) ?? { stable: nothing, canary: nothing }
  return [...sums.filter((sum) => sum.share !== share), { share, ...plus(of, one), ...openingsOf(of, one) }]
}

/** Of two slices, or sums, together. */
export const openingsOf = (...of: Pick<Counts, 'openings'>[]): Pick<Counts, 'openings'> => {
  const openings = of.reduce((sum, { openings: times = 0 }) => sum + times, 0)
  return openings === 0 ? {} : { openings }
}

/** Where the canary's share lets expect so few requests, there may be none by chance. */
const fewByChance = 5
/** What stable does while the canary's circuit breaker is open is not beside the canary, and no measure of it. */
const isBeside = ({ share, stable, canary, openings }: Counts): boolean =>
  canary.requests > 0 || openings !== undefined || share * stable.requests <= fewByChance * (1 - share)

/** Sums of each share, and those of such times among the first slices. */
function spreads(past: readonly Spreads[], slices: readonly Counts[], first: number, times: Times): Spreads[] {
  const isMeant = areSo(times, slices)
  const sums = new Map(past.map((sum) => [sum.share, sum]))
  for (let from = 0; from < first; from += piece) {
    let pieces: readonly Counts[] = []
    for (let index = from; index < Math.min(first, from + piece); index++) {
      const slice = slices[index]
      if (slice !== undefined && isMeant[index] && isBeside(slice)) pieces = withCounts(pieces, slice)
    }
    for (const one of pieces) {
      const { share, stable, canary } = one
      const sum: Omit<Spreads, 'share'> = sums.get(share) ?? {
        stable: nothing,
        canary: nothing,
        spread: { stable: noSpread, canary: noSpread },
      }
      const spread = {
        stable: spreadAfter(sum.spread.stable, stable),
        canary: spreadAfter(sum.spread.canary, canary),
      }
      sums.set(share, { share, ...plus(sum, { stable, canary }), spread, ...openingsOf(sum, one) })
    }
  }
  return [...sums.values()]
}

const noSpread: Spread = { kk: 0, kn: 0, nn: 0 }
const spreadAfter = ({ kk, kn, nn }: Spread, { errors: k, requests: n }: Tally): Spread => ({
  kk: kk + k * k,
  kn: kn + k * n,
  nn: nn + n * n,
})

/** So many runs of errors, each of so many that were not seen. */
export type Cut = { runs: number; each: number }

/**
 * How many errors of a version come together, as far as it shows any: 1 where each comes for itself, 20 where they come in runs
 * of 20. The variance of errors of pieces of time against that of single errors, at each share of the canary about the rate
 * that the version has then: that it fails more where it has more to do is no run. Pieces differ the less from a rate that is
 * their own, the fewer they are.
 * @param cut runs of errors that a circuit breaker cut short, and of how many errors each
 */
export function errorsTogether(times: readonly Spreads[], of: keyof Both, cut: readonly Cut[] = []): number {
  const all = times.reduce((sum, { [of]: { requests } }) => sum + requests, 0)
  const notSent = cut.reduce((sum, { runs, each }) => sum + runs * each, 0)
  const spared = cut.reduce((sum, { runs, each }) => sum + runs * each * (each + 2 * breakerRule.failures), 0)
  let [shown, errors] = [spared, notSent]
  for (const { [of]: seen, spread } of times) {
    if (seen.requests === 0) continue
    const { kk, kn, nn } = spread[of]
    const rate = seen.errors / seen.requests + notSent / (all + notSent)
    shown += kk - 2 * rate * kn + rate * rate * nn
    errors += seen.errors * (1 - nn / seen.requests ** 2)
  }
  return errors === 0 ? 1 : Math.max(1, shown / errors)
}

/** So few requests of the canary in one step say nothing of what it does when it is idle. */
const enoughOfAStep = 50

/** Stable was as busy as the canary is now, but for how a share is rounded. */
const asBusy = 1e-9

/**
 * How much more often stable's requests end so while it has most of them than those of the canary do, which is idle then. A
 * canary that has most of them is as busy as stable was, and stable, that has few now, no longer shows what that does. Least
 * of all steps: trouble that both have, or that is over, is not in it. Where the first step gives the canary most of them,
 * nobody saw it idle: all that stable had before is what it may cost.
 * @param steps of usual times: an outage would look like a cost of load where few of the canary's requests met it by chance,
 * or because its circuit breaker was open
 */
export function costOfLoad(steps: readonly Counts[], name: OutcomeClass): number {
  const before = steps.find(({ share }) => share === 0)?.stable ?? nothing
  if (!steps.some(isIdle)) return before.requests < enoughOfAStep ? 0 : before[name] / before.requests
  return leastOf(costsOf(steps.filter(isIdle), name))
}

/**
 * How much it may be for a canary with such a share. Stable that had less than that was less busy, and what it had then is too
 * little: that the canary is worse is said only beyond what stable had that was as busy. Where it was so in no step, what it
 * had when it had all requests may be the load.
 */
export function mostCostOfLoad(steps: readonly Counts[], name: OutcomeClass, share: number): number {
  const idle = steps.filter(isIdle)
  const busy = costsOf(
    idle.filter((step) => 1 - step.share >= share - asBusy),
    name,
  )
  if (idle.length === 0 || busy.length > 0) return Math.max(costOfLoad(steps, name), leastOf(busy))
  const before = steps.find((step) => step.share === 0)?.stable ?? nothing
  const all = before.requests < enoughOfAStep ? [] : idle.map((step) => ({ ...step, stable: before }))
  return Math.max(costOfLoad(steps, name), leastOf(costsOf(all, name)))
}

const isIdle = ({ share }: Counts): boolean => share > 0 && share < 0.5

const costsOf = (idle: readonly Counts[], name: OutcomeClass): number[] =>
  idle
    .filter(({ stable, canary }) => stable.requests > 0 && canary.requests >= enoughOfAStep)
    .map(({ stable, canary }) => stable[name] / stable.requests - canary[name] / canary.requests)

const leastOf = (costs: readonly number[]): number => (costs.length === 0 ? 0 : Math.max(0, Math.min(...costs)))

const lowerQuartile = (values: readonly number[]): number =>
  Float64Array.from(values).sort()[Math.floor(values.length / 4)] ?? 0

/**
 * Both fail so many of a slice's requests where the trouble is not theirs, such as a database that is down; and stable alone
 * fails so many where it is not usual for it.
 */
const troubled: Record<Times, number> = { normal: 0.3, usual: 0.1 }
/** In fewer requests one client whose errors follow each other looks like an outage. */
const enoughOfARate = 60
/** In so few, where the other version has enough: that both fail so at once is no client's doing. */
const enoughBeside = 10

/**
 * Whether each is such a time: not one in which there was trouble that stable does not have most of the time, nor one beside
 * it, in which it began or ended.
 */
function areSo(times: Times, slices: readonly Counts[]): boolean[] {
  const rates = slices.flatMap(({ stable }) => (stable.requests >= enoughOfARate ? [rateOf(stable)] : []))
  const limit = Math.max(troubled[times], 3 * lowerQuartile(rates))
  const isTroubled = slices.map(({ share, canary }, index) => {
    const stable = stableAround(slices, index)
    if (stable.requests < (canary.requests < enoughOfARate ? enoughOfARate : enoughBeside)) return false
    // A run of stable's errors is its own, where the canary had no request just then.
    const beside = canary.requests > 0 ? canary : around(slices, index, 'canary')
    const isOfBoth = share === 0 || rateOf(beside) > troubled.normal
    return rateOf(stable) > limit && (times === 'usual' || isOfBoth)
  })
  return slices.map((_, index) => !(isTroubled[index - 1] || isTroubled[index] || isTroubled[index + 1]))
}

/** What stable did in a slice; beside a canary that has most of the traffic, with the slices around it. */
function stableAround(slices: readonly Counts[], index: number): Tally {
  const own = slices[index]
  if (own === undefined) return nothing
  return own.share <= 0.5 || own.stable.requests >= enoughBeside ? own.stable : around(slices, index, 'stable')
}

/** What one version did in a slice, the one before and the one after. */
const around = (slices: readonly Counts[], index: number, of: keyof Both): Tally =>
  slices.slice(Math.max(0, index - 1), index + 2).reduce((sum, { [of]: tally }) => add(sum, tally), nothing)

const rateOf = ({ errors, requests }: Tally): number => errors / requests
