import type { StageContext } from './types.ts'

const known = new WeakMap<StageContext, Map<string, Promise<unknown>>>()

/**
 * One look at the world per run: files and releases that a key is made of are read once, and every stage of the run sees
 * the same. What failed is tried again, because an earlier stage may make it good.
 */
export function oncePerRun<T>(context: StageContext, what: string, look: () => Promise<T>): Promise<T> {
  const looks = known.get(context) ?? new Map<string, Promise<unknown>>()
  known.set(context, looks)
  const present = looks.get(what)
  if (present !== undefined) return present as Promise<T>
  const looking = look()
  looks.set(what, looking)
  looking.catch(() => looks.delete(what))
  return looking
}
