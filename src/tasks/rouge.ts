import { gramCount, gramsOf, inCommon } from './grams.ts'

/* ROUGE-1, -2 and -L of one answer with the numbers of rouge-score (`use_stemmer=False`, F measure): Lin 2004. */

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((token) => token !== '')

export type Rouge = { rouge1: number; rouge2: number; rougeL: number }

/** With several references, each score is that of the reference where it is best. */
export function rouge(answer: string, references: readonly string[]): Rouge {
  const ours = tokens(answer)
  const best: Rouge = { rouge1: 0, rouge2: 0, rougeL: 0 }
  for (const reference of references) {
    const theirs = tokens(reference)
    best.rouge1 = Math.max(best.rouge1, byGrams(ours, theirs, 1))
    best.rouge2 = Math.max(best.rouge2, byGrams(ours, theirs, 2))
    best.rougeL = Math.max(best.rougeL, harmonic(commonSubsequence(ours, theirs), ours.length, theirs.length))
  }
  return best
}

const byGrams = (ours: readonly string[], theirs: readonly string[], order: number): number =>
  harmonic(
    inCommon(gramsOf(ours, order, ' '), gramsOf(theirs, order, ' ')),
    gramCount(ours, order),
    gramCount(theirs, order),
  )

const harmonic = (common: number, ours: number, theirs: number): number =>
  common === 0 ? 0 : (2 * (common / ours) * (common / theirs)) / (common / ours + common / theirs)

/**
 * Length of the longest common subsequence, 32 positions at a time (Hyyrö 2004): a text of 100,000 words against another takes
 * seconds, where a table of both would take minutes.
 */
export function commonSubsequence(ours: readonly string[], theirs: readonly string[]): number {
  const positions = new Map<string, number[]>()
  for (const [at, token] of ours.entries()) {
    const known = positions.get(token)
    if (known === undefined) positions.set(token, [at])
    else known.push(at)
  }
  const words = Math.ceil(ours.length / 32)
  const rowOf = (found: readonly number[]): Uint32Array => {
    const row = new Uint32Array(words)
    for (const at of found) (row[at >>> 5] as number) |= 1 << (at & 31)
    return row
  }
  // A token that occurs often has a row of its own, of which there are at most 32; the others share one in turn.
  const rows = new Map<string, Uint32Array>(
    [...positions].flatMap(([token, found]) => (found.length > words ? [[token, rowOf(found)] as const] : [])),
  )
  const shared = new Uint32Array(words)
  // Bit i is 0 where the subsequence grows by token i.
  const open = new Uint32Array(words).fill(0xffffffff)
  for (const token of theirs) {
    const found = positions.get(token)
    if (found === undefined) continue
    const own = rows.get(token)
    if (own === undefined) for (const at of found) (shared[at >>> 5] as number) |= 1 << (at & 31)
    const matches = own ?? shared
    let carry = 0
    for (let word = 0; word < words; word++) {
      const before = open[word] as number
      const match = matches[word] as number
      const sum = before + ((before & match) >>> 0) + carry
      carry = sum > 0xffffffff ? 1 : 0
      open[word] = (sum >>> 0) | (before & ~match)
    }
    if (own === undefined) for (const at of found) shared[at >>> 5] = 0
  }
  let length = 0
  for (let at = 0; at < ours.length; at++) if ((((open[at >>> 5] as number) >>> (at & 31)) & 1) === 0) length += 1
  return length
}
