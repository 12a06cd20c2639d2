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

/** A number for people: short, and with a true minus. */
export const figure = (value: number): string =>
  (Number.isInteger(value) ? String(value) : Number(value.toPrecision(4)).toString()).replace('-', '−')

/** Whether every cell of a column is a number, perhaps with a unit or an interval behind it. */
export const isNumeric = (cells: readonly string[]): boolean =>
  cells.length > 0 && cells.every((cell) => /^[−+-]?\d/.test(cell) || cell === '')

export const verdictMark = { pass: '✅', fail: '❌', inconclusive: '❔', error: '⚠️' } as const
