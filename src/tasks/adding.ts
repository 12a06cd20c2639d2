import { groupedBy } from '../grouping.ts'
import type { Judged, Pair } from '../statistics/pairing.ts'
import type { Exchangeable, Judgeable } from '../statistics/types.ts'
import type { Adding, Metric } from './types.ts'

/*
 * Every metric here is a function of sums over the answers: hits by class for F1, n-grams by order for BLEU, a sum and a count
 * for a mean. So a test drawn anew costs one addition for each kind of pair, and not a look at each example.
 */

/** The metric of some answers; undefined where they do not allow it, such as the loss of a baseline without probabilities. */
export function scoreOf(metric: Metric, judged: Iterable<Judged>): number | undefined {
  const adding = metric.adding()
  const sums: number[] = []
  for (const one of judged) {
    const contribution = adding.contribution(one)
    if (contribution === undefined) return undefined
    for (let at = 0; at < contribution.length; at += 2) {
      const place = contribution[at] ?? 0
      sums[place] = (sums[place] ?? 0) + (contribution[at + 1] ?? 0)
    }
  }
  // A place that nothing was added to is a hole.
  const value = sums.length === 0 ? Number.NaN : adding.value(Float64Array.from(sums, (sum) => sum ?? 0))
  return Number.isFinite(value) ? value : undefined
}

/** Pairs that contribute alike to a metric, as a test looks at them. */
type Kinds = {
  multiplicities: Uint32Array
  /** By kind, the cell of the candidate's contribution and that of the baseline's. */
  candidate: Uint32Array
  baseline: Uint32Array
  stakes: Float64Array
  cells: Cells
  adding: Adding
  sign: 1 | -1
}

/** Distinct contributions, one after the other: cell i has the entries from `starts[i]` to `starts[i + 1]`; `width`: how many sums there are. */
type Cells = { starts: Uint32Array; places: Uint32Array; amounts: Float64Array; width: number }

/**
 * What a bootstrap draws from: pairs, or clusters of pairs where every pair names one.
 * @returns undefined where an answer does not allow the metric
 */
export function resampleable(metric: Metric, pairs: readonly Pair[]): Judgeable | undefined {
  const kinds = kindsOf(metric, pairs)
  if (kinds === undefined) return undefined
  const { multiplicities, candidate, baseline, stakes } = kinds
  const tally = tallyOf(kinds)
  const without = withoutOne(kinds)
  const bias = metric.overstated
  return {
    multiplicities,
    stakes,
    ...(bias === undefined
      ? {}
      : {
          // The baseline's error looks larger than it is, or the candidate's does.
          bias: {
            flatters: bias(unitsOf(pairs, 'baseline')),
            belittles: bias(unitsOf(pairs, 'candidate')),
          },
        }),
    difference(counts) {
      tally.clear()
      for (let kind = 0; kind < counts.length; kind++)
        tally.add(candidate[kind] as number, baseline[kind] as number, counts[kind] as number)
      return tally.difference()
    },
    differenceWithout: (kind) => without(kind),
  }
}

/** The difference of all pairs but one of that kind: its own entries are taken from the sums, and no other kind is looked at. */
function withoutOne({ multiplicities, candidate, baseline, cells, adding, sign }: Kinds): (kind: number) => number {
  const { starts, places, amounts } = cells
  const sumsOf = (cellOf: Uint32Array): Float64Array => {
    const sums = new Float64Array(cells.width)
    for (const [kind, cell] of cellOf.entries())
      for (let at = starts[cell] as number; at < (starts[cell + 1] as number); at++)
        (sums[places[at] as number] as number) += (multiplicities[kind] as number) * (amounts[at] as number)
    return sums
  }
  const [ours, theirs] = [sumsOf(candidate), sumsOf(baseline)]
  const valueWithout = (sums: Float64Array, cell: number): number => {
    const [from, to] = [starts[cell] as number, starts[cell + 1] as number]
    // Put back as they were: what is subtracted and added again is off by its rounding.
    const before = Float64Array.from(places.subarray(from, to), (place) => sums[place] as number)
    for (let at = from; at < to; at++) (sums[places[at] as number] as number) -= amounts[at] as number
    const value = adding.value(sums)
    for (let at = from; at < to; at++) sums[places[at] as number] = before[at - from] as number
    return value
  }
  return (kind) =>
    sign * (valueWithout(ours, candidate[kind] as number) - valueWithout(theirs, baseline[kind] as number))
}

/** What approximate randomisation exchanges: the two answers of a pair, or all those of a cluster. */
export function exchangeable(metric: Metric, pairs: readonly Pair[]): Exchangeable | undefined {
  const kinds = kindsOf(metric, pairs)
  if (kinds === undefined) return undefined
  const { multiplicities, candidate, baseline } = kinds
  const tally = tallyOf(kinds)
  return {
    multiplicities,
    difference(swapped) {
      tally.clear()
      for (let kind = 0; kind < swapped.length; kind++) {
        const [ours, theirs] = [candidate[kind] as number, baseline[kind] as number]
        const exchanged = swapped[kind] as number
        tally.add(ours, theirs, (multiplicities[kind] as number) - exchanged)
        tally.add(theirs, ours, exchanged)
      }
      return tally.difference()
    },
  }
}

/** How often each model has each cell, and the difference of the metric of these; positive where the candidate is better. */
function tallyOf({ cells, adding, sign }: Kinds) {
  const { starts, places, amounts } = cells
  const count = starts.length - 1
  const [ours, theirs] = [new Float64Array(count), new Float64Array(count)]
  const sums = new Float64Array(cells.width)
  const value = (often: Float64Array): number => {
    sums.fill(0)
    for (let cell = 0; cell < often.length; cell++) {
      const times = often[cell] as number
      if (times === 0) continue
      const end = starts[cell + 1] as number
      for (let at = starts[cell] as number; at < end; at++)
        (sums[places[at] as number] as number) += times * (amounts[at] as number)
    }
    return adding.value(sums)
  }
  return {
    clear() {
      ours.fill(0)
      theirs.fill(0)
    },
    add(candidate: number, baseline: number, times: number) {
      ;(ours[candidate] as number) += times
      ;(theirs[baseline] as number) += times
    },
    difference: () => sign * (value(ours) - value(theirs)),
  }
}

/** By unit that is drawn, the answers of one model. */
const unitsOf = (pairs: readonly Pair[], who: 'candidate' | 'baseline'): Judged[][] =>
  clustersOf(pairs)?.map((unit) => unit.map((pair) => pair[who])) ?? pairs.map((pair) => [pair[who]])

const clustersOf = (pairs: readonly Pair[]): readonly Pair[][] | undefined =>
  clustered(pairs) ? [...groupedBy(pairs, ({ candidate }) => candidate.cluster).values()] : undefined

/** Whether tests draw clusters of pairs: every pair names the one that it belongs to. */
export const clustered = (pairs: readonly Pair[]): boolean =>
  pairs.length > 0 && pairs.every(({ candidate }) => candidate.cluster !== undefined)

function kindsOf(metric: Metric, pairs: readonly Pair[]): Kinds | undefined {
  const adding = metric.adding()
  const numbers = new Map<string, number>()
  const distinct: (readonly number[])[] = []
  const cellOf = (contribution: readonly number[]): number => {
    const key = contribution.join()
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, distinct.length)
    return distinct.push(contribution) - 1
  }
  const stakeOf = metric.stakes(pairs)
  const kinds = new Map<string, { candidate: number; baseline: number; times: number; stake: number }>()
  for (const unit of clustersOf(pairs) ?? pairs) {
    const [ours, theirs] = contributionsOf(adding, unit)
    if (ours === undefined || theirs === undefined) return undefined
    const [candidate, baseline] = [cellOf(ours), cellOf(theirs)]
    const key = `${candidate} ${baseline}`
    const kind = kinds.get(key)
    const stake = 'length' in unit ? unit.reduce((sum, pair) => sum + stakeOf(pair), 0) : stakeOf(unit)
    if (kind === undefined) kinds.set(key, { candidate, baseline, times: 1, stake })
    else {
      kind.times += 1
      kind.stake = Math.max(kind.stake, stake)
    }
  }
  const all = [...kinds.values()]
  return {
    multiplicities: Uint32Array.from(all, ({ times }) => times),
    candidate: Uint32Array.from(all, ({ candidate }) => candidate),
    baseline: Uint32Array.from(all, ({ baseline }) => baseline),
    stakes: Float64Array.from(all, ({ stake }) => stake),
    cells: inARow(distinct),
    adding,
    sign: metric.higherIsBetter ? 1 : -1,
  }
}

/** What both models contribute by a pair, or by all pairs of a cluster. */
function contributionsOf(
  adding: Adding,
  unit: Pair | readonly Pair[],
): [readonly number[] | undefined, readonly number[] | undefined] {
  if (!('length' in unit)) return [adding.contribution(unit.candidate), adding.contribution(unit.baseline)]
  const together = (of: 'candidate' | 'baseline'): readonly number[] | undefined => {
    const sums = new Map<number, number>()
    for (const pair of unit) {
      const contribution = adding.contribution(pair[of])
      if (contribution === undefined) return undefined
      for (let at = 0; at < contribution.length; at += 2) {
        const place = contribution[at] ?? 0
        sums.set(place, (sums.get(place) ?? 0) + (contribution[at + 1] ?? 0))
      }
    }
    return [...sums].sort(([a], [b]) => a - b).flat()
  }
  return [together('candidate'), together('baseline')]
}

function inARow(contributions: readonly (readonly number[])[]): Cells {
  const starts = new Uint32Array(contributions.length + 1)
  for (const [index, { length }] of contributions.entries()) starts[index + 1] = (starts[index] ?? 0) + length / 2
  const entries = starts.at(-1) ?? 0
  const [places, amounts] = [new Uint32Array(entries), new Float64Array(entries)]
  let [at, last] = [0, -1]
  for (const contribution of contributions)
    for (let of = 0; of < contribution.length; of += 2, at++) {
      const place = contribution[of] ?? 0
      places[at] = place
      amounts[at] = contribution[of + 1] ?? 0
      last = Math.max(last, place)
    }
  return { starts, places, amounts, width: last + 1 }
}
