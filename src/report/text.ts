/** Plain text on one line: no control or direction characters, white space folded, cut to `length` code points. */
export function oneLine(text: string, length: number): string {
  // Cut first, so that a huge text costs nothing.
  const plain = text
    .slice(0, length * 4)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD')
    .trim()
  const points = [...plain]
  return points.length > length || text.length > length * 4 ? `${points.slice(0, length).join('')}…` : plain
}

const excerptLength = 120

/** What people know an example by: its beginning in quotes, or nothing where nobody tells it. */
export const excerptText = ({ excerpt }: { excerpt?: string }): string =>
  excerpt === undefined ? '' : `“${oneLine(excerpt, excerptLength)}”`

/** Text inside a block of code, which takes no escapes: what could end it, or call somebody, is left out. */
export const plainLabel = (text: string, length: number): string =>
  oneLine(text, length)
    .replaceAll(/[^\p{L}\p{N}\p{M} _.,%×+()…-]/gu, ' ')
    .trim() || '·'

/** A number for people: short, and with a true minus. */
export const figure = (value: number): string =>
  (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−')

const bars = '▁▂▃▄▅▆▇█'
/** A curve in one line: each bar is the mean of as many values as fall to it; empty where there is nothing to see. */
export function sparkline(values: readonly number[], width: number): string {
  const finite = values.filter(Number.isFinite)
  const count = Math.min(width, finite.length)
  if (count < 3) return ''
  const means = Array.from({ length: count }, (_, index) => {
    const part = finite.slice(
      Math.floor((index * finite.length) / count),
      Math.floor(((index + 1) * finite.length) / count),
    )
    return part.reduce((sum, value) => sum + value, 0) / part.length
  })
  const [low, high] = [Math.min(...means), Math.max(...means)]
  const highest = bars.length - 1
  return means.map((mean) => bars[high > low ? Math.round((highest * (mean - low)) / (high - low)) : 0]).join('')
}

const counting = new Intl.NumberFormat('en-US')
/** A count for people: `1,234,567`. */
export const countText = (count: number): string => counting.format(count)

/** Such as `12`, `74.3 %`, `+0.4 (−0.6 to +1.4) points` and `13 ms`. */
const numeral = /^[−+-]?\d\S*(?: %)?(?: \([^()]*\))?(?: [^\d\s]\S*){0,2}$/

/** By column, whether every cell is a number, perhaps with a unit or an interval behind it, or empty: no sentence that begins with one. */
export function numericColumns(columns: readonly string[], rows: readonly (readonly string[])[]): boolean[] {
  const numeric = columns.map(() => rows.length > 0)
  for (const row of rows)
    for (const [column, cell] of row.slice(0, columns.length).entries())
      if (cell !== '' && !numeral.test(cell)) numeric[column] = false
  return numeric
}

export const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❓', error: '⚠️' } as const

const unitLength = 24

/** A number of a metric in its unit: `74.3 %` of a share, else the number and its unit. */
export const inUnit = (value: number, unit: string): string =>
  unit === 'share' ? `${(value * 100).toFixed(1)} %` : `${figure(value)} ${differenceUnit(unit)}`.trim()

/** One decimal is enough, but of so little that nothing would be left: that keeps its first digit, unless it is a rounding error. */
const points = (size: number): string =>
  size >= 0.05 || size < 0.000_05 ? size.toFixed(1) : String(Number(size.toPrecision(1)))

/** A difference with its sign, without its unit: a share's in points. */
export function signed(value: number, unit: string): string {
  if (!Number.isFinite(value)) return '?'
  const size = unit === 'share' ? points(Math.abs(value * 100)) : figure(Math.abs(value))
  return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`
}

/** What was measured of two models, candidate minus baseline: `+0.4` and `−0.6 to +1.4`, below zero also where less is better. */
export function measured(
  { value, low, high }: { value: number; low: number; high: number },
  { unit, lowerIsBetter = false }: { unit: string; lowerIsBetter?: boolean | undefined },
): { value: string; range: string } {
  const [from, to] = lowerIsBetter ? [-high, -low] : [low, high]
  return {
    value: signed(lowerIsBetter ? -value : value, unit),
    range: `${signed(from, unit)} to ${signed(to, unit)}`,
  }
}

/** `+0.4 (−0.6 to +1.4) points` */
export function differenceText(...given: Parameters<typeof measured>): string {
  const { value, range } = measured(...given)
  return `${value} (${range}) ${differenceUnit(given[1].unit)}`.trim()
}

/** `+0.4 points` */
export const signedInUnit = (value: number, unit: string): string =>
  `${signed(value, unit)} ${differenceUnit(unit)}`.trim()

/** How much, without a sign: `2.0 points`. */
export const amount = (value: number, unit: string): string => signedInUnit(Math.abs(value), unit).replace('+', '')

/** What may be lost, without a sign, and not rounded: `2.0 points`, `0.04 points`. */
export function allowance(margin: number, unit: string): string {
  if (unit !== 'share') return amount(margin, unit)
  const exact = String(Number(Math.abs(margin * 100).toPrecision(6)))
  return `${exact.includes('.') ? exact : `${exact}.0`} ${differenceUnit(unit)}`
}

/** A share of the chance of an error, which may be far below a percent: `4 %`, `0.032 %`. */
export const smallShare = (share: number): string => `${Number((share * 100).toPrecision(2))} %`

/** A metric's title where its direction is not drawn. */
export const directedTitle = (title: string, { higherIsBetter }: { higherIsBetter: boolean }): string =>
  higherIsBetter ? title : `${title} (lower is better)`

/** What differences of a unit are counted in; a `score` has no unit. */
export const differenceUnit = (unit: string): string =>
  unit === 'share' ? 'points' : unit === 'score' ? '' : oneLine(unit, unitLength)

export const verdictWord = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive', error: 'Error' } as const
