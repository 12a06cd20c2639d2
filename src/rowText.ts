import { Written } from './json.ts'

/*
 * The text that a model reads of a row: each column by its name, so that no value can pass for another column. What
 * model_runtime/row_text.py writes, and why.
 */

/** White space as Python has it, which reads the same files. */
const blanks: ReadonlySet<string> = new Set(
  '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
)

/** In one pass from each end: a pattern for the end would try again at each blank of a long run inside. */
export function stripped(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && blanks.has(text.charAt(from))) from++
  while (from < to && blanks.has(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/** By column, what a row says there as it was written; null where it says nothing. */
export type RowValues = Readonly<Record<string, string | null>>

/** Undefined where it is no plain value. */
export function valueText(value: unknown): string | null | undefined {
  if (value === null || (typeof value === 'string' && stripped(value) === '')) return null
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || value instanceof Written) return String(value)
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined
}

/** In NFC. Nothing, where no column says anything. */
export function rowText(values: RowValues, columns: readonly string[]): string {
  if (columns.every((name) => (values[name] ?? null) === null)) return ''
  return columns
    .map((name) => {
      const value = values[name] ?? null
      return value === null ? `${name}:` : `${name}: ${value.replaceAll(/[|\uff5c]/g, '$&$&')}`
    })
    .join(' | ')
    .normalize('NFC')
}

/** The row that `rowText` made a text of, in NFC. @throws RangeError for a text that it cannot have made */
export function rowValuesIn(text: string, columns: readonly string[]): RowValues {
  const said = text === '' ? columns.map((name) => `${name.normalize('NFC')}:`) : text.split(' | ')
  if (said.length !== columns.length) throw new RangeError(`${said.length} columns instead of ${columns.length}`)
  return Object.fromEntries(
    columns.map((name, at) => {
      const [named, one] = [`${name.normalize('NFC')}:`, said[at] ?? '']
      if (one === named) return [name, null]
      if (!one.startsWith(`${named} `)) throw new RangeError(`no column ${name} where it should stand`)
      return [name, one.slice(named.length + 1).replaceAll(/([|\uff5c])\1/g, '$1')]
    }),
  )
}

/** What a value must be, for messages. */
export const plainValue = 'a text, a number, true, false or null'
export const plainNumber = 'a number of at most 1e30 in size, or null where it is not known'

/** Whether a column that a model reads as a number holds one, or nothing, as model_runtime/tabular.py has it. */
export function isNumber(value: string | null): boolean {
  if (value === null) return true
  const said = stripped(value)
  return (
    said.length <= 400 && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(said) && Math.abs(Number(said)) <= 1e30
  )
}

/** What of a row a model reads; the first column that is no plain value, or not there, where there is one. */
export function rowValues(
  fields: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): { values: RowValues } | { wrong: string } {
  const values: [string, string | null][] = []
  for (const name of columns) {
    const value = Object.hasOwn(fields, name) ? valueText(fields[name]) : undefined
    if (value === undefined) return { wrong: name }
    values.push([name, value])
  }
  return { values: Object.fromEntries(values) }
}
