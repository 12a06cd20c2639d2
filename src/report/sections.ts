import type { Gate } from '../verdict.ts'
import type { Interval, Section } from './model.ts'
import { allowance, differenceText, directedTitle, figure, inUnit, measured, verdictMark } from './text.ts'

/** `strong[i]`: the column of row i that stands out, if any. */
export type Table = {
  columns: string[]
  rows: string[][]
  note?: string
  strong?: readonly (number | undefined)[]
  pictures?: { column: number; rows: string[] }
}

/** What a reader came for, before the gates that decide on it. */
export const isLead = ({ part }: Section): boolean => part === 'users' || part === 'comparison'

type Confusion = Extract<Section, { kind: 'confusion' }>

/** What of a section is shown as a table; a matrix of more classes than `mostClasses` as its most frequent mix-ups. */
export function asTable(section: Exclude<Section, { kind: 'text' | 'command' }>, mostClasses = 12): Table {
  switch (section.kind) {
    case 'table':
      return {
        columns: section.columns,
        rows: section.rows,
        ...(section.pictures === undefined ? {} : { pictures: section.pictures }),
      }
    case 'parallel':
      return { columns: section.columns, rows: section.rows }
    case 'facts':
      return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) }
    case 'chart':
      return {
        columns: ['', ...section.series.map(({ name }) => name ?? section.yTitle)],
        rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => figure(values[i] ?? 0))]),
      }
    case 'intervals':
      return intervalTable(section.rows)
    case 'confusion':
      return section.labels.length > mostClasses ? mixUps(section) : matrix(section)
  }
}

function matrix({ labels, counts }: Confusion): Table {
  return {
    columns: ['label \\ prediction', ...labels],
    rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
    strong: labels.map((_, i) => i + 1),
  }
}

const mostMixUps = 10

function mixUps({ labels, counts, baselineCounts }: Confusion): Table {
  const cells = counts.flatMap((row, i) =>
    row.flatMap((count, j) => (i === j || count === 0 ? [] : [{ i, j, count, before: baselineCounts?.[i]?.[j] }])),
  )
  const shown = cells.sort((a, b) => b.count - a.count).slice(0, mostMixUps)
  return {
    columns: ['label', 'prediction', 'examples', ...(baselineCounts === undefined ? [] : ['of the baseline'])],
    rows: shown.map(({ i, j, count, before }) => [
      labels[i] ?? '',
      labels[j] ?? '',
      String(count),
      ...(before === undefined ? [] : [String(before)]),
    ]),
    note: `${labels.length} classes: the ${shown.length} most frequent mix-ups of ${cells.length}.`,
  }
}

const nameOf = ({ name, lowerIsBetter }: Interval): string =>
  directedTitle(name, { higherIsBetter: lowerIsBetter !== true })

function intervalTable(rows: readonly Interval[]): Table {
  const gated = rows.some(({ margin, verdict }) => margin !== undefined || verdict !== undefined)
  const counted = rows.some(({ examples }) => examples !== undefined)
  return {
    columns: [
      'metric',
      ...(counted ? ['examples'] : []),
      'baseline',
      'candidate',
      'difference (interval)',
      ...(gated ? ['margin', 'verdict'] : []),
    ],
    rows: rows.map((row) => [
      nameOf(row),
      ...(counted ? [row.examples === undefined ? '' : String(row.examples)] : []),
      row.baseline === undefined ? '' : inUnit(row.baseline, row.unit),
      row.candidate === undefined ? '' : inUnit(row.candidate, row.unit),
      differenceOf(row),
      ...(gated ? [marginOf(row), verdictOf(row)] : []),
    ]),
  }
}

/** What was measured of a row, where anything was. */
export const measuredOf = ({ difference, ...how }: Interval): ReturnType<typeof measured> | undefined =>
  difference === undefined ? undefined : measured(difference, how)

export const differenceOf = ({ difference, ...how }: Interval): string =>
  difference === undefined ? '' : differenceText(difference, how)

export const marginOf = ({ margin, unit }: Interval): string => (margin === undefined ? '' : allowance(margin, unit))

function verdictOf({ verdict, note }: Interval): string {
  const words = verdict === undefined ? '' : `${verdictMark[verdict]} ${verdict}`
  return [words, note ?? ''].filter((text) => text !== '').join(': ')
}

export function gateTable(gates: readonly Gate[]): Table {
  return {
    columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
    rows: gates.map(({ name, verdict, observed, allowed, because }) => [
      name,
      `${verdictMark[verdict]} ${verdict}`,
      ...boundOf(observed, allowed),
      because,
    ]),
  }
}

/** What was observed and what is allowed, each as its sentence tells it. */
function boundOf({ value, low, high, unit, lowerIsBetter }: Gate['observed'], allowed: number): [string, string] {
  if (unit !== 'share' && unit !== 'score') {
    const interval = low === undefined || high === undefined ? '' : ` (${figure(low)} to ${figure(high)})`
    return [`${figure(value)}${interval} ${unit}`, figure(allowed)]
  }
  const sign = allowed === 0 ? '' : allowed < 0 === (lowerIsBetter === true) ? '+' : '−'
  const bound = `${sign}${allowance(allowed, unit)}`
  // A comparison that could not be made has no interval, and nothing was observed.
  if (low === undefined || high === undefined) return ['', bound]
  return [differenceText({ value, low, high }, { unit, lowerIsBetter }), bound]
}
