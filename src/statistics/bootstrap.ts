import { createRandom } from './random.ts'
import type { Resampleable } from './types.ts'

/** The difference of each resample: as many units as there are, each drawn with the same chance, with replacement. */
export function drawDifferences(of: Resampleable, resamples: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const kinds = kindOfUnits(of.multiplicities)
  const counts = new Uint32Array(of.multiplicities.length)
  return Float64Array.from({ length: resamples }, () => {
    counts.fill(0)
    for (let draw = 0; draw < kinds.length; draw++) {
      const kind = kinds[random.below(kinds.length)] ?? 0
      counts[kind] = (counts[kind] ?? 0) + 1
    }
    return of.difference(counts)
  })
}

function kindOfUnits(multiplicities: Uint32Array): Uint32Array {
  const kinds = new Uint32Array(multiplicities.reduce((sum, count) => sum + count, 0))
  let from = 0
  multiplicities.forEach((count, kind) => {
    kinds.fill(kind, from, from + count)
    from += count
  })
  return kinds
}
