import type { Backend, ShadowCounts, Traffic } from '../gateway/types.ts'
import { afterRate, assurance, type Evidence, evidenceOf, noEvidence } from '../statistics/sequential.ts'
import { sleep } from '../timers.ts'
import { sureOfPromotion } from './chances.ts'
import type { Clock, Lease } from './lease.ts'
import type { RolloutGate, ShadowPlan, ShadowReport } from './types.ts'
import { percent } from './words.ts'

/** What copies of stable's requests showed. */
export type ShadowSeen = {
  counts: ShadowCounts
  /** Compared since the last piece of evidence. */
  pending: Compared
  worse: Evidence
  /** All that was compared, in pieces of time. */
  pieces: readonly Compared[]
}
type Compared = { compared: number; otherwise: number }

const nothingCompared: Compared = { compared: 0, otherwise: 0 }
export const noCopies: ShadowSeen = {
  counts: { ...nothingCompared, unanswered: 0, incomparable: 0, repeated: 0, dropped: 0 },
  pending: nothingCompared,
  worse: noEvidence(),
  pieces: [],
}

/** One client that sends much the same again and again would fill many pieces of evidence that hold fewer. */
const enoughOfEvidence = 20
/** More pieces of time become half as many, so that they last long where there is much time. */
const mostPieces = 60

/**
 * What was seen, and what is counted now. Pure. Of a request with many inputs a part may be answered otherwise: a factor that
 * is convex in that part is at most as large, on average, as that of a request which is wholly the one or the other.
 */
export function afterCopies(
  plan: Pick<ShadowPlan, 'minRequests' | 'maxDisagreement'>,
  before: ShadowSeen,
  counts: ShadowCounts,
): ShadowSeen {
  const compared = counts.compared - before.counts.compared
  if (compared <= 0) return { ...before, counts }
  // A sum of parts is never quite what it should be.
  const otherwise = Math.min(compared, Math.max(0, counts.otherwise - before.counts.otherwise))
  const pending = plus(before.pending, { compared, otherwise })
  const pieces = withPiece(before.pieces, { compared, otherwise })
  if (pending.compared < enoughOfEvidence) return { ...before, counts, pending, pieces }
  // By what was known before: a root of evidence is evidence, whichever it is, as long as it is not chosen by what it is of.
  const alike = together(before.pieces, plan)
  const worse = afterRate(before.worse, pending.otherwise / alike, pending.compared / alike, plan.maxDisagreement)
  return { counts, pending: nothingCompared, worse, pieces }
}

const plus = (one: Compared, other: Compared): Compared => ({
  compared: one.compared + other.compared,
  otherwise: one.otherwise + other.otherwise,
})

const withPiece = (pieces: readonly Compared[], piece: Compared): readonly Compared[] =>
  pieces.length < mostPieces
    ? [...pieces, piece]
    : [
        ...pieces.flatMap((one, index) => (index % 2 === 0 ? plus(one, pieces[index + 1] ?? nothingCompared) : [])),
        piece,
      ]

/**
 * How many answers are otherwise together: clients send what is alike one after the other, and what it is answered is alike. Where
 * few or none were otherwise nobody knows: as many as the fewest requests that may pass can rule out.
 */
function together(
  pieces: readonly Compared[],
  { minRequests, maxDisagreement }: Pick<ShadowPlan, 'minRequests' | 'maxDisagreement'>,
): number {
  const all = pieces.reduce(plus, nothingCompared)
  const rate = all.compared === 0 ? 0 : all.otherwise / all.compared
  const unseen = (minRequests * maxDisagreement) / Math.log(2 * sureOfPromotion)
  const spread = pieces.reduce((sum, piece) => sum + (piece.otherwise - rate * piece.compared) ** 2, 0)
  return Math.max(1, (unseen + spread) / (1 + all.otherwise))
}

/** Whether the canary answers as stable does; inconclusive as long as that is not sure. Pure. */
export function agreementGate(plan: ShadowPlan, { counts, worse, pieces }: ShadowSeen, elapsedMs: number): RolloutGate {
  const { minRequests, maxDisagreement, minTimeMs, deadlineMs, falseRollbacks } = plan
  const { compared, otherwise, unanswered } = counts
  const evidence = evidenceOf(worse)
  const limit = 1 / falseRollbacks
  const alike = together(pieces, plan)
  // What was seen last must not speak against it.
  const sure =
    evidence <= 1 &&
    assurance(Math.min(compared, otherwise) / alike, compared / alike, maxDisagreement) >= sureOfPromotion
  const told = `the canary answered ${percent(compared === 0 ? 0 : otherwise / compared)} of ${compared} copied requests otherwise than stable${unanswered === 0 ? '' : `, ${unanswered} of them not at all`}`
  const common = {
    name: 'agreement' as const,
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
      ? `${minRequests} are needed${counts.repeated === 0 ? '' : `, and ${counts.repeated} more asked the same again`}${counts.dropped === 0 ? '' : `, and ${counts.dropped} more were dropped, as it is too slow for them`}${counts.incomparable === 0 ? '' : `, and ${counts.incomparable} more had no answer to compare`}`
      : sure
        ? 'the minimum time of a step is not over'
        : `that is not yet surely less than the ${percent(maxDisagreement)} that are allowed${alike < 1.5 ? '' : `, where about ${alike.toFixed(0)} may be otherwise together`}`
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
  #gate: RolloutGate | undefined
  #report: ShadowReport | undefined

  constructor(options: Options) {
    this.#o = options
  }

  get gates(): readonly RolloutGate[] {
    return this.#gate === undefined ? [] : [this.#gate]
  }

  get report(): ShadowReport | undefined {
    return this.#report
  }

  /** @returns why the canary gets no traffic; undefined where it agrees, or where nobody asked for that */
  async before(canary: Backend): Promise<RolloutGate | undefined> {
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
