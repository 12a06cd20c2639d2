import type { Gate } from '../verdict.ts'
import type { Section } from './model.ts'
import { figure } from './text.ts'

export type Table = { columns: string[]; rows: string[][]; note?: string }

const mostLabels = 12

/** What both renderers show as a table. A confusion matrix that is too wide to read becomes its most frequent mix-ups. */
export function asTable(section: Exclude<Section, { kind: 'text' }>): Table {
  switch (section.kind) {
    case 'table':
      return { columns: section.columns, rows: section.rows }
    case 'facts':
      return { columns: ['', ''], rows: section.facts.map(([name, value]) => [name, value]) }
    case 'chart':
      return {
        columns: ['', ...section.series.map(() => section.yTitle)],
        rows: section.x.map((x, i) => [x, ...section.series.map(({ values }) => figure(values[i] ?? 0))]),
      }
    case 'confusion': {
      const { labels, counts } = section
      if (labels.length <= mostLabels)
        return {
          columns: ['label \\ prediction', ...labels],
          rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
        }
      const mixUps = counts.flatMap((row, i) =>
        row.flatMap((count, j) =>
          i === j || count === 0 ? [] : [{ label: labels[i] ?? '', said: labels[j] ?? '', count }],
        ),
      )
      return {
        columns: ['label', 'prediction', 'examples'],
        rows: mixUps
          .sort((a, b) => b.count - a.count)
          .slice(0, 10)
          .map(({ label, said, count }) => [label, said, String(count)]),
        note: `${labels.length} classes: the ten most frequent mix-ups of ${mixUps.length}`,
      }
    }
  }
}

export function gateTable(gates: readonly Gate[]): Table {
  return {
    columns: ['gate', 'verdict', 'observed', 'allowed', 'why'],
    rows: gates.map(({ name, verdict, observed, allowed, because }) => {
      const { value, low, high, unit } = observed
      const interval = low === undefined || high === undefined ? '' : ` (${figure(low)} to ${figure(high)})`
      return [name, verdict, `${figure(value)}${interval} ${unit}`, figure(allowed), because]
    }),
  }
}
