import { createHash } from 'node:crypto'
import { script, style } from './html/assets.generated.ts'
import { dataText, html, Markup } from './html/escape.ts'
import { heatMap } from './html/heatMap.ts'
import { parallelPicture } from './html/parallel.ts'
import { chartPicture, forestPlot } from './html/pictures.ts'
import { dataTable, icon, scrolling } from './html/tables.ts'
import type { Report, Section } from './model.ts'
import { asTable, gateTable, isLead } from './sections.ts'
import { oneLine, verdictWord } from './text.ts'

/** What a browser still opens at once. */
const defaultLimitBytes = 8 * 1024 * 1024

/**
 * A report as one HTML file that asks nothing of anybody: style, drawings and a small script are in it, and its policy lets
 * it load nothing else and run no other script. It is whole without the script, which adds sorting, filters, tooltips and
 * the choice of a theme. Sections that do not fit under `limitBytes` are left out, and named.
 */
export function renderHtml(report: Report, { limitBytes = defaultLimitBytes }: { limitBytes?: number } = {}): string {
  const title = [verdictWord[report.verdict], oneLine(report.title, 200)].filter((text) => text !== '').join(' · ')
  const { shown, left } = fitting(blocksOf(report), limitBytes - 65_536)
  const links = shown.map(({ id, name }) => html`<li><a href="#${id}"><bdi>${oneLine(name, 60)}</bdi></a></li>`)
  const passed = report.gates.filter(({ verdict }) => verdict === 'pass').length
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${hashOf(script)}'; style-src '${hashOf(style)}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#report">To the report</a>
<header class="${report.verdict}"><div class="band">
<svg class="icon large" viewBox="0 0 16 16" aria-hidden="true">${icon(report.verdict)}</svg>
<div class="said"><p class="of"><bdi>${oneLine(report.title, 200)}</bdi></p><h1>${verdictWord[report.verdict]}</h1><p class="sentence"><bdi>${oneLine(report.headline, 1_000)}</bdi></p>${
    report.gates.length === 0
      ? ''
      : html`<p class="count"><a href="#gates">${passed} of ${report.gates.length} gates pass</a></p>`
  }</div>
<div class="tools" hidden><button type="button" id="theme">Theme: as the system</button></div>
</div></header>
<div class="columns">
<nav aria-label="Parts of the report"><ol>${links}</ol></nav>
<main id="report" tabindex="-1">
${shown.map(({ body }) => body)}
${
  left.length === 0
    ? ''
    : html`<p class="note">${left.length} parts do not fit here: ${left
        .slice(0, 20)
        .map((name) => oneLine(name, 60))
        .join(', ')}. The report's JSON has them.</p>`
}
</main>
</div>
<div id="tip" role="status" hidden></div>
<script>${new Markup(script)}</script>
</body>
</html>
`.text
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

type Block = { id: string; name: string; body: Markup }

function fitting(blocks: readonly Block[], room: number): { shown: Block[]; left: string[] } {
  let used = 0
  const shown: Block[] = []
  const left: string[] = []
  for (const block of blocks) {
    const size = Buffer.byteLength(block.body.text)
    if (used + size > room) left.push(block.name)
    else {
      used += size
      shown.push(block)
    }
  }
  return { shown, left }
}

function blocksOf({ gates, sections }: Report): Block[] {
  const block = (section: Section, i: number): Block => ({
    id: `part-${i}`,
    name: section.title,
    body: sectionMarkup(section, `part-${i}`),
  })
  const all = sections.map((section, i) => ({ section, block: block(section, i) }))
  return [
    ...all.filter(({ section }) => isLead(section)).map((each) => each.block),
    ...(gates.length === 0 ? [] : [gateBlock(gates)]),
    ...all.filter(({ section }) => !isLead(section)).map((each) => each.block),
  ]
}

const gateBlock = (gates: Report['gates']): Block => ({
  id: 'gates',
  name: 'Gates',
  body: html`<section id="gates"><h2>Gates</h2>${dataTable({ caption: 'Gates', ...gateTable(gates) })}</section>\n`,
})

function sectionMarkup(section: Section, id: string): Markup {
  const body = html`${content(section)}${section.note === undefined ? '' : html`<p class="note">${dataText(section.note)}</p>`}`
  const heading = html`<h2><bdi>${oneLine(section.title, 200)}</bdi></h2>`
  return section.folded === true
    ? html`<section id="${id}"><details class="folded"><summary>${heading}</summary>${body}</details></section>\n`
    : html`<section id="${id}" class="${section.part ?? 'other'}">${heading}${body}</section>\n`
}

function content(section: Section): Markup {
  const caption = oneLine(section.title, 120)
  switch (section.kind) {
    case 'text':
      return html`<p class="text">${dataText(section.text)}</p>`
    case 'command':
      return scrolling(caption, html`<pre><code>${oneLine(section.line, 6_000)}</code></pre>`)
    case 'intervals':
      return forestPlot(caption, section.rows)
    case 'confusion':
      return heatMap(section)
    case 'chart':
      return chartPicture(section)
    case 'parallel':
      return html`${parallelPicture(section)}${dataTable({ caption, ...asTable(section) })}`
    case 'table':
    case 'facts':
      return dataTable({ caption, ...asTable(section) })
  }
}
