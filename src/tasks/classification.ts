import { UserError } from '../errors.ts'
import { groupedBy } from '../grouping.ts'
import type { Section } from '../report/model.ts'
import { inUnit } from '../report/text.ts'
import type { Judged, Pair } from '../statistics/pairing.ts'
import { scoreOf } from './adding.ts'
import { accuracy, classificationMetrics, logLoss } from './classificationMetrics.ts'
import { byName, foreign } from './own.ts'
import type { Task } from './types.ts'

/* One class of several for each example: of a text, or of an image. */

type Classification = Pick<Task, 'name' | 'inputKind' | 'shapes'>

const classification = (own: Classification): Task => ({
  ...own,
  classes: true,
  metrics: byName(classificationMetrics),
  headline: accuracy,
  perExample: accuracy,
  surest: [logLoss, { name: 'confidence', title: 'confidence', unit: 'share' }],
  judge({ id, answer, scores, cluster, slice, excerpt }) {
    if (!('label' in answer)) throw foreign(own.name, 'label and prediction')
    if (scores?.['confidence'] !== undefined)
      throw new UserError(
        '`scores.confidence` has no meaning: give the probability of the prediction as `answer.score`',
      )
    // Not so much as a rounding error above 0 is to be refused.
    if ((scores?.['log_loss'] ?? 0) < -1e-6)
      throw new UserError('`scores.log_loss` is below 0: give −ln of the probability of the label')
    if (answer.score !== undefined && !(answer.score >= 0 && answer.score <= 1))
      throw new UserError('`answer.score` is not between 0 and 1: give the probability of the prediction')
    return {
      id,
      truth: answer.label,
      answer: answer.prediction,
      scores: {
        ...scores,
        accuracy: answer.label === answer.prediction ? 1 : 0,
        ...(answer.score === undefined ? {} : { confidence: answer.score }),
      },
      ...(excerpt === undefined ? {} : { excerpt }),
      ...(cluster === undefined ? {} : { cluster }),
      ...(slice === undefined ? {} : { slice }),
    }
  },
  details: (candidate) => ({ 'confusion.json': confusionOf(candidate) }),
  sections: (labels, candidate, pairs) => [
    ...(pairs.length === 0 ? [] : recognised(labels, pairs)),
    confusion(labels, candidate, pairs),
  ],
})

export const textClassification = classification({
  name: 'text-classification',
  inputKind: 'text',
  // One text and a batch, short and as long as the spec allows.
  shapes: (maxLength) => {
    const short = Math.min(32, maxLength)
    const lengths = short === maxLength ? [short] : [short, maxLength]
    const [first, ...rest] = [1, 8].flatMap((batch) => lengths.map((length) => ({ batch, length })))
    return [first ?? { batch: 1, length: short }, ...rest]
  },
})

export const imageClassification = classification({
  name: 'image-classification',
  inputKind: 'image',
  shapes: () => [
    { batch: 1, length: 1 },
    { batch: 8, length: 1 },
  ],
})

const mostClassesInChart = 20
const mostClassesInTable = 100

/** Per class the share that each model got right, as a table and, where there are not too many, as a chart. */
function recognised(labels: readonly string[], pairs: readonly Pair[]): Section[] {
  const own = groupedBy(pairs, ({ truth }) => truth)
  const share = (of: 'candidate' | 'baseline', among: readonly Pair[]) =>
    scoreOf(
      accuracy,
      among.map((pair) => pair[of]),
    ) ?? 0
  const rows = labels.map((label) => {
    const among = own.get(label) ?? []
    return {
      label,
      examples: among.length,
      baseline: share('baseline', among),
      candidate: share('candidate', among),
    }
  })
  const change = (row: (typeof rows)[number]) => Math.abs(row.candidate - row.baseline)
  const shown =
    rows.length <= mostClassesInTable
      ? rows
      : [...rows].sort((a, b) => change(b) - change(a)).slice(0, mostClassesInTable)
  const percent = (value: number, examples: number) => (examples === 0 ? '' : inUnit(value, 'share'))
  const table: Section = {
    kind: 'table',
    title: 'Classes: share that was recognised',
    columns: ['class', 'examples', 'baseline', 'candidate'],
    rows: shown.map(({ label, examples, baseline, candidate }) => [
      label,
      String(examples),
      percent(baseline, examples),
      percent(candidate, examples),
    ]),
    ...(shown === rows ? {} : { note: `The ${shown.length} of ${rows.length} classes that changed most.` }),
  }
  if (rows.length > mostClassesInChart) return [table]
  const series = (mark: 'bar' | 'line', key: 'baseline' | 'candidate') => ({
    mark,
    values: rows.map((row) => Number((row[key] * 100).toFixed(1))),
  })
  return [
    table,
    {
      kind: 'chart',
      title: 'Recognised by class: candidate (bars) and baseline (line)',
      x: rows.map(({ label }) => label),
      yTitle: '% recognised',
      series: [series('bar', 'candidate'), series('line', 'baseline')],
    },
  ]
}

/** How often each label got each prediction, without the zeros: as large as the examples are many, not the classes squared. */
function confusionOf(judged: readonly Judged[]): { label: string; prediction: string; examples: number }[] {
  const cells = groupedBy(judged, ({ truth, answer }) => JSON.stringify([truth, answer]))
  return [...cells.values()]
    .map((all) => ({ label: all[0]?.truth ?? '', prediction: all[0]?.answer ?? '', examples: all.length }))
    .sort((a, b) => b.examples - a.examples)
}

const mostClassesInMatrix = 40
const mostMixUps = 10

/** The whole matrix, beside the baseline's, where a rendering can show it; else the mix-ups that happen most. */
function confusion(labels: readonly string[], candidate: readonly Judged[], pairs: readonly Pair[]): Section {
  const cells = confusionOf(candidate)
  if (labels.length <= mostClassesInMatrix) {
    const matrix = (of: ReturnType<typeof confusionOf>) => {
      const count = new Map(
        of.map(({ label, prediction, examples }) => [JSON.stringify([label, prediction]), examples]),
      )
      return labels.map((label) => labels.map((other) => count.get(JSON.stringify([label, other])) ?? 0))
    }
    return {
      kind: 'confusion',
      title: 'Confusion matrix of the candidate',
      labels: [...labels],
      counts: matrix(cells),
      ...(pairs.length === 0 ? {} : { baselineCounts: matrix(confusionOf(pairs.map(({ baseline }) => baseline))) }),
    }
  }
  const mixUps = cells.filter(({ label, prediction }) => label !== prediction)
  return {
    kind: 'table',
    title: 'What the candidate mixes up',
    columns: ['label', 'prediction', 'examples'],
    rows: mixUps.slice(0, mostMixUps).map((cell) => [cell.label, cell.prediction, String(cell.examples)]),
    note: `${labels.length} classes: the ${Math.min(mostMixUps, mixUps.length)} most frequent mix-ups of ${mixUps.length}; confusion.json has all`,
  }
}
