import type { Point } from './types.ts'

/**
 * Points that wait to be told. Where there are too many, of the older half one of two neighbours of a metric is left out: a
 * curve keeps its shape, and the memory its bound.
 */
export class PointQueue {
  readonly #most: number
  #points: Point[] = []

  constructor(most: number) {
    this.#most = most
  }

  get length(): number {
    return this.#points.length
  }

  push(point: Point): void {
    this.#points.push(point)
    if (this.#points.length > this.#most) this.#thin()
  }

  /** The first of them, which stay until they are dropped. */
  first(count: number): readonly Point[] {
    return this.#points.slice(0, count)
  }

  /** Those that were told; points that were left out meanwhile are none of them. */
  drop(told: readonly Point[]): void {
    const gone = new Set(told)
    this.#points = this.#points.filter((point) => !gone.has(point))
  }

  #thin(): void {
    const half = Math.floor(this.#points.length / 2)
    const leftOut = new Map<string, boolean>()
    this.#points = this.#points.filter(({ name }, at) => {
      if (at >= half) return true
      const out = !(leftOut.get(name) ?? true)
      leftOut.set(name, out)
      return !out
    })
    // Of more names than places, each with a point or two.
    if (this.#points.length > this.#most) this.#points = this.#points.slice(-this.#most)
  }
}
