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
  const largest = Math.max(...logs)
  return Math.exp(largest) * (logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length)
}

const points = 128
/** Midpoints of equal slices of Beta(½, 1), whose quantile function is u², as multipliers λ = 1/u². */
const alternatives = Array.from({ length: points }, (_, index) => (points / (index + 0.5)) ** 2)
