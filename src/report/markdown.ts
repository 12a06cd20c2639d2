import { forestText } from './forest.ts'
import type { Report, Section } from './model.ts'
import { asTable, gateTable, isLead, type Table } from './sections.ts'
import { numericColumns, oneLine, plainLabel, verdictMark, verdictWord } from './text.ts'

const cellLength = 200
const textLength = 2_000
const commandLength = 6_000

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
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+=:])/, '\\$1')
}

/** The hidden first line by which a comment is found again. */
const markerLine = (marker: string): string => `<!-- ${oneLine(marker, 200).replaceAll(/[<>]|--+/g, '')} -->`

export type MarkdownOptions = {
  limitBytes: number
  /** A hidden first line, by which a comment is found again. */
  marker?: string
  /** Where the HTML report can be had. */
  fullReport?: URL
}

/** Of a file, which is read in an editor: nothing of a usual report is cut. */
export const fileLimitBytes = 4 * 1024 * 1024

/** What fits into a comment, whose limit is 65,536 characters. */
export const commentLimitBytes = 60_000

/**
 * A report as GitHub Markdown: hidden marker, verdict, sentence, the sections that say what users will notice and how the
 * candidate compares, the gates, then the other sections in order. What does not fit under `limitBytes` (UTF-8) is first
 * shortened, then left out, and the last line says so.
 *
 * @throws RangeError where not even the verdict fits
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const marker = options.marker === undefined ? '' : `${markerLine(options.marker)}\n`
  const title = report.title === '' ? '' : ` · ${escapeMarkdown(report.title)}`
  const first = `${marker}## ${verdictMark[report.verdict]} ${verdictWord[report.verdict]}${title}\n\n${escapeMarkdown(report.headline, 800)}\n`
  const whole = options.fullReport === undefined ? 'the full report' : `[the full report](<${options.fullReport.href}>)`
  const reserve = 200 + bytes(whole)
  let room = options.limitBytes - bytes(first)
  if (room < reserve) throw new RangeError(`a report does not fit into ${options.limitBytes} bytes`)
  const blocks = [first]
  let cut = 0
  for (const shown of blocksOf(report)) {
    const fitting = firstThat([200, 20, 5], shown, (text) => bytes(text) + 1 <= room - reserve)
    if (fitting === undefined) {
      cut += 1
      continue
    }
    blocks.push(fitting)
    room -= bytes(fitting) + 1
  }
  if (cut > 0) blocks.push(`_${cut} ${cut === 1 ? 'part does' : 'parts do'} not fit here: see ${whole}._\n`)
  else if (options.fullReport !== undefined) blocks.push(`_Everything, with charts to look into: ${whole}._\n`)
  return blocks.join('\n')
}

/** The blocks of a report in their order, each as a function of how many rows its tables may have. */
function blocksOf({ gates, sections }: Report): ((rows: number) => string)[] {
  const shown = (all: readonly Section[]) => all.map((section) => (rows: number) => block(section, rows))
  const leads = sections.filter(isLead)
  const title = leads.length === 0 ? '' : '### Gates\n\n'
  return [
    ...shown(leads),
    ...(gates.length === 0 ? [] : [(rows: number) => `${title}${table(gateTable(gates), rows, 600)}`]),
    ...shown(sections.filter((section) => !isLead(section))),
  ]
}

function firstThat<T>(
  choices: readonly number[],
  make: (choice: number) => T,
  fits: (made: T) => boolean,
): T | undefined {
  for (const choice of choices) {
    const made = make(choice)
    if (fits(made)) return made
  }
  return undefined
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
  if (section.kind === 'command') return command(section.line)
  if (section.kind === 'chart') return chart(section)
  const shown = table(asTable(section), rows)
  return section.kind === 'intervals' ? `${shown}\n${forestText(section.rows.slice(0, rows))}` : shown
}

/** What our own lines are made of: nothing that ends a block of code, or that GitHub could take for more than text. */
const ownCommand = /^(?:curl|printf) (?:[^`<@]|<(?= )|@(?=-))*$/

/** To be copied as it is. A line that cannot be ours is text like any other. */
function command(line: string): string {
  const text = oneLine(line, commandLength)
  return ownCommand.test(text) ? `\`\`\`sh\n${text}\n\`\`\`\n` : `${escapeMarkdown(line, textLength)}\n`
}

function table({ columns, rows, note, strong }: Table, limit: number, length = cellLength): string {
  const shown = rows.slice(0, limit)
  const cell = (text: string, isStrong: boolean) =>
    isStrong && text !== '' ? `**${escapeMarkdown(text, length)}**` : escapeMarkdown(text, length)
  // Cells that a row lacks are added where it is shown: the rows of a stranger cost what they say, and not what their columns could.
  const line = (cells: readonly string[], strongest?: number) =>
    `| ${cells
      .slice(0, columns.length)
      .map((text, i) => cell(text, i === strongest))
      .join(' | ')} |`
  const rule = numericColumns(columns, shown).map((numeric) => (numeric ? '---:' : '---'))
  const left = rows.length - shown.length
  const notes = [note, left > 0 ? `… and ${left} more` : undefined].flatMap((text) =>
    text === undefined ? [] : [text],
  )
  const below = notes.map((text) => `\n${escapeMarkdown(text)}\n`).join('')
  return `${[line(columns), `| ${rule.join(' | ')} |`, ...shown.map((cells, i) => line(cells, strong?.[i]))].join('\n')}\n${below}`
}

/** Bars begin at zero, or their lengths would lie; Mermaid would cut the axis to what differs. */
function fromZero({ series }: Extract<Section, { kind: 'chart' }>): string {
  const values = series.flatMap((each) => each.values).filter(Number.isFinite)
  const [low, high] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 0)]
  return series.some(({ mark }) => mark === 'bar') && high > low ? ` ${low} --> ${high}` : ''
}

const mostPoints = 40
const withoutExponent = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 6 })

/** A Mermaid chart, which GitHub draws itself. Its text takes no escapes: what could end a label is left out. */
function chart(section: Extract<Section, { kind: 'chart' }>): string {
  const plain = (text: string) => plainLabel(text, 24).replaceAll(/[()…]/g, '')
  const step = Math.ceil(section.x.length / mostPoints)
  const thin = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % step === 0)
  // Its grammar knows no exponent, which a learning rate would have.
  const number = (value: number) => (Number.isFinite(value) ? withoutExponent.format(value) : '0')
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${thin(section.x)
      .map((text) => `"${plain(text)}"`)
      .join(', ')}]`,
    `  y-axis "${plain(section.yTitle)}"${fromZero(section)}`,
    ...section.series.map(({ mark, values }) => `  ${mark} [${thin(values).map(number).join(', ')}]`),
    '```',
    '',
  ].join('\n')
}
