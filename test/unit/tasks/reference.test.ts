import { execFileSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { metricUnits } from '../../../src/spec/metrics.ts'
import { pairPredictions } from '../../../src/statistics/pairing.ts'
import { Random } from '../../../src/statistics/random.ts'
import { compareByGates, metricsOf, taskNames, taskOf, valuesOf } from '../../../src/tasks/index.ts'
import { commonSubsequence } from '../../../src/tasks/rouge.ts'
import { describeWith } from '../../parts.ts'

const numbers = new Random(8)
const random = { below: (bound: number): number => Math.floor(numbers.unit() * bound) }
const one = <T>(of: readonly T[]): T => of[random.below(of.length)] as T

/* Classes of every size, one that is only ever answered, one that never is, and answers that are wholly sure. */
const names = ['a', 'b', 'b', 'c', 'c', 'c', 'd', 'd', 'd', 'd', 'rare label']
const examples = Array.from({ length: 600 }, (_, i) => {
  const label = i === 0 ? 'only a label' : one(names)
  const prediction = i === 1 ? 'only an answer' : one([label, label, one(names.slice(0, 10))])
  const score = i % 50 === 0 ? 1 : (1 + random.below(9999)) / 10_000
  return { label, prediction, score, log_loss: -Math.log(score) }
})

const words =
  'the cat, sat. on 3.14 mats - and U.S. dogs (ran) away; 1,000 «naïve» façades… 日本 😀 &amp; it\'s "quoted" <skipped> 5-6 Ünïcode\u00a0space'.split(
    ' ',
  )
const sentence = (): string =>
  Array.from({ length: random.below(14) }, () => one(words)).join(one([' ', ' ', '  ', '\t']))
const texts = [
  ...Array.from({ length: 200 }, () => {
    const reference = sentence()
    const parts = reference.split(' ')
    const prediction = parts.map((part) => (random.below(4) === 0 ? one(words) : part)).join(' ')
    return { references: [reference, ...(random.below(3) === 0 ? [sentence()] : [])], prediction }
  }),
  { references: [''], prediction: '' },
  { references: ['a'], prediction: '' },
  { references: [''], prediction: 'a b' },
  { references: ['The U.S. has 1.5 M.\n'], prediction: ' the u.s. has 1.5 m. ' },
  { references: ['x-\ny', 'two refs here.'], prediction: 'two refs, there. \n' },
].map(({ references, prediction }) => ({
  // What another system says, neither better nor worse.
  other: (references[0] ?? '').replaceAll(/[^ ]+/g, (part) => (random.below(4) === 0 ? one(words) : part)),
  // At least one, as the contract says.
  references: references as [string, ...string[]],
  prediction,
  log_likelihood: -random.below(1000) / 8,
  tokens: 1 + random.below(20),
}))

const python = `
import json, math, sys, warnings
warnings.filterwarnings("ignore")
import numpy
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import PairedTest
from sklearn.metrics import accuracy_score, log_loss, precision_recall_fscore_support
given = json.load(sys.stdin)
rows = given["examples"]
true, said = [row["label"] for row in rows], [row["prediction"] for row in rows]
def prf(average): return precision_recall_fscore_support(true, said, average=average, zero_division=0)
right = numpy.array([float(a == b) for a, b in zip(true, said)])
sure = numpy.array([row["score"] for row in rows])
# As torchmetrics.functional.classification.calibration_error: _binning_bucketize and _ce_compute with norm l1.
bins = numpy.digitize(sure, numpy.linspace(0, 1, 16)) - 1
away = sum(abs(right[bins == n].mean() - sure[bins == n].mean()) * (bins == n).mean() for n in set(bins))
texts = given["texts"]
answers = [text["prediction"] for text in texts]
references = [[text["references"][n] if n < len(text["references"]) else None for text in texts] for n in range(2)]
scorer = RougeScorer(["rouge1", "rouge2", "rougeL"])
rouges = [scorer.score_multi(text["references"], text["prediction"]) for text in texts]
def exchanged():
    systems = [("baseline", [text["other"] for text in texts]), ("candidate", answers)]
    test = PairedTest(systems, {"BLEU": BLEU(references=references), "chrF": CHRF(references=references)}, None, test_type="ar", n_samples=20000, n_jobs=1)
    _, scores = test()
    return {name.lower().rstrip("2"): values[1].p_value for name, values in scores.items() if name != "System"}
print(json.dumps({
  "classification": {
    "accuracy": accuracy_score(true, said), "macro_f1": prf("macro")[2], "weighted_f1": prf("weighted")[2],
    "micro_f1": prf("micro")[2], "macro_precision": prf("macro")[0], "macro_recall": prf("macro")[1],
    "log_loss": log_loss([1] * len(rows), [row["score"] for row in rows], labels=[0, 1]), "calibration_error": away,
  },
  "generation": {
    "exact_match": sum(text["prediction"].strip() in [r.strip() for r in text["references"]] for text in texts) / len(texts),
    "bleu": BLEU().corpus_score(answers, references).score, "chrf": CHRF().corpus_score(answers, references).score,
    **{name: sum(score[name].fmeasure for score in rouges) / len(texts) for name in ("rouge1", "rouge2", "rougeL")},
    "perplexity": math.exp(-sum(text["log_likelihood"] for text in texts) / sum(text["tokens"] for text in texts)),
  },
  "each": [
    {"bleu": BLEU().corpus_score([a], [[text["references"][0]]]).score,
     "chrf": CHRF().corpus_score([a], [[text["references"][0]]]).score}
    for a, text in zip(answers, texts)
  ],
  "exchanged": exchanged(),
}))`

/** The p of the gates, from what they tell people: two digits. */
const toldP = (gates: readonly { because: string }[]): number[] =>
  gates.map(({ because }) => Number(/p = ([\d.e-]+)\)/.exec(because)?.[1]))

describeWith(['python'], 'against scikit-learn, torchmetrics, sacrebleu and rouge-score', () => {
  let theirs: {
    classification: Record<string, number>
    generation: Record<string, number>
    each: Record<string, number>[]
    exchanged: Record<string, number>
  }
  beforeAll(() => {
    theirs = JSON.parse(
      execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', ['-c', python], {
        input: JSON.stringify({ examples, texts }),
        encoding: 'utf8',
        timeout: 120_000,
      }),
    )
  }, 130_000)
  const same = (ours: Record<string, number>, expected: Record<string, number>, where = '') => {
    expect(Object.keys(ours).sort()).toEqual(Object.keys(expected).sort())
    for (const [name, value] of Object.entries(ours))
      expect(
        Math.abs(value - (expected[name] ?? Number.NaN)),
        `${where}${name}: ${value}, not ${expected[name]}`,
      ).toBeLessThan(1e-9)
  }
  const classes = taskOf('text-classification')
  const writing = taskOf('seq2seq')

  test('every metric of a classification gives their value', () => {
    const judged = examples.map(({ label, prediction, score, log_loss }, id) =>
      classes.judge({ id: String(id), answer: { label, prediction, score }, scores: { log_loss } }),
    )
    same(valuesOf(metricsOf(classes, []), judged), theirs.classification)
  })

  test('every metric of texts gives their value, with one reference or several', () => {
    const judged = texts.map(({ other: _, ...answer }, id) => writing.judge({ id: String(id), answer }))
    same(valuesOf(metricsOf(writing, []), judged), theirs.generation)
  })

  test("gates on BLEU and chrF tell the p of sacrebleu's paired approximate randomisation", () => {
    const said = (of: 'prediction' | 'other') =>
      texts.map((text, id) =>
        writing.judge({ id: String(id), answer: { references: text.references, prediction: text[of] } }),
      )
    const pairing = pairPredictions(said('prediction'), said('other'), texts.length)
    const metrics = metricsOf(writing, []).filter(({ name }) => name === 'bleu' || name === 'chrf')
    const gates = compareByGates(
      metrics.map((metric) => ({ metric, margin: 1 })),
      pairing,
    )
    for (const [at, p] of toldP(gates).entries()) {
      const expected = theirs.exchanged[gates[at]?.name ?? ''] ?? Number.NaN
      // Five standard errors of 10,000 and of 20,000 exchanges, and what two digits leave out.
      const error = 5 * Math.sqrt(expected * (1 - expected) * (1 / 10_000 + 1 / 20_000)) + 0.05 * expected
      expect(expected).toBeGreaterThan(0.001)
      expect(Math.abs(p - expected), `${gates[at]?.name}: ${p}, not ${expected}`).toBeLessThan(error)
    }
  })

  test('each text alone gives their BLEU and chrF, also the empty and the short ones', () => {
    const metrics = metricsOf(writing, []).filter(({ name }) => name === 'bleu' || name === 'chrf')
    for (const [id, { references, prediction }] of texts.entries()) {
      const judged = writing.judge({ id: String(id), answer: { references: [references[0]], prediction } })
      same(valuesOf(metrics, [judged]), theirs.each[id] ?? {}, `${JSON.stringify({ references, prediction })} `)
    }
  })
})

function byTable(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1)
  for (const x of a) {
    const next = new Uint32Array(b.length + 1)
    for (const [j, y] of b.entries())
      next[j + 1] = x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)
    row = next
  }
  return row.at(-1) ?? 0
}

test('a longest common subsequence is as long as the one of the usual table, and found much sooner', () => {
  const text = (length: number) => Array.from({ length }, () => one(['a', 'b', 'c', 'd', 'e']))
  for (let round = 0; round < 200; round++) {
    const [a, b] = [text(random.below(120)), text(random.below(120))]
    expect(commonSubsequence(a, b)).toBe(byTable(a, b))
  }
  const [a, b] = [text(3000), text(3000)]
  const timed = (of: () => number): number => {
    const start = performance.now()
    of()
    return performance.now() - start
  }
  expect(timed(() => commonSubsequence(a, b))).toBeLessThan(timed(() => byTable(a, b)) / 2)
})

test('a spec knows the metrics of each task, and their units', () => {
  for (const name of taskNames) {
    const units = Object.fromEntries(metricsOf(taskOf(name), []).map((metric) => [metric.name, metric.unit]))
    expect(units).toEqual(metricUnits[name])
  }
})
