import { add, enough, nothing } from './tally.ts'
import type { OutcomeClass, Tally } from './types.ts'

/** Fewer pieces of time do not tell what is usual from what happened once. */
const fewestPieces = 5

/**
 * How often a version's requests usually end so: the median of pieces of time with enough requests to have a rate, so that an
 * outage is in it only where it lasted most of the time. Undefined where too few are known. Pure. @param past slices of time in
 * their order
 */
export function usualOf(past: readonly Tally[], name: OutcomeClass): number | undefined {
  const rates = piecesOf(past)
    .map((piece) => piece[name] / piece.requests)
    .sort((one, other) => one - other)
  return rates.length < fewestPieces ? undefined : rates[Math.floor((rates.length - 1) / 2)]
}

/** Neighbours become one until there are enough requests; what is left over at the end is too little. */
function piecesOf(past: readonly Tally[]): Tally[] {
  const pieces: Tally[] = []
  let open = nothing
  for (const slice of past) {
    open = add(open, slice)
    if (open.requests < enough) continue
    pieces.push(open)
    open = nothing
  }
  return pieces
}
