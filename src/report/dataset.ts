import type { PrepareResult, SplitSummary } from '../engine/contract.generated.ts'
import type { Section } from './model.ts'
import { countText, figure } from './text.ts'
import { warningSections } from './warnings.ts'

const splitNames = ['train', 'validation', 'test'] as const
const mostClassesDrawn = 40

/** What was made of the user's examples. @param maxLength of a text; what is longer is cut */
export const datasetSections = (
  result: PrepareResult,
  {
    maxLength,
    warnings,
    nameOf,
  }: { maxLength: number; warnings: readonly string[]; nameOf: (input: string) => string },
): Section[] => [
  ...warningSections('prepare', warnings),
  ...(result.labels === undefined ? [] : classes(result.labels, result.splits)),
  ...sources(result, nameOf),
  ...lengths(result, maxLength),
  ...numbers(result),
  ...masked(result),
  { kind: 'table', title: 'Left out', columns: ['why', 'examples'], rows: counts(result.dropped) },
  {
    kind: 'table',
    title: 'Kept on one side of the split, as they are all but the same',
    columns: ['kind', 'examples'],
    rows: counts(result.grouped ?? {}),
  },
]

const counts = (of: Record<string, number>): string[][] =>
  Object.entries(of).map(([name, count]) => [name.replaceAll('_', ' '), countText(count)])

/** The largest class first: what is rare stands at the end. */
function classes(labels: readonly string[], splits: PrepareResult['splits']): Section[] {
  const countsOf = (label: string) => splitNames.map((name) => splits[name].class_counts?.[label] ?? 0)
  const all = labels
    .map((label) => ({ label, count: countsOf(label).reduce((sum, count) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count)
  const shown = all.slice(0, mostClassesDrawn)
  return [
    {
      kind: 'chart',
      title: 'Size of the classes',
      x: shown.map(({ label }) => label),
      yTitle: 'examples',
      series: [{ mark: 'bar', values: shown.map(({ count }) => count) }],
      ...(all.length > shown.length ? { note: `The ${shown.length} largest of ${all.length} classes.` } : {}),
    },
    {
      kind: 'table',
      title: 'Examples by class',
      columns: ['class', ...splitNames],
      rows: labels.map((label) => [label, ...countsOf(label).map(countText)]),
    },
  ]
}

/** What stands in the model's configuration, and how much of it is missing. */
const numbers = ({ numeric = [] }: PrepareResult): Section[] =>
  numeric.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: 'Numbers of the training examples',
          columns: ['column', 'mean', 'standard deviation', 'missing'],
          rows: numeric.map(({ name, mean, deviation, missing }) => [
            name,
            figure(mean),
            figure(deviation),
            countText(missing),
          ]),
        },
      ]

/** What was found, and never what it was. */
const masked = ({ masked: counted }: PrepareResult): Section[] =>
  counted === undefined
    ? []
    : [
        {
          kind: 'table',
          title: 'Personal data behind marks',
          columns: ['kind', 'times'],
          rows: Object.entries(counted).map(([name, count]) => [name, countText(count)]),
        },
      ]

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** Of several training files, how many of their examples are in the dataset, on whichever side of the split. */
const sources = ({ sources: several }: PrepareResult, nameOf: (input: string) => string): Section[] =>
  several === undefined
    ? []
    : [
        {
          kind: 'table',
          title: 'Training files',
          columns: ['file', 'rows', 'examples used', 'share', 'share wanted'],
          rows: several.map(({ input, rows, used, share, wanted }) => [
            nameOf(input),
            countText(rows),
            countText(used),
            percent(share),
            wanted === undefined ? 'all of it' : percent(wanted),
          ]),
        },
      ]

type Tokens = NonNullable<SplitSummary['tokens']>

/** How long the texts are, of all splits together; nothing where all are of one length, as images are. */
function lengths({ splits }: PrepareResult, maxLength: number): Section[] {
  const told = splitNames.flatMap((name) => {
    const { tokens } = splits[name]
    return tokens === undefined ? [] : [{ name, tokens }]
  })
  if (told.every(({ tokens }) => tokens.max <= 1)) return []
  const bins = histogramOf(told.map(({ tokens }) => tokens))
  return [
    {
      kind: 'chart',
      title: 'Length of the texts',
      x: bins.map(({ from, upto }) => `${countText(from)} to ${countText(upto)}`),
      yTitle: 'examples',
      series: [{ mark: 'bar', values: bins.map(({ count }) => count) }],
      note: `In tokens. What is longer than data.max-length, ${countText(maxLength)}, is cut.`,
    },
    {
      kind: 'table',
      title: 'Length of the texts, in tokens',
      columns: ['split', 'half have at most', '95 % have at most', 'the longest'],
      rows: told.map(({ name, tokens }) => [name, countText(tokens.p50), countText(tokens.p95), countText(tokens.max)]),
    },
  ]
}

/** Every split counts by the same bounds, and only as far as its own longest text reaches. */
function histogramOf(splits: readonly Tokens[]): { from: number; upto: number; count: number }[] {
  const byBound = new Map<number, number>()
  for (const { histogram } of splits)
    for (const { upto, count } of histogram) byBound.set(upto, (byBound.get(upto) ?? 0) + count)
  const bounds = [...byBound.keys()].sort((a, b) => a - b)
  return bounds.map((upto, i) => ({
    from: (bounds[i - 1] ?? 0) + (i === 0 ? 0 : 1),
    upto,
    count: byBound.get(upto) ?? 0,
  }))
}
