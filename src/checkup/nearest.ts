import { distance } from 'fastest-levenshtein'

/* Names that are written almost alike. */

/** Each of these with each would take minutes of more. */
export const mostCompared = 1_000

/** The name that was probably meant: two letters that changed places are two edits. */
export function nearestOf(written: string, names: readonly string[]): string | undefined {
  if (lengthOf(written) > longestCompared) return undefined
  const plain = written.toLowerCase()
  const [best] = names
    .slice(0, mostCompared)
    .filter((name) => name !== written && lengthOf(name) <= longestCompared)
    .map((name) => ({ name, edits: editsBetween(plain, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.floor((Math.max(lengthOf(name), lengthOf(plain)) + 1) / 3))
    .sort((a, b) => a.edits - b.edits)
  return best?.name
}

const longestCompared = 60

/** Characters are counted as Python counts them, and an emoji is one: code points. At most one more than anybody asks about. */
const lengthOf = (text: string): number => [...text.slice(0, 2 * longestCompared + 2)].length

function editsBetween(one: string, other: string): number {
  if (!/[\ud800-\udfff]/.test(one + other)) return distance(one, other)
  const letters = new Map<string, string>()
  const single = (text: string): string =>
    Array.from(text, (letter) => {
      const known = letters.get(letter) ?? String.fromCharCode(letters.size)
      letters.set(letter, known)
      return known
    }).join('')
  return distance(single(one), single(other))
}
