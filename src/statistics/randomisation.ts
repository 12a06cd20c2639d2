import { Random } from './random.ts'
import type { Exchangeable } from './types.ts'

/**
 * Two-sided p of "which model gave an answer does not matter" (approximate randomisation, Noreen 1989; as sacrebleu has it): how
 * often the difference is as large as the one seen when each example has its two answers exchanged by the toss of a coin.
 */
export function randomisationP(of: Exchangeable, by: { trials?: number; seed?: number } = {}): number {
  const { trials = 10_000, seed = 1 } = by
  const random = new Random(seed)
  const swapped = new Uint32Array(of.multiplicities.length)
  const seen = Math.abs(of.difference(swapped))
  // Sums in another order differ in their last bits.
  const asLarge = seen * (1 - 1e-12)
  let count = 0
  for (let trial = 0; trial < trials; trial++) {
    for (let kind = 0; kind < swapped.length; kind++) swapped[kind] = heads(of.multiplicities[kind] ?? 0, random)
    const difference = Math.abs(of.difference(swapped))
    // Where it cannot be computed the exchange counts against the difference.
    if (!(difference < asLarge)) count++
  }
  return (count + 1) / (trials + 1)
}

/** How many of so many coins show heads: the bits of as many random words as that takes. */
function heads(coins: number, random: Random): number {
  let count = 0
  for (let left = coins; left > 0; left -= 32) {
    const word = random.word()
    count += bitsOf(left >= 32 ? word : word >>> (32 - left))
  }
  return count
}

function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
