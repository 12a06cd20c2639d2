import { isWhole } from '../json.ts'
import type { Fields, Sample } from './types.ts'

/* What the columns of a table are for: pure decisions on a sample of its rows. */

/** A column in numbers. */
export type Column = {
  name: string
  /** Rows that have something there. */
  filled: number
  distinct: number
  /** Characters of a value, on average. */
  meanLength: number
  /** Share of values that a class may be: words and whole numbers. */
  nameable: number
  /** Share of values that are text, and no numbers. */
  wordy: number
  /** Share of values that name an image file. */
  pictures: number
  /** Share of values that are true or false. */
  truths: number
}

export const imageName = /\.(?:png|jpe?g)$/i

export const columnsOf = ({ columns, rows }: Sample): Column[] => columns.map((name) => columnOf(name, rows))

function columnOf(name: string, rows: readonly Fields[]): Column {
  const values = rows.map((row) => row[name]).filter((value) => !isEmpty(value))
  const shareOf = (holds: (value: unknown) => boolean): number =>
    values.length === 0 ? 0 : values.filter(holds).length / values.length
  return {
    name,
    filled: values.length,
    distinct: new Set(values.map(String)).size,
    meanLength: values.reduce<number>((sum, value) => sum + String(value).length, 0) / Math.max(1, values.length),
    nameable: shareOf((value) => (typeof value === 'string' && !isFraction(value)) || isWhole(value)),
    wordy: shareOf((value) => typeof value === 'string' && /\p{L}/u.test(value)),
    pictures: shareOf((value) => typeof value === 'string' && imageName.test(value.trim())),
    truths: shareOf((value) => typeof value === 'boolean'),
  }
}

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

const isFraction = (text: string): boolean => /^\s*[+-]?(?:\d*\.\d+|\d+(?:\.\d*)?e[+-]?\d+)\s*$/i.test(text)

/** One column where its role is plain; several, likeliest first, where a person has to say; none where nothing fits. */
export type Choice = { kind: 'sure'; column: string; why: string } | { kind: 'open'; among: readonly string[] }

const labelNames = [
  'label',
  'class',
  'target',
  'category',
  'intent',
  'sentiment',
  'topic',
  'tag',
  'type',
  'y',
  'section',
]
const textNames = [
  'text',
  'sentence',
  'content',
  'message',
  'body',
  'utterance',
  'review',
  'comment',
  'document',
  'question',
  'query',
  'description',
  'title',
]
const imageNames = ['image', 'file', 'filename', 'path', 'image_path', 'file_name']

/** By the words of a name: `issue_label` is a label as well. Smaller is likelier. */
function rank(name: string, known: readonly string[]): number {
  const plain = name.toLowerCase()
  const exact = known.indexOf(plain)
  if (exact >= 0) return exact
  const words = plain.split(/[^a-z0-9]+/)
  const part = known.findIndex((one) => words.includes(one))
  return part >= 0 ? known.length + part : Number.POSITIVE_INFINITY
}

export type Input = { task: 'text-classification' | 'image-classification'; column: Choice }

/** Which column is what the model sees: names of image files, or the text with the most to say. */
export function inputOf(columns: readonly Column[]): Input {
  const images = columns.filter(({ pictures }) => pictures > 0.9)
  if (images.length > 0)
    return { task: 'image-classification', column: chosen(images, imageNames, 'its values are names of image files') }
  const texts = columns
    .filter(({ wordy, distinct, filled, name }) => wordy > 0.5 && distinct > filled * 0.5 && !isId(name))
    .sort((a, b) => b.meanLength - a.meanLength)
  const [first, second] = texts
  if (first === undefined) return { task: 'text-classification', column: { kind: 'open', among: [] } }
  const named = texts.filter(({ name }) => rank(name, textNames) < Number.POSITIVE_INFINITY)
  if (named.length === 0 && second !== undefined && second.meanLength * 2 < first.meanLength)
    return {
      task: 'text-classification',
      column: { kind: 'sure', column: first.name, why: 'the column with the longest texts' },
    }
  return { task: 'text-classification', column: chosen(texts, textNames, 'the only column of texts that differ') }
}

/** Which column is the class: few values, each more than once. */
export function labelOf(columns: readonly Column[], input: string, rows: number): Choice {
  const fitting = columns.filter(
    (column) => column.name !== input && !isId(column.name) && whyNoClass(column, rows) === undefined,
  )
  return chosen(
    fitting.sort((a, b) => a.distinct - b.distinct),
    labelNames,
    'the only column with few values that repeat',
  )
}

/** Why the values of a column are hardly classes. */
function whyNoClass({ nameable, truths, filled, distinct }: Column, rows: number): string | undefined {
  if (truths > 0.99) return 'holds true and false, and a class is a word or a whole number: write them as words'
  if (nameable <= 0.99) return 'holds numbers with a fraction, or no words: predicting a number is no task here'
  if (filled <= rows * 0.5) return 'is empty in most rows'
  if (distinct < 2) return 'has one class only'
  return distinct <= Math.min(1000, Math.max(2, filled / 2))
    ? undefined
    : `has ${distinct} different values in ${filled} rows, which is more than classes usually are`
}

/** Why the column that has the name of one is not taken for the class; undefined where none has. */
export function whyNoLabel(columns: readonly Column[], input: string, rows: number): string | undefined {
  const [named] = columns
    .filter(({ name }) => name !== input && rank(name, labelNames) < Number.POSITIVE_INFINITY)
    .sort((a, b) => rank(a.name, labelNames) - rank(b.name, labelNames))
  const why = named === undefined ? undefined : whyNoClass(named, rows)
  return why === undefined ? undefined : `column ${JSON.stringify(named?.name)} ${why}`
}

const isId = (name: string): boolean => /^(?:id|uuid|guid|index|idx|row|unnamed: \d+|)$/i.test(name)

function chosen(columns: readonly Column[], names: readonly string[], why: string): Choice {
  const [only] = columns
  if (only !== undefined && columns.length === 1) return { kind: 'sure', column: only.name, why }
  const ranked = columns.toSorted((a, b) => rank(a.name, names) - rank(b.name, names))
  const [first, second] = ranked.map(({ name }) => ({ name, at: rank(name, names) }))
  // Two columns such as `label` and `category`: which of them is meant, nobody but a person knows, but an exact name wins over a part of one.
  if (first !== undefined && first.at < names.length && (second === undefined || second.at >= names.length))
    return { kind: 'sure', column: first.name, why: 'by its name' }
  return { kind: 'open', among: ranked.map(({ name }) => name) }
}

const groupName =
  /^(?:customer|user|author|account|session|conversation|thread|dialog|document|doc|patient|speaker|group|source)(?:_?(?:id|name|no|number))?$/i

/** A column whose examples belong together, such as those of a customer, and must not stand on two sides of the split. */
export const groupOf = (columns: readonly Column[], taken: readonly string[], rows: number): string | undefined =>
  columns.find(
    ({ name, distinct, filled, nameable }) =>
      groupName.test(name) &&
      !taken.includes(name) &&
      nameable === 1 &&
      filled === rows &&
      distinct >= 20 &&
      distinct < filled * 0.9,
  )?.name

/** A column that is worth telling apart in a report. */
export const sliceOf = (columns: readonly Column[], taken: readonly string[]): string | undefined =>
  columns.find(
    ({ name, distinct, nameable }) =>
      /^(?:lang|language|locale|country|channel)$/i.test(name) &&
      !taken.includes(name) &&
      nameable === 1 &&
      distinct >= 2 &&
      distinct <= 20,
  )?.name
