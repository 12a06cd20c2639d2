import { isDeepStrictEqual } from 'node:util'

/*
 * Whether data, clients and models of several columns go together. A model says which it reads in model.json: the one column that
 * its text was, or those that it was made of (rowText.ts).
 */

/**
 * Why a model that reads `theirs` cannot be asked about data of the columns `ours`, in words that go on from its name; undefined
 * where it can. No columns are what nobody knows. One column alone is read as it is, whatever it is called. Pure.
 */
export function notReadBy(theirs: readonly string[], ours: readonly string[]): string | undefined {
  if (isDeepStrictEqual(theirs, ours) || (theirs.length <= 1 && ours.length <= 1)) return undefined
  if (theirs.length === 0) return `does not say which of the columns ${ours.join(', ')} it reads`
  return ours.length > 1 && theirs.every((name) => ours.includes(name))
    ? undefined
    : `reads the ${theirs.length === 1 ? 'column' : 'columns'} ${theirs.join(', ')}, and these data have ${ours.length > 1 ? ours.join(', ') : 'one column alone'}`
}

/** Whether who asks a model of the columns `theirs` can ask one of `ours` the same way: values by name, or one text. Pure. */
export const askedAlike = (theirs: readonly string[], ours: readonly string[]): boolean =>
  (theirs.length <= 1 && ours.length <= 1) ||
  (theirs.length === ours.length && theirs.every((name) => ours.includes(name)))

/** What a model of these columns is sent, for messages. */
export const askedWith = (columns: readonly string[]): string =>
  columns.length > 1 ? `rows with ${columns.join(', ')}` : 'one text'
