import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { delimiterOf, formatOf, rowsOf, sampleOf } from '../../../src/init/records.ts'
import type { Row } from '../../../src/init/types.ts'
import { lineOf } from '../../../src/init/write.ts'
import { parquetOf } from '../../parquet.ts'

const before = process.cwd()
let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'init-'))
  process.chdir(directory)
})
afterEach(() => {
  process.chdir(before)
  rmSync(directory, { recursive: true, force: true })
})

const put = (path: string, text: string | Buffer): void => {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}
const read = async (path: string) => (await sampleOf(path, await formatOf(path))).rows

describe('data files', () => {
  it('one row is read alike from every kind of file', async () => {
    const row = { text: 'says "no", then\nfalls silent', label: 'hardware' }
    put('a.csv', '\ufefftext,label\r\n"says ""no"", then\nfalls silent",hardware\r\n\r\n')
    put('a.tsv', 'text\tlabel\n"says ""no"", then\nfalls silent"\thardware\n')
    put('b.csv', 'text;label\n"says ""no"", then\nfalls silent";hardware\n')
    put('a.jsonl', `${JSON.stringify(row)}\n\n`)
    put('a.json', JSON.stringify([row]))
    for (const path of ['a.csv', 'a.tsv', 'b.csv', 'a.jsonl', 'a.json']) expect(await read(path), path).toEqual([row])
    expect(delimiterOf('"a;b;c",d')).toBe(',')
  })

  it('lines that end in several ways, and numbers that Python alone writes, are read as Python reads them', async () => {
    put('a.csv', 'text,label\r\na,x\nb,y\r\n')
    expect(await read('a.csv')).toEqual([
      { text: 'a', label: 'x' },
      { text: 'b', label: 'y' },
    ])
    put('a.jsonl', '{"text": "a NaN", "score": NaN, "most": -Infinity}\n')
    const rows = [{ text: 'a NaN', score: null, most: Number.NEGATIVE_INFINITY }]
    expect(await read('a.jsonl')).toEqual(rows)
    // A list of such rows is read alike, and its copy says the same again.
    put('a.json', '[{"text": "a NaN", "score": NaN, "most": -Infinity}]\n')
    expect(await read('a.json')).toEqual(rows)
    put('b.jsonl', `${rows.map(lineOf).join('\n')}\n`)
    expect(await read('b.jsonl')).toEqual(rows)
  })

  it('what cannot be read has its line, and the rows behind it are read all the same', async () => {
    put('a.csv', 'text,label\n"two\nlines",x\na,b,c\nlast,y')
    put('b.csv', Buffer.from('text,label\na,x\n\xe4,y\n', 'latin1'))
    const all: Row[] = []
    for await (const row of rowsOf('a.csv', { kind: 'csv' })) all.push(row)
    expect(all).toEqual([
      { line: 3, fields: { text: 'two\nlines', label: 'x' } },
      { line: 4, wrong: expect.stringContaining('3 fields') },
      { line: 5, fields: { text: 'last', label: 'y' } },
    ])
    await expect(read('b.csv')).rejects.toThrow(/^b\.csv:3: is not UTF-8/)
  })

  it.each([
    ['a.csv', 'a,b\n1,2\n1,2,3\n', /a\.csv:3: not CSV/],
    ['b.csv', Buffer.from('a,b\n\xe4,2\n', 'latin1'), /is not UTF-8: save it with that encoding/],
    [
      'quote.csv',
      'a,b\na "b" c,1\n"""two"" x",1\n"two" x,b\n1,2\n',
      /quote\.csv:4: not CSV \(',' expected after '"'\): close the/,
    ],
    ['quote.tsv', 'a\tb\n"two" \tb\n', /quote\.tsv:2: not CSV/],
    [
      'open.csv',
      'a,b\n"1\n",2\n\nx,"y\n3,4\n',
      /open\.csv:5: not CSV \(quotes that open in this row do not end\): close/,
    ],
    ['a.jsonl', '{"a":1}\nno\n', /a\.jsonl:2: not JSON/],
    ['b.jsonl', '{"a":1}\n[1]\n', /b\.jsonl:2: not a JSON object/],
    ['a.json', '{"a":1}', /is no list of objects/],
    ['d.json', Buffer.from('[{"a":"\xe4"}]', 'latin1'), /d\.json:1: is not UTF-8: save it with that encoding/],
    ['b.json', '[{"a":1}', /b\.json: not JSON: /],
    ['c.json', '[1]', /c\.json: not a JSON object: write one JSON object a line/],
    ['c.jsonl', `{"a":"${'x'.repeat(17 << 20)}"}`, /longer than 16777216 characters: cut its text/],
    ['a.parquet', 'PAR1 no', /cannot be read as Parquet/],
    ['a.xlsx', 'x', /is a spreadsheet: save its sheet as CSV/],
  ])('%s that cannot be read is named with its place', async (path, text, message) => {
    put(path, text)
    const failure = await read(path).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toMatch(message)
  })
})

it('data that went while somebody looked are told', async () => {
  const rows = rowsOf('gone.csv', { kind: 'csv' })
  await expect(rows.next()).rejects.toThrow('gone.csv: cannot be read (ENOENT): give a file that is there')
})

describe('Parquet', () => {
  const hello = Buffer.from('\x05\0\0\0hello', 'latin1')

  it.each([
    ['UNCOMPRESSED', hello],
    ['GZIP', gzipSync(hello)],
    ['BROTLI', brotliCompressSync(hello)],
    ['SNAPPY', Buffer.from([hello.length, (hello.length - 1) << 2, ...hello])],
  ] as const)('%s is read', async (codec, packed) => {
    put('a.parquet', parquetOf({ codec, packed, pageBytes: hello.length }))
    expect(await read('a.parquet')).toEqual([{ text: 'hello' }])
  })

  it.each([
    ['a page that unpacks to more than it says', { pageBytes: hello.length }, /larger than/],
    ['a page that says more than memory holds', { pageBytes: 1_600_000_000 }, /unpacks to more than/],
    [
      'a row group of more rows than memory holds',
      { pageBytes: hello.length, rows: 2 ** 40 },
      /where 10000000 are the most/,
    ],
    ['a part that lies outside of the file', { pageBytes: hello.length, chunkBytes: 2 ** 40 }, /are not there/],
  ])('%s is refused before anything is taken for it', async (_, facts, why) => {
    const packed = brotliCompressSync(Buffer.alloc(1 << 20))
    put('a.parquet', parquetOf({ codec: 'BROTLI', packed, ...facts }))
    const failure = await read('a.parquet').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toMatch(why)
  })

  it('a pipe with such a name is not waited for', async () => {
    execFileSync('mkfifo', ['a.parquet'])
    await expect(read('a.parquet')).rejects.toThrow(/not a regular file/)
  })
})
