import type { Gate } from '../verdict.ts'
import type { Section } from './model.ts'
import { figure } from './text.ts'

export type Table = { columns: string[]; rows: string[][]; note?: string }

/** What of a section is shown as a table. */
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
      return {
        columns: ['label \\ prediction', ...labels],
        rows: labels.map((label, i) => [label, ...labels.map((_, j) => String(counts[i]?.[j] ?? 0))]),
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
