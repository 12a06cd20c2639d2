import { oneLine } from '../report/text.ts'

/* Text in the columns of a terminal, where letters of East Asia and most pictures take two. */

/** Of Unicode's East Asian Width (wide and full width), by blocks. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u
/** Stands on the letter before; but what makes a picture of that widens it. */
const over = /(?!\ufe0f)[\p{Mn}\p{Me}]/u

export const widthOf = (text: string): number =>
  [...text].reduce((width, point) => width + (wide.test(point) ? 2 : over.test(point) ? 0 : 1), 0)

/** Plain text on one line: as much as goes into so many columns, and a mark behind where that is not all. */
export function fitted(text: string, columns: number): string {
  const plain = oneLine(text, columns * 2)
  let [kept, width] = ['', 0]
  for (const point of plain.replace(/…$/, '')) {
    width += widthOf(point)
    if (width > columns) return `${kept}…`
    kept += point
  }
  return plain
}

export const padded = (text: string, columns: number): string =>
  `${text}${' '.repeat(Math.max(0, columns - widthOf(text)))}`
