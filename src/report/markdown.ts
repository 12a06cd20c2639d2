import type { Report, Section } from './model.ts'
import { asTable, gateTable, type Table } from './sections.ts'
import { isNumeric, oneLine, verdictMark } from './text.ts'

const cellLength = 200
const textLength = 2_000

/**
 * Text from data as harmless Markdown on one line. HTML and Markdown are escaped; a zero-width space breaks what GitHub
 * links after rendering (mentions, issue numbers, addresses), which no escape can stop.
 */
export function escapeMarkdown(text: string, length = cellLength): string {
  return oneLine(text, length)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|~$!]/g, (character) => `\\${character}`)
    .replaceAll(/[@#]/g, (character) => `${character}\u200B`)
    .replaceAll('://', ':\u200B//')
    .replaceAll(/\b(www)\./gi, '$1\u200B.')
    .replaceAll(/\b(GH)-(?=\d)/gi, '$1\u200B-')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=:])/, '\\$1')
}

/** The hidden first line by which a comment is found again. */
const markerLine = (marker: string): string => `<!-- ${oneLine(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`

/**
 * A report as GitHub Markdown: hidden marker, verdict, gates, then the sections in order. What does not fit under
 * `limitBytes` (UTF-8) is first shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
export function renderMarkdown(report: Report, options: { limitBytes: number; marker?: string }): string {
  const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`
  const title = report.title === '' ? '' : `${escapeMarkdown(report.title)}: `
  const first = `${marker}${verdictMark[report.verdict]} **${report.verdict}** ${title}${escapeMarkdown(report.headline, 500)}\n`
  const reserve = 160
  let room = options.limitBytes - bytes(first)
  if (room < reserve) throw new RangeError(`a report does not fit into ${options.limitBytes} bytes`)
  const blocks = [first]
  let cut = 0
  const gates = gateTable(report.gates)
  const candidates: { name: string; at(rows: number): string }[] = [
    ...(report.gates.length === 0 ? [] : [{ name: 'gates', at: (rows: number) => table(gates, rows, 600) }]),
    ...report.sections.map((section) => ({ name: section.title, at: (rows: number) => block(section, rows) })),
  ]
  for (const candidate of candidates) {
    const fitting = [200, 20, 5].map((rows) => candidate.at(rows)).find((text) => bytes(text) + 1 <= room - reserve)
    if (fitting === undefined) {
      cut += 1
      continue
    }
    blocks.push(fitting)
    room -= bytes(fitting) + 1
  }
  if (cut > 0) blocks.push(`_${cut} ${cut === 1 ? 'part does' : 'parts do'} not fit here: see the full report._\n`)
  return blocks.join('\n')
}

const bytes = (text: string): number => Buffer.byteLength(text)

function block(section: Section, rows: number): string {
  const title = escapeMarkdown(section.title)
  const note = section.note === undefined ? '' : `\n${escapeMarkdown(section.note, textLength)}\n`
  const body = `${content(section, rows)}${note}`
  return section.folded === true
    ? `<details><summary>${title}</summary>\n\n${body}\n</details>\n`
    : `### ${title}\n\n${body}`
}

function content(section: Section, rows: number): string {
  if (section.kind === 'text') return `${escapeMarkdown(section.text, textLength)}\n`
  return section.kind === 'chart' ? chart(section) : table(asTable(section), rows)
}

function table({ columns, rows, note }: Table, limit: number, length = cellLength): string {
  const shown = rows.slice(0, limit)
  const line = (cells: readonly string[]) =>
    `| ${columns.map((_, i) => escapeMarkdown(cells[i] ?? '', length)).join(' | ')} |`
  const rule = columns.map((_, i) => (isNumeric(shown.map((row) => row[i] ?? '')) ? '---:' : '---'))
  const left = rows.length - shown.length
  const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) =>
    text === undefined ? [] : [text],
  )
  const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('')
  return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map(line)].join('\n')}\n${below}`
}

const mostPoints = 40

/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section: Extract<Section, { kind: 'chart' }>): string {
  const plain = (text: string) =>
    oneLine(text, 24)
      .replaceAll(/[^\p{L}\p{N} _.,%×+-]/gu, ' ')
      .trim() || '·'
  const step = Math.ceil(section.x.length / mostPoints)
  const thin = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % step === 0)
  const number = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '0')
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${thin(section.x)
      .map((text) => `"${plain(text)}"`)
      .join(', ')}]`,
    `  y-axis "${plain(section.yTitle)}"`,
    ...section.series.map(({ mark, values }) => `  ${mark} [${thin(values).map(number).join(', ')}]`),
    '```',
    '',
  ].join('\n')
}
