import { randomUUID } from 'node:crypto'
import type { Histogram, Observed } from '../types.ts'
import type { Outcome } from './proxy.ts'

/** 1 ms to 100 s, six to a decade. */
export const boundsMs: readonly number[] = [0, 1, 2, 3, 4].flatMap((decade) =>
  [1, 1.5, 2, 3, 5, 7].map((step) => step * 10 ** decade),
)

type Times = { counts: number[]; count: number; sumMs: number }
/** All that is known of one version, for whoever keeps it over time. */
export type Exposed = {
  outcomes: Readonly<Record<Outcome, number>>
  latency: Histogram & { sumMs: number }
  abandoned: Histogram & { sumMs: number }
}

type Book = {
  outcomes: Record<Outcome, number>
  answered: Times
  abandoned: Times
  /** As it was before the first request of each minute of the last hour that had one, the newest last. */
  past: { minute: number; observed: Observed }[]
}

/** This minute and those before it. */
const rememberedMinutes = 60

/** How requests ended and how long they took, by backend id since the gateway started. */
export class CounterBook {
  readonly #byId = new Map<string, Book>()
  readonly #epoch: string = randomUUID()
  readonly #nowMs: () => number

  /** @param nowMs a clock that nobody sets */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs
  }

  /** From now on it is counted. Whatever else is told of is no version of ours, and takes no memory. */
  know(id: string): void {
    if (this.#byId.has(id)) return
    const outcomes = { answered: 0, 'client-error': 0, 'server-error': 0, unanswered: 0, abandoned: 0 }
    this.#byId.set(id, { outcomes, answered: noTimes(), abandoned: noTimes(), past: [] })
  }

  /** One request that ended; one without an answer has no latency. */
  record(id: string, outcome: Outcome, latencyMs: number): void {
    const book = this.#byId.get(id)
    if (book === undefined) return
    if (book.past.at(-1)?.minute !== this.#minute)
      book.past = [...this.#remembered(book), { minute: this.#minute, observed: this.#observed(book) }]
    book.outcomes[outcome] += 1
    if (outcome === 'unanswered') return
    const times = outcome === 'abandoned' ? book.abandoned : book.answered
    times.count += 1
    times.sumMs += latencyMs
    for (const [index, bound] of boundsMs.entries())
      if (latencyMs <= bound) times.counts[index] = (times.counts[index] ?? 0) + 1
  }

  expose(): Record<string, Exposed> {
    const withSum = (times: Times) => ({ ...histogram(times), sumMs: times.sumMs })
    return Object.fromEntries(
      [...this.#byId].map(([id, { outcomes, answered, abandoned }]) => [
        id,
        { outcomes: { ...outcomes }, latency: withSum(answered), abandoned: withSum(abandoned) },
      ]),
    )
  }

  read(): Record<string, Observed> {
    return Object.fromEntries([...this.#byId].map(([id, book]) => [id, this.#observed(book)]))
  }

  /** What it was at each remembered minute, and is. */
  past(id: string): Observed[] {
    const book = this.#byId.get(id)
    if (book === undefined) return []
    return [...this.#remembered(book).map(({ observed }) => observed), this.#observed(book)]
  }

  get #minute(): number {
    return Math.floor(this.#nowMs() / 60_000)
  }

  #remembered({ past }: Book): Book['past'] {
    const oldest = this.#minute - rememberedMinutes
    return past.filter(({ minute }) => minute > oldest)
  }

  #observed(book: Book): Observed {
    return { epoch: this.#epoch, ...counted(book) }
  }
}

const noTimes = (): Times => ({ counts: boundsMs.map(() => 0), count: 0, sumMs: 0 })
const histogram = ({ counts, count }: Times): Histogram => ({ boundsMs, counts: [...counts], count })

function counted({ outcomes, answered, abandoned }: Book): Omit<Observed, 'epoch'> {
  return {
    requests: Object.values(outcomes).reduce((sum, count) => sum + count, 0),
    errors: outcomes['server-error'] + outcomes.unanswered,
    clientErrors: outcomes['client-error'],
    latency: histogram(answered),
    abandoned: histogram(abandoned),
    values: { unanswered: outcomes.unanswered },
  }
}
