/** Whether a document as it was written, without defaults, has something at `path`. */
export function written(raw: unknown, path: readonly string[]): boolean {
  let value = raw
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return false
    value = (value as Record<string, unknown>)[part]
  }
  return true
}
