import type { BreakerStatus } from '../gateway/types.ts'
import { afterErrors, afterRate, type Evidence, evidenceOf, noEvidence } from '../statistics/sequential.ts'
import { newWindows, type QuerySeen, queryAfter, queryUnseen } from './queries.ts'
import { type Counts, mostCostOfLoad, noSlices, openingsOf, type Slices, usualTimes, withSlice } from './slices.ts'
import { type ByValue, drawnBoth, splitAfter, worseByValues } from './split.ts'
import { add, type Both, nothing, plus } from './tally.ts'
import type { GoldenAnswer, Observation, OutcomeClass, RolloutPlan, Tally } from './types.ts'

/** What both ended since `fromMs`, and what stable's ends let expect of the canary. */
type Ends = { fromMs: number; stable: number; expected: number; canary: number }

/** All that a rollout has seen, in what decisions need of it. */
export type Seen = {
  /** The part of a slice of time that is not over yet. */
  open: (Counts & { fromMs: number }) | undefined
  slices: Slices
  /** Slices that wait until they hold enough requests of the canary to be one piece of evidence. */
  pending: Counts | undefined
  worse: Record<OutcomeClass, { thanStable: Evidence; thanTolerated: Evidence }>
  total: Both
  /**
   * Since the canary has the share it has now: what it answered, what both ended, and the last counts in a row of too few ends.
   * `sentMs`: since when it is sent that share, of which its circuit breaker sent it nothing before.
   */
  step: { share: number; sentMs: number; answered: number; all: number; ends: Ends; short: readonly Ends[] }
  probes: { succeeded: number; failedInARow: number }
  /**
   * Test inputs, never counted among requests. `suspect` was answered wrongly when it was asked last, `wrongTwice` two times
   * in a row; `inStep` is how many were answered rightly since the canary has its share.
   */
  golden: { asked: number; errors: number; inStep: number; suspect?: string; wrongTwice?: string }
  /** By name, those of the plan. */
  queries: Readonly<Record<string, QuerySeen>>
  /** Where requests are split by the value of a header. */
  split: ByValue | undefined
  /** The canary's circuit breaker: when it was open last, how often it opened in a row and since when, and what stable did meanwhile. */
  breaker: { sinceMs: number; openMs: number; inARow: number; stable: Tally } | undefined
}

const noEnds = (fromMs: number): Ends => ({ fromMs, stable: 0, expected: 0, canary: 0 })

export const nothingSeen = (): Seen => ({
  open: undefined,
  slices: noSlices,
  pending: undefined,
  worse: forEach(() => ({ thanStable: noEvidence(), thanTolerated: noEvidence() })),
  total: { stable: nothing, canary: nothing },
  step: { share: 0, sentMs: 0, answered: 0, all: 0, ends: noEnds(0), short: [] },
  probes: { succeeded: 0, failedInARow: 0 },
  golden: { asked: 0, errors: 0, inStep: 0 },
  queries: {},
  split: undefined,
  breaker: undefined,
})

/** What was seen, and one observation more. Pure: the loop, the tests and the simulator use this one. */
export function weigh(plan: RolloutPlan, before: Seen, one: Observation): Seen {
  const { share, stable, canary, healthy } = one
  const changed = before.open?.share ?? before.pending?.share
  const closed = changed === undefined || changed === share ? before : conclude(plan, endSlice(before))
  const open = closed.open ?? { fromMs: one.fromMs, share, stable: nothing, canary: nothing }
  const seen: Seen = {
    ...closed,
    open: { ...open, ...plus(open, one), ...openingsOf(open, openedAnew(one) ? { openings: 1 } : {}) },
    total: plus(closed.total, { stable, canary }),
    step: stepAfter(closed.step, one),
    probes:
      healthy === 'not-probed'
        ? closed.probes
        : healthy
          ? { succeeded: closed.probes.succeeded + 1, failedInARow: 0 }
          : { ...closed.probes, failedInARow: closed.probes.failedInARow + 1 },
    golden: (one.golden ?? []).reduce(
      goldenAfter,
      closed.step.share === share ? closed.golden : { ...closed.golden, inStep: 0 },
    ),
    queries: queriesAfter(plan, closed.step.share === share ? closed.queries : newWindows(closed.queries), one),
    split: splitAfter(plan, closed.split, one),
    breaker: breakerAfter(closed.breaker, one),
  }
  if (openedAnew(one)) return conclude(plan, endSlice(seen), windowsOfAnOpening)
  if (one.toMs - open.fromMs < plan.windowMs) return seen
  const ended = endSlice(seen)
  return (ended.pending?.canary.requests ?? 0) < enoughOfAWindow ? ended : conclude(plan, ended)
}

function goldenAfter(before: Seen['golden'], { id, outcome }: GoldenAnswer): Seen['golden'] {
  const { suspect, ...rest } = before
  const asked = { ...rest, asked: before.asked + 1 }
  if (outcome === 'right')
    return { ...asked, inStep: before.inStep + 1, ...(suspect === id || suspect === undefined ? {} : { suspect }) }
  const errors = before.errors + 1
  // No answer says nothing about the input: what was suspected stays so.
  if (outcome === 'missing') return { ...asked, errors, ...(suspect === undefined ? {} : { suspect }) }
  return { ...asked, errors, suspect: id, ...(suspect === id ? { wrongTwice: id } : {}) }
}

/** The bake begins, in which the canary keeps its share. */
export const beforeBake = (seen: Seen): Seen => ({ ...seen, queries: newWindows(seen.queries) })

function queriesAfter(
  { queries }: RolloutPlan,
  before: Seen['queries'],
  { queries: answers = [] }: Observation,
): Seen['queries'] {
  return Object.fromEntries(
    queries.map((gate) => {
      const known = before[gate.name] ?? queryUnseen()
      const own = answers.filter(({ name }) => name === gate.name)
      return [gate.name, own.reduce((seen, answer) => queryAfter(gate, seen, answer), known)]
    }),
  )
}

/** What one interval shows of the circuit breaker; nothing where it was closed all the time. @param before how it was then */
export function breakerSeen(before: BreakerStatus, now: BreakerStatus): Pick<Observation, 'breaker'> {
  // A gateway that started again counts from 0.
  const openings = now.opened - (now.opened < before.opened ? 0 : before.opened)
  const wasOpen = now.openInARow > 0 || openings > 0 || before.openInARow > 0
  return wasOpen ? { breaker: { openInARow: now.openInARow, openings } } : {}
}

function breakerAfter(before: Seen['breaker'], one: Observation): Seen['breaker'] {
  const { fromMs, toMs, stable, breaker } = one
  if (breaker === undefined) return before
  const begins = before === undefined || before.inARow === 0 || openedAnew(one)
  const since = begins ? { sinceMs: fromMs, stable: nothing } : before
  return { sinceMs: since.sinceMs, openMs: toMs, inARow: breaker.openInARow, stable: add(since.stable, stable) }
}

/** That one request which tried again failed as well is the same trouble. */
const openedAnew = ({ breaker }: Observation): boolean =>
  breaker !== undefined && breaker.openings > 0 && breaker.openInARow <= breaker.openings

/**
 * The circuit breaker cut the trouble short, and the canary gets nothing for longer than a window. What happens after that is
 * a piece of evidence of its own, and this one may say as much as a stumble can that nobody cuts short: it lasts for the end
 * of one window and the beginning of the next.
 */
const windowsOfAnOpening = 2

/** What stable did while it had all requests, before there is a canary among them. */
export const beforeTraffic = (seen: Seen, { requests, errors, clientErrors, slow }: Tally): Seen => ({
  ...seen,
  slices: withSlice(seen.slices, { share: 0, stable: { requests, errors, clientErrors, slow }, canary: nothing }),
})

/** How surely the canary is worse: than stable by more than the ratio, by values too, and than what is tolerated anyway. All must hold. */
export function worseBy({ worse, split }: Pick<Seen, 'worse' | 'split'>, name: OutcomeClass): number {
  const { thanStable, thanTolerated } = worse[name]
  return Math.min(evidenceOf(thanStable), evidenceOf(thanTolerated), worseByValues(split, name))
}

function endSlice(seen: Seen): Seen {
  if (seen.open === undefined) return seen
  const { fromMs: _, ...slice } = seen.open
  const pending = seen.pending === undefined ? slice : { share: slice.share, ...plus(seen.pending, slice) }
  return { ...seen, open: undefined, slices: withSlice(seen.slices, slice), pending }
}

/** A client whose requests all fail sends some after each other: with few requests a second they would fill many windows. */
const enoughOfAWindow = 10

/** What is pending becomes one piece of evidence. */
function conclude(plan: RolloutPlan, seen: Seen, windows = 1): Seen {
  if (seen.pending === undefined) return seen
  const { share, stable, canary } = seen.pending
  const usual = share <= 0.5 ? [] : usualTimes(seen.slices)
  const worse = forEach((name) => {
    const { ratio, tolerance } = plan.classes[name]
    const { thanStable, thanTolerated } = seen.worse[name]
    return {
      thanStable: afterErrors(
        thanStable,
        { share, stableErrors: stable[name], canaryErrors: canary[name] },
        ratio,
        windows,
      ),
      thanTolerated: afterRate(
        thanTolerated,
        canary[name],
        canary.requests,
        Math.min(1, Math.max(tolerance, ratio * mostCostOfLoad(usual, name, share))),
        windows,
      ),
    }
  })
  return { ...seen, pending: undefined, worse }
}

const forEach = <T>(of: (name: OutcomeClass) => T): Record<OutcomeClass, T> => ({
  errors: of('errors'),
  clientErrors: of('clientErrors'),
  slow: of('slow'),
})

/** So many ends of either version tell a third less from chance. */
const enoughEnds = 200

/**
 * Requests are drawn for the canary by its share, so that it ends as many as stable's ends let expect. One that takes
 * requests and never answers, while its clients wait, has no errors: it has too few ends. What ends until nearly all is
 * answered that stable was sent before says nothing of the share of now: it was sent by another.
 */
function stepAfter(before: Seen['step'], one: Observation): Seen['step'] {
  const { fromMs, toMs, share, canary, breaker, answersTakeMs = 0 } = one
  const began =
    before.share === share
      ? before
      : { share, sentMs: fromMs, answered: 0, all: 0, ends: noEnds(fromMs), short: [] as const }
  const answered = began.answered + canary.requests - canary.errors
  const all = began.all + one.stable.requests + canary.requests
  // Its circuit breaker was open: requests that it was not sent do not hang.
  if (breaker !== undefined) return { share, sentMs: toMs, answered, all, ends: noEnds(toMs), short: [] }
  if (began.ends.fromMs < began.sentMs + answersTakeMs) return { ...began, answered, all, ends: noEnds(toMs) }
  const drawn = drawnBoth(one)
  const stableEnds = began.ends.stable + drawn.stable.requests
  const ends = {
    fromMs: began.ends.fromMs,
    stable: stableEnds,
    expected: share === 1 ? 0 : (stableEnds * share) / (1 - share),
    canary: began.ends.canary + drawn.canary.requests,
  }
  if (Math.min(ends.stable, ends.expected) < enoughEnds) return { ...began, answered, all, ends }
  const short = ends.canary < (2 / 3) * ends.expected ? [...began.short, ends] : []
  return { ...began, answered, all, ends: noEnds(toMs), short }
}

/** What is over, and the part that is not, as the newest. */
export const slicesOf = ({ slices, open }: Seen): Slices => (open === undefined ? slices : withSlice(slices, open))

/** How the last requests of the canary ended. */
export const lastOf = ({ slices, open }: Seen): Tally | undefined =>
  open !== undefined && open.canary.requests > 0
    ? open.canary
    : slices.recent.findLast(({ canary }) => canary.requests > 0)?.canary
