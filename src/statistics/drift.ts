import { incompleteBeta, kolmogorovTail, normalCdf, upperGamma } from './special.ts'

/* Whether two samples come from one distribution, and by how much they differ. Pure. */

/**
 * Two-sided p of Kolmogorov and Smirnov's two-sample test, by the limit of its distribution: with ties, such as lengths
 * have, it is too large, so that it never accuses too often.
 */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): { distance: number; p: number } {
  requireSome(one.length, other.length)
  const [a, b] = [Float64Array.from(one).sort(), Float64Array.from(other).sort()]
  let distance = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const at = Math.min(a[i] as number, b[j] as number)
    while (i < a.length && (a[i] as number) <= at) i++
    while (j < b.length && (b[j] as number) <= at) j++
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length))
  }
  return { distance, p: kolmogorovTail(distance * Math.sqrt((a.length * b.length) / (a.length + b.length))) }
}

/** Fewer are expected of a kind: its share of chi-square says little, and rare kinds are counted together. */
const fewestExpected = 5

/**
 * p of Pearson's chi-square test that two counts by kind have the same shares. Kinds of which fewer than five are expected on
 * either side are one kind, as the distribution does not hold for them.
 */
export function chiSquare(
  one: readonly number[],
  other: readonly number[],
): { statistic: number; df: number; p: number } {
  const [n, m] = [sum(one), sum(other)]
  requireSome(n, m)
  const least = Math.min(n, m) / (n + m)
  const kinds = one.map((count, kind) => ({ a: count, b: other[kind] ?? 0 })).filter(({ a, b }) => a + b > 0)
  const common = kinds.filter(({ a, b }) => (a + b) * least >= fewestExpected)
  const rare = kinds.filter((each) => !common.includes(each))
  const together = { a: sum(rare.map(({ a }) => a)), b: sum(rare.map(({ b }) => b)) }
  const cells = together.a + together.b === 0 ? common : [...common, together]
  if (cells.length < 2) return { statistic: 0, df: 0, p: 1 }
  const part = (seen: number, expected: number) => (seen - expected) ** 2 / expected
  const statistic = sum(cells.map(({ a, b }) => part(a, ((a + b) * n) / (n + m)) + part(b, ((a + b) * m) / (n + m))))
  const df = cells.length - 1
  return { statistic, df, p: upperGamma(df / 2, statistic / 2) }
}

/** Half of one is added to each kind, so that one that is new is a large difference and not an endless one. */
const halfOfOne = 0.5

/**
 * Population stability index of two counts by kind: 0 where shares are equal; under 0.1 is called stable, from 0.2 on a shift.
 */
export function stabilityIndex(reference: readonly number[], recent: readonly number[]): number {
  const shares = (counts: readonly number[]): number[] => {
    const all = sum(counts) + halfOfOne * counts.length
    return counts.map((count) => (count + halfOfOne) / all)
  }
  const seen = reference
    .map((count, kind) => ({ count, other: recent[kind] ?? 0 }))
    .filter((of) => of.count + of.other > 0)
  const [p, q] = [shares(seen.map(({ count }) => count)), shares(seen.map(({ other }) => other))]
  return sum(p.map((share, kind) => ((q[kind] ?? 0) - share) * Math.log((q[kind] ?? 0) / share)))
}

/**
 * Counts of two samples between the deciles of the first, for the stability index. A value that is so common that several deciles
 * are equal to it is a kind of its own: what lies under it or over it is another one.
 */
export function byDeciles(reference: readonly number[], recent: readonly number[]): [number[], number[]] {
  const sorted = Float64Array.from(reference).sort()
  const cuts = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => sorted[Math.floor((tenth * sorted.length) / 10)] as number)
  const bounds = [...new Set(cuts)]
  const common = new Set(cuts.filter((cut, at) => cuts[at + 1] === cut))
  const counted = (values: readonly number[]): number[] => {
    const counts = new Array<number>(2 * bounds.length + 1).fill(0)
    for (const value of values) {
      const under = bounds.filter((bound) => bound < value).length
      const isBound = bounds[under] === value
      // Of a decile that is none of those, the value belongs to what lies over it.
      const bin = 2 * under + (isBound ? (common.has(value) ? 1 : 2) : 0)
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    return counts
  }
  return [counted(reference), counted(recent)]
}

/** Exact one-sided p that the rate is at most `rate`, from `events` of `all`. */
export function overRate(events: number, all: number, rate: number): number {
  requireEvents(events, all)
  return events === 0 ? 1 : incompleteBeta(rate, events, all - events + 1)
}

/**
 * Exact one-sided p that the later rate is at most `ratio` times the earlier one, given how many events there were in all;
 * for rates that are small.
 */
export function overEarlier(
  later: { events: number; all: number },
  earlier: { events: number; all: number },
  ratio: number,
): number {
  requireEvents(later.events, later.all)
  requireEvents(earlier.events, earlier.all)
  if (later.events === 0 || earlier.all === 0) return 1
  const share = (ratio * later.all) / (ratio * later.all + earlier.all)
  return incompleteBeta(share, later.events, earlier.events + 1)
}

/**
 * One-sided p that the second share is at most `margin` under the first: Wald's statistic with one success and one failure
 * added to each (Agresti and Caffo 2000), which keeps its level where shares are near 0 or 1.
 */
export function shareFell(
  first: { hits: number; all: number },
  second: { hits: number; all: number },
  margin: number,
): number {
  requireSome(first.all, second.all)
  const [p, q] = [(first.hits + 1) / (first.all + 2), (second.hits + 1) / (second.all + 2)]
  const error = Math.sqrt((p * (1 - p)) / (first.all + 2) + (q * (1 - q)) / (second.all + 2))
  return normalCdf(-(p - q - margin) / error)
}

/**
 * What the k-th look may spend of the chance `alpha` of any false alarm: α/(k(k + 1)), which sums to α over all looks to come,
 * however many there will be and however they depend on each other.
 */
export const alphaOfScheduledLook = (alpha: number, look: number): number => alpha / (look * (look + 1))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function requireSome(one: number, other: number): void {
  if (!(one > 0 && other > 0)) throw new RangeError(`samples of ${one} and ${other}`)
}

function requireEvents(events: number, all: number): void {
  if (!(events >= 0 && events <= all)) throw new RangeError(`${events} of ${all}`)
}
