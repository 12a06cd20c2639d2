import type { Section } from '../model.ts'
import { figure, oneLine } from '../text.ts'
import { html, type Markup } from './escape.ts'

/* Parallel coordinates: an axis for each setting and one for what came of it, and a line through them for each row. */

type Parallel = Extract<Section, { kind: 'parallel' }>
type Axis = Parallel['axes'][number]
type Value = Axis['values'][number]

const [left, right, top, bottom, high] = [70, 70, 34, 34, 300]
/** Between two axes, so that their words have room. */
const apart = 150
const mostLines = 500
const mostWords = 12

/** The drawing; empty where no row has a value on every axis, or where there is one axis alone. */
export function parallelPicture({ title, axes, best, rows }: Parallel): Markup | string {
  const scales = axes.map(scaleOf)
  const lines = rows.flatMap((_, row) => {
    const at = scales.map((scale, i) => scale.at(axes[i]?.values[row] ?? null))
    return at.some((share) => share === undefined) ? [] : [{ row, at: at as number[] }]
  })
  if (axes.length < 2 || lines.length === 0) return ''
  const wide = left + right + (axes.length - 1) * apart
  const y = (share: number): string => (high - bottom - share * (high - top - bottom)).toFixed(1)
  const path = ({ at }: { at: number[] }, kind: string): Markup =>
    html`<path class="series ${kind}" d="M${at.map((share, i) => `${left + i * apart} ${y(share)}`).join('L')}" />`
  // What stands out is drawn last, above the others.
  const shown = lines.filter(({ row }) => row !== best).slice(0, mostLines)
  const chosen = lines.filter(({ row }) => row === best)
  const drawn = axes.map(({ name }, i) => {
    const x = left + i * apart
    return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${high - bottom}" /><text x="${x}" y="16" text-anchor="middle">${oneLine(name, 22)}</text>${(
      scales[i]?.marks ?? []
    ).map(
      ({ at, text }) => html`<text x="${x + 5}" y="${y(at)}" dominant-baseline="middle">${oneLine(text, 14)}</text>`,
    )}`
  })
  return html`<figure><svg class="lines" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${oneLine(title, 120)}: the table below says the same">${shown.map((line) => path(line, 'other'))}${chosen.map((line) => path(line, 's0'))}${drawn}</svg></figure>`
}

type Scale = {
  /** From 0, at the bottom, to 1; undefined where the axis has no place for it. */
  at: (value: Value) => number | undefined
  marks: { at: number; text: string }[]
}

/** Pure. Of numbers their ends are told, of words all of them. */
function scaleOf({ values, log }: Axis): Scale {
  const present = values.filter((value) => value !== null)
  if (present.some((value) => typeof value === 'string')) return ofWords([...new Set(present.map(String))])
  const numbers = present.filter((value) => typeof value === 'number' && Number.isFinite(value)) as number[]
  const placed = (value: number): number => (log === true && value > 0 ? Math.log(value) : value)
  const low = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const share = (value: number): number =>
    most > low ? (placed(value) - placed(low)) / (placed(most) - placed(low)) : 0.5
  return {
    at: (value) => (typeof value === 'number' && Number.isFinite(value) ? share(value) : undefined),
    marks: [...new Set(numbers.length === 0 ? [] : [low, most])].map((value) => ({
      at: share(value),
      text: figure(value),
    })),
  }
}

function ofWords(words: string[]): Scale {
  const share = (index: number): number => (words.length === 1 ? 0.5 : index / (words.length - 1))
  return {
    at: (value) => (value === null ? undefined : share(words.indexOf(String(value)))),
    marks: words.slice(0, mostWords).map((text, index) => ({ at: share(index), text })),
  }
}
