import type { Gate } from '../verdict.ts'
import { ofBreaker, sureOfPromotion } from './chances.ts'
import type { GateName, HeldAgainst, RolloutGate, RolloutPlan } from './types.ts'

/* How often the decisions of a rollout may be wrong, as a report says it. */

type Plan = Pick<RolloutPlan, 'falseRollbacks' | 'shadow'>

/** @param limit of an e-value: where there is nothing to find it is ever over 1/α with a chance of at most α */
const oneOf = (limit: number): string => `at most 1 of ${Math.round(limit).toLocaleString('en-US')}`

function outcome({ allowed }: Gate, against: HeldAgainst): string {
  if (against === 'nobody') return `this is said of a version that stays within it in ${oneOf(allowed)} rollouts`
  const which = against === 'stable' ? 'is no worse' : 'stays within it'
  return `this stops a version that ${which} in ${oneOf(allowed)} rollouts`
}

const rule = (): string => 'how often this stops a version that is no worse is not known'
const asJudged = (): string => 'this stops no version that answers as it was judged'

const rates: Readonly<Record<GateName, (gate: Gate, against: HeldAgainst, plan: Plan) => string>> = {
  errors: outcome,
  refusals: outcome,
  'slow answers': outcome,
  promotion: ({ allowed }) => `this passes a version that fails as often as is allowed in ${oneOf(allowed)} rollouts`,
  agreement(_, __, { shadow, falseRollbacks }) {
    const stops = oneOf(1 / (shadow?.falseRollbacks ?? falseRollbacks))
    return `this stops a version that differs as often as is allowed in ${stops} rollouts, and passes it in ${oneOf(sureOfPromotion)}`
  },
  'circuit breaker': ({ allowed }, _, { falseRollbacks }) =>
    `this stops no version whose trouble is over within ${allowed} s, and by chance ${oneOf(1 / (falseRollbacks * ofBreaker))} openings of one that is no worse end so`,
  'golden probes before traffic': asJudged,
  'golden probes': asJudged,
  health: rule,
  answers: rule,
}

const isOurs = (name: RolloutGate['name']): name is GateName => Object.hasOwn(rates, name)

/** In plain words how often a gate is wrong. Pure. */
export function errorRateOf(gate: RolloutGate, against: HeldAgainst, plan: Plan): string {
  if (isOurs(gate.name)) return rates[gate.name](gate, against, plan)
  // One of the user's own queries: compared with stable, or held against a number.
  return gate.observed.unit === 'e-value' ? outcome(gate, 'stable') : rule()
}

/** The gates of a rollout as a report shows them: each says how often it is wrong. Pure. */
export const withErrorRates = (gates: readonly RolloutGate[], against: HeldAgainst, plan: Plan): Gate[] =>
  gates.map((gate) => ({ ...gate, because: `${gate.because}; ${errorRateOf(gate, against, plan)}` }))
