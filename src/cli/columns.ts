import type { Screen } from '../platform/terminal.ts'
import { cutColumns, widthOf, wrapped } from '../platform/text.ts'
import { oneLine } from '../report/text.ts'

/* Text in the columns of a terminal. */

/** How wide a screen is; what is no screen has no end. */
export const widthOfScreen = ({ isTTY, columns }: Screen): number =>
  isTTY === true ? columns || 80 : Number.POSITIVE_INFINITY

/** Plain text on one line: as much as goes into so many columns, and a mark behind where that is not all. */
export function fitted(text: string, columns: number): string {
  const plain = oneLine(text, columns * 2)
  const whole = plain.replace(/…$/, '')
  const kept = cutColumns(whole, columns)
  return kept === whole ? plain : `${kept}…`
}

const widestState = 7

/** A finding behind its state, below each other. Pure. */
export const asLine = (state: string, found: string, columns: number): string =>
  wrapped(`${state.padEnd(widestState)} ${found}`, columns, ' '.repeat(widestState + 1))

export const padded = (text: string, columns: number): string =>
  `${text}${' '.repeat(Math.max(0, columns - widthOf(text)))}`
