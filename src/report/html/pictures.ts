import { type ForestPanel, type ForestRow, forestPanels, ticks } from '../forest.ts'
import type { Interval, Section } from '../model.ts'
import { differenceOf, marginOf, measuredOf } from '../sections.ts'
import { differenceUnit, figure, inUnit, oneLine } from '../text.ts'
import { dataText, html, type Markup } from './escape.ts'
import { dataTable, scrolling, verdictBadge } from './tables.ts'

/*
 * Pictures are tables whose rows have a drawing: what is drawn is also said, in the same row, to who cannot see it. The
 * drawings are made here and not in the browser, so that they need no script and print as they are.
 */

const width = 360
const height = 34

const mostIntervals = 300

/** What a cut picture says below itself. */
const more = (left: number): Markup | string => (left > 0 ? html`<p class="note">… and ${left} more</p>` : '')

/** A forest plot: the interval of each row against zero and what may be lost. */
export function forestPlot(title: string, all: readonly Interval[]): Markup {
  const rows = all.slice(0, mostIntervals)
  const panels = forestPanels(rows)
  const counted = rows.some(({ examples }) => examples !== undefined)
  const columns = [
    'metric',
    ...(counted ? ['examples'] : []),
    'baseline',
    'candidate',
    'drawn',
    'difference',
    'verdict',
  ]
  const table = html`<table class="forest"><caption class="hidden">${title}</caption>
<thead><tr>${columns.map((column) => (column === 'drawn' ? html`<td class="plot"><span class="ends"><span>← worse</span><span>better →</span></span></td>` : html`<th scope="col">${column}</th>`))}</tr></thead>
${panels.map((panel) => html`<tbody>${panel.rows.map((row) => forestRow(panel, row, counted))}${forestAxis(panel, counted)}</tbody>`)}</table>`
  return html`${scrolling(title, table)}${more(all.length - rows.length)}`
}

const x = (share: number): string => (Math.min(Math.max(share, 0), 1) * width).toFixed(1)

function forestRow(panel: ForestPanel, row: ForestRow, counted: boolean): Markup {
  const { interval } = row
  const { name, unit, lowerIsBetter, baseline, candidate, examples, verdict, note } = interval
  const value = (number: number | undefined) => (number === undefined ? '' : inUnit(number, unit))
  const told = [
    `${oneLine(name, 80)}: ${differenceOf(interval) || 'not compared'}`,
    ...(interval.margin === undefined ? [] : [`margin ${marginOf(interval)}`]),
  ].join('; ')
  const difference = measuredOf(interval)
  const beside = [
    ...(interval.margin === undefined ? [] : [`margin ${marginOf(interval)}`]),
    ...(note === undefined ? [] : [note]),
  ]
  return html`<tr><th scope="row">${dataText(name)}${lowerIsBetter === true ? html` <small class="beside">lower is better</small>` : ''}</th>${
    counted ? html`<td class="number">${examples === undefined ? '' : String(examples)}</td>` : ''
  }<td class="number">${value(baseline)}</td><td class="number">${value(candidate)}</td><td class="plot" data-tip="${told}">${forestDrawing(panel, row)}</td><td class="number">${
    difference === undefined
      ? ''
      : html`<strong>${difference.value} ${differenceUnit(unit)}</strong><small class="beside">${difference.range}</small>`
  }</td><td>${verdict === undefined ? '' : verdictBadge(verdict)}${beside.map((text) => html`<small class="beside">${dataText(text)}</small>`)}</td></tr>\n`
}

function forestDrawing({ zero, ticks: marks }: ForestPanel, { at, limit, interval }: ForestRow): Markup {
  const middle = height / 2
  return html`<svg class="${interval.verdict ?? 'none'}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true">${
    limit === undefined ? '' : html`<rect class="lost" x="0" y="0" width="${x(limit)}" height="${height}" />`
  }${marks.map((mark) => html`<line class="grid" x1="${x(mark.at)}" x2="${x(mark.at)}" y1="0" y2="${height}" />`)}<line class="zero" x1="${x(zero)}" x2="${x(zero)}" y1="0" y2="${height}" />${
    limit === undefined ? '' : html`<line class="limit" x1="${x(limit)}" x2="${x(limit)}" y1="0" y2="${height}" />`
  }${
    at === undefined
      ? ''
      : html`<path class="interval" d="M${x(at.low)} ${middle - 6}v12M${x(at.low)} ${middle}H${x(at.high)}M${x(at.high)} ${middle - 6}v12" /><circle class="point" cx="${x(at.value)}" cy="${middle}" r="5.5" />`
  }</svg>`
}

/** The scale below a panel, which the numbers of its rows say as well. */
function forestAxis({ ticks: marks, unit }: ForestPanel, counted: boolean): Markup {
  const labels = marks.map(
    (mark) =>
      html`<line class="grid" x1="${x(mark.at)}" x2="${x(mark.at)}" y1="0" y2="5" /><text x="${x(mark.at)}" y="17" text-anchor="middle">${mark.text}</text>`,
  )
  return html`<tr class="axis" aria-hidden="true"><td colspan="${counted ? 4 : 3}"></td><td class="plot"><svg viewBox="0 0 ${width} 20" width="${width}" height="20">${labels}</svg></td><td colspan="2">${unit}</td></tr>`
}

type Chart = Extract<Section, { kind: 'chart' }>

/** Bars by name, with the other series as marks on them; where nothing is a bar, lines. */
export const chartPicture = (section: Chart): Markup =>
  section.series.some(({ mark }) => mark === 'bar') ? bars(section) : lines(section)

const finiteOrZero = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0)

const mostBars = 200

function bars({ title, x: names, yTitle, series }: Chart): Markup {
  const all = series.flatMap(({ values }) => values).map(finiteOrZero)
  const [low, high] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 0)]
  const at = (value: number) => (value - low) / (high - low || 1)
  const titles = series.map(({ name, mark }) =>
    oneLine(name ?? (series.length === 1 ? yTitle : `${yTitle} (${mark})`), 60),
  )
  const row = (name: string, i: number) => {
    const drawn = series.map(({ mark, values }) => {
      const share = at(finiteOrZero(values[i]))
      if (mark === 'line') return html`<line class="mark" x1="${x(share)}" x2="${x(share)}" y1="4" y2="22" />`
      const [from, to] = [Math.min(share, at(0)), Math.max(share, at(0))]
      return html`<rect class="bar" x="${x(from)}" y="7" width="${((to - from) * width).toFixed(1)}" height="12" rx="2" />`
    })
    const told = `${oneLine(name, 80)}: ${series.map(({ values }, s) => `${titles[s] ?? ''} ${figure(finiteOrZero(values[i]))}`).join(', ')}`
    return html`<tr><th scope="row">${dataText(name)}</th><td class="plot" data-tip="${told}"><svg viewBox="-2 0 ${width + 4} 26" width="${width + 4}" height="26" aria-hidden="true"><line class="grid" x1="${x(at(0))}" x2="${x(at(0))}" y1="0" y2="26" />${drawn}</svg></td>${series.map(
      ({ values }) => html`<td class="number">${figure(finiteOrZero(values[i]))}</td>`,
    )}</tr>\n`
  }
  const shown = names.slice(0, mostBars)
  const key = series.map(({ mark }, s) => html`<span class="key ${mark}">${titles[s] ?? ''}</span> `)
  const table = html`<table class="bars"><caption class="hidden">${title}</caption><thead><tr><th scope="col">name</th><td class="plot">${key}</td>${titles.map(
    (text) => html`<th scope="col" class="number">${dataText(text)}</th>`,
  )}</tr></thead><tbody>${shown.map(row)}</tbody></table>`
  const left = names.length - shown.length
  return html`${scrolling(title, table)}${more(left)}`
}

const mostPoints = 400

function lines({ title, x: names, yTitle, series }: Chart): Markup {
  const step = Math.ceil(names.length / mostPoints)
  const [wide, high, left, below] = [760, 240, 60, 30]
  const all = series.flatMap(({ values }) => values).filter(Number.isFinite)
  const [least, most] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 0)]
  const room = (most - least || 1) * 0.05
  const y = (value: number) =>
    (high - below - ((value - least + room) / (most - least + 2 * room)) * (high - below - 8)).toFixed(1)
  const across = (i: number) => (left + (i / Math.max(names.length - 1, 1)) * (wide - left - 12)).toFixed(1)
  const paths = series.map(({ values }, s) => {
    const points = values.flatMap((value, i) =>
      i % step === 0 && Number.isFinite(value) ? [`${across(i)} ${y(value)}`] : [],
    )
    return html`<path class="series s${s % 4}" d="M${points.join('L')}" />`
  })
  const grid = ticks(least, most).map(
    (tick) =>
      html`<line class="grid" x1="${left}" x2="${wide}" y1="${y(tick)}" y2="${y(tick)}" /><text x="${left - 8}" y="${y(tick)}" text-anchor="end" dominant-baseline="middle">${figure(tick)}</text>`,
  )
  const ends = [names[0] ?? '', names.at(-1) ?? ''].map((name) => oneLine(name, 24))
  const table = dataTable({
    caption: `${title}, as a table`,
    columns: ['', ...series.map(({ name }) => name ?? yTitle)],
    rows: names.flatMap((name, i) =>
      i % step === 0 ? [[name, ...series.map(({ values }) => figure(finiteOrZero(values[i])))]] : [],
    ),
  })
  return html`<figure>${series.map(({ name }, s) => html`<span class="key s${s % 4}">${oneLine(name ?? yTitle, 60)}</span> `)}<svg class="lines" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${oneLine(title, 120)}: the table below says the same">${grid}${paths}<text x="${left}" y="${high - 6}">${ends[0]}</text><text x="${wide - 12}" y="${high - 6}" text-anchor="end">${ends[1]}</text></svg><details><summary>As a table</summary>${table}</details></figure>`
}
