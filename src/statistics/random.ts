/**
 * Numbers that look random and are the same for the same seed: xoshiro128** (Blackman and Vigna 2018), which passes the usual
 * tests of randomness. They are made many at once, because that is several times as fast.
 */
export class Random {
  private readonly state: Uint32Array
  private readonly words = new Uint32Array(1024)
  private used = 1024

  constructor(seed: number) {
    // The seed is spread over the state by splitmix32, so that seeds that lie close give unlike numbers.
    let state = seed | 0
    this.state = Uint32Array.from({ length: 4 }, () => {
      state = (state + 0x9e3779b9) | 0
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return mixed ^ (mixed >>> 15)
    })
  }

  /** Each uniform over 0 to 2³² − 1. */
  fill(words: Uint32Array): void {
    let [a = 0, b = 0, c = 0, d = 0] = this.state
    for (let index = 0; index < words.length; index++) {
      const five = Math.imul(b, 5)
      words[index] = Math.imul((five << 7) | (five >>> 25), 9)
      const shifted = b << 9
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= shifted
      d = (d << 11) | (d >>> 21)
    }
    this.state.set([a, b, c, d])
  }

  word(): number {
    if (this.used === this.words.length) {
      this.fill(this.words)
      this.used = 0
    }
    return this.words[this.used++] ?? 0
  }

  /** Uniform over 0 to 1, without 1, in steps of 2⁻⁵³. */
  unit(): number {
    return ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53
  }
}
