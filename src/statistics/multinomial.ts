import type { Random } from './random.ts'

/**
 * Draws how often each kind comes up when as many units are drawn, with replacement, as there are.
 *
 * Drawing unit by unit takes as long as there are units. Where kinds have many units each, their counts are drawn instead:
 * independent Poisson numbers X_k, of mean s·m_k with s a little under 1, are, given their sum T, distributed as T draws
 * are; the few draws that are missing to the full number are made unit by unit, and where T is too many all is drawn anew.
 * So the outcome is exactly multinomial, for the cost of a table look-up a kind.
 */
export function createMultinomial(multiplicities: Uint32Array, random: Random): (counts: Uint32Array) => void {
  const kindOf = kindOfUnits(multiplicities)
  const [kinds, units] = [multiplicities.length, kindOf.length]
  // T is over `units` in one of a thousand draws.
  const share = kinds * fewestUnitsOfKind <= units ? Math.max(0, 1 - 3 / Math.sqrt(units)) : 0
  const { own, other, from, columns, first } = poissonTables(multiplicities, share)
  const words = new Uint32Array(share === 0 ? 0 : kinds)
  const drawCounts = (counts: Uint32Array): number => {
    random.fill(words)
    let drawn = 0
    for (let kind = 0; kind < kinds; kind++) {
      // A word chooses a column by its high bits, and between the column's two numbers by its low ones.
      const scaled = (words[kind] as number) * (columns[kind] as number)
      const column = Math.floor(scaled)
      const at = (from[kind] as number) + column
      const count = (first[kind] as number) + (scaled - column < (own[at] as number) ? column : (other[at] as number))
      counts[kind] = count
      drawn += count
    }
    return drawn
  }
  const picks = new Uint32Array(1024)
  return (counts) => {
    counts.fill(0)
    let drawn = share === 0 ? 0 : drawCounts(counts)
    while (drawn > units) drawn = drawCounts(counts)
    while (drawn < units) {
      const some = picks.subarray(0, Math.min(picks.length, units - drawn))
      random.fill(some)
      for (let pick = 0; pick < some.length; pick++) {
        const kind = kindOf[Math.floor((some[pick] as number) * (units / 2 ** 32))] as number
        counts[kind] = (counts[kind] as number) + 1
      }
      drawn += some.length
    }
  }
}

/** From so many units to a kind on, tables are faster than drawing units. */
const fewestUnitsOfKind = 2

function kindOfUnits(multiplicities: Uint32Array): Uint32Array {
  const kinds = new Uint32Array(multiplicities.reduce((sum, count) => sum + count, 0))
  let from = 0
  multiplicities.forEach((count, kind) => {
    kinds.fill(kind, from, from + count)
    from += count
  })
  return kinds
}

/**
 * Walker's tables of every kind's Poisson number: a column is drawn evenly, and says its own number or another one. Kinds of
 * as many units share theirs.
 */
function poissonTables(multiplicities: Uint32Array, share: number) {
  const kinds = share === 0 ? 0 : multiplicities.length
  const tables = new Map<number, PoissonTable & { from: number }>()
  let length = 0
  for (const count of multiplicities.subarray(0, kinds))
    if (!tables.has(count)) {
      const table = poissonTable(share * count)
      tables.set(count, { ...table, from: length })
      length += table.own.length
    }
  const own = new Float64Array(length)
  const other = new Uint32Array(length)
  for (const table of tables.values()) {
    own.set(table.own, table.from)
    other.set(table.other, table.from)
  }
  const [from, first, columns] = [new Uint32Array(kinds), new Uint32Array(kinds), new Float64Array(kinds)]
  for (let kind = 0; kind < kinds; kind++) {
    const table = tables.get(multiplicities[kind] ?? 0)
    if (table === undefined) continue
    from[kind] = table.from
    first[kind] = table.first
    columns[kind] = table.own.length / 2 ** 32
  }
  return { own, other, from, first, columns }
}

type PoissonTable = { first: number; own: Float64Array; other: Uint32Array }

/** What is left out on either side has a chance of less than 1e-20. */
function poissonTable(mean: number): PoissonTable {
  const reach = 10 * Math.sqrt(mean)
  const first = Math.max(0, Math.floor(mean - reach))
  const length = Math.ceil(mean + reach + 20) - first
  const mode = Math.floor(mean) - first
  const weights = new Float64Array(length)
  weights[mode] = 1
  // From the mode outwards by the ratio of neighbours, so that nothing overflows.
  for (let k = mode + 1; k < length; k++) weights[k] = ((weights[k - 1] ?? 0) * mean) / (first + k)
  for (let k = mode - 1; k >= 0; k--) weights[k] = ((weights[k + 1] ?? 0) * (first + k + 1)) / mean
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const own = weights.map((weight) => (weight / total) * length)
  const other = Uint32Array.from({ length }, (_, k) => k)
  const poor = [...own.keys()].filter((k) => (own[k] ?? 0) < 1)
  const rich = [...own.keys()].filter((k) => (own[k] ?? 0) >= 1)
  for (let small = poor.pop(); small !== undefined; small = poor.pop()) {
    const large = rich.at(-1)
    // What rounding leaves of a column is its own.
    if (large === undefined) {
      own[small] = 1
      continue
    }
    other[small] = large
    own[large] = (own[large] ?? 0) - (1 - (own[small] ?? 0))
    if ((own[large] ?? 0) < 1) {
      rich.pop()
      poor.push(large)
    }
  }
  return { first, own, other }
}
