/** Deeper than any document or request has a reason to be, and far from where a program's stack ends: JSON is read in a loop, and written by a call within a call. */
export const deepestLevels = 64

/** Whether a value that was read from JSON is deeper than `deepestLevels`. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestLevels) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}
