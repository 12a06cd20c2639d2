import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readContract } from '../../src/engine/events.ts'
import { formatProblem, type Problem, UserError } from '../../src/errors.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { loadSpec } from '../../src/spec/load.ts'
import { boundsOf } from '../../src/spec/paths.ts'
import { examineData } from '../../src/stages/examining.ts'
import type { StageContext } from '../../src/stages/types.ts'
import { describeWith } from '../parts.ts'

/*
 * `check` looks at data without Python, and `prepare` reads it with Python: both find the same errors, and say them in the same
 * words. What a parser says of a line is its own, and stands in parentheses.
 */

type Case = {
  name: string
  files: Readonly<Record<string, string | Buffer>>
  /** Further keys of model.yml. */
  spec?: string
  /** Where only one of the two can know, or they know it in other words: what `check` says, and what `prepare` says. */
  apart?: { check: readonly string[]; prepare: readonly string[] }
}

const good = '{"text": "one", "label": "a"}\n{"text": "two", "label": "b"}\n{"text": "three", "label": "a"}\n'
const train = (text: string | Buffer): Case['files'] => ({ 'train.jsonl': text })
const csv = (text: string | Buffer): Case['files'] => ({ 'train.csv': text })
const row = (fields: Record<string, unknown>): string => `${JSON.stringify(fields)}\n`
const pair = (test: string, first = good): Case['files'] => ({ 'train.jsonl': first, 'test.jsonl': test })
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`

const longNames = [77, 78, 80, 81].flatMap((count) =>
  ['x', '😀', '"', '\u0001', '\ud83d'].map((letter) => letter.repeat(count)),
)

const cases: readonly Case[] = [
  { name: 'nothing is wrong', files: train(good) },
  {
    name: 'a byte order mark, other line ends and empty lines',
    files: train(`\ufeff\r\n${good.replaceAll('\n', '\r\n\r\n')}`),
  },
  {
    name: 'a CSV file with a byte order mark and a quoted line end',
    files: csv('\ufefftext,label\r\n"one\ntwo",a\r\nb,b\r\n'),
  },
  { name: 'lines that are no JSON, and others that are no object', files: train(`${good}{\n[1]\n"x"\n`) },
  {
    name: 'a column that is missing in some rows',
    files: train(`${good}{"text": "x", "lable": "a"}\n{"text": "y"}\n`),
  },
  {
    name: 'a column that is missing in all rows',
    files: train('{"txt": "x", "label": "a"}\n{"txt": "y", "label": "b"}\n'),
  },
  {
    name: 'classes that are none',
    files: train(
      good + [true, null, '', ' ', 1.5, [1], { a: 1 }].map((label, n) => row({ text: `t${n}`, label })).join(''),
    ),
  },
  {
    name: 'classes that are numbers with a fraction, or too large for one',
    files: train(`${good}{"text": "x", "label": 2.50}\n{"text": "y", "label": 1e400}\n`),
  },
  {
    name: 'numbers that Python alone writes',
    files: train(
      `${good}{"text": NaN, "label": Infinity}\n{"text": -Infinity, "label": NaN}\n{"text": "NaN", "label": "a", "rest": [NaN]}\n{"text": "x", "label": -NaN}\n`,
    ),
  },
  {
    name: 'slices of numbers that Python alone writes',
    spec: 'slices',
    files: train(good.replaceAll('}', ', "tongue": NaN}').replace('NaN', 'Infinity')),
  },
  {
    name: 'rows with numbers that Python alone writes',
    spec: 'rows',
    files: train(
      '{"title": "x", "price": NaN, "label": "a"}\n{"title": "y", "price": 1e0999, "label": "b"}\n{"title": Infinity, "price": 12.50, "label": "a"}\n{"title": "z", "price": {"of": NaN}, "label": "a"}\n',
    ),
  },
  {
    name: 'classes that are whole numbers',
    files: train('{"text": "x", "label": 1}\n{"text": "y", "label": 2.0}\n{"text": "z", "label": -0.0}\n'),
  },
  {
    name: 'ids of more digits than JavaScript tells apart',
    files: train(
      '{"id": 1234567890123456789, "text": "x", "label": "a"}\n{"id": 1234567890123456790, "text": "y", "label": "b"}\n',
    ),
  },
  {
    name: 'classes of more digits than JavaScript tells apart',
    files: train('{"text": "x", "label": 1234567890123456789}\n{"text": "y", "label": 1234567890123456790}\n'),
  },
  {
    name: 'texts that are none',
    files: train(good + [5, null, ['a']].map((text) => row({ text, label: 'a' })).join('')),
  },
  {
    name: 'values that are as long as may be told, or longer, of letters of any kind',
    files: train(good + longNames.map((name, n) => row({ text: `t${n}`, label: [name] })).join('')),
  },
  {
    name: 'names that are as long as may be told, or longer, of letters of any kind',
    files: train(
      good +
        longNames
          .slice(10)
          .map((id, n) => row({ id, text: `t${n}`, label: 'a' }) + row({ id, text: `u${n}`, label: 'b' }))
          .join(''),
    ),
  },
  {
    name: 'a column that is another one by two emoji',
    files: train(good.replaceAll('label', 'lab😀😀')),
  },
  {
    name: 'half characters',
    files: train(`${good}{"text": "cut \\ud83d", "label": "a"}\n{"text": "x", "label": "a\\udc00"}\n`),
  },
  {
    name: 'ids that repeat, also where their rows are wrong',
    files: train(
      '{"id": "n", "text": 5, "label": "a"}\n{"id": "n", "text": "y", "label": "b"}\n{"id": " n ", "text": "z", "label": ""}\n',
    ),
  },
  {
    name: 'a byte that is no UTF-8, behind other errors',
    files: train(Buffer.concat([Buffer.from(`${good}{\n`), Buffer.from([0xff, 0x0a]), Buffer.from('{\n')])),
  },
  {
    name: 'UTF-16',
    files: train(Buffer.from(`\ufeff${good}`, 'utf16le')),
    apart: {
      check: ['train.jsonl: is UTF-16, and UTF-8 is read: save it with that encoding'],
      prepare: ['train.jsonl:1: is not UTF-8: save it with that encoding'],
    },
  },
  {
    name: 'two columns of one name',
    files: csv('text,,label,,text\none,,a,,b\n'),
  },
  {
    name: 'rows of a CSV file with too few and too many fields',
    files: csv('text,label\none,a\ntwo\nthree,b,c\nfour,b\n'),
  },
  {
    name: 'a field of a CSV file whose quotes do not end, behind other errors',
    files: csv('text,label\n\none,a\n\ntwo\n"three,b\nfour,c\nfive,d\n'),
  },
  { name: 'an empty file', files: train('') },
  { name: 'a CSV file with names of columns alone', files: csv('text,label\n') },
  { name: 'texts that are all empty', files: train('{"text": " ", "label": "a"}\n{"text": "", "label": "b"}\n') },
  { name: 'one class only', files: train('{"text": "x", "label": "a"}\n{"text": "y", "label": "a"}\n') },
  {
    name: 'white space as Python has it',
    files: train(
      '{"text": "\\u001c", "label": "a"}\n{"text": "x", "label": "\\u0085"}\n{"text": "y", "label": "\\ufeff"}\n',
    ),
  },
  {
    name: 'a text of too many characters',
    files: train(`${good}${row({ text: 'x'.repeat((1 << 20) + 1), label: 'a' })}`),
  },
  {
    name: 'a class that only the test has, and examples of both files',
    files: pair(
      '{"text": "ONE ", "label": "a"}\n{"text": "new", "label": "A"}\n{"text": "newer", "label": "other"}\n{"text": "newest", "label": "other"}\n',
    ),
  },
  {
    name: 'a group of both files',
    spec: 'group',
    files: pair(
      '{"text": "new", "label": "a", "who": "k"}\n',
      '{"text": "x", "label": "a", "who": "k"}\n{"text": "y", "label": "b", "who": 3}\n',
    ),
  },
  {
    name: 'more errors than somebody reads',
    files: train(Array.from({ length: 30 }, (_, n) => row({ text: n, label: 'a' })).join('')),
  },
  {
    name: 'slices of any kind',
    spec: 'slices',
    files: train(good.replaceAll('}', ', "tongue": 1.5}').replace('1.5', 'true').replace('1.5', '""')),
  },
  {
    name: 'images that are not where they are said to be',
    spec: 'images',
    files: {
      'a.png': png,
      'train.jsonl': ['a.png', '../a.png', '/a.png', 'lost.png', 'a.png/b.png', 'sub', 'link.png', '']
        .map((image, n) => row({ image, label: 'ab'[n % 2] }))
        .join(''),
    },
  },
  {
    name: 'an image that is none',
    spec: 'images',
    files: {
      'a.png': png,
      'b.png': Buffer.from('text'),
      'train.jsonl': row({ image: 'a.png', label: 'a' }) + row({ image: 'b.png', label: 'b' }),
    },
    apart: { check: [], prepare: [expect.stringMatching(/^train\.jsonl:2: the image cannot be read: /)] },
  },
  {
    name: 'a label without any end of its depth',
    files: train(`${good}{"text": "x", "label": ${deep}}\n`),
    apart: {
      check: ['train.jsonl:4: column "label" holds what is nested too deeply: give a name or a whole number'],
      prepare: ['train.jsonl:4: nested too deeply: write one flat JSON object a line'],
    },
  },
  { name: 'quotes that end before their field does', files: csv('text,label\none "of" two,a\n"two" x,b\nthree,a\n') },
  {
    name: 'rows of one of several training files',
    files: { ...train(good), 'second.jsonl': `${row({ text: 'new', lable: 'a' })}${row({ text: 5, label: 'a' })}` },
  },
  {
    name: 'ids that another training file has',
    files: {
      'train.jsonl': row({ id: 'x', text: 'one', label: 'a' }) + row({ id: 'y', text: 'two', label: 'b' }),
      'second.jsonl': row({ id: 'z', text: 'three', label: 'a' }) + row({ id: 'y', text: 'four', label: 'b' }),
    },
  },
  {
    name: 'a test that one of several training files has, and a class that none has',
    files: {
      'train.jsonl': row({ text: 'one', label: 'a' }) + row({ text: 'two', label: 'b' }),
      'second.jsonl': row({ text: 'three', label: 'c' }) + row({ text: 'one', label: 'a' }),
      'test.jsonl': ['three', 'new', 'two'].map((text, n) => row({ text, label: ['c', 'd', 'b'][n] ?? '' })).join(''),
    },
  },
  {
    name: 'one class in all of several training files',
    files: { 'train.jsonl': row({ text: 'one', label: 'a' }), 'second.jsonl': row({ text: 'two', label: 'a' }) },
  },
  { name: 'quotes that do not end', files: csv('text,label\none,a\n\ntwo,b\n"three,a\nfour,b\n') },
  {
    name: 'columns that are cut by semicolons',
    files: csv('text;label\none;a\n'),
    apart: {
      check: [expect.stringMatching(/^train\.csv: its columns are cut by ";", and prepare reads commas/)],
      prepare: [
        expect.stringMatching(/^train\.csv:2: column "(?:text|label)" is missing/),
        expect.stringMatching(/^train\.csv:2: column "(?:text|label)" is missing/),
      ],
    },
  },
]

type Kind = 'text' | 'image'

type Files = { train: string; 'train-2'?: string; test?: string }
const jobFiles = ({ 'train-2': second, ...files }: Files) =>
  second === undefined
    ? files
    : {
        ...files,
        train: [
          { file: files.train, input: 'train' },
          { file: second, input: 'train-2' },
        ],
      }

describeWith(['python'], 'errors of data', () => {
  let root = ''
  const prepared = new Map<string, string[]>()
  const directoryOf = (name: string): string => join(root, name.replaceAll(/\W+/g, '-'))
  const kindOf = ({ spec }: Case): Kind => (spec === 'images' ? 'image' : 'text')
  const filesOf = ({ files }: Case): Files => ({
    train: 'train.csv' in files ? 'train.csv' : 'train.jsonl',
    ...('second.jsonl' in files ? { 'train-2': 'second.jsonl' } : {}),
    ...('test.jsonl' in files ? { test: 'test.jsonl' } : {}),
  })

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'data-errors-'))
    for (const one of cases) {
      const directory = directoryOf(one.name)
      mkdirSync(join(directory, 'sub'), { recursive: true })
      for (const [file, content] of Object.entries(one.files)) writeFileSync(join(directory, file), content)
      if (kindOf(one) === 'image') symlinkSync('a.png', join(directory, 'link.png'))
      const config = {
        model_runtime: 1,
        verb: 'prepare',
        // Without a base, what is right with the data is refused for that.
        paths: {
          in: { train: directory, 'train-2': directory, base: join(root, 'no-base') },
          out: join(directory, 'out'),
        },
        task: kindOf(one) === 'image' ? 'image-classification' : 'text-classification',
        files: jobFiles(filesOf(one)),
        columns: { input: one.spec === 'rows' ? ['title', 'price'] : kindOf(one), label: 'label' },
        split: {
          ...('test.jsonl' in one.files ? {} : { test: 0.2 }),
          ...(one.spec === 'group' ? { group: 'who' } : {}),
        },
        ...(one.spec === 'slices' ? { slices: ['tongue'] } : {}),
        max_length: 16,
        sample: 1,
        seed: 0,
      }
      writeFileSync(join(directory, 'config.json'), JSON.stringify(config))
    }
    const script =
      'import sys\nfrom model_runtime.__main__ import run_job\nfor file in sys.argv[1:]: run_job("prepare", file)'
    execFileSync(
      process.env['MODEL_ACTIONS_PYTHON'] ?? '',
      ['-c', script, ...cases.map(({ name }) => join(directoryOf(name), 'config.json'))],
      { env: { ...process.env, PYTHONPATH: runtimeDirectory(), PYTHONDONTWRITEBYTECODE: '1' }, stdio: 'pipe' },
    )
    const contract = readContract(runtimeDirectory())
    for (const one of cases) {
      const lines = readFileSync(join(directoryOf(one.name), 'out/events.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
      const read = contract.line(lines.at(-1) ?? '')
      if (read.kind !== 'event' || read.event.type !== 'error') throw new Error(`${one.name}: ${lines.at(-1)}`)
      const { code, message, problems = [] } = read.event
      if (code === 'data') expect(problems.length, message).toBeGreaterThan(0)
      else expect(`${code}: ${message}`).toMatch(/^configuration: .*no-base/)
      const files: Readonly<Record<string, string | undefined>> = filesOf(one)
      prepared.set(
        one.name,
        problems.map(({ what, input, line }) =>
          told({
            what,
            ...(input === undefined
              ? {}
              : { place: { file: files[input] ?? '', ...(line === undefined ? {} : { line }) } }),
          }),
        ),
      )
    }
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const told = (problem: Problem): string => formatProblem(problem).replace(/(not JSON|not CSV) \(.*\)/, '$1 (…)')

  async function checked(one: Case): Promise<string[]> {
    const directory = directoryOf(one.name)
    const specFile = join(directory, 'model.yml')
    const { 'train-2': second, train: first, ...others } = filesOf(one)
    const files = Object.entries({ train: second === undefined ? first : `[${first}, ${second}]`, ...others }).map(
      ([side, file]) => `${side}: ${file}`,
    )
    const lines = [
      'name: tone',
      'version: 1.0.0',
      `task: ${kindOf(one)}-classification`,
      'base: ./base',
      `data: {${[...files, `${kindOf(one)}: ${one.spec === 'rows' ? '[title, price]' : kindOf(one)}`, 'label: label', ...(one.spec === 'group' ? ['split: {group: who}'] : [])].join(', ')}}`,
      ...(one.spec === 'slices' ? ['evaluate: {slices: [tongue]}'] : []),
    ]
    writeFileSync(specFile, lines.join('\n'))
    const context = {
      spec: await loadSpec(specFile),
      specFile,
      bounds: await boundsOf(specFile),
      memo: new Map(),
    } as unknown as StageContext
    const problems = await examineData(context).then(
      (found) => found.problems,
      (error: unknown) => {
        if (error instanceof UserError) return error.problems
        throw error
      },
    )
    const all = problems.map((problem) =>
      told({
        ...problem,
        ...(problem.place === undefined
          ? {}
          : { place: { ...problem.place, file: problem.place.file?.replace(`${directory}/`, '') ?? '' } }),
      }),
    )
    return all.length <= 20
      ? all
      : [...all.slice(0, 20), `${all.length - 20} more errors of the data are not shown: correct these first`]
  }

  it.each(cases)('of $name are the same in check and in prepare', async (one) => {
    const found = await checked(one)
    const { check = found, prepare = found } = one.apart ?? {}
    expect(found).toEqual(check)
    expect(prepared.get(one.name)).toEqual(prepare)
  })
})
