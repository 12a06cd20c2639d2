import { incompleteBeta, inverseIncompleteBeta } from './special.ts'

/** Exact one-sided upper bound of an error rate, in 0 to 1; without a request nothing is known, and it is 1. */
export function upperErrorRate(errors: number, requests: number, level: number): number {
  if (!(errors >= 0 && errors <= requests)) throw new RangeError(`${errors} errors of ${requests} requests`)
  return errors === requests ? 1 : inverseIncompleteBeta(level, errors + 1, requests - errors)
}

/** Two-sided p of McNemar's exact test: under the null each discordant pair falls either way with one half. */
export function exactMcNemar(gained: number, lost: number): number {
  const [fewer, all] = [Math.min(gained, lost), gained + lost]
  if (all === 0 || 2 * fewer === all) return 1
  // P(X ≤ k) of a binomial with n and 1/2 is I_{1/2}(n − k, k + 1).
  return Math.min(1, 2 * incompleteBeta(0.5, all - fewer, fewer + 1))
}
