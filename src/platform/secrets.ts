import { linesOf, withoutControls } from './text.ts'

/** Shorter pieces of a secret stand in ordinary text, so that hiding them would hide the log and not the secret. */
const minChars = 4
/** Characters of a log line that are shown: longer ones stall a runner's log for minutes. */
const maxLogLineChars = 4_000

/** The forms in which a secret can come back out of a program: trimmed, line by line, in base64, in a URL, in JSON. */
function secretForms(value: string): string[] {
  const trimmed = value.trim()
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  const forms = new Set<string>()
  for (const text of [value, trimmed]) {
    const bytes = Buffer.from(text)
    const padded = bytes.toString('base64')
    for (const form of [
      text,
      padded,
      padded.replace(/=+$/, ''),
      bytes.toString('base64url'),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
    ])
      forms.add(form)
  }
  // The header and footer of a key file are no secret. What a log shows of a line has no control characters.
  for (const line of lines) if (!line.startsWith('-----')) forms.add(line).add(withoutControls(line))
  return [...forms].filter((form) => form.length >= minChars).sort((a, b) => b.length - a.length)
}

type Redactor = {
  add(value: string): string[]
  /** Hides what is known, and changes nothing else. */
  redact(text: string): string
  /** One line for a log: no control characters, no secret, and not too long. */
  line(text: string, maxChars?: number): string
  /** The lines of a text, each of them such a one. */
  lines(text: string): string[]
}

/** Hides every form of every secret that it was told of. */
export function createRedactor(): Redactor {
  let known: string[] = []
  const redact = (text: string): string => known.reduce((hidden, form) => hidden.replaceAll(form, '***'), text)
  const line = (text: string, maxChars = maxLogLineChars): string => {
    // Hidden again after the control characters are gone, or one of them inside a secret would uncover it; and before the
    // cut, or a secret at the cut would show its head. The work is bounded by a first cut, whose own end is thrown away.
    const spare = known[0]?.length ?? 0
    const shown = redact(withoutControls(redact(text.slice(0, maxChars + spare))))
    const whole = text.length > maxChars + spare ? shown.slice(0, Math.max(0, shown.length - spare)) : shown
    const more = text.length - maxChars
    return more > 0 ? `${whole.slice(0, maxChars)} … (${more} more characters)` : whole
  }
  return {
    add(value) {
      const forms = secretForms(value)
      // Longest first: a short form inside a long one must not leave the rest of the long one standing.
      known = [...new Set([...known, ...forms])].sort((a, b) => b.length - a.length)
      return forms
    },
    redact,
    line,
    // Hidden before it is cut into lines, too: a secret may have several.
    lines: (text) => linesOf(redact(text)).map((each) => line(each)),
  }
}
