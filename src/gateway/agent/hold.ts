import { UserError } from '../../errors.ts'
import { after } from '../../timers.ts'
import type { TrafficStatus } from '../types.ts'

/** What to say to whoever else wants to change anything. */
export const rolloutUnderWay = ({ owner, remainingMs }: NonNullable<TrafficStatus['lease']>): UserError =>
  new UserError(
    `a rollout by ${owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil(remainingMs / 1000)} s`,
  )

/** The lease of a rollout: who may change shares, and until when without a sign of life. */
export class Hold {
  readonly #onExpired: (owner: string) => void
  /** `expiresMs` is on the monotonic clock: a clock that jumps neither ends nor prolongs a lease. */
  #now: { owner: string; expiresMs: number; timer: { cancel(): void } } | undefined

  constructor(onExpired: (owner: string) => void) {
    this.#onExpired = onExpired
  }

  get status(): Pick<TrafficStatus, 'lease'> {
    if (this.#now === undefined) return {}
    const { owner, expiresMs } = this.#now
    return { lease: { owner, remainingMs: Math.max(0, expiresMs - performance.now()) } }
  }

  get isFree(): boolean {
    return this.#now === undefined
  }

  /** @throws UserError where somebody holds it; with `owner`, somebody else */
  mustBeFree(owner?: string): void {
    if (this.#now === undefined || this.#now.owner === owner) return
    throw rolloutUnderWay({ owner: this.#now.owner, remainingMs: this.#now.expiresMs - performance.now() })
  }

  /** @param watchdog why a lease ended, where one did @throws UserError where it is not this one's */
  mustBe(owner: string, watchdog: TrafficStatus['watchdog']): void {
    if (this.#now === undefined)
      throw new UserError(
        `the lease of ${owner} is over${watchdog === undefined ? '' : ` (${watchdog.because})`}: start the rollout again`,
      )
    if (this.#now.owner !== owner)
      throw new UserError(
        `the gateway is held by ${this.#now.owner}, not by ${owner}: wait for the end of that rollout`,
      )
  }

  /** For so long from now on. */
  prolong(owner: string, ttlMs: number): void {
    this.#now?.timer.cancel()
    const timer = after(ttlMs, () => {
      this.#now = undefined
      this.#onExpired(owner)
    })
    this.#now = { owner, expiresMs: performance.now() + ttlMs, timer }
  }

  /** Nothing is done where it is another's. */
  end(owner: string): void {
    if (this.#now?.owner !== owner) return
    this.#now.timer.cancel()
    this.#now = undefined
  }
}
