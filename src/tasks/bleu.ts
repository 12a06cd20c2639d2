import { gramCount, gramsOf, inCommon, withoutLastBlanks, wordsOf } from './grams.ts'

/*
 * BLEU of a corpus with the numbers of sacrebleu (signature case:mixed|eff:no|tok:13a|smooth:exp): Papineni et al. 2002, the
 * tokens of mteval-v13a, exponential smoothing.
 */

const orders = 4

function tokens13a(text: string): string[] {
  const plain = text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ')
  const spelled = plain
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  return wordsOf(
    ` ${spelled} `
      .replaceAll(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
      .replaceAll(/([^0-9])([.,])/g, '$1 $2 ')
      .replaceAll(/([.,])([^0-9])/g, ' $1 $2')
      .replaceAll(/([0-9])(-)/g, '$1 $2 '),
  )
}

/** What one answer adds: its tokens, those of the reference nearest in length, and by order the hits and the n-grams. */
export function bleuCounts(answer: string, references: readonly string[]): number[] {
  const ours = tokens13a(withoutLastBlanks(answer))
  const theirs = references.map((reference) => tokens13a(withoutLastBlanks(reference)))
  const lengths = theirs.map(({ length }) => length)
  const nearest = lengths.reduce((best, length) => {
    const [away, least] = [Math.abs(length - ours.length), Math.abs(best - ours.length)]
    return away < least || (away === least && length < best) ? length : best
  }, lengths[0] ?? 0)
  const byOrder = Array.from({ length: orders }, (_, index) => index + 1)
  const hits = byOrder.map((order) => {
    const most = new Map<string, number>()
    for (const reference of theirs)
      for (const [gram, times] of gramsOf(reference, order, ' ')) most.set(gram, Math.max(times, most.get(gram) ?? 0))
    return inCommon(gramsOf(ours, order, ' '), most)
  })
  return [ours.length, nearest, ...hits, ...byOrder.map((order) => gramCount(ours, order))]
}

/** BLEU, 0 to 100, of the sums of `bleuCounts`. */
export function bleuOf(sums: Float64Array): number {
  const [length, reference] = [sums[0] as number, sums[1] as number]
  const hits = (order: number): number => sums[2 + order] as number
  if (hits(0) + hits(1) + hits(2) + hits(3) === 0) return 0
  let [logarithms, smoothing] = [0, 1]
  for (let order = 0; order < orders; order++) {
    const all = sums[2 + orders + order] as number
    // No answer is so long: the score has no such precision.
    if (all === 0) return 0
    if (hits(order) === 0) smoothing *= 2
    logarithms += Math.log(hits(order) === 0 ? 100 / (smoothing * all) : (100 * hits(order)) / all)
  }
  const brevity = length < reference ? Math.exp(1 - reference / length) : 1
  return brevity * Math.exp(logarithms / orders)
}
