import type { FinetuneResult } from '../engine/contract.generated.ts'
import type { Section } from './model.ts'
import { countText, figure, oneLine } from './text.ts'
import { warningSections } from './warnings.ts'

/** The loss of few examples moves by luck: only a rise of more than this is worth a word. */
const worthTelling = 0.02

/** How a training went. A foreign trainer may tell nothing but that it is done: what it leaves out is left out. */
export const trainingSections = (
  method: string,
  result: FinetuneResult,
  warnings: readonly string[],
  { quotes = true, gpus }: { quotes?: boolean; gpus?: GpuUse | undefined } = {},
): [Section, ...Section[]] => [
  facts(method, result, gpus),
  ...warningSections('finetune', warnings),
  ...curve('Loss', 'training loss', result.history ?? [], ({ loss }) => loss),
  ...validationSections(result),
  ...curve('Learning rate', 'learning rate', result.history ?? [], (point) => point.learning_rate),
  ...(quotes ? [...changedExamples(result.augmented ?? {}), ...rewrittenTexts(result.rewritten ?? [])] : []),
]

/** How busy the GPUs were, from 0 to 1, and the most that was held of their memory. */
type GpuUse = { utilization: number; memoryBytes: number }

const gib = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : `${(bytes / 1024 ** 3).toFixed(2)} GiB`

function facts(method: string, result: FinetuneResult, gpus: GpuUse | undefined): Section {
  const told: readonly (readonly [string, string | undefined])[] = [
    ['optimizer steps', result.steps === undefined ? undefined : countText(result.steps)],
    ['resumed at step', result.resumed_from_step === undefined ? undefined : countText(result.resumed_from_step)],
    ['epochs', result.epochs?.toFixed(2)],
    ['processes (ranks)', several(result.ranks, result.nodes)],
    ['examples of a step (global batch)', counted(result.global_batch)],
    ['precision', result.precision],
    ['steps left out by fp16', counted(result.skipped_steps)],
    ['class weights', weightsText(result.class_weights)],
    ['step of the model', counted(result.early_stopping?.best_step)],
    ['first loss', result.first_loss?.toFixed(4)],
    ['last loss', result.last_loss?.toFixed(4)],
    ['last validation loss', result.validation?.at(-1)?.loss.toFixed(4)],
    ['trainable parameters', counted(result.trainable_parameters)],
    ['parameters', counted(result.total_parameters)],
    ['examples per second', result.examples_per_second === undefined ? undefined : figure(result.examples_per_second)],
    ['tokens per second', result.tokens_per_second === undefined ? undefined : figure(result.tokens_per_second)],
    ['seconds', result.seconds?.toFixed(1)],
    ['most memory held', gib(result.peak_memory_bytes)],
    ['most GPU memory taken by PyTorch', gib(result.peak_gpu_memory_bytes)],
    ['GPU utilisation (mean)', gpus === undefined ? undefined : `${Math.round(100 * gpus.utilization)} %`],
    ['most GPU memory in use, of all programs', gib(gpus?.memoryBytes)],
    ['checkpoints written', counted(result.checkpoints?.count)],
    ['seconds that training waited for them', result.checkpoints?.blocked_seconds.toFixed(2)],
    ...Object.entries(result.metrics ?? {}).map(([name, value]): [string, string | undefined] => [
      name,
      value === null ? undefined : String(value),
    ]),
  ]
  return {
    kind: 'table',
    title: 'Training',
    part: 'training',
    columns: ['what', 'value'],
    rows: [['method', method], ...told.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))],
  }
}

/** Whoever set what images are changed by sees whether they still show the same. */
function changedExamples(augmented: Readonly<Record<string, string>>): Section[] {
  const [ids, pictures] = [Object.keys(augmented), Object.values(augmented)]
  if (ids.length === 0) return []
  return [
    {
      kind: 'table',
      title: 'Some training examples, as they are and as they were changed (finetune.augment)',
      part: 'training',
      columns: ['example'],
      rows: ids.map((id) => [id]),
      pictures: { column: 0, rows: pictures },
      note: 'On the left as it is, then as it was in the first epochs. Validation and test examples are never changed.',
    },
  ]
}

const longestText = 120

const rewrittenTexts = (rewritten: NonNullable<FinetuneResult['rewritten']>): Section[] =>
  rewritten.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: 'Some training texts, each with a copy with synonyms (finetune.augment)',
          part: 'training',
          columns: ['example', 'text', 'copy'],
          rows: rewritten.map(({ id, text, copy }) => [id, oneLine(text, longestText), oneLine(copy, longestText)]),
          note: 'The copy is otherwise in each epoch. Validation and test examples have none.',
        },
      ]

/** One process alone is not worth a row. */
function several(ranks = 1, nodes = 1): string | undefined {
  if (ranks * nodes === 1) return undefined
  return nodes === 1 ? countText(ranks) : `${countText(nodes)} hosts with ${countText(ranks)} each`
}

/** Of some classes all, of many the ends. */
function weightsText(weights: Readonly<Record<string, number>> = {}): string | undefined {
  const sorted = Object.entries(weights).sort(([, a], [, b]) => a - b)
  const each = sorted.map(([label, weight]) => `${label} ${figure(weight)}`)
  if (each.length === 0) return undefined
  return each.length <= 6 ? each.join(', ') : `from ${each[0]} to ${each.at(-1)}`
}

const counted = (count: number | undefined): string | undefined => (count === undefined ? undefined : countText(count))

type Point = NonNullable<FinetuneResult['history']>[number]

/** A line over the steps; a single point is no line, and where one is missing there is none to draw. */
function curve(
  title: string,
  name: string,
  history: readonly Point[],
  of: (point: Point) => number | undefined,
): Section[] {
  const points = history.flatMap((point) => {
    const value = of(point)
    return value === undefined ? [] : [{ step: point.step, value }]
  })
  if (points.length < 2) return []
  return [
    {
      kind: 'chart',
      title: `${title} by optimizer step`,
      part: 'training',
      x: points.map(({ step }) => String(step)),
      yTitle: name,
      series: [{ mark: 'line', name, values: points.map(({ value }) => value) }],
    },
  ]
}

/** What the validation decided. */
const chosenBy = (
  { best_step, best_loss, stopped }: NonNullable<FinetuneResult['early_stopping']>,
  steps: number | undefined,
): string =>
  `The model is that of step ${countText(best_step)}, where it was least (${best_loss.toFixed(4)})${
    stopped && steps !== undefined
      ? `; as it became no less after that, training ended at step ${countText(steps)}`
      : ''
  }.`

/** Beside what was trained on, by epoch: where the two part, the model learns its examples by heart. */
function validationSections({ validation = [], history = [], steps, early_stopping }: FinetuneResult): Section[] {
  const [first, last] = [validation[0], validation.at(-1)]
  if (first === undefined || last === undefined) return []
  const rows = validation.map(({ step, loss }, i) => {
    const from = validation[i - 1]?.step ?? 0
    const trained = history.filter((point) => point.step > from && point.step <= step)
    return { step, loss, trained: trained.reduce((sum, point) => sum + point.loss, 0) / trained.length }
  })
  const least = validation.reduce((best, each) => (each.loss < best.loss ? each : best))
  const rose = last.loss - least.loss > worthTelling * Math.abs(least.loss)
  return [
    {
      kind: 'table',
      title: 'Validation',
      part: 'training',
      columns: ['optimizer step', 'training loss since the one before', 'validation loss'],
      rows: rows.map(({ step, loss, trained }) => [
        countText(step),
        Number.isFinite(trained) ? trained.toFixed(4) : '',
        loss.toFixed(4),
      ]),
      note: [
        `The mean loss of ${countText(last.examples)} examples that are not trained on.`,
        early_stopping === undefined ? 'It decides nothing.' : chosenBy(early_stopping, steps),
        ...(rose && early_stopping === undefined
          ? [
              `It was least at step ${countText(least.step)} and is ${figure(last.loss - least.loss)} higher at the end: the model begins to learn its examples by heart, and fewer epochs may be better.`,
            ]
          : []),
      ].join(' '),
    },
  ]
}
