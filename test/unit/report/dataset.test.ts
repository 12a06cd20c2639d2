import { expect, test } from 'vitest'
import type { SplitSummary } from '../../../src/engine/contract.generated.ts'
import { datasetSections } from '../../../src/report/dataset.ts'
import type { Section } from '../../../src/report/model.ts'

const split = (
  counts: Record<string, number>,
  histogram: { upto: number; count: number }[],
  max: number,
): SplitSummary => ({
  examples: Object.values(counts).reduce((sum, count) => sum + count, 0),
  class_counts: counts,
  ...(max === 0 ? {} : { tokens: { p50: 4, p95: 12, max, histogram } }),
})
const sectionsOf = (max: number): Section[] =>
  datasetSections(
    {
      verb: 'prepare',
      labels: ['rare', 'common'],
      splits: {
        train: split(
          { rare: 2, common: 1200 },
          [
            { upto: 8, count: 1200 },
            { upto: 16, count: 2 },
          ],
          max,
        ),
        validation: split({ rare: 0, common: 0 }, [], 0),
        test: split({ rare: 1, common: 9 }, [{ upto: 8, count: 10 }], Math.min(max, 7)),
      },
      dropped: { near_test: 3 },
      digest: 'sha256:0',
    },
    { maxLength: 12, warnings: ['7 texts are cut: raise it'], nameOf: String },
  )
const titled = (title: string, max = 15): Section | undefined => sectionsOf(max).find((each) => each.title === title)

test('the data are shown by the size of their classes, the largest first, and by the length of their texts', () => {
  expect(titled('Size of the classes')).toMatchObject({ x: ['common', 'rare'], series: [{ values: [1209, 3] }] })
  expect(titled('Length of the texts')).toMatchObject({
    x: ['0 to 8', '9 to 16'],
    series: [{ mark: 'bar', values: [1210, 2] }],
    note: 'In tokens. What is longer than data.max-length, 12, is cut.',
  })
  expect(titled('Length of the texts, in tokens')).toMatchObject({
    rows: [
      ['train', '4', '12', '15'],
      ['test', '4', '12', '7'],
    ],
  })
})

test('of a task without classes nothing is said of classes, and of the lengths the same', () => {
  const split = { examples: 2, tokens: { p50: 4, p95: 5, max: 5, histogram: [{ upto: 8, count: 2 }] } }
  const splits = { train: split, validation: split, test: split }
  const sections = datasetSections(
    { verb: 'prepare', splits, dropped: { near_test: 3 }, digest: 'sha256:0' },
    { maxLength: 12, warnings: [], nameOf: String },
  )
  const titles = sections.map(({ title }) => title)
  expect(titles).toContain('Length of the texts')
  expect(titles.filter((title) => /class/i.test(title))).toEqual([])
})

test('what the job warned of is in the report, before all else', () => {
  expect(sectionsOf(15)[0]).toMatchObject({
    title: 'Warnings of prepare',
    part: 'cost',
    rows: [['7 texts are cut: raise it']],
  })
})

test('images, all of one length, have no histogram of lengths', () => {
  expect(titled('Length of the texts', 1)).toBeUndefined()
  expect(titled('Size of the classes', 1)).toBeDefined()
})

test('numbers beside a text are shown as the model knows them, with how many are missing', () => {
  const splits = { train: { examples: 4 }, validation: { examples: 0 }, test: { examples: 1 } }
  const numeric = [{ name: 'amount', mean: 120.25, deviation: 33.333_33, missing: 2 }]
  const sections = datasetSections(
    { verb: 'prepare', splits, dropped: {}, digest: 'sha256:0', numeric },
    { maxLength: 12, warnings: [], nameOf: String },
  )
  expect(sections.find(({ title }) => title === 'Numbers of the training examples')).toMatchObject({
    rows: [['amount', '120.3', '33.33', '2']],
  })
})

test('several training files are shown with their rows, what is used of them and their shares', () => {
  const splits = { train: { examples: 150 }, validation: { examples: 20 }, test: { examples: 30 } }
  const result = { verb: 'prepare', splits, dropped: { beyond_share: 160 }, digest: 'sha256:0' } as const
  const about = { maxLength: 12, warnings: [], nameOf: (input: string) => `data/${input}.csv` }
  const first = { input: 'train', rows: 1300, used: 120, share: 2 / 3 }
  const second = { input: 'train-2', rows: 90, used: 60, share: 1 / 3 }
  const shown = (sources: [typeof first, typeof second]) =>
    datasetSections({ ...result, sources }, about).find(({ title }) => title === 'Training files')
  const wanted = { columns: ['file', 'rows', 'examples used', 'share', 'share wanted'] }
  expect(shown([first, second])).toMatchObject({
    ...wanted,
    rows: [
      ['data/train.csv', '1,300', '120', '66.7 %', 'all of it'],
      ['data/train-2.csv', '90', '60', '33.3 %', 'all of it'],
    ],
  })
  expect(
    shown([
      { ...first, ...{ wanted: 0.7 } },
      { ...second, ...{ wanted: 0.3 } },
    ]),
  ).toMatchObject({
    rows: [expect.arrayContaining(['70.0 %']), expect.arrayContaining(['30.0 %'])],
  })
  expect(datasetSections(result, about).map(({ title }) => title)).not.toContain('Training files')
})

test('personal data that were masked are counted by kind, and nothing is said where none were asked for', () => {
  const splits = { train: { examples: 2 }, validation: { examples: 1 }, test: { examples: 1 } }
  const result = { verb: 'prepare', splits, dropped: {}, digest: 'sha256:0' } as const
  const about = { maxLength: 12, warnings: [], nameOf: String }
  const title = 'Personal data behind marks'
  expect(datasetSections({ ...result, masked: { email: 1200, card: 0 } }, about)).toContainEqual({
    kind: 'table',
    title,
    columns: ['kind', 'times'],
    rows: [
      ['email', '1,200'],
      ['card', '0'],
    ],
  })
  expect(datasetSections(result, about).filter((section) => section.title === title)).toEqual([])
})
