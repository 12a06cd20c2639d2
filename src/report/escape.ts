/*
 * Names and texts in a report come from data, models and images of others. On a page of GitHub they must be text: no
 * markup, no link, no mention, no image, no row or column of a table.
 */

/** Text for a cell or a line of Markdown: one line, cut at `maxChars`, nothing in it means anything. */
export function markdownText(text: string, maxChars = 300): string {
  return (
    oneLine(text, maxChars)
      .replaceAll(/[\\`*_{}[\]()#+!|~$^-]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A zero-width space breaks mentions, references and links that GitHub makes of plain text.
      .replaceAll(/@|:(?=\/\/)|www\./gi, (found) => `${found}\u200b`)
  )
}

/** A label inside a Mermaid chart, which has quotes but no escapes. */
export const mermaidText = (text: string): string => oneLine(text, 40).replaceAll(/["\\[\]<>;`#%{}]/g, ' ')

/** Without control characters and line ends, which a terminal or a table would obey. */
export function oneLine(text: string, maxChars: number): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
  const characters = [...line]
  return characters.length <= maxChars ? line : `${characters.slice(0, maxChars - 1).join('')}…`
}
