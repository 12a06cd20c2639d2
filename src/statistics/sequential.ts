/*
 * Evidence that grows with the traffic and may be looked at as often as one likes (e-processes).
 *
 * Errors of real services come in bursts: a process stumbles for some seconds, a client sends a broken batch. So what one
 * window of time says is capped, whatever happened in it, and only windows after each other convince; and evidence that a
 * canary collected while it was well does not weigh against what is seen since it is not, as it begins anew all the time.
 */

/** Errors of one window in which the canary's share of the traffic, 0 to 1, did not change. */
export type ErrorWindow = { share: number; stableErrors: number; canaryErrors: number }

/** Evidence so far: a number for each alternative λ, of all windows (`whole`), and of all windows since each start (`restarted`). */
export type Evidence = { windows: number; whole: Float64Array; restarted: Float64Array }

export const points = 64
/**
 * How many times worse than allowed the canary may be: midpoints of equal slices of Beta(½, 1) for 1/λ, whose quantile
 * function is u². Weight on versions that are somewhat worse, and on those that always fail.
 */
export const alternatives = Float64Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2)
export const logs = alternatives.map(Math.log)

/** The most that one window multiplies the evidence with. */
const cap = 2.5
/** So many starts share half of what all starts weigh; the other half is for those after them. */
const horizon = 180

/** Evidence before anything was seen: 1. */
export const noEvidence = (): Evidence => ({
  windows: 0,
  whole: new Float64Array(points).fill(1),
  restarted: new Float64Array(points),
})

/**
 * One window more that the canary fails more than `ratio` times as often as stable, from the errors alone.
 *
 * Given that an error occurs while the canary has share s, it is the canary's with a chance of at most
 * p₀ = ρs / (ρs + 1 − s) under "no worse than ρ times stable". For an alternative that is λ times worse than that,
 * p_λ = λρs / (λρs + 1 − s), and a window with k errors of the canary and m of stable has the likelihood ratio
 *
 *     λ^k · ((ρs + 1 − s) / (λρs + 1 − s))^(k+m)
 *
 * whose expectation under the null is at most 1 for every λ ≥ 1, window by window, whatever the shares. Errors that hit
 * both versions alike are evidence of nothing, and at share 0 or 1 there is nobody to compare with: the factor is 1.
 * @param windows that it stands for: what it says is capped, and the expectation is at most 1 whatever the cap
 */
export function afterErrors(
  before: Evidence,
  { share, stableErrors, canaryErrors }: ErrorWindow,
  ratio: number,
  windows = 1,
): Evidence {
  if (!(ratio >= 1)) throw new RangeError(`ratio ${ratio}`)
  if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
    throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`)
  const [canary, stable] = [ratio * share, 1 - share]
  const errors = share === 0 || share === 1 ? 0 : canaryErrors + stableErrors
  return after(before, windows, (lambda, log) =>
    errors === 0 ? 0 : canaryErrors * log - errors * Math.log((lambda * canary + stable) / (canary + stable)),
  )
}

/**
 * One window more that the error rate is over `rate`, from `errors` of `requests`.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio λ^k / (1 + (λ − 1)ρ)^n. One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on
 * average, which is at most 1 where p ≤ ρ.
 */
export function afterRate(before: Evidence, errors: number, requests: number, rate: number, windows = 1): Evidence {
  requireCounts(errors, requests, rate)
  return after(before, windows, (lambda, log) => errors * log - requests * Math.log1p((lambda - 1) * rate))
}

/**
 * The e-value: under the null it ever exceeds 1/α with a chance of at most α, by Ville's inequality. Half of it is the
 * evidence of all windows; the other half is spread over a start before every window, the j-th with the weight
 * J / ((j + J − 1)(j + J)), J = 180. These sum to 1 over all starts to come, so that a rollout may last as long as it likes.
 */
export function evidenceOf({ windows, whole, restarted }: Evidence): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / points
  return (mean(whole) + mean(restarted) + horizon / (windows + horizon)) / 2
}

/** @param standsFor so many windows: it may say as much as they could have */
function after(before: Evidence, standsFor: number, logFactor: (lambda: number, log: number) => number): Evidence {
  const windows = before.windows + 1
  const most = cap ** standsFor
  const weight = horizon / ((windows + horizon - 1) * (windows + horizon))
  const factors = alternatives.map((lambda, index) => Math.min(most, Math.exp(logFactor(lambda, logs[index] ?? 0))))
  // Finite however large the evidence is: a report in JSON has no infinity.
  const grown = (values: Float64Array, started: number): Float64Array =>
    values.map((value, index) => Math.min(1e300, (value + started) * (factors[index] ?? 1)))
  return { windows, whole: grown(before.whole, 0), restarted: grown(before.restarted, weight) }
}

/**
 * Evidence (an e-value) that the error rate is under `rate`, from `errors` of `requests` in all: what a promotion asks for.
 *
 * Half of it bets that there is no error at all, and is (1 − ρ)^(−n) as long as there is none; the other half is a mixture
 * of λ^k / (1 + (λ − 1)ρ)^n over odds λ = u² times those of ρ, u uniform in 0 to 1.
 */
export function assurance(errors: number, requests: number, rate: number): number {
  requireCounts(errors, requests, rate)
  if (rate === 0) return 0
  if (rate === 1) return errors < requests ? 1e300 : 0
  const finite = (log: number): number => Math.exp(Math.min(690, log))
  const none = errors === 0 ? finite(-requests * Math.log1p(-rate)) : 0
  const some = alternatives.reduce(
    (sum, lambda, index) => sum + finite(-errors * (logs[index] ?? 0) - requests * Math.log1p((1 / lambda - 1) * rate)),
    0,
  )
  return (none + some / points) / 2
}

/**
 * Evidence that one version fails as often as another, or less, and not `ratio` times as often, from errors and requests of
 * both, which need not be of the same time: what a promotion asks for where stable is not much better than what is tolerated.
 *
 * Given that there are so many errors in all, each is the one's by its part of the requests: how many times likelier these are
 * where both are alike. It is what the other's errors let expect of the one with a weight of 1/rate for a rate that nobody
 * knows, so that one more request of the one leaves it as it is on average (a Bayes factor with the right Haar prior): it may
 * be looked at as often as one likes.
 */
export function fewerThan(
  one: { errors: number; requests: number },
  other: { errors: number; requests: number },
  ratio: number,
): number {
  requireCounts(one.errors, one.requests, 0)
  requireCounts(other.errors, other.requests, 0)
  if (!(ratio > 0)) throw new RangeError(`ratio ${ratio}`)
  if (one.requests === 0 || other.requests === 0) return 1
  const all = one.errors + other.errors
  const likelier = (ratio * one.requests + other.requests) / (one.requests + other.requests)
  return Math.exp(Math.min(690, all * Math.log(likelier) - one.errors * Math.log(ratio)))
}

/** A rate is divided in so many steps. */
const divisions = 20

/**
 * Evidence that errors of two sorts are together under a rate: those that come as they were seen, and runs of which none was
 * seen yet. Whatever part of the rate the runs have, they have at least that part or the others have at least the rest. For each
 * part what both say is the product of two e-values of their own, and the least of these holds whichever it is.
 * @param ofOthers evidence that the others are under such a part of the rate, 0 to 1
 * @param runs as many would be expected by now, if all of the rate were theirs
 * @param weight of what says nothing of the others, 0 to 1: few of them lose much where they have nearly all of the rate
 */
export function withUnseenRuns(ofOthers: (part: number) => number, runs: number, weight: number): number {
  const finite = (log: number): number => Math.exp(Math.min(690, log))
  const parts = Array.from({ length: divisions }, (_, index) => index / divisions)
  const products = parts.map((part) =>
    Math.min(1e300, (weight + (1 - weight) * ofOthers(1 - part)) * finite(part * runs)),
  )
  // Of a rate of nothing nothing can be said.
  return Math.min(finite(runs), ...products)
}

function requireCounts(errors: number, requests: number, rate: number): void {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate ${rate}`)
  if (!(errors >= 0 && errors <= requests)) throw new RangeError(`${errors} errors of ${requests} requests`)
}
