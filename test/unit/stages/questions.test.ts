import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { questionsOf } from '../../../src/stages/questions.ts'

const directory = mkdtempSync(join(tmpdir(), 'model-actions-questions-'))
afterAll(() => rmSync(directory, { recursive: true }))
const file = (name: string, content: string | Buffer): string => {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

const text = { kind: 'text', input: 'text', label: 'label' } as const
const image = { kind: 'image', input: 'image', label: 'label' } as const
const row = { kind: 'text', input: ['title', 'price'], label: 'label' } as const
const { signal } = new AbortController()
const all = async (words: string[], columns: typeof text | typeof image | typeof row, piped?: string | string[]) => {
  const found = []
  const stream = piped === undefined ? undefined : Readable.from([piped].flat().map((part) => Buffer.from(part)))
  for await (const one of questionsOf(words, columns, stream, signal)) found.push(one)
  return found
}

describe('what a model is asked', () => {
  it('is each text, each row of a file with its id and label, and a whole file of text', async () => {
    const csv = file('a.csv', 'text;id;label\n"one; two";7;praise\n')
    const jsonl = file('b.jsonl', '{"text":"three"}\n')
    const mail = file('mail.txt', 'four\nfive\n')
    expect(await all(['zero', csv, jsonl, mail], text)).toMatchObject([
      { data: 'zero' },
      { data: 'one; two', id: '7', expected: 'praise', from: `row 1 of ${csv}` },
      { data: 'three' },
      { data: 'four\nfive\n', shown: 'four\nfive' },
    ])
  })

  it('is each line that is piped in, wherever it is cut, and each JSON object where the first line is one', async () => {
    const [umlaut, rest] = [Buffer.from('größer\nkleiner').subarray(0, 3), Buffer.from('größer\nkleiner').subarray(3)]
    const cut = Readable.from([umlaut, rest])
    const found = []
    for await (const { data } of questionsOf([], text, cut, signal)) found.push(data)
    expect(found).toEqual(['größer', 'kleiner'])
    expect(await all(['-'], text, '\n{"text":"a"}\n\n{"text":"b"}')).toMatchObject([{ data: 'a' }, { data: 'b' }])
    expect(await all([], text, 'plain\n{"text":"a"}')).toMatchObject([{ data: 'plain' }, { data: '{"text":"a"}' }])
    await expect(all([], text, '{"text":"a"}\nb')).rejects.toThrow('line 2 of the input is no JSON object')
    await expect(all([], row, 'a printer')).rejects.toThrow(
      /^line 1 of the input is no row, and this model reads several/,
    )
  })

  it.each([
    ['id,text,label\n1,hello,praise\n', text],
    ['"text";"label"\n"hello";"praise"\n', text],
    ['image,label\none.png,cat\n', image],
  ] as const)('is no CSV in a pipe, which would be asked line by line with its header: %j', async (piped, columns) => {
    await expect(all([], columns, piped)).rejects.toThrow(/^line 1 of the input names columns .*give that as a file/)
  })

  it('is no line without end', async () => {
    const endless = ['x'.repeat(9 << 20), 'x'.repeat(9 << 20)]
    await expect(all([], text, endless)).rejects.toThrow('a line of the input is longer than 16 MiB: cut it')
  })

  it('is a line that speaks of the column as any other', async () => {
    for (const line of ['text', 'text, please', 'Is text, or label, the better name?', 'a,b'])
      expect(await all([], text, `${line}\n`)).toMatchObject([{ data: line }])
    expect(await all([], text, 'hello\nid,text\n')).toHaveLength(2)
  })

  it('is read as UTF-8, of which a mark at the begin is no part, and nothing else is taken for it', async () => {
    expect(await all([], text, '\ufeff{"text":"a"}\n')).toMatchObject([{ data: 'a' }])
    const found: string[] = []
    const piped = Readable.from([Buffer.from('one\ncaf\xe9\n', 'latin1')])
    await expect(async () => {
      for await (const { data } of questionsOf([], text, piped, signal)) found.push(String(data))
    }).rejects.toThrow('line 2 of the input is not UTF-8')
    expect(found).toEqual(['one'])
    await expect(all([file('latin.txt', Buffer.from([0x63, 0xe9]))], text)).rejects.toThrow('is not UTF-8')
  })

  it('has the label of its row also where that is a whole number, as training takes it', async () => {
    const rows = file('numbers.jsonl', '{"text":"a","label":3,"id":4}\n{"text":"b","label":null}\n')
    const [numbered, bare] = await all([rows], text)
    expect(numbered).toMatchObject({ expected: '3', id: '4' })
    expect(bare).not.toHaveProperty('expected')
  })

  it('is read from a pipe with a name, as a shell makes of <(command)', async () => {
    const pipe = join(directory, 'pipe')
    execFileSync('mkfifo', [pipe])
    const [asked] = await Promise.all([
      all([pipe], text),
      Promise.resolve().then(() => writeFile(pipe, 'from elsewhere\n')),
    ])
    expect(asked).toMatchObject([{ data: 'from elsewhere' }])
  })

  it('is no longer waited for once the command is stopped', async () => {
    const stopped = new AbortController()
    const silent = questionsOf([], text, new PassThrough(), stopped.signal).next()
    stopped.abort(new Error('stopped'))
    await expect(silent).rejects.toThrow(/abort/i)
  })

  it('is each row of several columns: an object, rows of a file and lines of a pipe, with numbers as they are written', async () => {
    const csv = file('rows.csv', 'label,price,title\nx,12.50,a | b\n')
    const jsonl = file('rows.jsonl', '{"title":"c","price":12.50,"id":9007199254740993}\n')
    expect(await all(['{"title": "z", "price": null}', csv, jsonl, '-'], row, '{"price":1.0,"title":"d"}\n')).toEqual([
      { data: { title: 'z', price: null }, shown: 'title: z | price:', from: 'the object' },
      {
        data: { title: 'a | b', price: '12.50' },
        shown: 'title: a || b | price: 12.50',
        from: `row 1 of ${csv}`,
        expected: 'x',
      },
      {
        data: { title: 'c', price: '12.50' },
        shown: 'title: c | price: 12.50',
        from: `row 1 of ${jsonl}`,
        id: '9007199254740993',
      },
      { data: { title: 'd', price: '1.0' }, shown: 'title: d | price: 1.0', from: 'line 1' },
    ])
    await expect(all([], row, 'title,price\na,1\n')).rejects.toThrow('names columns')
  })

  it('is each image, by itself and by the paths of a file, which are relative to that', async () => {
    const png = file('one.png', Buffer.from([1, 2, 3]))
    const list = file('list.csv', 'image,label\none.png,cat\n')
    expect(await all([png, list], image)).toMatchObject([
      { data: 'AQID', shown: png },
      { data: 'AQID', shown: 'one.png', expected: 'cat' },
    ])
  })

  it.each([
    [[], text, 'nothing to ask: give a text in quotes'],
    [[], image, 'nothing to ask: give an image'],
    [['-'], text, 'nothing is piped in'],
    [['lost.csv'], text, '"lost.csv" is no file: give one that is there, or a text in quotes'],
    [['a cat'], image, '"a cat" is no file'],
    [['.'], text, 'is a directory: give its files'],
    [['.'], image, 'is a directory: give its files'],
    [['one.png'], text, 'is an image, and this model reads text'],
    [['other.csv'], text, 'row 1 has no text under "text" (data.text of model.yml): it has body'],
    [['away.csv'], image, 'away.png cannot be read (ENOENT)'],
    [['page.csv'], image, '"page.html" is no image by its name (.html)'],
    [[], row, 'nothing to ask: give a JSON object with "title", "price", or a file of them'],
    [['a printer'], row, 'the text is no row, and this model reads several columns: give a JSON object with "title"'],
    [['["a", 1]'], row, 'the text is no row'],
    [['{"title": "a"}'], row, 'the object has no column "price" (data.text of model.yml): it has title'],
    [['{"title": "a", "price": [1]}'], row, 'the object has no plain value under "price": give a text, a number'],
    [['other.csv'], row, 'row 1 has no column "title"'],
    [['one.txt'], row, 'the file is no row'],
  ] as const)('%j for a model of %o is told as an error: %s', async (words, columns, message) => {
    file('one.png', Buffer.from([1]))
    file('one.txt', 'hello')
    file('other.csv', 'body\nhello\n')
    file('away.csv', 'image\naway.png\n')
    file('page.csv', 'image\npage.html\n')
    const there = words.map((word) => (/^(?:one|other|away|page)\./.test(word) ? join(directory, word) : word))
    await expect(all([...there], columns)).rejects.toThrow(message)
  })
})
