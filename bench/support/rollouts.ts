import { decide, type Stand } from '../../src/rollout/decide.ts'
import { nothingSeen, weigh } from '../../src/rollout/evidence.ts'
import { nothing } from '../../src/rollout/tally.ts'
import type { Observation, RolloutPlan, Tally } from '../../src/rollout/types.ts'
import { Random } from '../../src/statistics/random.ts'
import { binomial, Process, poisson, type Second, type Traffic } from './traffic.ts'

/** Who decides: it is told of every interval and says which share the canary has from now on, or how the rollout ends. */
export type Judge = {
  share: number
  observe(one: Observation): number | End['how']
}

export type End = {
  how: 'promoted' | 'failed' | 'inconclusive'
  second: number
  /** Requests that the canary failed, in all. */
  lost: number
  because: string
}

const intervalSeconds = 5
const healthSeconds = 10

/** One rollout under one traffic: requests are drawn for the canary by its share, second by second. */
export function rollOut(traffic: Traffic, judge: Judge, seed: number): End {
  const random = new Random(seed)
  const [stable, canary] = [new Process(traffic.stable, random), new Process(traffic.canary, random)]
  let { share } = judge
  let lost = 0
  let sums = { stable: nothing, canary: nothing }
  for (let second = 0; ; second++) {
    const all = poisson(random, traffic.perSecond(second))
    const drawn = binomial(random, all, share)
    const outage = traffic.outage?.(second) ?? 0
    const [one, other] = [stable.serve(all - drawn, second, outage), canary.serve(drawn, second, outage)]
    lost += other.errors
    sums = { stable: plus(sums.stable, one), canary: plus(sums.canary, other) }
    const now = second + 1
    if (now % intervalSeconds !== 0) continue
    const healthy = now % healthSeconds === 0 ? canary.healthy(second) : 'not-probed'
    const said = judge.observe({ fromMs: (now - intervalSeconds) * 1000, toMs: now * 1000, share, ...sums, healthy })
    if (typeof said === 'string') return { how: said, second: now, lost, because: '' }
    share = said
    sums = { stable: nothing, canary: nothing }
  }
}

const plus = (sum: Tally, { requests, errors, refusals, slow }: Second): Tally => ({
  requests: sum.requests + requests,
  errors: sum.errors + errors,
  clientErrors: sum.clientErrors + refusals,
  slow: sum.slow + slow,
})

/** The product's own decisions, as the loop of a rollout takes them. */
export function ours(plan: RolloutPlan): Judge {
  let seen = nothingSeen()
  let stand: Stand = { phase: { name: 'step', index: 0 }, sinceMs: 0, against: 'stable' }
  const judge: Judge = {
    share: plan.steps[0] ?? 1,
    observe(one) {
      seen = weigh(plan, seen, one)
      const decision = decide(plan, seen, stand, one.toMs)
      if (decision.do === 'roll-back') return decision.verdict === 'fail' ? 'failed' : 'inconclusive'
      if (decision.do === 'promote') return 'promoted'
      if (decision.do === 'step') {
        stand = { ...stand, phase: { name: 'step', index: decision.index }, sinceMs: one.toMs }
        judge.share = decision.share
      }
      if (decision.do === 'bake') stand = { ...stand, phase: { name: 'bake' }, sinceMs: one.toMs }
      return judge.share
    },
  }
  return judge
}

/** What others look at: a rate of errors in one interval after the other, held against a bound. */
type Polls = {
  everySeconds: number
  /** Least share of requests that succeed, in one interval. */
  success: number
  /** So many polls that miss it roll back; in a row, or in all. */
  failures: number
  inARow: boolean
  /** Shares of the traffic, and how many polls each lasts. */
  shares: readonly number[]
  pollsPerShare: number
}

export function polls({ everySeconds, success, failures, inARow, shares, pollsPerShare }: Polls): Judge {
  let [missed, polled] = [0, 0]
  let sum: Tally = nothing
  const judge: Judge = {
    share: shares[0] ?? 1,
    observe({ toMs, canary }) {
      sum = plus(sum, { ...canary, refusals: 0 })
      if ((toMs / 1000) % everySeconds !== 0) return judge.share
      const met = sum.requests === 0 || 1 - sum.errors / sum.requests >= success
      sum = nothing
      polled += 1
      missed = met ? (inARow ? 0 : missed) : missed + 1
      if (missed >= failures) return 'failed'
      if (polled >= shares.length * pollsPerShare) return 'promoted'
      judge.share = shares[Math.floor(polled / pollsPerShare)] ?? 1
      return judge.share
    },
  }
  return judge
}
