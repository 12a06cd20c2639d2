import type { Counters } from '../../rollout/types.ts'

const boundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000] as const

/** Requests, errors and latencies by backend id since the gateway started. */
export class CounterBook {
  readonly #byId = new Map<string, { requests: number; errors: number; counts: number[] }>()

  /** One request that ended; an attempt without an answer has no latency and is counted over every bound. */
  record(id: string, error: boolean, latencyMs: number): void {
    let book = this.#byId.get(id)
    if (book === undefined) {
      book = { requests: 0, errors: 0, counts: boundsMs.map(() => 0) }
      this.#byId.set(id, book)
    }
    book.requests += 1
    if (error) book.errors += 1
    for (const [index, bound] of boundsMs.entries())
      if (latencyMs <= bound) book.counts[index] = (book.counts[index] ?? 0) + 1
  }

  read(): Record<string, Counters> {
    return Object.fromEntries(
      [...this.#byId].map(([id, { requests, errors, counts }]) => [
        id,
        { requests, errors, latency: { boundsMs, counts: [...counts] } },
      ]),
    )
  }
}
