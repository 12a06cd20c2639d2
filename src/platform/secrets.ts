/** Shorter pieces of a secret stand in ordinary text, so that hiding them would hide the log and not the secret. */
const minChars = 4

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
  // The header and footer of a key file are no secret.
  for (const line of lines) if (!line.startsWith('-----')) forms.add(line)
  return [...forms].filter((form) => form.length >= minChars).sort((a, b) => b.length - a.length)
}

type Redactor = { add(value: string): string[]; redact(text: string): string }

/** Hides every form of every secret that it was told of. */
export function createRedactor(): Redactor {
  let known: string[] = []
  return {
    add(value) {
      const forms = secretForms(value)
      // Longest first: a short form inside a long one must not leave the rest of the long one standing.
      known = [...new Set([...known, ...forms])].sort((a, b) => b.length - a.length)
      return forms
    },
    redact: (text) => known.reduce((hidden, form) => hidden.replaceAll(form, '***'), text),
  }
}
