import { add, enough, nothing } from './tally.ts'
import type { OutcomeClass, RolloutPlan, Tally } from './types.ts'
import { percent } from './words.ts'

/** Fewer pieces of time do not tell what is usual from what happened once. */
const fewestPieces = 5
/** An outage of minutes is most of a time that is shorter. */
const fewestMinutes = 15
/** So many are remembered. */
const mostMinutes = 60

/**
 * How often a version's requests usually end so: the median of pieces of time with enough requests to have a rate, so that an
 * outage is in it only where it lasted most of the time. Undefined where too few are known. Pure. @param past minutes that
 * had requests, in their order
 */
export function usualOf(past: readonly Tally[], name: OutcomeClass): number | undefined {
  if (past.length < fewestMinutes) return undefined
  const rates = piecesOf(past)
    .map((piece) => piece[name] / piece.requests)
    .sort((one, other) => one - other)
  return rates.length < fewestPieces ? undefined : rates[Math.floor((rates.length - 1) / 2)]
}

const watched = {
  errors: { does: 'failed', key: 'errors' },
  clientErrors: { does: 'refused', key: 'refusals' },
} as const

/**
 * Why a version had better not be stopped to make room for another. Too little of it is known to say what is usual, and what is
 * known is more than the plan tolerates: a canary that is no worse could be stopped, or one that is worse be taken for like it.
 * Both cost a time in which nothing serves, and waiting costs nothing. Where most requests fail that is no reason to wait.
 * Pure. @param past minutes that had requests, in their order
 */
export function tooLittleKnown({ classes }: Pick<RolloutPlan, 'classes'>, past: readonly Tally[]): string | undefined {
  const all = past.reduce(add, nothing)
  if (2 * all.errors > all.requests) return undefined
  for (const name of ['errors', 'clientErrors'] as const) {
    const { tolerance } = classes[name]
    // One may be an accident.
    if (all[name] < 2 || all[name] <= tolerance * all.requests || usualOf(past, name) !== undefined) continue
    const { does, key } = watched[name]
    const left = minutesLeft(past, all.requests)
    const wait =
      past.length + left > mostMinutes
        ? 'With so few requests waiting does not help: set'
        : `Deploy again after about ${minutes(left)} more with requests, or set`
    return `stable ${does} ${all[name]} of ${all.requests} requests in the ${minutes(past.length)} with requests that are known of it, more than the ${percent(tolerance)} that are tolerated: too little is known to compare another version with it, and it was not stopped. ${wait} deploy.gates.${key}.tolerance`
  }
  return undefined
}

const minutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`)

/** With requests, until enough is known, as they come. */
const minutesLeft = (past: readonly Tally[], requests: number): number => {
  const perPiece = Math.max(1, Math.ceil((enough * past.length) / requests))
  return Math.max(1, fewestMinutes - past.length, (fewestPieces - piecesOf(past).length) * perPiece)
}

/** Neighbours become one until there are enough requests; what is left over at the end is too little. */
function piecesOf(past: readonly Tally[]): Tally[] {
  const pieces: Tally[] = []
  let open = nothing
  for (const slice of past) {
    open = add(open, slice)
    if (open.requests < enough) continue
    pieces.push(open)
    open = nothing
  }
  return pieces
}
