import type { Report } from './model.ts'
import { asTable, gateTable, type Table } from './sections.ts'
import { isNumeric, oneLine } from './text.ts'

const colours = { pass: 32, fail: 31, inconclusive: 33, error: 31 } as const

/** A report as plain text: aligned tables, no control characters from data, colour only where it is asked for. */
export function renderTerminal(report: Report, options: { colour?: boolean } = {}): string {
  const verdict =
    options.colour === true ? `\u001B[1;${colours[report.verdict]}m${report.verdict}\u001B[0m` : report.verdict
  const title = report.title === '' ? '' : `${oneLine(report.title, 200)}: `
  const blocks = [`${verdict}  ${title}${oneLine(report.headline, 500)}`]
  if (report.gates.length > 0) {
    const { columns, rows } = gateTable(report.gates)
    blocks.push(lines({ columns: columns.slice(0, 4), rows: rows.map((row) => row.slice(0, 4)) }))
    blocks.push(report.gates.map((gate) => `${oneLine(gate.name, 60)}: ${oneLine(gate.because, 600)}`).join('\n'))
  }
  for (const section of report.sections) {
    const body = section.kind === 'text' ? oneLine(section.text, 2_000) : lines(asTable(section))
    const note = section.note === undefined ? '' : `\n${oneLine(section.note, 2_000)}`
    blocks.push(`${oneLine(section.title, 200)}\n${body}${note}`)
  }
  return `${blocks.join('\n\n')}\n`
}

const mostRows = 200

function lines({ columns, rows, note }: Table): string {
  const cells = [columns, ...rows.slice(0, mostRows)].map((row) => columns.map((_, i) => oneLine(row[i] ?? '', 60)))
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => [...(row[i] ?? '')].length)))
  const right = columns.map((_, i) => isNumeric(cells.slice(1).map((row) => row[i] ?? '')))
  const text = cells.map((row) =>
    row
      .map((cell, i) => {
        const padding = ' '.repeat((widths[i] ?? 0) - [...cell].length)
        return right[i] === true ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd(),
  )
  const left = rows.length - mostRows
  const after = [note, left > 0 ? `… and ${left} more` : undefined].filter((line) => line !== undefined)
  return [...text.filter((line) => line !== ''), ...after].join('\n')
}
