import type { Answered, ShadowCounts } from '../types.ts'
import { answeredOtherwise } from './agreement.ts'
import { Asked } from './asked.ts'

/*
 * Shadow traffic: a version that has no traffic is asked what clients asked stable, and nobody waits for what it says. The
 * proxies hand over a request together with stable's answer, once that has gone to the client; whatever happens from there on
 * happens beside the traffic.
 */

/** A request for an inference, and what stable answered with 200. */
export type Copy = { request: string; answer: string }

/** Longer requests and answers are not copied: a line of HAProxy's log holds both. */
export const longestCopyBytes = 16 << 10

/** So many are copied in a second at most: enough to know how two versions agree, and no load for a version. */
export const copiesPerSecond = 100

/** Only what changes nothing is asked twice. */
export const copied = { method: 'POST', pathEnd: '/infer' } as const

/** What waits holds some megabytes at most. */
const mostWaiting = 100
/** A version that is slower than its copies come is not pressed; what finds no room is dropped and counted. */
const mostAtOnce = 4

/** Asks a version for what stable was asked, and counts how they agree. */
export class Tee {
  readonly #ask: (request: string) => Promise<Answered>
  readonly #counts: ShadowCounts = {
    compared: 0,
    otherwise: 0,
    unanswered: 0,
    incomparable: 0,
    repeated: 0,
    dropped: 0,
  }
  readonly #asked = new Asked()
  #waiting: Copy[] = []
  #asking = 0

  /** @param ask settles in bounded time, whatever the version does */
  constructor(ask: (request: string) => Promise<Answered>) {
    this.#ask = ask
  }

  get counts(): ShadowCounts {
    return { ...this.#counts }
  }

  take(copy: Copy): void {
    if (this.#asked.has(copy.request)) this.#counts.repeated += 1
    else if (this.#waiting.length >= mostWaiting) this.#counts.dropped += 1
    else {
      this.#asked.add(copy.request)
      this.#waiting.push(copy)
    }
    this.#next()
  }

  /** What waits is forgotten; what was asked is no longer counted. */
  end(): void {
    this.#waiting = []
  }

  #next(): void {
    if (this.#asking >= mostAtOnce) return
    const copy = this.#waiting.shift()
    if (copy === undefined) return
    this.#asking += 1
    this.#ask(copy.request)
      .catch((): Answered => ({ outcome: 'unanswered' }))
      .then((said) => {
        this.#count(copy, said)
        this.#asking -= 1
        this.#next()
      })
  }

  #count({ answer }: Copy, said: Answered): void {
    const answered = said.outcome === 'answered' && said.status === 200
    const otherwise = answeredOtherwise(answer, answered ? said.body : '')
    if (otherwise === undefined) {
      this.#counts.incomparable += 1
      return
    }
    this.#counts.compared += 1
    this.#counts.otherwise += otherwise
    if (!answered) this.#counts.unanswered += 1
  }
}
