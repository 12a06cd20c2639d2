import { extname } from 'node:path'
import { isTooDeep } from '../depth.ts'
import type { Problem } from '../errors.ts'
import type { Fields, Row } from '../init/types.ts'
import { Written, wholeText } from '../json.ts'
import { isNumber, plainNumber, plainValue, rowText, rowValues, stripped } from '../rowText.ts'
import { mostCompared, nearestOf } from './nearest.ts'

/*
 * What `prepare` would refuse of data files, told before it begins and all at once. Nothing is refused here that `prepare`
 * takes: what is doubtful is left to it.
 */

export type Side = 'train' | 'validation' | 'test'

/** One data file, and what is read of it. */
export type DataFile = {
  side: Side
  /** As people write it. */
  name: string
  columns: DataColumns
  /** Of a training file that is mixed with others, in the unit of theirs. */
  share?: number
}

/** By role. */
export type DataColumns = {
  kind: 'text' | 'image'
  /** A column, or those that a text is made of. */
  input: string | readonly string[]
  /** Those of the input that a model reads as numbers. */
  numeric?: readonly string[]
  /** The class of an example. */
  label?: string
  /** The text that is to be written for it. */
  target?: string
  /** Whether the input is a conversation, which holds what is to be written. */
  messages?: true
  /** What else each row must name. */
  group?: string
  stratify?: string
  /** What a row may leave empty. */
  slices: readonly string[]
}

/** What one data file holds, as far as it was read. */
export type Examined = DataFile & {
  rows: number
  /** False where there are more rows than were read. */
  whole: boolean
  /** What can be read, is not empty, and repeats no earlier one. */
  usable: number
  /** By class: how many usable examples it has, and the line of the first. */
  classes: ReadonlyMap<string, { count: number; line: number }>
  /** Those of rows that have one: the line. */
  ids: ReadonlyMap<string, number>
  /** By what a person would not call another text: the line of the first. */
  inputs: ReadonlyMap<string, number>
  /** By the value of the column `group`: the line of the first. */
  groups: ReadonlyMap<string, number>
  problems: readonly Problem[]
  warnings: readonly string[]
}

/** So many rows are looked at: more would take longer than somebody waits for `check`. */
export const mostRows = 100_000
const mostCharacters = 128 * 1024 * 1024

/** @param wrongInput why an input that is no text of its own cannot be used, such as the path of an image */
export async function examine(
  file: DataFile,
  rows: AsyncIterable<Row>,
  wrongInput: (value: string) => Promise<string | undefined> = async () => undefined,
): Promise<Examined> {
  const { name, columns } = file
  const problems: Problem[] = []
  const lacking = new Map<string, { line: number; count: number; there: readonly string[] }>()
  const classes = new Map<string, { count: number; line: number }>()
  const [ids, inputs, groups] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const first = new Map<string, { line: number; label: string }>()
  const contradicting: [number, number][] = []
  let [count, characters, usable, empty, whole] = [0, 0, 0, 0, true]
  const wrong = (line: number, what: string): void => {
    problems.push({ what, place: { file: name, line } })
  }
  for await (const row of rows) {
    if (count >= mostRows || characters >= mostCharacters) {
      whole = false
      break
    }
    count += 1
    const { line } = row
    if ('wrong' in row) {
      wrong(line, row.wrong)
      continue
    }
    const { fields } = row
    const missing = missingIn(fields, columns)
    for (const column of missing) {
      const known = lacking.get(column)
      lacking.set(column, known ? { ...known, count: known.count + 1 } : { line, count: 1, there: Object.keys(fields) })
    }
    if (missing.length > 0) continue
    const wrongs = wordsOf(columns).flatMap((column) => wrongWord(column, fields[column]))
    if (Object.hasOwn(fields, 'id')) wrongs.push(...wrongWord('id', fields['id']))
    for (const column of columns.slices) wrongs.push(...wrongMark(column, fields[column]))
    if (columns.target !== undefined) wrongs.push(...wrongTarget(columns.target, fields[columns.target]))
    const input = inputIn(fields, columns)
    if (typeof input !== 'string') wrongs.push(input.wrong)
    else {
      characters += input.length
      const because = (columns.kind === 'text' ? tooLong(input) : undefined) ?? (await wrongInput(input))
      if (because !== undefined) wrongs.push(because)
    }
    const id = wordOf(fields['id'])
    const sameId = id === undefined ? undefined : ids.get(id)
    if (sameId !== undefined) wrongs.push(`the id ${quoted(id ?? '')} is also on line ${sameId}: make ids distinct`)
    else if (id !== undefined) ids.set(id, line)
    for (const what of wrongs) wrong(line, what)
    const label = columns.label === undefined ? '' : wordOf(fields[columns.label])
    if (wrongs.length > 0 || typeof input !== 'string' || label === undefined) continue
    const content = stripped(input.normalize('NFC'))
    // What is to be written is part of an example: the same question may have two answers.
    const example = columns.target === undefined ? content : `${content}\n${stripped(String(fields[columns.target]))}`
    const before = first.get(example)
    if (content === '') empty += 1
    else if (before !== undefined) {
      if (before.label !== label) contradicting.push([before.line, line])
    } else {
      usable += 1
      first.set(example, { line, label })
      const known = classes.get(label)
      if (columns.label !== undefined)
        classes.set(label, known === undefined ? { count: 1, line } : { ...known, count: known.count + 1 })
      const plain = plainOf(content, columns.kind)
      if (!inputs.has(plain)) inputs.set(plain, line)
      const group = columns.group === undefined ? undefined : wordOf(fields[columns.group])
      if (group !== undefined && !groups.has(group)) groups.set(group, line)
    }
  }
  const missing = [...lacking].map(([column, { line, count: times, there }]): Problem => {
    const near = nearestOf(column, there)
    const many = times === 1 ? '' : `, as it is in ${times === count ? 'all' : times} rows`
    return {
      what: `column ${quoted(column)} is missing${many} (there: ${some(there)})${near === undefined ? '' : `; did you mean ${quoted(near)}?`}: name the column in data`,
      place: { file: name, line },
    }
  })
  if (count === 0)
    missing.push({
      what: `holds no examples: give a file ${columns.label === undefined ? 'that has some' : 'with at least two classes'}`,
      place: { file: name },
    })
  else if (empty === count && problems.length + missing.length === 0)
    missing.push({
      what: `every example is empty: name the right column ${columns.label === undefined ? 'in data' : `as data.${columns.kind}`}`,
      place: { file: name },
    })
  const [contradiction] = contradicting
  return {
    ...file,
    rows: count,
    whole,
    usable,
    classes,
    ids,
    inputs,
    groups,
    problems: [...missing, ...problems].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)),
    warnings: [
      ...(empty === 0 ? [] : [`${name}: ${empty} of ${count} rows have an empty ${columns.kind} and are left out`]),
      ...(contradiction === undefined
        ? []
        : [
            `${name}: ${contradicting.length} repeated ${contradicting.length === 1 ? 'example carries' : 'examples carry'} another label than the first time (${unitOf(name)}s ${contradiction.join(' and ')}): the first counts, settle which is right`,
          ]),
    ],
  }
}

/** What a number counts that errors name: Parquet has no lines. */
export const unitOf = (file: string): string => (extname(file).toLowerCase() === '.parquet' ? 'row' : 'line')

const wordsOf = ({ label, group, stratify }: DataColumns): string[] => [
  ...new Set([label, group, stratify].filter((column) => column !== undefined)),
]

const missingIn = (fields: Fields, columns: DataColumns): string[] =>
  [...new Set([columns.input, columns.target ?? [], wordsOf(columns), columns.slices].flat())].filter(
    (column) => !Object.hasOwn(fields, column),
  )

/** The text that a model reads, or the path of an image. */
function inputIn(fields: Fields, { kind, input, numeric = [], messages }: DataColumns): string | { wrong: string } {
  if (messages === true && typeof input === 'string') {
    const said = fields[input]
    if (typeof said === 'string') return said.isWellFormed() ? said : { wrong: halfOf(input) }
    return Array.isArray(said) && !isTooDeep(said)
      ? JSON.stringify(said)
      : { wrong: `column ${quoted(input)} holds ${shown(said)}: write a list of messages, each with role and content` }
  }
  if (typeof input === 'string') {
    const text = fields[input]
    return typeof text !== 'string'
      ? { wrong: `column ${quoted(input)} holds ${shown(text)}, and a${kind === 'image' ? 'n' : ''} ${kind} is wanted` }
      : text.isWellFormed()
        ? text
        : { wrong: halfOf(input) }
  }
  const row = rowValues(fields, input)
  const refused = (column: string): { wrong: string } => ({
    wrong: `column ${quoted(column)} holds ${shown(fields[column])}: give ${numeric.includes(column) ? plainNumber : plainValue}`,
  })
  if ('wrong' in row) return refused(row.wrong)
  const other = numeric.find((column) => !isNumber(row.values[column] ?? null))
  if (other !== undefined) return refused(other)
  const half = input.find((column) => row.values[column]?.isWellFormed() === false)
  return half === undefined ? rowText(row.values, input) : { wrong: halfOf(half) }
}

const halfOf = (column: string): string =>
  `column ${quoted(column)} holds half of a character: save the file again from text that was not cut inside of one`

/** A name or a whole number. */
function wordOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return wholeText(value)
  const word = stripped(value)
  return word === '' || !word.isWellFormed() ? undefined : word.normalize('NFC')
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && stripped(value) === ''

/** What examples are told apart by may be empty, and true or false. */
const wrongMark = (column: string, value: unknown): string[] =>
  value === null || value === undefined || typeof value === 'boolean' || isBlank(value) ? [] : wrongWord(column, value)

/** As `prepare` counts them: code points. */
const mostCharactersOfOne = 1 << 20
function tooLong(text: string): string | undefined {
  if (text.length <= mostCharactersOfOne) return undefined
  let count = 0
  for (const _ of text.normalize('NFC')) count += 1
  return count <= mostCharactersOfOne
    ? undefined
    : `the text has ${count} characters, and at most ${mostCharactersOfOne} are read: cut it`
}

/** What is to be written: a text. */
function wrongTarget(column: string, value: unknown): string[] {
  if (typeof value !== 'string') return [`column ${quoted(column)} holds ${shown(value)}, and a text is wanted`]
  if (!value.isWellFormed()) return [halfOf(column)]
  return isBlank(value) ? [`column ${quoted(column)} has nothing to write: add a text`] : []
}

const wrongWord = (column: string, value: unknown): string[] =>
  wordOf(value) === undefined
    ? [
        isBlank(value)
          ? `column ${quoted(column)} is empty: give a name or a whole number`
          : `column ${quoted(column)} holds ${shown(value)}: give a name or a whole number`,
      ]
    : []

/** As `prepare` compares the texts of two files, or less: differences of case and of blanks count for nothing. */
const plainOf = (content: string, kind: DataColumns['kind']): string =>
  kind === 'image' ? content : content.normalize('NFKC').toLowerCase().normalize('NFKC').split(/\s+/).join(' ').trim()

/** Classes of hardly any example that are written almost as one of many, and how that is told. Pure. */
export function likelyMisspelt(counts: ReadonlyMap<string, number>): { label: string; told: string }[] {
  if (counts.size > mostCompared) return []
  return [...counts]
    .filter(([, count]) => count <= fewMisspelt)
    .flatMap(([label, count]) => {
      const often = [...counts].filter(([, other]) => other >= timesAsOften * count).map(([other]) => other)
      const near = nearestOf(label, often)
      // class_1 and class_2 are two classes.
      if (near === undefined || label.replaceAll(/\d+/g, '') === near.replaceAll(/\d+/g, '')) return []
      const times = count === 1 ? 'once' : `${count} times`
      return [
        {
          label,
          told: `the class ${quoted(label)} stands ${times}: did you mean ${quoted(near)}, which stands ${counts.get(near)} times?`,
        },
      ]
    })
    .slice(0, mostTold)
}

const fewMisspelt = 2
const timesAsOften = 20
/** More than so many of one kind are no help. */
export const mostTold = 20

export const quoted = (text: string): string => JSON.stringify(cut(text))

const longestName = 80

function cut(text: string): string {
  const first = [...text.slice(0, 2 * longestName + 2)]
  return first.length <= longestName ? text : `${first.slice(0, longestName - 3).join('')}…`
}

function shown(value: unknown): string {
  // JSON has no word for a number that is too large.
  const plain = (): string =>
    typeof value === 'number' || value instanceof Written
      ? (wholeText(value) ?? String(Number(value)))
      : (JSON.stringify(value) ?? 'nothing')
  return isTooDeep(value) ? 'what is nested too deeply' : cut(plain())
}

export const some = (names: readonly string[]): string =>
  names.length === 0
    ? 'none'
    : `${names
        .slice(0, 10)
        .map((name) => quoted(name).slice(1, -1))
        .join(', ')}${names.length > 10 ? ', …' : ''}`
