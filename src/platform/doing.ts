/*
 * What a run is doing, by the signal that stops it: for the words with which it then stops, also where no time is left to
 * come back from the depth of its work.
 */

type Progress = { done: number; total: number; unit: string }

export type Doing = {
  /** In words: `finetune`. */
  what: string
  /** How far it has come. */
  at?: Progress | string
  /** The step that a run can go on from, and what has to be run for that. */
  checkpoint?: { step: number; by: string }
  /** What became of it, where that is not to be seen from the rest. */
  next?: string
}

const doings = new WeakMap<AbortSignal, Doing>()

/** Says what is begun. */
export const begin = (signal: AbortSignal, doing: Doing): void => void doings.set(signal, doing)

/** Says what is new of it. */
export function update(signal: AbortSignal, changes: Partial<Doing>): void {
  const doing = doings.get(signal)
  if (doing !== undefined) doings.set(signal, { ...doing, ...changes })
}

/** What was under way when the signal came; undefined where nobody said. */
export const whereStopped = (signal: AbortSignal): string | undefined => {
  const doing = doings.get(signal)
  return doing === undefined ? undefined : inWords(doing)
}

/** `in finetune at step 458 of 750; the same command goes on from there` */
export function inWords({ what, at, checkpoint, next }: Doing): string {
  const seen = typeof at === 'object' ? at.done : 0
  // The last checkpoint is written after the signal came, and no progress is told any more.
  const place = typeof at === 'object' ? oneOf({ ...at, done: Math.max(seen, checkpoint?.step ?? 0) }) : at
  const goesOn =
    checkpoint === undefined
      ? `the same command begins ${what} again`
      : `${checkpoint.by} goes on from ${typeof at === 'object' && checkpoint.step >= seen ? 'there' : `step ${checkpoint.step}`}`
  return `in ${what}${place === undefined ? '' : ` at ${place}`}; ${next ?? goesOn}`
}

const oneOf = ({ done, total, unit }: Progress): string => `${unit.replace(/s$/, '')} ${done} of ${total}`
