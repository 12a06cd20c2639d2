import type { Backend, ShadowCounts, Traffic } from '../gateway/types.ts'
import { afterRate, assurance, type Evidence, evidenceOf, noEvidence } from '../statistics/sequential.ts'
import { sleep } from '../timers.ts'
import type { Gate } from '../verdict.ts'
import { percent, sureOfPromotion } from './decide.ts'
import type { Clock, Lease } from './lease.ts'
import type { ShadowPlan, ShadowReport } from './types.ts'

/** What copies of stable's requests showed. */
export type ShadowSeen = { counts: ShadowCounts; worse: Evidence }

export const noCopies: ShadowSeen = {
  counts: { compared: 0, otherwise: 0, unanswered: 0, incomparable: 0, dropped: 0 },
  worse: noEvidence(),
}

/**
 * What was seen, and what is counted now. Pure. Of a request with many inputs a part may be answered otherwise: a factor that
 * is convex in that part is at most as large, on average, as that of a request which is wholly the one or the other.
 */
export function afterCopies(
  { maxDisagreement }: Pick<ShadowPlan, 'maxDisagreement'>,
  before: ShadowSeen,
  counts: ShadowCounts,
): ShadowSeen {
  const compared = counts.compared - before.counts.compared
  if (compared <= 0) return { ...before, counts }
  // A sum of parts is never quite what it should be.
  const otherwise = Math.min(compared, Math.max(0, counts.otherwise - before.counts.otherwise))
  return { counts, worse: afterRate(before.worse, otherwise, compared, maxDisagreement) }
}

/** Whether the canary answers as stable does; inconclusive as long as that is not sure. Pure. */
export function agreementGate(plan: ShadowPlan, { counts, worse }: ShadowSeen, elapsedMs: number): Gate {
  const { minRequests, maxDisagreement, minTimeMs, deadlineMs, falseRollbacks } = plan
  const { compared, otherwise, unanswered } = counts
  const evidence = evidenceOf(worse)
  const limit = 1 / falseRollbacks
  const sure = assurance(Math.min(compared, otherwise), compared, maxDisagreement) >= sureOfPromotion
  const told = `the canary answered ${percent(compared === 0 ? 0 : otherwise / compared)} of ${compared} copied requests otherwise than stable${unanswered === 0 ? '' : `, ${unanswered} of them not at all`}`
  const common = {
    name: 'agreement',
    observed: { value: compared === 0 ? 0 : otherwise / compared, unit: 'answers otherwise than stable, as a share' },
    allowed: maxDisagreement,
  }
  if (evidence > limit)
    return {
      ...common,
      verdict: 'fail',
      because: `${told}: surely more than the ${percent(maxDisagreement)} that are allowed`,
    }
  if (compared >= minRequests && sure && elapsedMs >= minTimeMs)
    return {
      ...common,
      verdict: 'pass',
      because: `${told}: surely less than the ${percent(maxDisagreement)} that are allowed`,
    }
  const open =
    compared < minRequests
      ? `${minRequests} are needed${counts.dropped === 0 ? '' : `, and ${counts.dropped} more were dropped, as it is too slow for them`}${counts.incomparable === 0 ? '' : `, and ${counts.incomparable} more had no answer to compare`}`
      : sure
        ? 'the minimum time of a step is not over'
        : `that is not yet surely less than the ${percent(maxDisagreement)} that are allowed`
  const over = elapsedMs >= deadlineMs ? `the deadline of ${Math.ceil(deadlineMs / 1000)} s is over and ` : ''
  return { ...common, verdict: 'inconclusive', because: `${over}${told}; ${open}` }
}

type Options = {
  plan: ShadowPlan | undefined
  traffic: Traffic
  owner: string
  lease: Lease
  clock: Clock
  signal: AbortSignal
  pollMs: number
  note: (event: string) => void
  /** Called after each look with what it showed. */
  onLook: ((line: string) => void) | undefined
}

/** The part of a rollout before the canary has traffic, in which it is asked what clients ask stable. */
export class ShadowPart {
  readonly #o: Options
  #gate: Gate | undefined
  #report: ShadowReport | undefined

  constructor(options: Options) {
    this.#o = options
  }

  get gates(): readonly Gate[] {
    return this.#gate === undefined ? [] : [this.#gate]
  }

  get report(): ShadowReport | undefined {
    return this.#report
  }

  /** @returns why the canary gets no traffic; undefined where it agrees, or where nobody asked for that */
  async before(canary: Backend): Promise<Gate | undefined> {
    const { plan, traffic, owner, lease, clock, signal, pollMs, note, onLook } = this.#o
    if (plan === undefined) return undefined
    const beganMs = clock.monotonicMs()
    await lease.ask(() => traffic.mirror(owner, canary.id, plan.share), signal)
    note(`${canary.id} is asked copies of ${percent(plan.share)} of stable's requests`)
    for (let seen = noCopies; ; ) {
      await sleep(pollMs, signal)
      const { shadow, watchdog } = await lease.ask(() => traffic.status(), signal)
      if (shadow?.id !== canary.id)
        throw new Error(watchdog?.because ?? `the gateway no longer copies requests to ${canary.id}`)
      seen = afterCopies(plan, seen, shadow.counts)
      const elapsedMs = clock.monotonicMs() - beganMs
      this.#gate = agreementGate(plan, seen, elapsedMs)
      this.#report = { share: plan.share, elapsedMs, ...seen.counts }
      onLook?.(`shadow, ${Math.round(elapsedMs / 1000)} s: ${this.#gate.because}`)
      if (this.#gate.verdict === 'inconclusive' && elapsedMs < plan.deadlineMs) continue
      await lease.ask(() => traffic.mirror(owner, canary.id, 0), signal)
      note(this.#gate.because)
      return this.#gate.verdict === 'pass' ? undefined : this.#gate
    }
  }
}
