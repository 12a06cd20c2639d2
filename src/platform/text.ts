// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text without what moves a cursor, sets colours, or hides something by writing direction; line ends go too. */
export const withoutControls = (text: string): string => text.replaceAll(escapes, '').replaceAll(controls, '')

/** One word for a shell, whatever is in it. */
export const shellWord = (text: string): string =>
  /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** The lines of a text; an empty text is one empty line. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n\u2028\u2029]/)

/** Of Unicode's East Asian Width (wide and full width), by blocks. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u
/** Stands on the letter before; but what makes a picture of that widens it. */
const over = /(?!\ufe0f)[\p{Mn}\p{Me}]/u

/** In columns of a terminal, where letters of East Asia and most pictures take two. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, point) => width + (wide.test(point) ? 2 : over.test(point) ? 0 : 1), 0)

/** As much of a line as goes into so many columns of a terminal. */
export function cutColumns(text: string, columns: number): string {
  let [kept, width] = ['', 0]
  for (const point of text) {
    width += widthOf(point)
    if (width > columns) break
    kept += point
  }
  return kept
}

/**
 * A line of prose as lines of a screen with so many columns, cut between words. What stands in backticks, such as a command to
 * copy, stays in one piece where that fits; a word that is wider than a line has one to itself, whole. Pure.
 * @param indent what the second line and those after it begin with
 */
export function wrapped(text: string, columns: number, indent = ''): string {
  // Some terminals go on to the next line behind the last column.
  const room = columns - 1
  if (widthOf(text) <= room) return text
  const lines: string[] = []
  let line: string | undefined
  const add = (gap: string, word: string): void => {
    if (line === undefined) line = gap + word
    // What nothing stands between is one word.
    else if (gap === '' || widthOf(line + gap + word) <= room) line += gap + word
    else {
      lines.push(line)
      line = indent + word
    }
  }
  for (const [, gap = '', word = ''] of text.matchAll(/(\s*)((?:`[^`]*`|[^\s`])+|`\S*)/g))
    if (widthOf(indent + word) <= room) add(gap, word)
    else for (const [index, part] of word.split(' ').entries()) add(index === 0 ? gap : ' ', part)
  return [...lines, line].join('\n')
}

/** The longest head of `text` that fits into so many bytes of UTF-8, cut at the end of a line where there is one, with a note. */
export function cutBytes(text: string, maxBytes: number, note: string): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  const room = maxBytes - Buffer.byteLength(note)
  if (room <= 0) return ''
  // A cut in the middle of a character leaves a replacement character, which is taken off.
  const head = Buffer.from(text)
    .subarray(0, room)
    .toString('utf8')
    .replace(/\ufffd$/, '')
  const lineEnd = head.lastIndexOf('\n')
  return `${lineEnd > 0 ? head.slice(0, lineEnd + 1) : head}${note}`
}
