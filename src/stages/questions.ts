import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { type Place, UserError } from '../errors.ts'
import { readRegular } from '../files.ts'
import { delimiterOf, formatOf, isDataFile, recordsOf } from '../init/records.ts'
import { jsonAsWritten, wholeText } from '../json.ts'
import { plainValue, type RowValues, rowText, rowValues } from '../rowText.ts'
import { inputOf, type ModelSpec } from '../spec/schema.ts'
import { notYet } from '../spec/writing.ts'
import { taskOf } from '../tasks/index.ts'

/* What a model is to be asked: texts, images, and files and pipes of many. */

export type Question = {
  /** A text, an image file in base64, or what a row says in the columns that the model reads. */
  data: string | RowValues
  /** The text, or the path of the image, for people. */
  shown: string
  id?: string
  /** The class that the data says it has. */
  expected?: string
  /** Where it stands, for messages. */
  from: string
}

/** What the columns of data are called, as model.yml says. */
type Columns = { kind: 'text' | 'image'; input: string | readonly string[]; label: string }

/** @throws UserError for a task whose model is not served */
export const columnsOf = (spec: ModelSpec): Columns => ({
  kind: taskOf(spec.task).inputKind,
  input: inputOf(spec).column,
  label: labelOf(spec),
})

/** The column with the class. @throws UserError for a task whose model is not served */
export function labelOf({ task, data }: ModelSpec): string {
  if ('label' in data) return data.label
  throw new UserError(`${notYet('serving', task)}: read what it wrote in predictions.jsonl of the evaluation`)
}

/** A server of models takes less, and says so. */
const longestTextBytes = 16 << 20
const longestImageBytes = 64 << 20
const imageNames = /\.(?:png|jpe?g)$/i
/** Names of files that somebody may have misspelt, and that no text ends with. */
const fileNames = /^\S+\.(?:csv|tsv|jsonl|ndjson|json|parquet|png|jpe?g|txt)$/i

/**
 * Every question in its order, read while it is asked for.
 * @param words of a command: texts and files; `-`, or no word, is what is piped in
 * @param signal ends the wait for what nobody has written yet
 * @throws UserError (exit `data`) for what is none
 */
export async function* questionsOf(
  words: readonly string[],
  columns: Columns,
  piped: Readable | undefined,
  signal: AbortSignal,
): AsyncGenerator<Question> {
  if (words.length === 0 && piped === undefined)
    throw new UserError(
      typeof columns.input !== 'string'
        ? `nothing to ask: give ${rowWords(columns.input)}, or a file of them (CSV, JSONL, Parquet), or pipe lines in`
        : columns.kind === 'text'
          ? 'nothing to ask: give a text in quotes, or a file of them (CSV, JSONL, Parquet), or pipe lines in'
          : 'nothing to ask: give an image (PNG, JPEG), or a file with paths of images (CSV, JSONL, Parquet)',
    )
  for (const word of words.length === 0 ? ['-'] : words) {
    const there = word === '-' ? undefined : await stat(word).catch(() => undefined)
    if (word === '-') yield* fromPipe(columns, piped && addAbortSignal(signal, piped))
    else if (there?.isFile() === true) yield* fromFile(word, columns)
    else if (there?.isFIFO() === true) yield* fromPipe(columns, createReadStream(word, { signal }))
    else if (there?.isDirectory() === true)
      throw new UserError('is a directory: give its files, or a file with all that is to be asked', {
        place: { file: word },
        exit: 'data',
      })
    else yield await fromWord(word, columns)
  }
}

async function fromWord(word: string, columns: Columns): Promise<Question> {
  const { kind, input } = columns
  const row = typeof input === 'string' ? undefined : objectIn(word)
  if (row !== undefined) return fromFields(row, columns, { what: 'the object', directory: '.' })
  if (kind === 'image' || fileNames.test(word))
    throw new UserError(
      `${JSON.stringify(word.slice(0, 200))} is no file: give ${kind === 'image' ? 'an image, or a file with paths of images' : 'one that is there, or a text in quotes'}`,
      { exit: 'data' },
    )
  if (typeof input !== 'string') throw noRow('the text', input)
  return { data: word, shown: word, from: 'the text' }
}

async function* fromFile(file: string, columns: Columns): AsyncGenerator<Question> {
  if (isDataFile(file)) {
    let row = 0
    for await (const fields of recordsOf(file, await formatOf(file))) {
      row += 1
      yield await fromFields(fields, columns, { file, what: `row ${row}`, directory: dirname(file) })
    }
  } else if (columns.kind === 'image') yield await image(file, { file })
  else if (imageNames.test(file))
    throw new UserError('is an image, and this model reads text: give a text, or a file of them', {
      place: { file },
      exit: 'data',
    })
  else if (typeof columns.input !== 'string') throw noRow('the file', columns.input, { file })
  else {
    const bytes = await readFile(file, longestTextBytes, { file })
    const text = inUtf8(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), { file })
    yield { data: text, shown: text.trim(), from: basename(file) }
  }
}

/** A text a line, or a JSON object a line where the first one is. */
async function* fromPipe(columns: Columns, piped: Readable | undefined): AsyncGenerator<Question> {
  if (piped === undefined) throw new UserError('nothing is piped in: give what is to be asked, or pipe it')
  let [number, json] = [0, undefined as boolean | undefined]
  for await (const line of lines(piped)) {
    number += 1
    if (line.trim() === '') continue
    const fields = json === false ? undefined : objectIn(line)
    const what = `line ${number}`
    if (json === undefined && fields === undefined && isHeader(line, columns))
      throw new UserError(
        `${what} of the input names columns (${line.slice(0, 200)}), as CSV does: give that as a file, or pipe a ${columns.kind === 'text' ? 'text' : 'path'} or a JSON object a line`,
        { exit: 'data' },
      )
    json ??= fields !== undefined
    if (fields !== undefined) yield await fromFields(fields, columns, { what, directory: '.' })
    else if (json) throw new UserError(`${what} of the input is no JSON object, and the first one is`, { exit: 'data' })
    else if (columns.kind === 'image') yield { ...(await image(line, {})), from: what }
    else if (typeof columns.input !== 'string') throw noRow(`${what} of the input`, columns.input)
    else yield { data: line, shown: line, from: what }
  }
}

/** Names with nothing between them but what separates columns, and the input's among them: nobody asks a model that. */
function isHeader(line: string, { input }: Columns): boolean {
  const names = line.split(delimiterOf(line)).map((name) => name.replace(/^"(.*)"$/, '$1'))
  return (
    names.length > 1 &&
    [input].flat().every((name) => names.includes(name)) &&
    names.every((name) => name !== '' && name === name.trim())
  )
}

/** Each as soon as it is there, whole. */
async function* lines(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [parts, size, number] = [[] as Buffer[], 0, 0]
  const whole = (): string => {
    const line = Buffer.concat(parts)
    ;[parts, size] = [[], 0]
    number += 1
    return inUtf8(() => decoder.decode(line), {}, `line ${number} of the input`).replace(/\r$/, '')
  }
  for await (const chunk of stream) {
    let bytes = chunk as Buffer
    for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n')) {
      parts.push(bytes.subarray(0, end))
      bytes = bytes.subarray(end + 1)
      yield whole()
    }
    parts.push(bytes)
    size += bytes.length
    if (size > longestTextBytes)
      throw new UserError('a line of the input is longer than 16 MiB: cut it', { exit: 'data' })
  }
  if (size > 0) yield whole()
}

function inUtf8(decode: () => string, place: Place, what = ''): string {
  try {
    return decode()
  } catch (cause) {
    throw new UserError(`${what} is not UTF-8: save it with that encoding`.trim(), { place, exit: 'data', cause })
  }
}

function objectIn(line: string): Record<string, unknown> | undefined {
  const value = jsonAsWritten(line)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** How a row is given as a word of a command. */
const rowWords = (columns: readonly string[]): string =>
  `a JSON object with ${columns.map((name) => JSON.stringify(name)).join(', ')}`

const noRow = (what: string, columns: readonly string[], place: Place = {}): UserError =>
  new UserError(
    `${what} is no row, and this model reads several columns: give ${rowWords(columns)}, or a file of rows`,
    {
      place,
      exit: 'data',
    },
  )

async function fromFields(
  fields: Readonly<Record<string, unknown>>,
  { kind, input, label }: Columns,
  at: { file?: string; what: string; directory: string },
): Promise<Question> {
  const [expected, id] = [wordOf(fields[label]), wordOf(fields['id'])]
  const place: Place = at.file === undefined ? {} : { file: at.file }
  const from = at.file === undefined ? at.what : `${at.what} of ${at.file}`
  const told = {
    from,
    ...(id === undefined ? {} : { id }),
    ...(expected === undefined ? {} : { expected: expected.trim().normalize('NFC') }),
  }
  if (typeof input !== 'string') {
    const row = rowValues(fields, input)
    if ('values' in row) return { data: row.values, shown: rowText(row.values, input), ...told }
    const there = Object.hasOwn(fields, row.wrong)
    throw new UserError(
      there
        ? `${at.what} has no plain value under ${JSON.stringify(row.wrong)}: give ${plainValue}`
        : `${at.what} has no column ${JSON.stringify(row.wrong)} (data.text of model.yml): it has ${namesOf(fields)}`,
      { place, exit: 'data' },
    )
  }
  const value = fields[input]
  if (typeof value !== 'string')
    throw new UserError(
      `${at.what} has no ${kind} under ${JSON.stringify(input)} (data.${kind} of model.yml): it has ${namesOf(fields)}`,
      { place, exit: 'data' },
    )
  return {
    ...(kind === 'text' ? { data: value, shown: value } : await image(resolve(at.directory, value), place, value)),
    ...told,
  }
}

const namesOf = (fields: Readonly<Record<string, unknown>>): string =>
  Object.keys(fields).slice(0, 10).join(', ') || 'no column'

/** Names and whole numbers, as `prepare` takes them. */
const wordOf = (value: unknown): string | undefined =>
  typeof value !== 'string' ? wholeText(value) : value.trim() === '' ? undefined : value

async function image(path: string, place: Place, shown = path): Promise<Question> {
  if (!imageNames.test(path))
    throw new UserError(
      `${JSON.stringify(shown.slice(0, 200))} is no image by its name (${extname(path) || 'no ending'}): this model reads PNG and JPEG`,
      { place, exit: 'data' },
    )
  return { data: (await readFile(path, longestImageBytes, place)).toString('base64'), shown, from: shown }
}

const readFile = (path: string, mostBytes: number, place: Place): Promise<Buffer> =>
  readRegular(path, mostBytes, { links: 'followed' }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UserError) throw error
    throw new UserError(`${path} cannot be read (${error.code}): give a file that is there`, {
      place,
      exit: 'data',
      cause: error,
    })
  })
