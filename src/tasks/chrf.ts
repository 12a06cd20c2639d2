import { gramCount, gramsOf, inCommon, wordsOf } from './grams.ts'

/* chrF2 of a corpus with the numbers of sacrebleu (signature case:mixed|eff:yes|nc:6|nw:0|space:no): Popović 2015. */

const orders = 6
const betaSquared = 4

/** What one answer adds, by order: its n-grams, those of its best reference, and what they have in common. */
export function chrfCounts(answer: string, references: readonly string[]): number[] {
  const ours = [...wordsOf(answer).join('')]
  const grams = Array.from({ length: orders }, (_, index) => gramsOf(ours, index + 1, ''))
  let [best, found] = [-1, new Array<number>(3 * orders).fill(0)]
  for (const reference of references) {
    const theirs = [...wordsOf(reference).join('')]
    const counts = grams.flatMap((own, index) => {
      const all = gramCount(theirs, index + 1)
      // Where the reference has no such n-gram, none of the answer is counted against it.
      if (all === 0) return [0, 0, 0]
      return [gramCount(ours, index + 1), all, inCommon(own, gramsOf(theirs, index + 1, ''))]
    })
    const score = chrfOf(Float64Array.from(counts))
    if (score > best) [best, found] = [score, counts]
  }
  return found
}

/** chrF, 0 to 100, of the sums of `chrfCounts`. */
export function chrfOf(sums: Float64Array): number {
  let [precision, recall, used] = [0, 0, 0]
  for (let order = 0; order < orders; order++) {
    const [ours, theirs] = [sums[3 * order] as number, sums[3 * order + 1] as number]
    const common = sums[3 * order + 2] as number
    if (ours === 0 || theirs === 0) continue
    precision += common / ours
    recall += common / theirs
    used += 1
  }
  if (precision + recall === 0) return 0
  precision /= used
  recall /= used
  return (100 * (1 + betaSquared) * precision * recall) / (betaSquared * precision + recall)
}
