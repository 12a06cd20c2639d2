/* What can be said of a text without knowing its language. */

/** Of a longer text the beginning is looked at, as most models do. */
const looked = 2_000

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Thai',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
] // prettier-ignore
const ofScript = scripts.map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')] as const)

/** The script that most letters of a text are of. */
export function scriptOf(text: string): string {
  const letters = text.slice(0, looked)
  let [most, found] = [0, 'others']
  for (const [name, letter] of ofScript) {
    const count = letters.match(letter)?.length ?? 0
    if (count > most) [most, found] = [count, name]
  }
  return most > 0 ? found : /\p{L}/u.test(letters) ? 'others' : 'no letters'
}

/** Runs of three characters: they know no words, so that they serve languages without spaces too. */
export function trigramsOf(text: string): string[] {
  const points = [...text.slice(0, looked).toLowerCase().replaceAll(/\s+/g, ' ').trim()]
  return points.length < 3 ? [points.join('')] : points.slice(2).map((_, at) => points.slice(at, at + 3).join(''))
}

export const lengthOf = (text: string): number => [...text].length
