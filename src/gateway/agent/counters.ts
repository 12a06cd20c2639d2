import type { Observed } from '../types.ts'
import type { Outcome } from './proxy.ts'

const boundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000] as const

type Book = { outcomes: Record<Outcome, number>; counts: number[] }

/** How requests ended and how long they took, by backend id since the gateway started. */
export class CounterBook {
  readonly #byId = new Map<string, Book>()

  /** From now on it is counted. Whatever else is told of is no version of ours, and takes no memory. */
  know(id: string): void {
    if (this.#byId.has(id)) return
    const outcomes = { answered: 0, 'client-error': 0, 'server-error': 0, unanswered: 0, abandoned: 0 }
    this.#byId.set(id, { outcomes, counts: boundsMs.map(() => 0) })
  }

  /** One request that ended; one without an answer has no latency and is counted over every bound. */
  record(id: string, outcome: Outcome, latencyMs: number): void {
    const book = this.#byId.get(id)
    if (book === undefined) return
    book.outcomes[outcome] += 1
    if (outcome === 'unanswered') return
    for (const [index, bound] of boundsMs.entries())
      if (latencyMs <= bound) book.counts[index] = (book.counts[index] ?? 0) + 1
  }

  read(): Record<string, Observed> {
    return Object.fromEntries([...this.#byId].map(([id, book]) => [id, observed(book)]))
  }
}

function observed({ outcomes, counts }: Book): Observed {
  return {
    requests: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
    errors: outcomes['server-error'] + outcomes.unanswered,
    latency: { boundsMs, counts: [...counts] },
    values: {
      unanswered: outcomes.unanswered,
      abandoned: outcomes.abandoned,
      'client-errors': outcomes['client-error'],
    },
  }
}
