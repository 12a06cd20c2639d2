import { incompleteBeta, inverseIncompleteBeta, normalQuantile } from './special.ts'

type Interval = { low: number; high: number }

/** Exact two-sided interval of a proportion, k of n, with `level` between 0 and 1 (Clopper and Pearson 1934). */
export function clopperPearson(k: number, n: number, level: number): Interval {
  const tail = (1 - level) / 2
  return { low: 1 - upperErrorRate(n - k, n, 1 - tail), high: upperErrorRate(k, n, 1 - tail) }
}

/** Exact one-sided upper bound of an error rate, in 0 to 1; without a request nothing is known, and it is 1. */
export function upperErrorRate(errors: number, requests: number, level: number): number {
  if (!(errors >= 0 && errors <= requests)) throw new RangeError(`${errors} errors of ${requests} requests`)
  return errors === requests ? 1 : inverseIncompleteBeta(level, errors + 1, requests - errors)
}

/**
 * Interval of the difference of two paired proportions (Bonett and Price 2012): `gained` examples that only the first has
 * right, `lost` that only the second has, of `n` in all.
 */
export function bonettPrice(gained: number, lost: number, n: number, level: number): Interval {
  const up = (gained + 1) / (n + 2)
  const down = (lost + 1) / (n + 2)
  const difference = up - down
  const half = normalQuantile((1 + level) / 2) * Math.sqrt((up + down - difference * difference) / (n + 2))
  return { low: Math.max(-1, difference - half), high: Math.min(1, difference + half) }
}

/** Two-sided p of McNemar's exact test: under the null each discordant pair falls either way with one half. */
export function exactMcNemar(gained: number, lost: number): number {
  const [fewer, all] = [Math.min(gained, lost), gained + lost]
  if (all === 0 || 2 * fewer === all) return 1
  // P(X ≤ k) of a binomial with n and 1/2 is I_{1/2}(n − k, k + 1).
  return Math.min(1, 2 * incompleteBeta(0.5, all - fewer, fewer + 1))
}
