/** What one model said of one example, as every task can tell it. */
export type Judged = {
  id: string
  /** The example's label or reference, and what the model said, as texts. */
  truth: string
  answer: string
  /** The example's own scores, by metric. */
  scores: Readonly<Record<string, number>>
  /** What it adds to metrics that no single example has, such as its n-grams to BLEU; by metric. */
  counts?: Readonly<Record<string, readonly number[]>>
  /** The beginning of what was asked, where the runtime tells it. */
  excerpt?: string
  cluster?: string
  slice?: Readonly<Record<string, string>>
}

export type Pair = { id: string; truth: string; candidate: Judged; baseline: Judged }

export type Pairing = { verdict: 'paired'; pairs: Pair[] } | { verdict: 'error'; because: string }

/**
 * Joins what two models said by the example's id, in the candidate's order. Both must have judged the same examples,
 * each once and with the same truth; anything else is an error, never a comparison of what is left.
 * @param examples how many the test has: a runtime may leave out the same ones for both
 */
export function pairPredictions(candidate: readonly Judged[], baseline: readonly Judged[], examples: number): Pairing {
  const error = (because: string): Pairing => ({ verdict: 'error', because })
  if (candidate.length === 0 || baseline.length === 0)
    return error(`the ${candidate.length === 0 ? 'candidate' : 'baseline'} judged no examples`)
  // What is left in it has no partner: a second table of as many ids would be as large again.
  const alone = new Map<string, Judged>()
  for (const judged of baseline) alone.set(judged.id, judged)
  if (alone.size !== baseline.length) return error('the baseline judged an example twice')
  const clustered = candidate[0]?.cluster !== undefined
  const pairs: Pair[] = []
  for (const judged of candidate) {
    const { id } = judged
    const other = alone.get(id)
    const shown = () => JSON.stringify(id.slice(0, 80))
    if (other === undefined)
      return error(
        pairs.some((pair) => pair.id === id)
          ? `the candidate judged example ${shown()} twice`
          : `the candidate judged example ${shown()} and the baseline did not`,
      )
    alone.delete(id)
    if (other.truth !== judged.truth) return error(`example ${shown()} has another label for the baseline`)
    // Examples that depend on each other, taken for independent ones, would make luck look like a difference.
    if (judged.cluster !== other.cluster) return error(`example ${shown()} has another cluster for the baseline`)
    if ((judged.cluster !== undefined) !== clustered)
      return error(`some examples name their cluster and some do not, such as ${shown()}`)
    const name = notFinite(judged.scores) ?? notFinite(other.scores)
    if (name !== undefined) return error(`the ${name} of example ${shown()} is not a finite number`)
    pairs.push({ id, truth: judged.truth, candidate: judged, baseline: other })
  }
  const [missing] = alone.keys()
  if (missing !== undefined)
    return error(`the baseline judged example ${JSON.stringify(missing.slice(0, 80))} and the candidate did not`)
  if (pairs.length !== examples) return error(`${pairs.length} of the ${examples} test examples were judged`)
  return { verdict: 'paired', pairs }
}

/** The name of a score that is no finite number. */
function notFinite(scores: Judged['scores']): string | undefined {
  for (const name in scores) if (!Number.isFinite(scores[name])) return name
  return undefined
}
