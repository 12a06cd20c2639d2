import { oneLine } from '../text.ts'

/** Markup that is safe by how it was made: only `html` makes it, and it escapes what it is given. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Markup | undefined | readonly Piece[]

/** No text is longer in any place, and none has characters that turn or hide what follows. */
const longest = 10_000

const escaped = (text: string): string =>
  text
    .slice(0, longest)
    .replaceAll(/[^\P{C}\n]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const written = (piece: Piece): string => {
  if (piece === undefined) return ''
  if (piece instanceof Markup) return piece.text
  return typeof piece === 'object' ? piece.map(written).join('') : escaped(String(piece))
}

/** A template whose strings are markup and whose values are text, unless they are markup themselves. */
export const html = (strings: TemplateStringsArray, ...pieces: Piece[]): Markup =>
  new Markup(strings.map((string, i) => `${string}${i < pieces.length ? written(pieces[i]) : ''}`).join(''))

const shortText = 240
const longText = 4_000

/** A text of data, whose direction stays its own; a long one opens. */
export function dataText(text: string): Markup {
  const whole = oneLine(text, longText)
  if ([...whole].length <= shortText) return html`<bdi>${whole}</bdi>`
  return html`<details class="long"><summary><bdi>${oneLine(whole, shortText)}</bdi></summary><bdi>${whole}</bdi></details>`
}
