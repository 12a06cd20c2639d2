import { createMultinomial } from './multinomial.ts'
import { Random } from './random.ts'
import type { Resampleable } from './types.ts'

/** The difference of each resample: as many units as there are, each drawn with the same chance, with replacement. */
export function drawDifferences(of: Resampleable, resamples: number, seed: number): Float64Array {
  const draw = createMultinomial(of.multiplicities, new Random(seed))
  const counts = new Uint32Array(of.multiplicities.length)
  return Float64Array.from({ length: resamples }, () => {
    draw(counts)
    return of.difference(counts)
  })
}
