import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { readRegular } from '../files.ts'
import { eachAsWritten, parseAsWritten, withoutWords } from '../json.ts'
import { endsItsQuotes, notCsv, repeated } from './csv.ts'
import { openData, refuse } from './opening.ts'
import { parquetRows } from './parquet.ts'
import type { Fields, Format, Row, Sample } from './types.ts'

/* Data files of every kind that is common, one record after another. What `prepare` reads, it must read as this does. */

const suffixes: Readonly<Record<string, Format['kind']>> = {
  '.csv': 'csv',
  '.tsv': 'delimited',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.parquet': 'parquet',
}
const packed = 'is packed: unpack it first'
const spreadsheet = 'is a spreadsheet: save its sheet as CSV'
const elsewise: Readonly<Record<string, string>> = Object.fromEntries([
  ...['.gz', '.zip', '.bz2', '.xz', '.zst', '.tar', '.tgz', '.7z'].map((suffix) => [suffix, packed]),
  ...['.xlsx', '.xls', '.ods'].map((suffix) => [suffix, spreadsheet]),
])
/** What to do with a file that is not read, by its name. */
export const whyUnreadable = (name: string): string | undefined => {
  const suffix = extname(name).toLowerCase()
  return Object.hasOwn(elsewise, suffix) ? elsewise[suffix] : undefined
}

/** The same by how it begins, whatever it is called. */
function whyNoText(bytes: Uint8Array): string | undefined {
  const begins = (...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte)
  if (begins(0x1f, 0x8b)) return 'is packed by gzip: unpack it first'
  if (begins(0x50, 0x4b, 3, 4)) return 'is a ZIP archive, as spreadsheets are too: unpack it, or save the sheet as CSV'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return spreadsheet
  if (begins(0x50, 0x41, 0x52, 0x31)) return 'is Parquet: give it a name that ends in .parquet'
  const isUtf16 =
    begins(0xff, 0xfe) || begins(0xfe, 0xff) || (bytes.length > 3 && (bytes[0] === 0) !== (bytes[1] === 0))
  return isUtf16 ? 'is UTF-16, and UTF-8 is read: save it with that encoding' : undefined
}

export const isDataFile = (name: string): boolean => Object.hasOwn(suffixes, extname(name).toLowerCase())

const longestRecordBytes = 16 * 1024 * 1024
const longestDocumentBytes = 256 * 1024 * 1024
const mostRows = 100_000
const mostBytes = 128 * 1024 * 1024

/** The format of a file, by its name and, where a table's columns are cut by something else than commas, by its first line. */
export async function formatOf(file: string): Promise<Format> {
  const kind = suffixes[extname(file).toLowerCase()]
  if (kind === undefined)
    return refuse(
      file,
      whyUnreadable(file) ??
        'is no data that can be read: give a CSV, TSV, JSONL, JSON or Parquet file, or a directory of images',
    )
  if (kind === 'delimited') return { kind, delimiter: '\t' }
  if (kind !== 'csv') return { kind }
  const delimiter = delimiterOf(await firstLineOf(file))
  return delimiter === ',' ? { kind } : { kind: 'delimited', delimiter }
}

/** What cuts a line with the names of columns: the most frequent mark outside of quotes, and a comma where there is none. */
export function delimiterOf(header: string): ',' | ';' | '\t' | '|' {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '')
  const count = (mark: string): number => bare.split(mark).length
  return ([';', '\t', '|'] as const).reduce<',' | ';' | '\t' | '|'>(
    (best, mark) => (count(mark) > count(best) ? mark : best),
    ',',
  )
}

export async function firstLineOf(file: string): Promise<string> {
  for await (const text of texts(file)) {
    const line = text.split('\n').find((one) => one.trim() !== '')
    if (line !== undefined) return line
  }
  return ''
}

/** The first rows of a file: all of them, unless there are very many. */
export async function sampleOf(file: string, format: Format): Promise<Sample> {
  const rows: Fields[] = []
  const columns = new Set<string>()
  let bytes = 0
  for await (const row of recordsOf(file, format)) {
    if (rows.length >= mostRows || bytes >= mostBytes) return { columns: [...columns], rows, whole: false }
    rows.push(row)
    for (const [name, value] of Object.entries(row)) {
      columns.add(name)
      bytes += typeof value === 'string' ? value.length : 8
    }
  }
  return { columns: [...columns], rows, whole: true }
}

/** Every record of a file. @throws UserError (exit `data`) with the line of one that cannot be read */
export async function* recordsOf(file: string, format: Format): AsyncGenerator<Fields> {
  if (format.kind === 'json') yield* jsonDocument(file)
  else if (format.kind === 'parquet') yield* parquetRows(file)
  else
    for await (const row of rowsOf(file, format)) {
      if ('wrong' in row) refuse(file, row.wrong, row.line)
      else yield row.fields
    }
}

type Lines = Exclude<Format, { kind: 'json' | 'parquet' }>

/** The same of a file that is read line by line, with those that cannot be read in their places. @throws UserError where nothing of it can be */
export const rowsOf = (file: string, format: Lines): AsyncGenerator<Row> =>
  format.kind === 'jsonl' ? jsonLines(file) : table(file, format.kind === 'csv' ? ',' : format.delimiter)

/** Whole lines, and the last one as it is. */
async function* texts(file: string): AsyncGenerator<string> {
  const opened = await openData(file)
  const stream = opened.file.createReadStream({ highWaterMark: 1 << 16 })
  const unread: Buffer[] = []
  let [line, first] = [1, true]
  /** What can be read of a file is read before it is said that the rest cannot. */
  const read = function* (bytes: Buffer): Generator<string> {
    const { text, broken } = decoded(bytes, first)
    ;[line, first] = [line + text.split('\n').length - 1, false]
    yield text
    if (broken !== undefined) refuse(file, notUtf8, line, broken)
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const why = first && unread.length === 0 ? whyNoText(chunk) : undefined
      if (why !== undefined) refuse(file, why)
      const end = chunk.lastIndexOf(0x0a) + 1
      if (end > 0) yield* read(Buffer.concat([...unread.splice(0), chunk.subarray(0, end)]))
      unread.push(chunk.subarray(end))
      if (unread.length > longestRecordBytes >> 16)
        refuse(file, `longer than ${longestRecordBytes} characters: cut its text`, line)
    }
    yield* read(Buffer.concat(unread))
  } finally {
    stream.destroy()
  }
}

const notUtf8 = 'is not UTF-8: save it with that encoding'

/** @param first whether a byte order mark may stand before it @returns whole lines up to one that is not UTF-8 */
function decoded(bytes: Uint8Array, first: boolean): { text: string; broken?: unknown } {
  const decode = (some: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: !first }).decode(some)
  try {
    return { text: decode(bytes) }
  } catch (broken) {
    let from = 0
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      try {
        decode(bytes.subarray(from, end))
      } catch {
        break
      }
      from = end + 1
    }
    return { text: decode(bytes.subarray(0, from)), broken }
  }
}

async function* table(file: string, delimiter: string): AsyncGenerator<Row> {
  const source = Readable.from(texts(file))
  /** The last line of the last row that was whole. */
  let ended = 0
  const parser = parse({
    delimiter,
    // A quote inside of a field without quotes is a character like others, and a line ends as it likes, as for Python's csv. That lets
    // more pass than Python does: see `endsItsQuotes`.
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: longestRecordBytes,
    info: true,
    raw: true,
    on_record(record, { lines }) {
      ended = lines
      return record
    },
  })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let header: string[] | undefined
  try {
    for await (const { record: values, raw, info } of parser as AsyncIterable<{
      record: string[]
      raw: string
      info: { lines: number }
    }>) {
      if (/^[\r\n]*$/.test(raw)) continue
      if (values.some((value) => value.startsWith('"')) && !endsItsQuotes(raw, delimiter)) {
        yield { line: info.lines, wrong: notCsv(`'${delimiter}' expected after '"'`) }
        return
      }
      if (header === undefined) {
        header = values
        const twice = repeated(header)
        if (twice !== undefined)
          refuse(file, `two columns are called ${JSON.stringify(twice)}: rename one of them`, info.lines)
      } else if (values.length !== header.length)
        yield {
          line: info.lines,
          wrong: `not CSV: ${values.length} ${values.length === 1 ? 'field' : 'fields'}, and the line with the names of columns has ${header.length}: put a field that holds a ${delimiter === '\t' ? 'tab' : delimiter} into quotes`,
        }
      else {
        const names = header
        yield { line: info.lines, fields: Object.fromEntries(names.map((name, index) => [name, values[index]])) }
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines = 1 } = error as CsvError & { lines?: number }
    yield error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? { line: ended + 1, wrong: notCsv('quotes that open in this row do not end') }
      : { line: lines, wrong: notCsv(error.message) }
  } finally {
    source.destroy()
    parser.destroy()
  }
}

async function* jsonLines(file: string): AsyncGenerator<Row> {
  let number = 0
  for await (const text of texts(file)) {
    // Only at \n: other line ends may stand inside of a JSON string.
    const lines = text.split('\n')
    // What follows the last end of a line is a line only where something stands there.
    if (lines.at(-1) === '') lines.pop()
    for (const line of lines) {
      number += 1
      if (line.trim() !== '') yield rowIn(line, number)
    }
  }
}

function rowIn(text: string, line: number): Row {
  try {
    const value = parseAsWritten(text)
    return isFields(value)
      ? { line, fields: value }
      : { line, wrong: 'not a JSON object: write one JSON object a line' }
  } catch (error) {
    const plain = withoutWords(text)
    return plain === text
      ? { line, wrong: `not JSON (${because(error)}): write one JSON object a line` }
      : rowIn(plain, line)
  }
}

async function* jsonDocument(file: string): AsyncGenerator<Fields> {
  const bytes = await readRegular(file, longestDocumentBytes, { links: 'followed' })
  const { text, broken } = decoded(bytes, true)
  if (broken !== undefined) refuse(file, notUtf8, text.split('\n').length, broken)
  for (const one of eachAsWritten(requireObjects(file, text))) yield record(file, one)
}

/** @returns the text in words that JSON has, as for JSON Lines */
function requireObjects(file: string, text: string): string {
  const { document, plain } = parsed(file, text)
  if (!Array.isArray(document)) refuse(file, 'is no list of objects: write one JSON object a line, as JSONL')
  for (const one of document as unknown[]) record(file, one)
  return plain
}

function parsed(file: string, text: string): { document: unknown; plain: string } {
  try {
    return { document: JSON.parse(text), plain: text }
  } catch (error) {
    const plain = withoutWords(text)
    return plain !== text ? parsed(file, plain) : refuse(file, `not JSON: ${because(error)}`, undefined, error)
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const record = (file: string, value: unknown): Fields =>
  isFields(value) ? value : refuse(file, 'not a JSON object: write one JSON object a line')

/** Without the line of a text that is one line. */
const because = (error: unknown): string => (error as Error).message.replace(/ \(line 1 column \d+\)$/, '')
