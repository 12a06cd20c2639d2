import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgram } from '../../../src/cli/program.ts'
import { UserError } from '../../../src/errors.ts'
import { formatOf, sampleOf } from '../../../src/init/records.ts'
import { convert, withLines } from '../../../src/init/write.ts'
import { loadSpec } from '../../../src/spec/load.ts'

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

let told = ''
const asked: string[] = []
const init = async (args: string[], answers?: string[]): Promise<unknown> => {
  told = ''
  asked.length = 0
  const left = [...(answers ?? [])]
  return createProgram({
    signal: new AbortController().signal,
    stdout: { write: (text) => (told += text) },
    stderr: { write: () => true },
    ...(answers === undefined
      ? {}
      : {
          ask: async (question: string) => {
            asked.push(question)
            return left.shift() ?? ''
          },
        }),
  })
    .run(['init', ...args])
    .catch((error: unknown) => error)
}

const tickets = (count: number, delimiter = ','): string =>
  [
    'body,queue',
    ...Array.from(
      { length: count },
      (_, index) => `my printer ${index} does not print,${index % 2 === 0 ? 'hardware' : 'network'}`,
    ),
  ]
    .join('\n')
    .replaceAll(',', delimiter)

describe('a copy as JSON lines', () => {
  const from = { file: 'a.tsv', format: { kind: 'delimited', delimiter: '\t' } } as const

  it('is whole or not there, and what is there stays until it is', async () => {
    put('a.tsv', 'a\tb\n1\t2\n1\t2\t3\n')
    await expect(convert(from, 'a.jsonl', false)).rejects.toThrow(/a\.tsv:3: not CSV/)
    expect(readdirSync('.')).toEqual(['a.tsv'])
    put('a.jsonl', 'corrected by hand\n')
    await expect(convert(from, 'a.jsonl', true)).rejects.toThrow(/a\.tsv:3: not CSV/)
    expect(readFileSync('a.jsonl', 'utf8')).toBe('corrected by hand\n')
    expect(readdirSync('.')).toEqual(['a.jsonl', 'a.tsv'])
  })

  it('replaces a link, and nothing of what that leads to', async () => {
    put('a.tsv', 'a\tb\n1\t2\n')
    put('elsewhere/mine', 'mine')
    symlinkSync('elsewhere/mine', 'a.jsonl')
    expect(await convert(from, 'a.jsonl', false)).toMatchObject({ what: 'kept' })
    expect(await convert(from, 'a.jsonl', true)).toMatchObject({ what: 'written' })
    expect(readFileSync('elsewhere/mine', 'utf8')).toBe('mine')
    expect(readFileSync('a.jsonl', 'utf8')).toBe('{"a":"1","b":"2"}\n')
  })
})

describe('model-actions init', () => {
  it('makes a model.yml that is valid, workflows, and keeps keys out of git', async () => {
    put('data/tickets.csv', tickets(900))
    expect(await init(['--yes']), told).toBe(0)
    const spec = await loadSpec('model.yml')
    expect(spec.data).toMatchObject({ train: 'data/tickets.csv', text: 'body', label: 'queue' })
    expect(told).toContain('model.yml is valid')
    expect(readFileSync('.gitignore', 'utf8')).toBe('*.key\n.model-actions/\n')
    expect(existsSync('.github/workflows/model-release.yml')).toBe(true)
  })

  it('writes over nothing, says what is there, and goes on; --force writes anew, and adds to .gitignore alone', async () => {
    put('tickets.csv', tickets(900))
    put('model.yml', 'name: mine\nversion: 1.0.0\ntask: text-classification\nbase: ./b\ndata: {train: tickets.csv}\n')
    put('.gitignore', 'node_modules')
    expect(await init(['--yes'])).toBe(0)
    expect(told).toContain('kept: model.yml (is there; --force writes it anew)')
    expect(told).toContain('written: .github/workflows/model-pull-request.yml')
    expect(readFileSync('model.yml', 'utf8')).toContain('name: mine')
    expect(readFileSync('.gitignore', 'utf8')).toBe('node_modules\n*.key\n.model-actions/\n')
    expect(await init(['--yes', '--force', '--name', 'other'])).toBe(0)
    expect(readFileSync('model.yml', 'utf8')).toContain('name: other')
    expect(withLines('/.model-actions/\n*.key\n', ['*.key', '.model-actions/'])).toBe('/.model-actions/\n*.key\n')
  })

  it('makes nothing of texts that are to be written, and says where to read on', async () => {
    put('chats.jsonl', `${JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }] })}\n`)
    expect(String(await init(['--yes', 'chats.jsonl']))).toMatch(
      /messages hold texts that are to be written.*language-models\.md/,
    )
    put('asked.csv', 'instruction,response,topic\na,b,c\n')
    expect(String(await init(['--yes', 'asked.csv']))).toContain('instruction and response hold texts')
  })

  it('asks for the base and for what is not plain, and for nothing with --yes', async () => {
    const offices = tickets(900)
      .split('\n')
      .map((line, index) => `${line},${index === 0 ? 'office' : ['Bonn', 'Kiel', 'Ulm'][index % 3]}`)
    put('tickets.csv', offices.join('\n'))
    expect(await init(['--yes', 'tickets.csv']), told).toBe(0)
    rmSync('model.yml')
    expect(await init([], ['offices', 'office', 'org/model@abc']), told).toBe(0)
    expect(asked).toHaveLength(3)
    expect(asked[0]).toContain('Which column is the class? (queue, office)')
    expect((await loadSpec('model.yml')).base).toBe('org/model@abc')
    expect((await loadSpec('model.yml')).data).toMatchObject({ label: 'office' })
  })

  it.each([
    [[], /^UserError: --base: which pretrained model .* cannot be guessed, and nobody can be asked here/],
    [['--base', 'org/model'], /--base: "org\/model" has no revision/],
    [['--yes', '--label', 'queu'], /--label: there is no column "queu"; did you mean "queue"\?/],
    [['--yes', '--label', 'body'], /--label: body is the input already/],
    [['--yes', '--name', 'My Model'], /--name: expected lower-case letters/],
    [['--yes', 'none.csv'], /none\.csv cannot be read \(ENOENT\)/],
    [['--yes', '/etc'], /argument DATA/],
  ])('without a terminal %j is refused in one line, and nothing is written', async (args, message) => {
    put('tickets.csv', tickets(900))
    const failure = await init(args)
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toMatch(message)
    expect(existsSync('model.yml') || existsSync('.gitignore')).toBe(false)
  })

  it('says which examples tell no classes apart, and makes a project once there are two', async () => {
    put('data.csv', 'text,label\n')
    expect(String(await init(['--yes', 'data.csv']))).toMatch(/data\.csv: has no examples: name a file that has some/)
    const rows = Array.from({ length: 30 }, (_, at) => `text number ${at},${at % 2 === 0 ? 'a' : 'b'}\n`).join('')
    put('data.csv', `text,label\n${rows.replaceAll(',b', ',a')}`)
    expect(String(await init(['--yes', '--label', 'label', 'data.csv']))).toMatch(
      /column "label" has one class only: a classifier needs examples of at least two; name another column by --label/,
    )
    put('data.csv', `text,label\n${rows}`)
    expect(await init(['--yes', 'data.csv']), told).toBe(0)
  })

  it('says that a number to predict is no class', async () => {
    put(
      'houses.csv',
      ['text,price', ...Array.from({ length: 300 }, (_, index) => `a house of ${index} rooms,${index}.5`)].join('\n'),
    )
    expect(String(await init(['--yes']))).toMatch(/--label COLUMN: no column has .*predicting a number is no task here/)
  })

  it('takes a test that lies beside the training, and tells of classes that nothing trains', async () => {
    put('train.csv', tickets(900))
    put('test.csv', `${tickets(300)}\nmy chair is broken,furniture\n`)
    expect(await init(['--yes'])).toBe(0)
    expect((await loadSpec('model.yml')).data).toMatchObject({ train: 'train.csv', test: 'test.csv' })
    expect(told).toContain('test.csv has classes that nothing trains (furniture)')
  })

  it.each(['data/train.tsv', 'data'])('of %s is run again, and makes a copy anew with --force', async (named) => {
    put('data/train.tsv', tickets(900, '\t'))
    put('data/test.tsv', tickets(300, '\t'))
    expect(await init(['--yes', named])).toBe(0)
    expect((await loadSpec('model.yml')).data).toMatchObject({ train: 'data/train.jsonl', test: 'data/test.jsonl' })
    put('data/train.tsv', tickets(1000, '\t'))
    expect(await init(['--yes', named]), told).toBe(0)
    expect(await read('data/train.jsonl')).toHaveLength(900)
    expect(await init(['--yes', '--force', named]), told).toBe(0)
    expect(await read('data/train.jsonl')).toHaveLength(1000)
    expect((await loadSpec('model.yml')).data).toMatchObject({ train: 'data/train.jsonl', test: 'data/test.jsonl' })
  })

  it('keeps keys out of git before any is made', async () => {
    put('tickets.csv', tickets(900))
    mkdirSync('.gitignore')
    put('password', 'secret\n')
    await expect(init(['--yes', '--keys', '--password-file', 'password'])).resolves.toBeInstanceOf(Error)
    expect(existsSync('cosign.key')).toBe(false)
  })

  it('lists the images of a directory for each class, and uses a base that lies there', async () => {
    for (const name of ['cat', 'dog'])
      for (let at = 0; at < 30; at += 1) put(`photos/${name}/${at}.png`, `${name}${at}`)
    put('photos/notes.txt', 'x')
    put('base/config.json', '{}')
    expect(await init([]), told).toBe(0)
    const spec = await loadSpec('model.yml')
    expect(spec).toMatchObject({
      task: 'image-classification',
      base: './base',
      data: { train: 'photos.jsonl', image: 'image' },
    })
    const images = await read('photos.jsonl')
    expect(images).toHaveLength(60)
    for (const { image } of images) expect(existsSync(String(image))).toBe(true)
  })

  it('finds directories of images for each side and class below one directory', async () => {
    for (const side of ['train', 'test'])
      for (const name of ['cat', 'dog'])
        for (let at = 0; at < 30; at += 1) put(`pictures/${side}/${name}/${at}.png`, `${side}${name}${at}`)
    expect(await init(['--yes']), told).toBe(0)
    expect(await loadSpec('model.yml')).toMatchObject({
      data: { train: 'pictures/train.jsonl', test: 'pictures/test.jsonl' },
    })
  })

  it('tells which files of a base GitHub does not take, and has the workflows fetch them once they lie in Git LFS', async () => {
    put('tickets.csv', tickets(900))
    put('base/config.json', '{}')
    put('base/model.safetensors', '')
    truncateSync('base/model.safetensors', 100 * 1024 * 1024 + 1)
    execFileSync('git', ['init', '-q'])
    const workflow = () => readFileSync('.github/workflows/model-pull-request.yml', 'utf8')
    expect(await init(['--yes']), told).toBe(0)
    expect(told).toContain(
      'commit ./base (by Git LFS, as model.safetensors is over the 100 MB that GitHub takes), or write',
    )
    expect(workflow()).not.toMatch(/^ +lfs: true/m)
    // What `git lfs track 'base/*.safetensors'` writes.
    put('.gitattributes', 'base/*.safetensors filter=lfs diff=lfs merge=lfs -text\n')
    expect(await init(['--yes', '--force']), told).toBe(0)
    expect(told).toContain('commit ./base, which lies in Git LFS')
    expect(workflow()).toMatch(/^ +lfs: true/m)
  })

  it('writes nothing at all where keys are wanted and nobody can give their password, and says how', async () => {
    put('tickets.csv', tickets(900))
    vi.stubEnv('COSIGN_PASSWORD', undefined)
    const failures = [await init(['--yes', '--keys']), await init(['--keys', '--base', 'acme/x@1'], [])]
    vi.unstubAllEnvs()
    expect(String(failures[0])).toContain('with --yes nobody is asked')
    for (const failure of failures)
      expect(String(failure)).toMatch(
        /init --keys needs a password for the private key: set COSIGN_PASSWORD or give --password-file/,
      )
    expect(readdirSync('.')).toEqual(['tickets.csv'])
  })

  it('makes keys on request, which only their owner can read, and never over others', async () => {
    put('tickets.csv', tickets(900))
    put('password', 'secret\n')
    expect(await init(['--yes', '--keys', '--password-file', 'password']), told).toBe(0)
    expect(statSync('cosign.key').mode & 0o077).toBe(0)
    const key = readFileSync('cosign.key', 'utf8')
    expect(await init(['--yes', '--keys', '--force', '--password-file', 'password'])).toBe(0)
    expect(readFileSync('cosign.key', 'utf8')).toBe(key)
  })
})

describe('what a new user gives by mistake', () => {
  const rowsOfText = (separator = ','): string =>
    Array.from({ length: 60 }, (_, n) => `some text ${n}${separator}${'ab'[n % 2]}\n`).join('')
  const table = `text,label\n${rowsOfText()}`
  const init = async (...args: string[]): Promise<string> => {
    const stdout: string[] = []
    const world = {
      signal: new AbortController().signal,
      stdout: { write: (text: string) => stdout.push(text) },
      stderr: { write: () => undefined },
    }
    return createProgram(world)
      .run(['init', ...args, '--yes'])
      .then(
        () => stdout.join(''),
        (error: unknown) => {
          if (!(error instanceof UserError)) throw error
          expect(error.message).not.toContain('\n')
          return error.message
        },
      )
  }

  it.each<[string, string, string | Buffer, RegExp]>([
    ['UTF-16', 'd.csv', Buffer.from(`\ufeff${table}`, 'utf16le'), /^d\.csv: is UTF-16, and UTF-8 is read/],
    ['UTF-16 without a mark', 'd.csv', Buffer.from(table, 'utf16le'), /^d\.csv: is UTF-16, and UTF-8 is read/],
    ['a packed file', 'd.csv', gzipSync(table), /^d\.csv: is packed by gzip: unpack it first/],
    ['a packed file by its name', 'd.csv.gz', gzipSync(table), /^d\.csv\.gz: is packed: unpack it first/],
    ['a spreadsheet', 'd.csv', 'PK\u0003\u0004', /^d\.csv: is a ZIP archive, as spreadsheets are too: .*CSV/],
    ['a spreadsheet by its name', 'd.xlsx', 'PK\u0003\u0004', /^d\.xlsx: is a spreadsheet: save its sheet as CSV/],
    ['Parquet by another name', 'd.csv', 'PAR1', /^d\.csv: is Parquet: give it a name that ends in \.parquet/],
    [
      'two columns of one name',
      'd.csv',
      'text,text,label\na,b,c\n',
      /^d\.csv:1: two columns are called "text": rename one/,
    ],
    [
      'no names of columns',
      'd.csv',
      rowsOfText(),
      /^d\.csv:1: its first line looks like an example, .*"a" is a class too/,
    ],
    ['an empty list', 'd.json', '[]', /^d\.json: has no examples/],
    [
      'true and false',
      'd.jsonl',
      Array.from({ length: 60 }, (_, n) => `{"text": "some text ${n}", "label": ${n % 2 === 0}}\n`).join(''),
      /column "label" holds true and false, and a class is a word or a whole number: write them as words/,
    ],
    [
      'numbers with a fraction',
      'd.csv',
      `text,label\n${Array.from({ length: 60 }, (_, n) => `some text ${n},0.${n % 7}5\n`).join('')}`,
      /column "label" holds numbers with a fraction.*predicting a number is no task here/,
    ],
    [
      'as many classes as there are',
      'd.csv',
      `text,label\n${Array.from({ length: 6000 }, (_, n) => `some text ${n},class ${n % 3000}\n`).join('')}`,
      /column "label" has 3000 different values in 6000 rows/,
    ],
  ])('%s: says what it is, and what to do', async (_, file, content, message) => {
    writeFileSync(join(directory, file), content)
    expect(await init(file)).toMatch(message)
    expect(existsSync(join(directory, 'model.yml'))).toBe(false)
  })

  it('a directory with a spreadsheet alone: says that it is one', async () => {
    writeFileSync(join(directory, 'Umfrage 1.xlsx'), 'PK')
    expect(await init()).toMatch(
      /has no examples, neither here nor in data\/ \(Umfrage 1\.xlsx is a spreadsheet: save its sheet as CSV\)/,
    )
  })

  it('a pipe, and a name that would break the line that it stands in: one line', async () => {
    execFileSync('mkfifo', ['pipe.csv'])
    expect(await init('pipe.csv')).toBe('pipe.csv is neither a file nor a directory: name one with examples')
    writeFileSync(join(directory, 'a\nb.csv'), table)
    expect(await init('a\nb.csv')).toMatch(/"a\\nb\.csv" has a name that cannot be shown in a line: rename it/)
  })

  it.each(['my data\'s "file".csv', 'Übung–日本.csv'])('the name %s: is as good as any', async (file) => {
    writeFileSync(join(directory, file), table)
    expect(await init(file)).toContain('model.yml is valid')
    expect((await loadSpec('model.yml')).data.train).toBe(file)
  })

  it('names of columns that are said count, also where they look like an example', async () => {
    writeFileSync(join(directory, 'd.csv'), `a text,a\n${rowsOfText()}`)
    expect(await init('d.csv', '--text', 'a text', '--label', 'a')).toContain('model.yml is valid')
  })
})
