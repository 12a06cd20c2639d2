import { digestJson } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { Pair } from '../statistics/pairing.ts'
import { bleuCounts, bleuOf } from './bleu.ts'
import { chrfCounts, chrfOf } from './chrf.ts'
import { countsOf, meanScore } from './means.ts'
import { byName, foreign } from './own.ts'
import { rouge } from './rouge.ts'
import type { Metric, Task } from './types.ts'

/*
 * A text for each example: translations, summaries, answers. They are judged as they come from predictions of any origin.
 */

/** Right where the answer is one of the references, but for white space around it. */
const exactMatch: Metric = meanScore({
  name: 'exact_match',
  title: 'exact match',
  higherIsBetter: true,
  unit: 'share',
  test: 'proportions',
})

/**
 * An answer of the same length that has no n-gram of its references takes from the score what it has of all hits, on average
 * over the orders of n-grams.
 */
const ofHits =
  (
    name: string,
    scoreOf: (sums: Float64Array) => number,
    placeOf: (order: number) => number,
    orders: number,
  ): Metric['stakes'] =>
  (pairs) => {
    const counts = (pair: Pair): readonly number[] => pair.candidate.counts?.[name] ?? []
    const sums = new Float64Array(pairs[0] === undefined ? 0 : counts(pairs[0]).length)
    for (const pair of pairs)
      for (const [place, amount] of counts(pair).entries()) sums[place] = (sums[place] ?? 0) + amount
    const score = scoreOf(sums)
    const places = Array.from({ length: orders }, (_, order) => placeOf(order)).filter(
      (place) => (sums[place] ?? 0) > 0,
    )
    return (pair) => {
      const own = counts(pair)
      const shares = places.reduce((sum, place) => sum + (own[place] ?? 0) / (sums[place] ?? 1), 0)
      return places.length === 0 ? 0 : (score * shares) / places.length
    }
  }

const bleu: Metric = {
  name: 'bleu',
  title: 'BLEU',
  higherIsBetter: true,
  unit: 'score',
  test: 'randomisation',
  stakes: ofHits('bleu', bleuOf, (order) => 2 + order, 4),
  adding: countsOf('bleu', bleuOf),
}

const chrf: Metric = {
  name: 'chrf',
  title: 'chrF',
  higherIsBetter: true,
  unit: 'score',
  test: 'randomisation',
  stakes: ofHits('chrf', chrfOf, (order) => 3 * order + 2, 6),
  adding: countsOf('chrf', chrfOf),
}

const ofRouge = (name: string, title: string): Metric =>
  meanScore({ name, title, higherIsBetter: true, unit: 'share', test: 'bootstrap' })

/** What a token may cost more than it does, where an answer is as unlikely as can be: a chance that is 20,000 times less. */
const worstToken = 10

/** exp of the mean negative log-likelihood of a token of the references. */
const perplexity: Metric = {
  name: 'perplexity',
  title: 'perplexity',
  higherIsBetter: false,
  unit: 'score',
  test: 'bootstrap',
  stakes: (pairs) => {
    let [logLikelihood, tokens] = [0, 0]
    for (const { candidate } of pairs) {
      const [own = 0, count = 0] = candidate.counts?.['perplexity'] ?? []
      logLikelihood += own
      tokens += count
    }
    const each = (Math.exp(-logLikelihood / tokens) * worstToken) / tokens
    return ({ candidate }) => each * (candidate.counts?.['perplexity']?.[1] ?? 0)
  },
  adding: countsOf('perplexity', (sums) => Math.exp(-(sums[0] as number) / (sums[1] as number))),
}

const rougeL = ofRouge('rougeL', 'ROUGE-L')

const generation = (own: Pick<Task, 'name' | 'headline'>): Task => ({
  ...own,
  metrics: byName([
    exactMatch,
    bleu,
    chrf,
    ofRouge('rouge1', 'ROUGE-1'),
    ofRouge('rouge2', 'ROUGE-2'),
    rougeL,
    perplexity,
  ]),
  perExample: rougeL,
  inputKind: 'text',
  classes: false,
  shapes: (maxLength) => [{ batch: 1, length: maxLength }],
  judge({ id, answer, scores, cluster, slice, excerpt }) {
    if (!('references' in answer)) throw foreign(own.name, 'references and prediction')
    const judged = scores?.['exact_match']
    if (judged !== undefined && judged !== 0 && judged !== 1)
      throw new UserError('`scores.exact_match` is neither 0 nor 1: say whether the answer is right, or leave it out')
    const { references, prediction, log_likelihood: logLikelihood, tokens } = answer
    const said = prediction.trim()
    return {
      id,
      truth: kept(references.join(' / '), references),
      answer: kept(prediction, prediction),
      scores: {
        // Of an answer that was judged already, by an extraction of its result say, that judgement holds.
        exact_match: references.some((reference) => reference.trim() === said) ? 1 : 0,
        ...scores,
        ...rouge(prediction, references),
      },
      counts: {
        bleu: bleuCounts(prediction, references),
        chrf: chrfCounts(prediction, references),
        ...(logLikelihood === undefined || tokens === undefined ? {} : { perplexity: [logLikelihood, tokens] }),
      },
      ...(excerpt === undefined ? {} : { excerpt }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(slice === undefined ? {} : { slice }),
    }
  },
  details: () => ({}),
  sections: () => [],
})

const longestKept = 1000

/** A text as a report can show it: of a long one the beginning, and a digest that tells it from others. */
const kept = (text: string, of: unknown): string =>
  // By way of bytes: a slice would keep the whole text in memory.
  text.length <= longestKept ? text : `${Buffer.from(text.slice(0, longestKept)).toString()}… (${digestJson(of)})`

export const seq2seq = generation({ name: 'seq2seq', headline: chrf })
export const causalLm = generation({ name: 'causal-lm', headline: exactMatch })
