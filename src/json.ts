import { randomUUID } from 'node:crypto'

/** What a text says in JSON, undefined where it is none: no value of JSON is. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * JSON of what Python writes, which has words for numbers that JSON has none for. Who has gaps in a column has NaN there, so that it
 * says nothing; infinity is read as the number. The same text where there are no such words.
 */
export function withoutWords(text: string): string {
  const parts: string[] = []
  let [from, at] = [0, 0]
  for (;;) {
    words.lastIndex = at
    const found = words.exec(text)
    if (found === null) break
    const [token] = found
    at = token === '"' ? endOfString(text, found.index) : found.index + token.length
    if (token === '"') continue
    parts.push(text.slice(from, found.index), token === 'NaN' ? 'null' : infinity)
    from = at
  }
  return `${parts.join('')}${text.slice(from)}`
}

const words = /"|\b(?:NaN|Infinity)\b/g
/** Too large for a number of JavaScript, and spelled as nobody does: what somebody wrote is told as it is written. */
const infinity = '1e0000000000000999'

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

/** A whole number as `prepare` reads it, in digits: 1.0 is one, as who has gaps in a column of them often has a point in each. */
export function wholeText(value: unknown): string | undefined {
  const written = value instanceof Written ? value.written : typeof value === 'number' ? String(value) : undefined
  if (written === undefined) return undefined
  if (/^-?\d+$/.test(written)) return written.length <= mostDigits ? written : undefined
  const number = Number(written)
  return Number.isInteger(number) && Math.abs(number) <= 2 ** 53 ? String(number) : undefined
}

export const isWhole = (value: unknown): value is number | Written => wholeText(value) !== undefined

const mostDigits = 4_000

/**
 * `JSON.parse` for which the numbers of an object are what stands there: who reads digits takes 12.50 for another text than
 * 12.5. Numbers that are deeper inside of it are those of JavaScript, as nobody reads them and a row can have millions.
 */
export function parseAsWritten(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return fieldsAsWritten(text) ?? value
}

/** @param text that is JSON @returns undefined where it has no such number */
function fieldsAsWritten(text: string): Readonly<Record<string, unknown>> | undefined {
  const marked = withMarkedNumbers(text)
  if (marked === undefined) return undefined
  const fields = JSON.parse(marked) as Record<string, unknown>
  for (const [name, one] of Object.entries(fields))
    if (typeof one === 'string' && one.startsWith(mark)) fields[name] = new Written(one.slice(mark.length))
  return fields
}

/**
 * Each object of a list in the same way, one after another: marks for all numbers of a long list would be more than a text can hold.
 * @param text that is JSON, of a list of objects
 */
export function* eachAsWritten(text: string): Generator<unknown> {
  let [start, at, depth] = [0, 0, 0]
  for (;;) {
    elsewhere.lastIndex = at
    const found = elsewhere.exec(text)
    if (found === null) return
    const [token] = found
    at = token === '"' ? endOfString(text, found.index) : found.index + 1
    if (token === '{' || token === '[') {
      depth += 1
      if (depth === 2) start = found.index
    } else if (token !== '"') {
      if (depth === 2) {
        const one = text.slice(start, at)
        yield fieldsAsWritten(one) ?? JSON.parse(one)
      }
      depth -= 1
    }
  }
}

const isInfinite = (value: unknown): boolean => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY

/** JSON of an object with numbers as they were written, where `JSON.stringify` would write those of JavaScript; infinity as Python does. */
export const jsonOfFields = (fields: readonly (readonly [name: string, value: unknown])[]): string =>
  `{${fields
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${JSON.stringify(name)}:${value instanceof Written ? value.written : isInfinite(value) ? String(value) : JSON.stringify(value)}`,
    )
    .join()}}`

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
const inFields = /["{}[\]]|-?\d[\d.eE+-]*/g
const elsewhere = /["{}[\]]/g

/** @param text that is JSON @returns the same with texts in the place of such numbers; undefined where there is none */
function withMarkedNumbers(text: string): string | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  const parts: string[] = []
  let [from, at, depth] = [0, 0, 0]
  for (;;) {
    const next = depth === 1 ? inFields : elsewhere
    next.lastIndex = at
    const found = next.exec(text)
    if (found === null) break
    const [token] = found
    at = token === '"' ? endOfString(text, found.index) : found.index + token.length
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    else if (token !== '"' && isAnother(token)) {
      parts.push(text.slice(from, found.index), `"${mark}${token}"`)
      from = at
    }
  }
  return parts.length === 0 ? undefined : `${parts.join('')}${text.slice(from)}`
}

const isAnother = (token: string): boolean =>
  token !== '-0' && token !== infinity && token !== `-${infinity}` && String(Number(token)) !== token

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return end + 1
  }
  return text.length
}
