import type { Gate } from '../verdict.ts'
import type { Stand } from './decide.ts'
import type { OutcomeClass, RolloutPlan } from './types.ts'

/* How often the decisions of a rollout may be wrong: the numbers that they go by, and how a report says them. */

/** The chance of a false rollback is split among the outcomes that are watched. */
export const split: Record<OutcomeClass, number> = { errors: 0.5, clientErrors: 0.25, slow: 0.25 }

/** What a circuit breaker may add to the chance of a false rollback, as a part of it. */
export const ofBreaker = 0.1

/**
 * At a deadline a rollout ends either way. It says that the canary failed, where that would be said of a version that is no
 * worse with a chance of so much at most, split among the outcomes.
 */
export const lateRollbacks = 0.05

/** A version is promoted when it is so many times likelier that its error rate is under what is allowed than that it is not. */
export const sureOfPromotion = 20

/** As of a stand: held against nobody, a version that fails more than is tolerated is told so, and stays. */
type HeldAgainst = Stand['against']

type Plan = Pick<RolloutPlan, 'falseRollbacks' | 'shadow'>

/** @param limit of an e-value: where there is nothing to find it is ever over 1/α with a chance of at most α */
const oneOf = (limit: number): string => `at most 1 of ${Math.round(limit).toLocaleString('en-US')}`

function outcome({ allowed }: Gate, against: HeldAgainst): string {
  if (against === 'nobody') return `this is said of a version that stays within it in ${oneOf(allowed)} rollouts`
  const which = against === 'stable' ? 'is no worse' : 'stays within it'
  return `this stops a version that ${which} in ${oneOf(allowed)} rollouts`
}

const rule = (): string => 'how often this stops a version that is no worse is not known'

const rates: Readonly<Record<string, (gate: Gate, against: HeldAgainst, plan: Plan) => string>> = {
  errors: outcome,
  refusals: outcome,
  'slow answers': outcome,
  promotion: ({ allowed }) => `this passes a version that fails as often as is allowed in ${oneOf(allowed)} rollouts`,
  agreement(_, __, { shadow, falseRollbacks }) {
    const stops = oneOf(1 / (shadow?.falseRollbacks ?? falseRollbacks))
    return `this stops a version that differs as often as is allowed in ${stops} rollouts, and passes it in ${oneOf(sureOfPromotion)}`
  },
  'circuit breaker': (_, __, { falseRollbacks }) =>
    `by chance ${oneOf(1 / (falseRollbacks * ofBreaker))} openings of a version that is no worse end so`,
  'golden probes': () => 'this stops no version that answers as it was judged',
  health: rule,
  answers: rule,
}

/** In plain words how often a gate is wrong. Pure. */
export function errorRateOf(gate: Gate, against: HeldAgainst, plan: Plan): string {
  const known = Object.hasOwn(rates, gate.name) ? rates[gate.name] : undefined
  if (known !== undefined) return known(gate, against, plan)
  // One of the user's own queries: compared with stable, or held against a number.
  return gate.observed.unit === 'e-value' ? outcome(gate, 'stable') : rule()
}

/** The gates of a rollout as a report shows them: each says how often it is wrong. Pure. */
export const withErrorRates = (gates: readonly Gate[], against: HeldAgainst, plan: Plan): Gate[] =>
  gates.map((gate) => ({ ...gate, because: `${gate.because}; ${errorRateOf(gate, against, plan)}` }))
