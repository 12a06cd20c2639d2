import { describe, expect, it } from 'vitest'
import { acrossFiles } from '../../../src/checkup/across.ts'
import { type DataColumns, examine, type Side } from '../../../src/checkup/data.ts'
import { nearestOf } from '../../../src/checkup/nearest.ts'
import { mixed } from '../../../src/checkup/sources.ts'
import { formatProblem } from '../../../src/errors.ts'
import type { Row } from '../../../src/init/types.ts'

const columns: DataColumns = { kind: 'text', input: 'text', label: 'label', slices: [] }

async function* rowsOf(rows: readonly (Record<string, unknown> | string)[]): AsyncGenerator<Row> {
  for (const [index, row] of rows.entries())
    yield typeof row === 'string' ? { line: index + 1, wrong: row } : { line: index + 1, fields: row }
}

const looked = (
  rows: readonly (Record<string, unknown> | string)[],
  { side = 'train' as Side, of = columns }: { side?: Side; of?: DataColumns } = {},
) => examine({ side, name: `${side}.jsonl`, columns: of }, rowsOf(rows))

const many = (count: number, label: string) =>
  Array.from({ length: count }, (_, index) => ({ text: `${label} ${index}`, label }))
const told = ({ problems }: Pick<Awaited<ReturnType<typeof looked>>, 'problems'>) => problems.map(formatProblem)

describe('errors of data', () => {
  it('come all at once, in the order of their lines', async () => {
    const found = await looked([
      { id: 'one', text: 'a', label: 'x' },
      'not JSON',
      { id: 'two', text: 5, label: '' },
      { id: 'one', text: 'b', label: true },
      { id: 1, text: '\ud83d', label: 'y' },
    ])
    expect(told(found)).toEqual([
      'train.jsonl:2: not JSON',
      'train.jsonl:3: column "label" is empty: give a name or a whole number',
      'train.jsonl:3: column "text" holds 5, and a text is wanted',
      'train.jsonl:4: column "label" holds true: give a name or a whole number',
      'train.jsonl:4: the id "one" is also on line 1: make ids distinct',
      expect.stringContaining('train.jsonl:5: column "text" holds half of a character'),
    ])
  })

  it('name a column that is missing once, with the one that was meant', async () => {
    const found = await looked([
      { text: 'a', lable: 'x' },
      { text: 'b', lable: 'y' },
    ])
    expect(told(found)).toEqual([
      'train.jsonl:1: column "label" is missing, as it is in all rows (there: text, lable); did you mean "lable"?: name the column in data',
    ])
    const of = { ...columns, group: 'customer', slices: ['language'] }
    expect(
      told(await looked([{ text: 'a', label: 'x' }], { of })).map((line) => /column "(\w+)"/.exec(line)?.[1]),
    ).toEqual(['customer', 'language'])
  })

  it('name a class that no training example has, with its nearest one', async () => {
    const train = await looked([...many(3, 'video'), ...many(3, 'audio')])
    const test = await looked([{ text: 'new', label: 'vidoe' }, ...many(1, 'opera')], { side: 'test' })
    expect(acrossFiles([train, test]).problems.map(formatProblem)).toEqual([
      'test.jsonl:1: no training example has the class "vidoe", which a test example has; did you mean "video"?: add training examples of it, or correct it here',
      'test.jsonl:2: no training example has the class "opera", which a test example has: add training examples of it, or correct it here',
    ])
  })

  it('name test examples that training has as well, in other letters and blanks too', async () => {
    const train = await looked([...many(2, 'a'), { text: 'Hello  World', label: 'b' }])
    const test = await looked([{ text: 'hello world', label: 'b' }], { side: 'test' })
    expect(acrossFiles([train, test]).problems.map(formatProblem)).toEqual([
      expect.stringMatching(
        /^test\.jsonl: 1 test example also stands in the training file \(line 1 = line 3\): remove/,
      ),
    ])
  })

  it('of nothing, of empty texts and of one class are said as such', async () => {
    expect(told(await looked([]))).toEqual([expect.stringMatching(/holds no examples/)])
    expect(told(await looked([{ text: ' ', label: 'x' }]))).toEqual([expect.stringMatching(/every example is empty/)])
    expect(acrossFiles([await looked(many(9, 'only'))]).problems.map(formatProblem)).toEqual([
      'train.jsonl: the examples have one class only, "only": a classifier needs examples of at least two',
    ])
  })

  it('are none where prepare takes it: whole numbers as classes, other columns as they like, empty slices', async () => {
    const of = { ...columns, slices: ['language'] }
    const rows = [
      { text: 'a', label: 1, language: null, other: [1.5] },
      { text: 'b', label: 'x', language: '' },
      { text: '', label: 'x', language: 'de' },
    ]
    const found = await looked(rows, { of })
    expect(told(found)).toEqual([])
    expect(found.warnings).toEqual(['train.jsonl: 1 of 3 rows have an empty text and are left out'])
  })
})

describe('several training files', () => {
  const named = async (name: string, rows: Parameters<typeof looked>[0], share?: number) => ({
    ...(await looked(rows)),
    name,
    ...(share === undefined ? {} : { share }),
  })

  it('are known together: what one lacks another may have', async () => {
    const [one, other] = [await named('data/a.jsonl', many(9, 'x')), await named('data/b.parquet', many(9, 'y'))]
    const test = await looked([{ text: 'new', label: 'y' }], { side: 'test' })
    expect(acrossFiles([one, other, test])).toEqual({ problems: [], warnings: [] })
    const found = await looked([{ text: 'Y 3', label: 'y' }, ...many(1, 'x')], { side: 'test' })
    expect(told(acrossFiles([one, other, found]))).toEqual([
      'test.jsonl: 2 test examples also stand in the training files (line 1 = row 4 of b.parquet, line 2 = line 1 of a.jsonl): remove them from one of the two files, as a model is not tested on what it has seen',
    ])
  })

  it('have no id in common, and an error names both places', async () => {
    const row = { id: 'one', text: 'a', label: 'x' }
    const files = [
      await named('a/t.jsonl', [row]),
      await named('b/t.jsonl', [
        { text: 'c', label: 'y' },
        { ...row, text: 'b' },
      ]),
    ]
    expect(told(acrossFiles(files))).toEqual([
      'b/t.jsonl:2: the id "one" is also on line 1 of t.jsonl (source 1): make ids distinct',
    ])
  })

  it('of which one has an error are not told that classes are missing', async () => {
    const files = [await named('a.jsonl', many(3, 'x')), await named('b.jsonl', ['not JSON'])]
    const test = await looked([{ text: 'new', label: 'y' }], { side: 'test' })
    expect(told(acrossFiles([...files, test]))).toEqual([])
  })

  it('with shares have as many examples as the scarcest lets them have', async () => {
    const files = [await named('a.jsonl', many(60, 'x'), 6), await named('b.jsonl', many(90, 'y'), 3)]
    expect(mixed(files)).toEqual({
      usable: 90,
      classes: new Map([
        ['x', { count: 60 }],
        ['y', { count: 30 }],
      ]),
    })
    expect(mixed(files.map(({ share: _, ...file }) => file)).usable).toBe(150)
    expect(mixed([...files, await named('c.jsonl', [], 1)]).usable).toBe(0)
  })
})

describe('doubts about data', () => {
  it('a class of one example is named: it stays in training; one that is hardly written and nearly another, too', async () => {
    const train = await looked([
      ...many(40, 'video'),
      ...many(40, 'class_1'),
      ...many(1, 'vidoe'),
      ...many(1, 'class_2'),
    ])
    const { problems, warnings } = acrossFiles([train])
    expect(problems).toEqual([])
    expect(warnings).toEqual([
      expect.stringContaining('2 of 4 classes have one example, which stays in training (vidoe, class_2)'),
      'train.jsonl:81: the class "vidoe" stands once: did you mean "video", which stands 40 times?',
    ])
  })

  it('rows of several columns are told as one text, and a column that is none by its name', async () => {
    const of = { ...columns, input: ['title', 'price'] }
    const found = await looked(
      [
        { title: 'a', price: 1, label: 'x' },
        { title: 'a', price: 2, label: 'y' },
        { title: 'a', price: '1', label: 'y' },
        { title: ' ', price: null, label: 'x' },
        { title: ['a'], price: 1, label: 'x' },
        { title: 'a', price: '\ud83d', label: 'x' },
        { title: 'a', pirce: 1, label: 'x' },
      ],
      { of },
    )
    expect(found.usable).toBe(2)
    expect(told(found)).toEqual([
      'train.jsonl:5: column "title" holds ["a"]: give a text, a number, true, false or null',
      expect.stringContaining('train.jsonl:6: column "price" holds half of a character'),
      'train.jsonl:7: column "price" is missing (there: title, pirce, label); did you mean "pirce"?: name the column in data',
    ])
    expect(found.warnings).toEqual([
      'train.jsonl: 1 of 7 rows have an empty text and are left out',
      expect.stringContaining('(lines 1 and 3): the first counts'),
    ])
    const test = await looked([{ title: 'A', price: 1, label: 'x' }], { side: 'test', of })
    expect(told(acrossFiles([{ ...found, problems: [] }, test]))).toEqual([
      expect.stringContaining('1 test example also stands in the training file (line 1 = line 1)'),
    ])
  })

  it('name what is no number in a column of numbers, in the words of prepare', async () => {
    const of = { ...columns, input: ['text', 'amount'], numeric: ['amount'] }
    const row = (amount: unknown, index: number) => ({ text: `a ${index}`, amount, label: index % 2 ? 'x' : 'y' })
    const taken = [1, -2.5, '3', ' 1e3 ', '', null, '.5']
    expect(told(await looked(taken.map(row), { of }))).toEqual([])
    const wrong = ['12 €', '1,5', true, '1e31', [1]]
    expect(told(await looked(wrong.map(row), { of }))).toEqual(
      ['"12 €"', '"1,5"', 'true', '"1e31"', '[1]'].map(
        (shown, index) =>
          `train.jsonl:${index + 1}: column "amount" holds ${shown}: give a number of at most 1e30 in size, or null where it is not known`,
      ),
    )
  })

  it('a repeated example with another label is told with both lines', async () => {
    const found = await looked([...many(2, 'x'), { text: 'x 1', label: 'y' }])
    expect(found.warnings).toEqual([expect.stringContaining('(lines 2 and 3): the first counts')])
  })
})

it('a file of large whole numbers as labels is read to its end, and each of them is a class', async () => {
  const found = await looked([{ text: 'a', label: 2 ** 53 + 2 }, { text: 'b', label: 1e20 }, ...many(2, 'x')])
  expect(found.whole).toBe(true)
  expect([...found.classes.keys()]).toEqual(['9007199254740994', '100000000000000000000', 'x'])
  expect(told(await looked([{ text: 'a', label: 1e21 }]))).toEqual([
    'train.jsonl:1: column "label" holds 1e+21: give a name or a whole number',
  ])
})

it.each([
  ['vidoe', 'video'],
  ['Video', 'video'],
  ['videos', 'video'],
  ['cat', undefined],
])('of "%s" the nearest class is %s', (written, near) => {
  expect(nearestOf(written, ['audio', 'video', 'news'])).toBe(near)
})
