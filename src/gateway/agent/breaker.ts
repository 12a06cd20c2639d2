import { breakerRule } from '../breakerRule.ts'
import type { BreakerStatus } from '../types.ts'
import { isError, type Outcome } from './proxy.ts'

/**
 * A canary that fails one request after the other has its share taken, before anybody judges it: stable answers meanwhile,
 * and after a while one request tries whether the canary is well again. Pure: the agent keeps time and tells the proxy.
 */
export type Breaker = {
  /** How often it opened, in all. */
  opened: number
} & (
  | { state: 'closed'; failures: number }
  /** `inARow`: it opened, and so many requests less one that tried again failed too. */
  | { state: 'open'; inARow: number }
  | { state: 'trying'; inARow: number }
)

export const closedBreaker: Breaker = { state: 'closed', failures: 0, opened: 0 }

/** Which requests the canary gets: those that are drawn for it, none, or the next one alone. */
export type Admits = 'drawn' | 'nobody' | 'one'
const admitted = { closed: 'drawn', open: 'nobody', trying: 'one' } as const satisfies Record<Breaker['state'], Admits>
export const admits = ({ state }: Breaker): Admits => admitted[state]

/** @param isExcused who asked fails with stable as well: that he fails says as little as that he leaves */
export const heard = (outcome: Outcome, isExcused: boolean): Outcome =>
  isExcused && isError(outcome) ? 'abandoned' : outcome

/** @param outcome of the first attempt of a request that was drawn for the canary, as it speaks of that */
export function afterRequest(breaker: Breaker, outcome: Outcome): Breaker {
  // A client that leaves says nothing of what its answer would have been; what began before it opened is no news.
  if (outcome === 'abandoned' || breaker.state === 'open') return breaker
  const { opened } = breaker
  if (!isError(outcome)) return { state: 'closed', failures: 0, opened }
  if (breaker.state === 'trying') return { state: 'open', inARow: breaker.inARow + 1, opened: opened + 1 }
  const failures = breaker.failures + 1
  return failures < breakerRule.failures
    ? { state: 'closed', failures, opened }
    : { state: 'open', inARow: 1, opened: opened + 1 }
}

export const afterPause = (breaker: Breaker): Breaker =>
  breaker.state === 'open' ? { state: 'trying', inARow: breaker.inARow, opened: breaker.opened } : breaker

/** As others are told of it. */
export const breakerStatus = (breaker: Breaker): BreakerStatus => ({
  opened: breaker.opened,
  openInARow: breaker.state === 'closed' ? 0 : breaker.inARow,
})
