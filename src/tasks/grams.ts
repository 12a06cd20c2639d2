/* Texts as scores of translations and summaries count them. */

/** White space as Python's `str.split` knows it, which is not the `\s` of JavaScript. */
const blank = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const blanks = new RegExp(`${blank}+`)
const lastBlanks = new RegExp(`${blank}+$`)

export const wordsOf = (text: string): string[] => text.split(blanks).filter((word) => word !== '')
export const withoutLastBlanks = (text: string): string => text.replace(lastBlanks, '')

/** How often each run of `order` parts occurs. @param between what no part contains, or nothing where all are of one length */
export function gramsOf(parts: readonly string[], order: number, between: ' ' | ''): Map<string, number> {
  const grams = new Map<string, number>()
  for (let at = 0; at + order <= parts.length; at++) {
    let gram = parts[at] ?? ''
    for (let next = 1; next < order; next++) gram += between + parts[at + next]
    grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return grams
}

/** How many grams two texts have in common, each as often as in the text that has it less often. */
export function inCommon(ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): number {
  let common = 0
  for (const [gram, times] of ours) common += Math.min(times, theirs.get(gram) ?? 0)
  return common
}

export const gramCount = (parts: readonly string[], order: number): number => Math.max(0, parts.length - order + 1)
