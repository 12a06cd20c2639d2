// Escape sequences first (colours, cursor, titles), then every control character that is left, but the tab.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Text without what moves a cursor, sets colours, or hides something by writing direction; line ends go too. */
export const withoutControls = (text: string): string => text.replaceAll(escapes, '').replaceAll(controls, '')

/** The lines of a text; an empty text is one empty line. */
export const linesOf = (text: string): string[] => text.split(/\r\n|[\r\n\u2028\u2029]/)

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
