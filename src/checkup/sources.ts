import type { Examined } from './data.ts'

/* Several training files as one. Pure. */

type Mixed = { usable: number; classes: ReadonlyMap<string, { count: number }> }

/**
 * What training files have together. With shares, the file that has the fewest examples for its share is used whole, and
 * of the others as many as theirs allow; of a class then about so many as before.
 */
export function mixed(files: readonly Pick<Examined, 'usable' | 'classes' | 'share'>[]): Mixed {
  const total = Math.min(...files.flatMap(({ usable, share }) => (share === undefined ? [] : [usable / share])))
  const classes = new Map<string, { count: number }>()
  let sum = 0
  for (const { usable, share, classes: theirs } of files) {
    const used = share === undefined ? usable : Math.min(usable, Math.round(total * share))
    sum += used
    for (const [label, { count }] of theirs)
      classes.set(label, { count: (classes.get(label)?.count ?? 0) + (usable === 0 ? 0 : (count * used) / usable) })
  }
  return { usable: sum, classes }
}
