/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** Uniform over 0 to 2³² − 1. */
  word(): number
  /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
  unit(): number
  /** Uniform over 0 to bound − 1; `bound` is at most 2³². */
  below(bound: number): number
}

/** xoshiro128** (Blackman and Vigna 2018): passes the usual tests of randomness, and is fast in 32-bit arithmetic. */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = [0, 0, 0, 0]
  let state = seed >>> 0
  // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
  const spread = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  ;[a, b, c, d] = [spread(), spread(), spread(), spread()]
  const word = (): number => {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  const unit = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53
  return {
    word,
    unit,
    below: (bound) => {
      // Beyond this, a number has no room for a word beside the bound; 53 bits favour none by more than one in a million.
      if (bound > 2 ** 21) return Math.floor(unit() * bound)
      // Lemire's way: the high half of word × bound, without the few words that would favour some numbers.
      for (;;) {
        const product = word() * bound
        const high = Math.floor(product / 2 ** 32)
        const low = product - high * 2 ** 32
        if (low >= bound || low >= 2 ** 32 % bound) return high
      }
    },
  }
}
