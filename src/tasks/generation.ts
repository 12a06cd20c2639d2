import { digestJson } from '../digest.ts'
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

const bleu: Metric = {
  name: 'bleu',
  title: 'BLEU',
  higherIsBetter: true,
  unit: 'score',
  test: 'randomisation',
  adding: countsOf('bleu', bleuOf),
}

const chrf: Metric = {
  name: 'chrf',
  title: 'chrF',
  higherIsBetter: true,
  unit: 'score',
  test: 'randomisation',
  adding: countsOf('chrf', chrfOf),
}

const ofRouge = (name: string, title: string): Metric =>
  meanScore({ name, title, higherIsBetter: true, unit: 'share', test: 'bootstrap' })

/** exp of the mean negative log-likelihood of a token of the references. */
const perplexity: Metric = {
  name: 'perplexity',
  title: 'perplexity',
  higherIsBetter: false,
  unit: 'score',
  test: 'bootstrap',
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
  namesFiles: false,
  shapes: (maxLength) => [{ batch: 1, length: maxLength }],
  judge({ id, answer, scores, cluster, slice }) {
    if (!('references' in answer)) throw foreign(own.name, 'references and prediction')
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
