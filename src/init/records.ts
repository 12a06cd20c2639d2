import { extname } from 'node:path'
import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet'
import { type Place, UserError } from '../errors.ts'
import { openRegular, readRegular } from '../files.ts'
import type { Fields, Format, Sample } from './types.ts'

/* Data files of every kind that is common, one record after another. What `prepare` reads, it must read as this does. */

const suffixes: Readonly<Record<string, Format['kind']>> = {
  '.csv': 'csv',
  '.tsv': 'delimited',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.parquet': 'parquet',
}
export const isDataFile = (name: string): boolean => Object.hasOwn(suffixes, extname(name).toLowerCase())

const longestRecordBytes = 16 * 1024 * 1024
const longestDocumentBytes = 256 * 1024 * 1024
const mostRows = 100_000
const mostBytes = 128 * 1024 * 1024
/** A row group is in memory as a whole. */
const mostGroupBytes = 1024 * 1024 * 1024
const mostGroupRows = 10_000_000

const refuse = (file: string, what: string, line?: number, cause?: unknown): never => {
  throw new UserError(what, {
    place: { file, ...(line === undefined ? {} : { line }) } satisfies Place,
    exit: 'data',
    cause,
  })
}

/** The format of a file, by its name and, where a table's columns are cut by something else than commas, by its first line. */
export async function formatOf(file: string): Promise<Format> {
  const kind = suffixes[extname(file).toLowerCase()]
  if (kind === undefined)
    return refuse(
      file,
      'is no data that can be read: give a CSV, TSV, JSONL, JSON or Parquet file, or a directory of images',
    )
  if (kind === 'delimited') return { kind, delimiter: '\t' }
  if (kind !== 'csv') return { kind }
  const delimiter = delimiterOf(await firstLine(file))
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

async function firstLine(file: string): Promise<string> {
  for await (const text of texts(file)) return text.split('\n', 1)[0] ?? ''
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
export function recordsOf(file: string, format: Format): AsyncGenerator<Fields> {
  if (format.kind === 'jsonl') return jsonLines(file)
  if (format.kind === 'json') return jsonDocument(file)
  if (format.kind === 'parquet') return parquet(file)
  return table(file, format.kind === 'csv' ? ',' : format.delimiter)
}

async function* texts(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const opened = await openData(file)
  const stream = opened.file.createReadStream({ highWaterMark: 1 << 16 })
  try {
    for await (const chunk of stream) yield decoded(file, () => decoder.decode(chunk as Buffer, { stream: true }))
    yield decoded(file, () => decoder.decode())
  } finally {
    stream.destroy()
  }
}

const openData = (file: string): ReturnType<typeof openRegular> =>
  openRegular(file, { links: 'followed' }).catch((error: NodeJS.ErrnoException) =>
    error instanceof UserError
      ? Promise.reject(error)
      : refuse(file, `cannot be read (${error.code}): give a file that is there`, undefined, error),
  )

function decoded(file: string, decode: () => string): string {
  try {
    return decode()
  } catch (error) {
    return refuse(file, 'is not UTF-8: save it with that encoding', undefined, error)
  }
}

async function* table(file: string, delimiter: string): AsyncGenerator<Fields> {
  const source = Readable.from(texts(file))
  // A quote inside of a field without quotes is a character like others, as for Python's csv.
  const parser = parse({ delimiter, relax_quotes: true, skip_empty_lines: true, max_record_size: longestRecordBytes })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let header: string[] | undefined
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      if (header === undefined) header = values
      else yield Object.fromEntries(header.map((name, index) => [name, values[index]]))
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    refuse(file, `not CSV: ${error.message}`, lines, error)
  } finally {
    source.destroy()
    parser.destroy()
  }
}

async function* jsonLines(file: string): AsyncGenerator<Fields> {
  let rest = ''
  let number = 0
  const read = (line: string): Fields[] => {
    number += 1
    return line.trim() === '' ? [] : [record(file, parsed(file, line, number), number)]
  }
  for await (const text of texts(file)) {
    // Only at \n: other line ends may stand inside of a JSON string.
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestRecordBytes)
      refuse(file, `longer than ${longestRecordBytes} characters: cut its text`, number + 1)
    for (const line of lines) yield* read(line)
  }
  yield* read(rest)
}

async function* jsonDocument(file: string): AsyncGenerator<Fields> {
  const bytes = await readRegular(file, longestDocumentBytes, { links: 'followed' })
  const document = parsed(
    file,
    decoded(file, () => new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
  )
  if (!Array.isArray(document)) refuse(file, 'is no list of objects: write one JSON object a line, as JSONL')
  for (const one of document as unknown[]) yield record(file, one)
}

function parsed(file: string, text: string, line?: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return refuse(file, `not JSON: ${(error as Error).message}`, line, error)
  }
}

const record = (file: string, value: unknown, line?: number): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(file, 'not a JSON object: write one JSON object a line', line)

type Unpack = (bytes: Uint8Array, length: number) => Uint8Array

/** The compressions of pages: those that this Node has. No page becomes longer than it says. */
const unpackers: Readonly<Record<string, Unpack>> = {
  SNAPPY: (bytes, length) => {
    const page = new Uint8Array(length)
    snappyUncompress(bytes, page)
    return page
  },
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: length }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: length }),
  ...('zstdDecompressSync' in zlib
    ? { ZSTD: (bytes: Uint8Array, length: number) => zlib.zstdDecompressSync(bytes, { maxOutputLength: length }) }
    : {}),
}

/** For one row group: all of its pages together have a limit. */
function unpackersWithin(mostBytesOfAll: number): Record<string, Unpack> {
  let left = mostBytesOfAll
  const bounded = ([name, unpack]: [string, Unpack]): [string, Unpack] => [
    name,
    (bytes, length) => {
      left -= length
      if (!(length >= 0 && left >= 0))
        throw new Error(`a row group of it unpacks to more than ${mostBytesOfAll} bytes: smaller ones are needed`)
      return length === 0 ? new Uint8Array() : unpack(bytes, length)
    },
  ]
  return Object.fromEntries(Object.entries(unpackers).map(bounded))
}

async function* parquet(path: string): AsyncGenerator<Fields> {
  const { file: handle, sizeBytes } = await openData(path)
  try {
    const file = {
      byteLength: sizeBytes,
      async slice(start: number, end = sizeBytes): Promise<ArrayBuffer> {
        if (!(start >= 0 && start <= end && end <= sizeBytes)) throw new Error(`bytes ${start} to ${end} are not there`)
        const bytes = new Uint8Array(end - start)
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
        return bytes.buffer.slice(0, bytesRead)
      },
    }
    const metadata = await parquetMetadataAsync(file)
    let rowStart = 0
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows)
      if (!(rows >= 0 && rows <= mostGroupRows))
        throw new Error(`a row group of ${rows} rows, where ${mostGroupRows} are the most`)
      const rowEnd = rowStart + rows
      const compressors = unpackersWithin(mostGroupBytes)
      for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors }))
        yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))
      rowStart = rowEnd
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    refuse(
      path,
      `cannot be read as Parquet (${(error as Error).message}): write it anew, or as JSONL`,
      undefined,
      error,
    )
  } finally {
    await handle.close()
  }
}

/** As JSON would say it: 64-bit integers are numbers where they fit. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return value instanceof Date ? value.toISOString() : value
}
