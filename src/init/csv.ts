/* What a table's lines must be, beyond what the parser of CSV wants. */

export const notCsv = (because: string): string =>
  `not CSV (${because}): close the quotes of its fields, and double a quote inside of one`

/** Whether each field that begins with a quote ends with one, as Python's csv wants it. @param raw a row as it stands in the file */
export function endsItsQuotes(raw: string, delimiter: string): boolean {
  for (let at = 0; ; at += 1) {
    if (raw[at] === '"') {
      do at = raw.indexOf('"', at + 1) + 1
      while (at > 0 && raw[at] === '"')
      if (at === 0) return false
    } else {
      const next = raw.indexOf(delimiter, at)
      at = next < 0 ? raw.length : next
    }
    if (raw[at] !== delimiter) return at >= raw.length || /[\r\n]/.test(raw[at] ?? '')
  }
}

/** The first name that stands twice; columns without a name are told apart by nobody. */
export function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => name.trim() !== '' && (seen.has(name) || seen.add(name).size === 0))
}
