import type { OutcomeClass } from './types.ts'

/* How often the decisions of a rollout may be wrong: the numbers that they go by. What a report says of them is in errorRates.ts. */

/** The chance of a false rollback is shared out among the outcomes that are watched. */
export const shareOfChance: Record<OutcomeClass, number> = { errors: 0.5, clientErrors: 0.25, slow: 0.25 }

/** What a circuit breaker may add to the chance of a false rollback, as a part of it. */
export const ofBreaker = 0.1

/**
 * At a deadline a rollout ends either way. It says that the canary failed, where that would be said of a version that is no
 * worse with a chance of so much at most, shared out among the outcomes.
 */
export const lateRollbacks = 0.05

/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
export const sureOfPromotion = 20
