import type { Backend } from '../gateway/types.ts'
import { afterErrors, type Evidence, evidenceOf, noEvidence } from '../statistics/sequential.ts'
import type { RolloutGate } from './types.ts'

/** A question of the user's own about a version, with one number as its answer, asked once a window. */
export type QueryGate = { name: string; query: string; windowMs: number; bound: Bound }

type Bound =
  | { kind: 'max' | 'min'; limit: number; failures: number }
  | { kind: 'versus-stable'; better: 'lower' | 'higher'; by: 'margin' | 'ratio'; allowed: number }

/** What one window showed. */
export type QueryAnswer = { name: string } & (
  | { outcome: 'value'; canary: number }
  | { outcome: 'compared'; canary: number; stable: number }
  | { outcome: 'unknown'; because: string }
)

/** What is known of one query. */
export type QuerySeen = {
  /** Since the step or the bake began; undefined before the first window of it is over. */
  last: QueryAnswer | undefined
  /** Windows in a row out of bounds; no answer neither adds to them nor ends them. */
  beyondInARow: number
  worse: Evidence
}

export const queryUnseen = (): QuerySeen => ({ last: undefined, beyondInARow: 0, worse: noEvidence() })

/** Whether the canary is within what is allowed. Pure. */
export function isWithin(bound: Bound, answer: Exclude<QueryAnswer, { outcome: 'unknown' }>): boolean {
  const { canary } = answer
  if (bound.kind !== 'versus-stable') return bound.kind === 'max' ? canary <= bound.limit : canary >= bound.limit
  const stable = stableOf(answer)
  const [worse, better]: [number, number] = bound.better === 'lower' ? [canary, stable] : [stable, canary]
  return bound.by === 'margin' ? worse <= better + bound.allowed : worse <= better * bound.allowed
}

function stableOf(answer: QueryAnswer): number {
  if (answer.outcome !== 'compared') throw new Error(`${answer.name}: a comparison needs the numbers of both versions`)
  return answer.stable
}

/** A step or the bake begins: only windows that lie in it say something of it. Pure. */
export const newWindows = (seen: Readonly<Record<string, QuerySeen>>): Record<string, QuerySeen> =>
  Object.fromEntries(Object.entries(seen).map(([name, one]) => [name, { ...one, last: undefined }]))

/** Pure. */
export function queryAfter(gate: QueryGate, before: QuerySeen, answer: QueryAnswer): QuerySeen {
  if (answer.outcome === 'unknown') return { ...before, last: answer }
  const within = isWithin(gate.bound, answer)
  return {
    last: answer,
    beyondInARow: within ? 0 : before.beyondInARow + 1,
    // Of two versions that are alike each is the worse one in half of the windows, at most: as an error of one of the two.
    worse: afterErrors(before.worse, { share: 0.5, canaryErrors: within ? 0 : 1, stableErrors: within ? 1 : 0 }, 1),
  }
}

/**
 * The gate on one query, and why no step may pass yet. Pure.
 * @param falseRollbacks chance that it stops a canary that is no worse, for a comparison; a bound has none that is known
 */
export function queryGate(
  gate: QueryGate,
  seen: QuerySeen,
  falseRollbacks: number,
): { gate: RolloutGate; waits?: string } {
  const { bound, name } = gate
  const title = `prometheus ${name}` as const
  const { last } = seen
  const compared = bound.kind === 'versus-stable'
  const observed = compared
    ? { value: evidenceOf(seen.worse), unit: 'e-value' }
    : { value: seen.beyondInARow, unit: 'windows in a row' }
  const allowed = compared ? 1 / falseRollbacks : bound.failures - 1
  const common = { name: title, observed, allowed }
  // What is known to be wrong stays so, whether or not there is an answer now.
  const failed = observed.value > allowed
  if (last === undefined || last.outcome === 'unknown') {
    const because = last === undefined ? 'its first window is not over' : last.because
    return {
      gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
      waits: `${title}: ${because}`,
    }
  }
  const within = isWithin(bound, last)
  const told = compared
    ? `${shown(last.canary)} against ${shown(stableOf(last))} of stable, and ${allowedText(bound)} is allowed`
    : `${shown(last.canary)}, and ${allowedText(bound)} is allowed`
  if (within && !failed) return { gate: { ...common, verdict: 'pass', because: told } }
  const count = compared
    ? failed
      ? 'surely the worse one more often than not'
      : 'it is not sure that this is chance'
    : `${seen.beyondInARow} of ${bound.failures} windows in a row`
  const because = `${told} (${count})`
  return {
    gate: { ...common, verdict: failed ? 'fail' : 'inconclusive', because },
    waits: `${title}: ${because}`,
  }
}

function allowedText(bound: Bound): string {
  if (bound.kind !== 'versus-stable') return `${bound.kind === 'max' ? 'at most' : 'at least'} ${shown(bound.limit)}`
  const direction = bound.better === 'lower' ? 'more' : 'less'
  if (bound.by === 'margin') return bound.allowed === 0 ? `no ${direction}` : `${shown(bound.allowed)} ${direction}`
  return `${shown(bound.allowed)} times as ${bound.better === 'lower' ? 'much' : 'little'}`
}

const shown = (value: number): string => String(Number(value.toPrecision(4)))

/** The question about one version. Pure. @param of the version that is asked about */
export const filledIn = (query: string, of: Pick<Backend, 'id' | 'version'>, stable: Pick<Backend, 'id'>): string =>
  query.replaceAll('{{id}}', of.id).replaceAll('{{version}}', of.version).replaceAll('{{stable}}', stable.id)
