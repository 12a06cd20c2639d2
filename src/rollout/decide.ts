import { evidenceOf } from '../statistics/sequential.ts'
import type { Verdict } from '../verdict.ts'
import { lateRollbacks, ofBreaker, shareOfChance } from './chances.ts'
import { lastOf, type Seen, worseBy } from './evidence.ts'
import { promotionGate } from './promotion.ts'
import { queryGate, queryUnseen } from './queries.ts'
import { fewByDraw, tooFewValues } from './split.ts'
import { nothing } from './tally.ts'
import {
  type GateName,
  type HeldAgainst,
  type OutcomeClass,
  outcomeClasses,
  type RolloutGate,
  type RolloutPlan,
} from './types.ts'
import { percent, seconds } from './words.ts'

/** Where the rollout stands, and since when. */
export type Stand = {
  phase: { name: 'step'; index: number } | { name: 'bake' }
  sinceMs: number
  against: HeldAgainst
}

export type Decision = { because: string; gates: RolloutGate[] } & (
  | { do: 'hold' }
  | { do: 'step'; index: number; share: number }
  | { do: 'bake' }
  | { do: 'promote' }
  | { do: 'roll-back'; verdict: Exclude<Verdict, 'pass'> }
)

/**
 * What to do now. Pure: the loop, the tests and the simulator use this one.
 * @param nowMs on the same monotonic clock as what was seen
 */
export function decide(plan: RolloutPlan, seen: Seen, stand: Stand, nowMs: number): Decision {
  const alone = stand.against === 'nobody'
  const judged = stand.against === 'before' ? toleratedGate : comparedGate
  const judgedAt = (falseRollbacks: number): RolloutGate[] =>
    outcomeClasses.map((name) => judged(name, plan, seen, falseRollbacks * shareOfChance[name]))
  const queries = alone ? [] : queriesOf(plan, seen)
  const gates = [
    ...ownGates(plan, seen),
    ...(alone ? [] : [breakerGate(plan, seen), ...judgedAt(plan.falseRollbacks)]),
    ...queries.map(({ gate }) => gate),
  ]
  const failed = gates.find((gate) => gate.verdict === 'fail')
  if (failed !== undefined) return { do: 'roll-back', verdict: 'fail', because: failed.because, gates }
  // Something that answers most requests beats nothing: no rate of errors speaks against the only version.
  if (alone)
    return seen.probes.succeeded > 0 && seen.probes.failedInARow === 0
      ? { do: 'promote', because: 'it is healthy, and was compared with no other version', gates }
      : { do: 'hold', because: 'no health probe has succeeded yet', gates }

  const short = shortfall(seen)
  if (short !== undefined && short.times > 1 && nowMs - short.sinceMs >= plan.longestAnswerMs)
    return { do: 'roll-back', verdict: 'error', because: short.because, gates }

  const { phase } = stand
  const elapsedMs = nowMs - stand.sinceMs
  const leastMs = phase.name === 'bake' ? plan.bakeMs : plan.minTimeMs
  const waiting: string[] = []
  if (elapsedMs < leastMs) waiting.push(`${seconds(leastMs - elapsedMs)} of its minimum time are left`)
  if (short !== undefined) waiting.push(short.because)
  if (seen.probes.failedInARow > 0) waiting.push('the last health probe failed')
  if (seen.breaker !== undefined && (seen.breaker.inARow > 0 || nowMs - seen.breaker.openMs < leastMs))
    waiting.push(
      seen.breaker.inARow > 0
        ? 'its circuit breaker is open: requests in a row failed'
        : `its circuit breaker was open ${seconds(nowMs - seen.breaker.openMs)} ago`,
    )
  // Values that fail at stable as well fail on; of others the circuit breaker tells.
  if (seen.split === undefined && failing(seen)) waiting.push('most of the last requests of the canary failed')
  waiting.push(...queries.flatMap(({ waits }) => waits ?? []))
  if (phase.name === 'step') {
    const { answered } = seen.step
    const { inStep } = seen.golden
    if (answered + inStep < plan.minRequests && !fewByDraw(plan, seen, phase.index))
      waiting.push(
        `the canary answered ${answered}${inStep === 0 ? '' : ` and ${inStep} golden probes`} of ${plan.minRequests} requests`,
      )
  }
  // Before the canary gets nearly all traffic, before it bakes and after it, its error rate must be known to be small enough.
  if (phase.name === 'bake' || phase.index >= plan.steps.length - 2) {
    const gate = promotionGate(plan, seen, phase.name)
    gates.push(gate)
    if (gate.verdict !== 'pass') waiting.push(gate.because)
    const few = tooFewValues(plan, seen.split)
    if (few !== undefined) waiting.push(few)
  }
  if (waiting.length > 0) {
    const because = waiting.join('; ')
    const deadlineMs = plan.stepDeadlineMs + (phase.name === 'bake' ? plan.bakeMs : 0)
    if (elapsedMs < deadlineMs) return { do: 'hold', because, gates }
    const over = `the deadline of ${seconds(deadlineMs)} is over and`
    const spends = Math.max(plan.falseRollbacks, lateRollbacks)
    const late = judgedAt(spends)
    const worse = late.find(({ verdict }) => verdict === 'fail')
    if (worse === undefined) return { do: 'roll-back', verdict: 'inconclusive', because: `${over} ${because}`, gates }
    // Of all outcomes together: any of them would have been said.
    const odds = Math.floor(worse.observed.value / (worse.allowed * spends))
    return {
      do: 'roll-back',
      verdict: 'fail',
      because: `${over} ${worse.because} (by chance so in 1 of ${odds} rollouts at most)`,
      gates: gates.map((gate) => late.find(({ name }) => name === gate.name) ?? gate),
    }
  }
  if (phase.name === 'bake') return { do: 'promote', because: 'it passed every step and the bake', gates }
  const because = `step ${phase.index + 1} passed its gates`
  const share = plan.steps[phase.index + 1]
  if (share === undefined) return { do: 'bake', because, gates }
  return { do: 'step', index: phase.index + 1, share, because, gates }
}

/** What the canary says of itself, with nobody to compare it with. */
const ownGates = (plan: RolloutPlan, seen: Seen): RolloutGate[] => [healthGate(plan, seen), ...goldenGates(seen)]

function healthGate(plan: RolloutPlan, { probes }: Seen): RolloutGate {
  const failures = probes.failedInARow
  return {
    name: 'health',
    verdict: failures >= plan.healthFailures ? 'fail' : probes.succeeded === 0 ? 'inconclusive' : 'pass',
    observed: { value: failures, unit: 'consecutive failed probes' },
    allowed: plan.healthFailures - 1,
    because: failures === 0 ? 'the last health probe succeeded' : `${failures} health probes in a row failed`,
  }
}

/**
 * One wrong answer may be an accident of the moment, and counts as an error. The same wrong answer again is no accident: the
 * answer to an input does not depend on chance, whatever the traffic. No answer is a matter of the error rate and of health.
 */
function goldenGates({ golden }: Seen): RolloutGate[] {
  const { asked, errors, wrongTwice } = golden
  if (asked === 0) return []
  return [
    {
      name: 'golden probes',
      verdict: wrongTwice === undefined ? 'pass' : 'fail',
      observed: { value: wrongTwice === undefined ? 0 : 2, unit: 'wrong answers to one probe in a row' },
      allowed: 1,
      because:
        wrongTwice === undefined
          ? `the canary answered ${asked - errors} of ${asked} golden probes as they were judged`
          : `the canary answered the golden probe ${JSON.stringify(wrongTwice)} otherwise than it was judged, twice in a row`,
    },
  ]
}

/** The user's own; those that compare share one chance of a false rollback. */
function queriesOf(plan: RolloutPlan, seen: Seen): ReturnType<typeof queryGate>[] {
  const compared = plan.queries.filter(({ bound }) => bound.kind === 'versus-stable').length
  return plan.queries.map((gate) =>
    queryGate(gate, seen.queries[gate.name] ?? queryUnseen(), plan.falseRollbacks / Math.max(1, compared)),
  )
}

/** A stumble is over when it is tried again, or the next time. */
const mostOpenings = 2

/**
 * While its breaker is open the canary gets no request, so that its errors say no more how bad it is: that it failed each
 * time it was tried does, where that cannot be chance at the rate of stable meanwhile: their trouble may be shared. Tries
 * after each other are no independent ones: a process that starts again fails all of them, of a version that is no worse
 * too. So that is held against it only where it lasts longer than a step must.
 */
function breakerGate(plan: RolloutPlan, { breaker }: Seen): RolloutGate {
  const { inARow, stable, sinceMs, openMs } = breaker ?? { inARow: 0, stable: nothing, sinceMs: 0, openMs: 0 }
  const { ratio, tolerance } = plan.classes.errors
  const allowed = Math.min(1, Math.max(tolerance, (ratio * (stable.errors + 1)) / (stable.requests + 2)))
  const lastsMs = inARow === 0 ? 0 : openMs - sinceMs
  const unlikely = inARow > mostOpenings && allowed ** (inARow - 1) < plan.falseRollbacks * ofBreaker
  const lasts = lastsMs > plan.minTimeMs
  const failed = unlikely && lasts
  const opened = `the canary's circuit breaker opened ${inARow} times in a row, while stable failed ${stable.errors} of ${stable.requests} requests`
  return {
    name: 'circuit breaker',
    verdict: failed ? 'fail' : inARow > 0 ? 'inconclusive' : 'pass',
    observed: { value: lastsMs / 1000, unit: 'seconds in which each try failed' },
    allowed: plan.minTimeMs / 1000,
    because: failed
      ? opened
      : inARow > 0
        ? lasts
          ? `${opened}: that does not tell them apart yet`
          : `the canary's circuit breaker is open`
        : breaker === undefined
          ? 'at no time did five requests of the canary fail in a row'
          : 'the canary answers again',
  }
}

const words: Record<OutcomeClass, { name: GateName; does: string; ended: string }> = {
  errors: { name: 'errors', does: 'fails', ended: 'failed' },
  clientErrors: { name: 'refusals', does: 'refuses requests', ended: 'were refused (4xx)' },
  slow: { name: 'slow answers', does: 'is slow', ended: 'took longer than nearly all of stable do' },
}

/** @param spends its part of the chance of a false rollback @param told what is said of it where it fails, and where not */
function evidenceGate(
  name: GateName,
  value: number,
  spends: number,
  told: { failed: string; passed: string },
): RolloutGate {
  const allowed = 1 / spends
  const failed = value > allowed
  return {
    name,
    verdict: failed ? 'fail' : 'pass',
    observed: { value, unit: 'e-value' },
    allowed,
    because: failed ? told.failed : told.passed,
  }
}

/** Of one outcome. @param spends as of `evidenceGate` @param than what it must not do more often than, in words @param beside what stable did, in words */
function outcomeGate(
  name: OutcomeClass,
  value: number,
  of: { seen: Seen; spends: number; than: string; beside: string },
) {
  const { seen, spends, than, beside } = of
  const { does, ended } = words[name]
  const { [name]: count, requests } = seen.total.canary
  return evidenceGate(words[name].name, value, spends, {
    failed: `the canary ${does} ${than}: ${count} of ${requests} requests ${ended}${beside}`,
    passed: `no evidence that the canary ${does} ${than}`,
  })
}

/** @param spends its part of the chance of a false rollback */
function comparedGate(name: OutcomeClass, plan: RolloutPlan, seen: Seen, spends: number): RolloutGate {
  const { ratio, tolerance } = plan.classes[name]
  const { stable } = seen.total
  const than = `more than ${ratio} times as often as stable, and more than ${percent(tolerance)} of the time`
  const beside = `, against ${stable[name]} of ${stable.requests}`
  return outcomeGate(name, worseBy(seen, name), { seen, spends, than, beside })
}

/** Without stable beside it: what the plan tolerates is all that it is held against. */
function toleratedGate(name: OutcomeClass, plan: RolloutPlan, seen: Seen, spends: number): RolloutGate {
  const than = `more often than the ${percent(plan.classes[name].tolerance)} of the time that are tolerated`
  return outcomeGate(name, evidenceOf(seen.worse[name].thanTolerated), { seen, spends, than, beside: '' })
}

/** Of the only version there is: it fails more requests than are tolerated. That ends nothing, and is said. */
export function toleranceGate(plan: RolloutPlan, { worse, total }: Seen): RolloutGate {
  const { errors, requests } = total.canary
  const told = `it failed ${errors} of ${requests} requests, and ${percent(plan.classes.errors.tolerance)} are tolerated`
  const both = { failed: told, passed: told }
  return evidenceGate('errors', evidenceOf(worse.errors.thanTolerated), plan.falseRollbacks, both)
}

/** So many clients that left without an answer were not all in a hurry. */
const mostThatLeft = 4

type Ends = { answers: number; left: number }

/** Of the only version there is, whose requests never end: it has no errors, and nobody had an answer. */
function answersGate(before: Ends, now: Ends): RolloutGate {
  const [answers, left] = [now.answers - before.answers, now.left - before.left]
  const failed = answers === 0 && left > mostThatLeft
  return {
    name: 'answers',
    verdict: failed ? 'fail' : 'pass',
    observed: { value: answers === 0 ? left : 0, unit: 'clients that left, where none had an answer' },
    allowed: mostThatLeft,
    because: failed
      ? `it answered nobody: ${left} clients left without an answer`
      : answers > 0
        ? `it gave ${answers} answers`
        : 'hardly anybody asked it anything yet',
  }
}

/** Of the only version there is, after its first minutes. @param before what had ended when they began */
export const gatesOfFirst = (plan: RolloutPlan, seen: Seen, before: Ends, now: Ends): RolloutGate[] => [
  ...ownGates(plan, seen),
  answersGate(before, now),
  toleranceGate(plan, seen),
]

/** The canary ended too few of the requests that were drawn for it. */
function shortfall({ step }: Seen): { because: string; sinceMs: number; times: number } | undefined {
  const first = step.short[0]
  if (first === undefined) return undefined
  const sum = (of: 'canary' | 'expected'): number => Math.round(step.short.reduce((all, ends) => all + ends[of], 0))
  return {
    because: `the canary ended ${sum('canary')} requests where its share lets expect ${sum('expected')}: the others hang`,
    sinceMs: first.fromMs,
    times: step.short.length,
  }
}

/** A run of failures is open: it must be over before anything depends on the canary. */
function failing(seen: Seen): boolean {
  const last = lastOf(seen)
  return last !== undefined && last.errors >= last.requests / 2
}
