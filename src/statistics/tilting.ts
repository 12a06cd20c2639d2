import { normalQuantile } from './special.ts'
import type { Resampleable } from './types.ts'

/*
 * The score test of any metric. The bootstrap's percentiles take the spread of the difference from the test as it is; a sample
 * that happens to have few of the examples on which the candidate is worse is then all the surer of itself, and up to one in
 * nine candidates that are exactly the margin worse pass. A score test takes the spread as it were if the candidate *was* worse:
 * examples are weighted by exp(τ·influence), so that the weighted test has the difference in question. For accuracies
 * these are Tango's constrained estimates.
 */

/** By kind, how much one example more of it moves the difference, times the number of examples (the jackknife). */
export function influences(of: Resampleable): Float64Array {
  const counts = of.multiplicities.slice()
  const units = counts.reduce((sum, count) => sum + count, 0)
  const without = Float64Array.from(counts, (count, kind) => {
    if (count === 0) return 0
    if (of.differenceWithout !== undefined) return of.differenceWithout(kind)
    counts[kind] = count - 1
    const difference = of.difference(counts)
    counts[kind] = count
    return difference
  })
  const mean = without.reduce((sum, value, kind) => sum + value * (counts[kind] ?? 0), 0) / units
  return without.map((value) => (units - 1) * (mean - value))
}

/**
 * How far below and above the difference seen the score test does not reject, each bound being wrong with a chance of `alpha`.
 * Each is half a typical example wider, as the continuity correction of Tango's test is, and no closer than the jackknife's normal
 * one, which helps where clusters are of unlike sizes.
 */
export function tiltedReach(
  multiplicities: Uint32Array,
  influence: Float64Array,
  alpha: number,
): { below: number; above: number } {
  const units = multiplicities.reduce((sum, count) => sum + count, 0)
  const moment = (power: number): number =>
    influence.reduce((sum, value, kind) => sum + (multiplicities[kind] ?? 0) * Math.abs(value) ** power, 0)
  const [squares, cubes] = [moment(2), moment(3)]
  if (squares === 0) return { below: 0, above: 0 }
  const half = cubes / squares / units / 2
  const z = normalQuantile(1 - alpha)
  const deviation = Math.sqrt(squares / units)
  const one = (sign: 1 | -1): number => {
    const at = (tilt: number) => weighted(multiplicities, influence, (sign * tilt) / deviation)
    const deviations = ({ mean, variance }: ReturnType<typeof at>): number =>
      variance > 0 ? (Math.abs(mean) * Math.sqrt(units)) / Math.sqrt(variance) : Number.POSITIVE_INFINITY
    let [from, to] = [0, (2 * z) / Math.sqrt(units)]
    while (deviations(at(to)) < z) to *= 2
    for (let step = 0; step < 40; step++) {
      const middle = (from + to) / 2
      if (deviations(at(middle)) < z) from = middle
      else to = middle
    }
    return Math.max(Math.abs(at(to).mean) + half, z * Math.sqrt(squares / (units * (units - 1))))
  }
  return { below: one(-1), above: one(1) }
}

/** Mean and variance of the influence when examples are weighted by exp(tilt·influence). */
function weighted(
  multiplicities: Uint32Array,
  influence: Float64Array,
  tilt: number,
): { mean: number; variance: number } {
  let most = Number.NEGATIVE_INFINITY
  for (const value of influence) most = Math.max(most, tilt * value)
  let [total, first, second] = [0, 0, 0]
  for (let kind = 0; kind < influence.length; kind++) {
    const value = influence[kind] as number
    const weight = (multiplicities[kind] as number) * Math.exp(tilt * value - most)
    total += weight
    first += weight * value
    second += weight * value * value
  }
  const mean = first / total
  return { mean, variance: second / total - mean * mean }
}
