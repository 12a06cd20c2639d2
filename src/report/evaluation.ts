import type { EvaluateResult, QuantizeResult } from '../engine/contract.generated.ts'
import { type Judged, type Pair, pairPredictions } from '../statistics/pairing.ts'
import type { Section } from './model.ts'
import { figure } from './text.ts'

const mostFlips = 10
const mostClassesInChart = 20

/** What a comparison of two models looked like: scores, classes, mix-ups, what got better and worse, and where it ran. */
export function evaluationSections(of: {
  result: EvaluateResult | QuantizeResult
  predictions: readonly Judged[]
  baselinePredictions: readonly Judged[]
}): Section[] {
  const { result } = of
  const pairing = pairPredictions(of.predictions, of.baselinePredictions)
  const pairs = pairing.verdict === 'paired' ? pairing.pairs : []
  return [
    scores(result),
    ...(pairs.length === 0 ? [] : classes(result.labels, pairs)),
    {
      kind: 'confusion',
      title: 'Confusion matrix of the candidate',
      labels: result.labels,
      counts: result.candidate.confusion,
    },
    ...(pairs.length === 0 ? [] : [flips('Got worse', pairs, 'baseline'), flips('Got better', pairs, 'candidate')]),
    environment(result),
  ]
}

function scores({ candidate, baseline }: EvaluateResult | QuantizeResult): Section {
  const row = (name: string, before: number | null, after: number | null) =>
    before === null || after === null
      ? [name, before === null ? '' : before.toFixed(4), after === null ? '' : after.toFixed(4), '']
      : [
          name,
          before.toFixed(4),
          after.toFixed(4),
          `${after >= before ? '+' : '−'}${Math.abs(after - before).toFixed(4)}`,
        ]
  return {
    kind: 'table',
    title: 'Scores',
    columns: ['metric', 'baseline', 'candidate', 'difference'],
    rows: [
      row('accuracy', baseline.accuracy, candidate.accuracy),
      row('macro F1', baseline.macro_f1, candidate.macro_f1),
      row('log loss (lower is better)', baseline.log_loss, candidate.log_loss),
    ],
  }
}

const right = (judged: Judged): boolean => judged.prediction === judged.label

/** Per class the share that each model got right, as a table and, where there are not too many, as a chart. */
function classes(labels: readonly string[], pairs: readonly Pair[]): Section[] {
  const rows = labels.map((label) => {
    const own = pairs.filter((pair) => pair.label === label)
    const share = (of: (pair: Pair) => Judged) =>
      own.length === 0 ? 0 : own.filter((pair) => right(of(pair))).length / own.length
    return {
      label,
      examples: own.length,
      baseline: share((pair) => pair.baseline),
      candidate: share((pair) => pair.candidate),
    }
  })
  const percent = (value: number, examples: number) => (examples === 0 ? '' : `${(value * 100).toFixed(1)} %`)
  const table: Section = {
    kind: 'table',
    title: 'Classes: share that was recognised',
    columns: ['class', 'examples', 'baseline', 'candidate'],
    rows: rows.map(({ label, examples, baseline, candidate }) => [
      label,
      String(examples),
      percent(baseline, examples),
      percent(candidate, examples),
    ]),
  }
  if (rows.length > mostClassesInChart) return [table]
  const series = (mark: 'bar' | 'line', key: 'baseline' | 'candidate') => ({
    mark,
    values: rows.map((row) => Number((row[key] * 100).toFixed(1))),
  })
  const chart: Section = {
    kind: 'chart',
    title: 'Recognised by class: candidate (bars) and baseline (line)',
    x: rows.map(({ label }) => label),
    yTitle: '% recognised',
    series: [series('bar', 'candidate'), series('line', 'baseline')],
  }
  return [table, chart]
}

/** Examples that only `winner` got right, those on which the other was surest of its mistake first. */
function flips(title: string, pairs: readonly Pair[], winner: 'candidate' | 'baseline'): Section {
  const loser = winner === 'candidate' ? 'baseline' : 'candidate'
  const flipped = pairs
    .filter((pair) => right(pair[winner]) && !right(pair[loser]))
    .sort((a, b) => (b[loser].loss ?? 0) - (a[loser].loss ?? 0))
  return {
    kind: 'table',
    title: `${title}: ${flipped.length} examples`,
    columns: ['example', 'label', `${loser} said`, `loss of the ${loser}`],
    rows: flipped.slice(0, mostFlips).map((pair) => {
      const { prediction, loss } = pair[loser]
      return [pair.id, pair.label, prediction, loss === undefined ? '' : figure(loss)]
    }),
    ...(flipped.length > mostFlips ? { note: `The ${mostFlips} on which the ${loser} was surest.` } : {}),
  }
}

function environment({ environment, examples }: EvaluateResult | QuantizeResult): Section {
  const { python, machine, threads, packages, cpu_flags } = environment
  return {
    kind: 'facts',
    title: 'Environment',
    folded: true,
    facts: [
      ['examples', String(examples)],
      ['machine', machine],
      ['threads', String(threads)],
      ['CPU', cpu_flags.join(' ')],
      ['Python', python],
      ...Object.entries(packages).map(([name, version]): [string, string] => [name, version]),
    ],
  }
}
