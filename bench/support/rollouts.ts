import {
  admits,
  afterPause,
  afterRequest,
  type Breaker,
  breakerStatus,
  closedBreaker,
} from '../../src/gateway/agent/breaker.ts'
import { breakerRule } from '../../src/gateway/breakerRule.ts'
import { decide, type Stand } from '../../src/rollout/decide.ts'
import { beforeTraffic, breakerSeen, nothingSeen, weigh } from '../../src/rollout/evidence.ts'
import { nothing } from '../../src/rollout/tally.ts'
import type { Observation, RolloutPlan, Tally } from '../../src/rollout/types.ts'
import { Random } from '../../src/statistics/random.ts'
import { type Behaviour, binomial, type Cut, Process, poisson, type Second, type Traffic } from './traffic.ts'

/** Who decides: it is told of every interval and says which share the canary has from now on, or how the rollout ends. */
export type Judge = {
  share: number
  /** Whether the gateway takes the canary's share while it fails one request after the other. */
  breaks: boolean
  /** What stable did before there was a canary. */
  begin?(before: Tally): void
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
const goldenAnswers = Array.from({ length: intervalSeconds }, (_, id) => ({
  id: String(id),
  outcome: 'right' as const,
}))

/** One rollout under one traffic: requests are drawn for the canary by its share, second by second. */
export function rollOut(traffic: Traffic, judge: Judge, seed: number): End {
  const random = new Random(seed)
  const [stable, canary] = [new Process(traffic.stable, random), new Process(traffic.canary, random)]
  const breaker = new CanaryBreaker()
  if (traffic.before !== undefined) judge.begin?.(minuteOf(traffic.before, traffic.perSecond(0), random))
  const [endsOfStable, endsOfCanary] = [new Underway(traffic.stable), new Underway(traffic.canary)]
  // Stable had all requests before, and those that it still has end while the canary has some.
  for (let second = -(traffic.stable.takesSeconds ?? 0); second < 0; second++)
    endsOfStable.ended(stable.serve(poisson(random, traffic.perSecond(0)), { second: 0, outage: 0, load: 1 }))
  const { takesSeconds } = traffic.stable
  const answers = takesSeconds === undefined ? {} : { answersTakeMs: takesSeconds * 1000 }
  const golden = traffic.golden === true ? { golden: goldenAnswers } : {}
  let { share } = judge
  let lost = 0
  let sums = { stable: nothing, canary: nothing }
  for (let second = 0; ; second++) {
    const all = poisson(random, traffic.perSecond(second))
    breaker.at(second)
    const mostDrawn = judge.breaks ? { drawn: all, nobody: 0, one: 1 }[breaker.admits] : all
    const drawn = judge.breaks && breaker.admits === 'one' ? all : binomial(random, all, share)
    const outage = traffic.outage?.(second) ?? 0
    const cut: Cut = (requests, failed) => breaker.cut(second, requests, failed)
    const load = judge.breaks && breaker.admits !== 'drawn' ? 0 : share
    const other = canary.serve(Math.min(drawn, mostDrawn), { second, outage, load }, judge.breaks ? cut : undefined)
    if (breaker.admits === 'nobody') canary.rest()
    const one = stable.serve(all - Math.min(drawn, mostDrawn), { second, outage, load: 1 - load })
    lost += other.errors
    sums = {
      stable: plus(sums.stable, endsOfStable.ended(one)),
      canary: plus(sums.canary, endsOfCanary.ended(other)),
    }
    const now = second + 1
    if (now % intervalSeconds !== 0) continue
    const healthy = now % healthSeconds === 0 ? canary.healthy(second) : 'not-probed'
    const times = { fromMs: (now - intervalSeconds) * 1000, toMs: now * 1000 }
    const said = judge.observe({ ...times, share, ...sums, ...answers, ...golden, healthy, ...breaker.shown() })
    if (typeof said === 'string') return { how: said, second: now, lost, because: '' }
    share = said
    sums = { stable: nothing, canary: nothing }
  }
}

function minuteOf(of: Behaviour, perSecond: number, random: Random): Tally {
  const stable = new Process(of, random)
  return Array.from({ length: 60 }, (_, second) =>
    stable.serve(poisson(random, perSecond), { second, outage: 0, load: 1 }),
  ).reduce(plus, nothing)
}

/** Requests of a version end so many seconds after they came; its circuit breaker is told of them at once. */
class Underway {
  readonly #waiting: Second[]

  constructor({ takesSeconds = 0 }: Behaviour) {
    this.#waiting = Array.from({ length: takesSeconds }, () => ({ requests: 0, errors: 0, refusals: 0, slow: 0 }))
  }

  /** @param began those of one second @returns those that end in it */
  ended(began: Second): Second {
    this.#waiting.push(began)
    return this.#waiting.shift() ?? began
  }
}

/** The gateway's own, kept second by second. */
class CanaryBreaker {
  #breaker: Breaker = closedBreaker
  #openUntil = 0
  #shown = breakerStatus(closedBreaker)

  get admits() {
    return admits(this.#breaker)
  }

  at(second: number): void {
    if (second >= this.#openUntil) this.#breaker = afterPause(this.#breaker)
  }

  /** How many are sent until it opens. */
  cut(second: number, requests: number, failed: ReadonlySet<number>): number {
    for (let at = 0; at < requests; at++) {
      this.#breaker = afterRequest(this.#breaker, failed.has(at) ? 'server-error' : 'answered')
      if (this.#breaker.state !== 'open') continue
      this.#openUntil = second + breakerRule.openMs / 1000
      return at + 1
    }
    return requests
  }

  /** As an interval tells of it. */
  shown(): Pick<Observation, 'breaker'> {
    const before = this.#shown
    this.#shown = breakerStatus(this.#breaker)
    return breakerSeen(before, this.#shown)
  }
}

const plus = (sum: Tally, { requests, errors, refusals, slow }: Second): Tally => ({
  requests: sum.requests + requests,
  errors: sum.errors + errors,
  clientErrors: sum.clientErrors + refusals,
  slow: sum.slow + slow,
})

/** The product's own decisions, as the loop of a rollout takes them. @param usual the plan, but for what the traffic has of its own */
export function ours(usual: RolloutPlan, { steps = usual.steps }: Pick<Traffic, 'steps'> = {}): Judge {
  const plan = { ...usual, steps }
  let seen = nothingSeen()
  let stand: Stand = { phase: { name: 'step', index: 0 }, sinceMs: 0, against: 'stable' }
  const judge: Judge = {
    share: plan.steps[0] ?? 1,
    breaks: true,
    begin(before) {
      seen = beforeTraffic(seen, before)
    },
    observe(one) {
      seen = weigh(plan, seen, one)
      const longestAnswerMs = Math.max(plan.longestAnswerMs, 3 * (one.answersTakeMs ?? 0))
      const decision = decide({ ...plan, longestAnswerMs }, seen, stand, one.toMs)
      if (decision.do === 'roll-back') return decision.verdict === 'inconclusive' ? 'inconclusive' : 'failed'
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
    breaks: false,
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
