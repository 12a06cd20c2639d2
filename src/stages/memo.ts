import type { Setting } from './types.ts'

const looksOf = new WeakMap<Setting, Map<string, Promise<unknown>>>()

function looks(context: Setting): Map<string, Promise<unknown>> {
  const found = looksOf.get(context) ?? new Map<string, Promise<unknown>>()
  looksOf.set(context, found)
  return found
}

/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
export function oncePerRun<T>(context: Setting, what: string, look: () => Promise<T>): Promise<T> {
  const all = looks(context)
  const present = all.get(what)
  if (present !== undefined) return present as Promise<T>
  const looking = look()
  all.set(what, looking)
  looking.catch(() => all.delete(what))
  return looking
}

/** What was looked up in this run; undefined where nobody asked. */
export const known = <T>(context: Setting, what: string): Promise<T> | undefined =>
  looks(context).get(what) as Promise<T> | undefined

/** The next one who asks looks anew. */
export function forget(context: Setting, what: string): void {
  looks(context).delete(what)
}
