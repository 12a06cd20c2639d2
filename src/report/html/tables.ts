import { numericColumns } from '../text.ts'
import { dataText, html, Markup } from './escape.ts'

/** The mark and the word of a verdict: never colour alone. */
export const verdictBadge = (verdict: string): Markup =>
  html`<span class="badge ${verdict}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${icon(verdict)}</svg>${verdict}</span>`

export function icon(verdict: string): Markup {
  if (verdict === 'pass') return html`<path d="M3 8.5 6.5 12 13 4.5" />`
  if (verdict === 'fail') return html`<path d="M4 4l8 8M12 4l-8 8" />`
  if (verdict === 'inconclusive')
    return html`<path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.7 8 9.2 8 10" /><path d="M8 13v.01" />`
  return html`<path d="M8 3v6.5" /><path d="M8 13v.01" />`
}

const verdicts: ReadonlySet<string> = new Set(['pass', 'fail', 'inconclusive', 'error'])
const mostRows = 1_000
const rowsWithoutFilter = 25

export type Shown = {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  note?: string
  pictures?: { column: number; rows: readonly string[] }
}

/** A region that scrolls, and that the keyboard reaches. */
export const scrolling = (label: string, body: Markup): Markup =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${body}</div>`

/** A table that the script lets people sort and filter. */
export function dataTable({ caption, columns, rows, note, pictures }: Shown): Markup {
  const shown = rows.slice(0, mostRows)
  const drawn = pictures?.rows.slice(0, mostPictures) ?? []
  const numeric = numericColumns(columns, shown)
  const head = columns.some((column) => column !== '')
  const filtered = shown.length > rowsWithoutFilter
  const table = html`<table class="data"${filtered ? html` data-filter` : ''}><caption class="hidden">${caption}</caption>
${head ? html`<thead><tr>${columns.map((column, i) => (column === '' ? html`<td></td>` : html`<th scope="col"${numeric[i] === true ? html` class="number"` : ''}>${dataText(column)}</th>`))}</tr></thead>` : ''}
<tbody>${shown.map((row, at) => html`<tr>${row.slice(0, columns.length).map((text, i) => cell(text, i, numeric[i] === true, pictures?.column === i ? drawn[at] : undefined))}</tr>\n`)}</tbody></table>`
  const left = rows.length - shown.length
  return html`${scrolling(caption, table)}${left > 0 ? html`<p class="note">… and ${left} more</p>` : ''}${
    note === undefined ? '' : html`<p class="note">${dataText(note)}</p>`
  }`
}

const longestPicture = 16_384
const mostPictures = 50

/** The name of what it shows stands behind it. */
const pictureOf = (jpeg: string): Markup | undefined =>
  jpeg.length <= longestPicture && /^\/9j\/[A-Za-z0-9+/]+={0,2}$/.test(jpeg)
    ? html`<img class="example" alt="" src="${new Markup(`data:image/jpeg;base64,${jpeg}`)}">`
    : undefined

function cell(text: string, column: number, numeric: boolean, jpeg = ''): Markup {
  const picture = pictureOf(jpeg)
  if (picture !== undefined) return html`<td>${picture}${dataText(text)}</td>`
  if (column === 0) return html`<th scope="row">${dataText(text)}</th>`
  const verdict = text.replace(/^[^a-z]+ /, '')
  if (verdicts.has(verdict)) return html`<td>${verdictBadge(verdict)}</td>`
  return html`<td${numeric && text.length < 24 ? html` class="number"` : ''}>${/^sha256:[0-9a-f]{64}$/.test(text) ? html`<code>${text}</code>` : dataText(text)}</td>`
}
