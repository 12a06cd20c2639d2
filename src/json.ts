import { randomUUID } from 'node:crypto'

/** What a text says in JSON, undefined where it is none: no value of JSON is. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A number that is another one, or is written otherwise, once it has been one of JavaScript: 12.50, 1e400, 9007199254740993. */
export class Written {
  readonly written: string
  constructor(written: string) {
    this.written = written
  }
  toString(): string {
    return this.written
  }
  toJSON(): number {
    return Number(this.written)
  }
}

export const isWhole = (value: unknown): value is number | Written =>
  Number.isInteger(value) || (value instanceof Written && /^-?\d+$/.test(value.written))

/** `JSON.parse` for which a number is what stands there: who reads digits takes 12.50 for another text than 12.5. */
export function parseAsWritten(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const marked = withMarkedNumbers(text)
  if (marked === undefined) return value
  return JSON.parse(marked, (_, one: unknown) =>
    typeof one === 'string' && one.startsWith(mark) ? new Written(one.slice(mark.length)) : one,
  )
}

/** The same, undefined where the text is none. */
export function jsonAsWritten(text: string): unknown {
  try {
    return parseAsWritten(text)
  } catch {
    return undefined
  }
}

/** Nobody who writes a file knows it. */
const mark = `${randomUUID()} `
const numberAt = /-?\d[\d.eE+-]*/y

/** @param text that is JSON @returns the same with texts in the place of such numbers; undefined where there is none */
function withMarkedNumbers(text: string): string | undefined {
  const parts: string[] = []
  let [from, at] = [0, 0]
  while (at < text.length) {
    numberAt.lastIndex = at
    const [written] = text[at] === '"' ? [] : (numberAt.exec(text) ?? [])
    const end = written === undefined ? (text[at] === '"' ? endOfString(text, at) : at + 1) : at + written.length
    if (written !== undefined && written !== '-0' && String(Number(written)) !== written) {
      parts.push(text.slice(from, at), `"${mark}${written}"`)
      from = end
    }
    at = end
  }
  return parts.length === 0 ? undefined : `${parts.join('')}${text.slice(from)}`
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return end + 1
  }
  return text.length
}
