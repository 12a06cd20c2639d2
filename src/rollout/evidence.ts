/*
 * Evidence that may be looked at after every request without losing its meaning: each function returns an e-value, a
 * non-negative supermartingale that starts at 1 while the canary is good enough, so by Ville's inequality it ever exceeds
 * 1/a with a chance of a at most. Both average likelihood ratios over a grid of how bad the canary might be.
 */

/** How many times worse than tolerated the canary might be: 1.19 to 1,024, evenly on the logarithm. */
const worse: readonly number[] = Array.from({ length: 40 }, (_, index) => 2 ** ((index + 1) / 4))

/**
 * Against "the canary's error rate is at most `ratio` times stable's". Given one error, under share s and ratio r it is the
 * canary's with chance s·r / (s·r + 1 − s); what both suffer alike cancels. Intervals without stable traffic say nothing.
 */
export function errorEvidence(
  intervals: readonly { share: number; stableErrors: number; canaryErrors: number }[],
  ratio: number,
): number {
  // Intervals with one share and their sum say the same; a long rollout has many of them and few shares.
  const byShare = new Map<number, { all: number; canary: number }>()
  for (const { share, stableErrors, canaryErrors } of intervals) {
    if (share <= 0 || share >= 1) continue
    const before = byShare.get(share) ?? { all: 0, canary: 0 }
    byShare.set(share, { all: before.all + canaryErrors + stableErrors, canary: before.canary + canaryErrors })
  }
  return meanOfExponents(
    worse.map((factor) => {
      let exponent = 0
      for (const [share, { all, canary }] of byShare) {
        const tolerated = share * ratio + 1 - share
        const suspected = share * ratio * factor + 1 - share
        exponent += canary * Math.log(factor) + all * Math.log(tolerated / suspected)
      }
      return exponent
    }),
  )
}

/** Against "the error rate is at most `rate`": for the time when the canary has all traffic and nobody to be compared with. */
export function rateEvidence(errors: number, requests: number, rate: number): number {
  if (rate >= 1) return 1
  const rates = worse.map((factor) => 1 - (1 - rate) / (1 + rate * (factor - 1))).filter((p) => p > rate && p < 1)
  return meanOfExponents(
    rates.map((p) => errors * Math.log(p / rate) + (requests - errors) * Math.log((1 - p) / (1 - rate))),
  )
}

/** One-sided upper bound of an error rate (Clopper and Pearson 1934); 1 without requests. 0 of 300 at 0.95: 0.00994. */
export function upperErrorRate(errors: number, requests: number, level: number): number {
  if (requests === 0 || errors >= requests) return 1
  let low = errors / requests
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (chanceOfAtMost(errors, requests, middle) > 1 - level) low = middle
    else high = middle
  }
  return high
}

function chanceOfAtMost(errors: number, requests: number, rate: number): number {
  let logTerm = requests * Math.log1p(-rate)
  let total = Math.exp(logTerm)
  for (let k = 1; k <= errors; k++) {
    logTerm += Math.log((requests - k + 1) / k) + Math.log(rate) - Math.log1p(-rate)
    total += Math.exp(logTerm)
  }
  return total
}

function meanOfExponents(exponents: readonly number[]): number {
  const largest = Math.max(...exponents)
  return (Math.exp(largest) * exponents.reduce((sum, x) => sum + Math.exp(x - largest), 0)) / exponents.length
}
