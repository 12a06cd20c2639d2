import { incompleteBeta, logGamma } from '../../src/statistics/special.ts'

/** P(X ≤ k) of a binomial. */
const binomialCdf = (k: number, n: number, p: number): number =>
  k < 0 ? 0 : k >= n || p <= 0 ? 1 : incompleteBeta(1 - p, n - k, k + 1)

const binomialPmf = (k: number, n: number, p: number): number =>
  p === 0
    ? Number(k === 0)
    : Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p))

/**
 * The exact chance, up to rounding, that a rule holds of a test with `n` examples: the sum over all counts of gained and lost
 * examples. No simulation, so a rate over 5 % is one.
 * @param rule holds of fewer lost examples where it holds of more, all else equal
 */
export function chanceOf(
  rule: (gained: number, lost: number) => boolean,
  of: { n: number; gainRate: number; lossRate: number },
): number {
  const { n, gainRate, lossRate } = of
  const reach = 9 * Math.sqrt(n * gainRate) + 20
  const from = Math.max(0, Math.floor(n * gainRate - reach))
  const to = Math.min(n, Math.ceil(n * gainRate + reach))
  let chance = 0
  for (let gained = from; gained <= to; gained++) {
    // The most examples that may be lost, by halving; −1 where even none is too many.
    let [holds, breaks] = [-1, n - gained + 1]
    while (breaks - holds > 1) {
      const middle = (holds + breaks) >> 1
      if (rule(gained, middle)) holds = middle
      else breaks = middle
    }
    chance += binomialPmf(gained, n, gainRate) * binomialCdf(holds, n - gained, lossRate / (1 - gainRate))
  }
  return chance
}

/** Rates of gains and losses of models that disagree on a share of examples and differ by so much. */
export const ratesOf = (disagreement: number, difference: number): { gainRate: number; lossRate: number } => ({
  gainRate: (disagreement + difference) / 2,
  lossRate: (disagreement - difference) / 2,
})
