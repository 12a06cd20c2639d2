/** What any connection that is of use to somebody manages, over a while. */
const slowestBytesPerMs = 64

/**
 * How long we wait for somebody else's bytes: `fullMs` for a start, less with all the time that was waited, and more again
 * with every byte. So a slow network gets there, and silence ends as a drip does. Our own time does not count.
 */
export class Patience {
  readonly fullMs: number
  #leftMs: number

  constructor(fullMs: number) {
    this.fullMs = fullMs
    this.#leftMs = fullMs
  }

  /** Begins to wait. @param onEnd called where it took too long; `silent` where nothing came for most of it */
  begin(onEnd: (how: { silent: boolean }) => void): { end(): void } {
    const startMs = performance.now()
    const silent = this.#leftMs > this.fullMs / 2
    const timer = setTimeout(() => onEnd({ silent }), this.#leftMs)
    return {
      end: () => {
        clearTimeout(timer)
        this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - startMs))
      },
    }
  }

  /** So many bytes came, or went. */
  earn(bytes: number): void {
    this.#leftMs = Math.min(this.fullMs, this.#leftMs + bytes / slowestBytesPerMs)
  }
}
