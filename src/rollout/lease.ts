import { UserError } from '../errors.ts'
import type { Traffic } from '../gateway/types.ts'
import { sleep } from '../timers.ts'

export type Clock = {
  /** A clock that nobody sets: a jump of the time of day neither ends nor prolongs anything. */
  monotonicMs(): number
}

type Options = { traffic: Traffic; owner: string; ttlMs: number; clock: Clock }

/**
 * The right to change shares, renewed in the background for as long as the rollout lasts: starting a version can take longer
 * than a lease. A renewal that gets no answer is tried again until the lease would be over; an answer that it is over, or
 * another's, ends it at once.
 */
export class Lease {
  readonly #o: Options
  readonly #ended = new AbortController()
  #validUntilMs: number
  #lost: Error | undefined

  private constructor(options: Options, begunMs: number) {
    this.#o = options
    this.#validUntilMs = begunMs + options.ttlMs
    void this.#tend()
  }

  /** @throws UserError where another has it */
  static async take(options: Options): Promise<Lease> {
    const begunMs = options.clock.monotonicMs()
    await options.traffic.acquire(options.owner, options.ttlMs)
    return new Lease(options, begunMs)
  }

  /** Why it is over; undefined while it holds. */
  get lost(): Error | undefined {
    return this.#lost
  }

  /**
   * Asks until there is an answer, for as long as the lease holds: nobody else moves the traffic meanwhile.
   * @throws a UserError of the answer at once; the last error when the lease is over; the signal's reason
   */
  async ask<T>(question: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (;;) {
      signal.throwIfAborted()
      if (this.#lost !== undefined) throw this.#lost
      try {
        return await question()
      } catch (error) {
        if (error instanceof UserError || this.#o.clock.monotonicMs() >= this.#validUntilMs) throw error
      }
      await sleep(this.#o.ttlMs / 20, signal)
    }
  }

  /** Ends the renewals and gives it back. Where nobody answers, it ends by itself. */
  async release(): Promise<void> {
    this.#ended.abort()
    await this.#o.traffic.release(this.#o.owner)
  }

  async #tend(): Promise<void> {
    const { clock, ttlMs } = this.#o
    const over = this.#ended.signal
    let waitMs = ttlMs / 3
    while (this.#lost === undefined) {
      await sleep(waitMs, over).catch(() => undefined)
      if (over.aborted) return
      const begunMs = clock.monotonicMs()
      try {
        await this.#renew()
        this.#validUntilMs = begunMs + ttlMs
        waitMs = ttlMs / 3
      } catch (error) {
        if (over.aborted) return
        waitMs = ttlMs / 20
        const last = error instanceof Error ? error : new Error(String(error))
        if (last instanceof UserError) this.#lost = last
        else if (clock.monotonicMs() + waitMs >= this.#validUntilMs)
          this.#lost = new Error(`the lease could not be renewed for ${ttlMs / 1000} s: ${last.message}`, {
            cause: last,
          })
      }
    }
  }

  /** An answer that does not come must not stand in the way of the next try. */
  #renew(): Promise<void> {
    const { traffic, owner, ttlMs } = this.#o
    const late = sleep(ttlMs / 4, this.#ended.signal).then(() => {
      throw new Error('no answer')
    })
    return Promise.race([traffic.renew(owner, ttlMs), late])
  }
}
