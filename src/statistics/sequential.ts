/** Errors of one interval in which the canary's share of the traffic, 0 to 1, did not change. */
export type ErrorInterval = { share: number; stableErrors: number; canaryErrors: number }

/**
 * Evidence (an e-value) that the canary fails more than `ratio` times as often as stable, from the errors alone.
 *
 * Given that an error occurs while the canary has share s, it is the canary's with a chance of at most
 * p₀ = ρs / (ρs + 1 − s) under "no worse than ρ times stable". For an alternative that is λ times worse than that,
 * p_λ = λρs / (λρs + 1 − s), and an interval with k errors of the canary and m of stable has the likelihood ratio
 *
 *     λ^k · ((ρs + 1 − s) / (λρs + 1 − s))^(k+m)
 *
 * whose expectation under the null is at most 1 for every λ ≥ 1, interval by interval, whatever the shares. So is that of
 * their mixture over λ; by Ville's inequality it ever exceeds 1/α with chance at most α, however often one looks. Errors
 * that hit both versions alike are evidence of nothing, and at share 0 or 1 there is nobody to compare with: each factor is 1.
 *
 * The mixture takes 1/λ from Beta(½, 1): weight on versions that are somewhat worse and on those that always fail.
 */
export function errorEvidence(intervals: readonly ErrorInterval[], ratio: number): number {
  if (!(ratio >= 1)) throw new RangeError(`ratio ${ratio}`)
  for (const { share, stableErrors, canaryErrors } of intervals)
    if (!(share >= 0 && share <= 1 && stableErrors >= 0 && canaryErrors >= 0))
      throw new RangeError(`${canaryErrors} and ${stableErrors} errors at share ${share}`)
  const logs = alternatives.map((lambda) =>
    intervals.reduce((sum, { share, stableErrors, canaryErrors }) => {
      if (share === 0 || share === 1) return sum
      const [canary, stable] = [ratio * share, 1 - share]
      const errors = canaryErrors + stableErrors
      return sum + canaryErrors * Math.log(lambda) - errors * Math.log((lambda * canary + stable) / (canary + stable))
    }, 0),
  )
  return meanOfExponentials(logs)
}

/**
 * Evidence (an e-value) that the error rate is over `rate`, from `errors` of `requests`: for the time when the canary has
 * all traffic and there is nobody to compare it with.
 *
 * For an alternative whose odds are λ times those of ρ = `rate`, p_λ = λρ / (1 + (λ − 1)ρ), and k errors of n requests have
 * the likelihood ratio
 *
 *     λ^k / (1 + (λ − 1)ρ)^n
 *
 * One request more multiplies it by (1 + (λ − 1)p) / (1 + (λ − 1)ρ) on average, which is at most 1 where p ≤ ρ. The mixture
 * and what follows from it are those of `errorEvidence`.
 */
export function rateEvidence(errors: number, requests: number, rate: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate ${rate}`)
  if (!(errors >= 0 && errors <= requests)) throw new RangeError(`${errors} errors of ${requests} requests`)
  return meanOfExponentials(
    alternatives.map((lambda) => errors * Math.log(lambda) - requests * Math.log1p((lambda - 1) * rate)),
  )
}

/** Finite however large the evidence is: a report in JSON has no infinity. */
function meanOfExponentials(logs: readonly number[]): number {
  const largest = Math.max(...logs)
  const mean = logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length
  return Math.exp(Math.min(largest, 700)) * mean
}

const points = 128
/** Midpoints of equal slices of Beta(½, 1), whose quantile function is u², as multipliers λ = 1/u². */
const alternatives = Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2)
