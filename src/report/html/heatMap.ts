import type { Section } from '../model.ts'
import { oneLine } from '../text.ts'
import { dataText, html, type Markup } from './escape.ts'
import { scrolling } from './tables.ts'

type Confusion = Extract<Section, { kind: 'confusion' }>

const mostClasses = 40
const mostClassesWithNumbers = 16
/** Below this share of a label even the worst mix-up is pale. */
const leastScale = 0.02

/**
 * A confusion matrix whose cells are shaded by their share of the label: what is right in one colour and what is mixed up in
 * another, against the worst mix-up, so that the few mistakes of a good model are seen. Of many classes those that are mixed up
 * most. A table, so that it is read and walked through as one.
 */
export function heatMap(section: Confusion): Markup {
  const { title, labels, counts, baselineCounts } = section
  const chosen = chosenClasses(section)
  const size = chosen.length > mostClassesWithNumbers ? 'small' : 'large'
  const total = (of: readonly (readonly number[])[] | undefined, i: number) =>
    (of?.[i] ?? []).reduce((sum, count) => sum + count, 0)
  const most = Math.max(
    leastScale,
    ...chosen.flatMap((i) => chosen.map((j) => (i === j ? 0 : (counts[i]?.[j] ?? 0) / (total(counts, i) || 1)))),
  )
  const rows = chosen.map((i) => {
    const [all, before] = [total(counts, i), total(baselineCounts, i)]
    const cells = chosen.map((j) => {
      const count = counts[i]?.[j] ?? 0
      const base =
        baselineCounts === undefined ? '' : html` data-b="${baselineCounts[i]?.[j] ?? 0}" data-bt="${before}"`
      return html`<td class="${i === j ? 'right' : 'wrong'} ${shade(count, all, i === j ? undefined : most)}" data-i="${chosen.indexOf(i)}" data-j="${chosen.indexOf(j)}" data-c="${count}" data-ct="${all}"${base}>${count}</td>`
    })
    return html`<tr><th scope="row">${dataText(labels[i] ?? '')}</th>${cells}</tr>\n`
  })
  const table = html`<table class="heat ${size}" data-most="${most}" data-labels="${JSON.stringify(chosen.map((i) => short(labels[i] ?? '')))}"><caption class="hidden">${title}: labels down, predictions across</caption>
<thead><tr><td class="corner">label ↓ prediction →</td>${chosen.map((j) => html`<th scope="col"><span>${dataText(labels[j] ?? '')}</span></th>`)}</tr></thead><tbody>${rows}</tbody></table>`
  return html`<div class="heat-map">${scrolling(title, table)}<p class="legend"><span class="swatch right s8"></span> right <span class="swatch wrong s2"></span><span class="swatch wrong s5"></span><span class="swatch wrong s10"></span> mixed up: the darker, the larger its share of the label</p>${
    chosen.length < labels.length
      ? html`<p class="note">The ${chosen.length} of ${labels.length} classes that are mixed up most.</p>`
      : ''
  }</div>`
}

const short = (label: string): string => oneLine(label, 40)

function chosenClasses({ labels, counts }: Confusion): number[] {
  const all = labels.map((_, i) => i)
  if (labels.length <= mostClasses) return all
  const mistakes = new Float64Array(labels.length)
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (i === j) return
      mistakes[i] = (mistakes[i] ?? 0) + count
      mistakes[j] = (mistakes[j] ?? 0) + count
    })
  })
  return all
    .sort((a, b) => (mistakes[b] ?? 0) - (mistakes[a] ?? 0))
    .slice(0, mostClasses)
    .sort((a, b) => a - b)
}

/** @param most the share of the label that is shaded most; of what is right, all of it */
function shade(count: number, total: number, most: number | undefined): string {
  if (count === 0) return 's0'
  const share = total > 0 ? count / total : 0
  return `s${Math.min(Math.max(Math.round((most === undefined ? share : Math.sqrt(share / most)) * 10), 1), 10)}`
}
