import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/*
 * docs/security.md names for each attack the test that shows its defence, as `FILE › TITLE`. A test that was renamed or
 * deleted takes its promise with it, and must not do so silently.
 */

const root = new URL('../../', import.meta.url).pathname
const text = readFileSync(join(root, 'docs/security.md'), 'utf8')
const attackTables = text
  .split(/\n(?=\| )/)
  .filter((part) => part.startsWith('| '))
  .map((row) => row.split('\n')[0] ?? '')

const cells = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())

/** Rows of the tables whose last column is `shown by`. */
function attacks(): { attack: string; tests: string[] }[] {
  const found: { attack: string; tests: string[] }[] = []
  let inside = false
  for (const row of attackTables.map(cells)) {
    if (row.at(-1) === 'shown by') inside = true
    else if (row.every((cell) => /^[-: ]+$/.test(cell))) continue
    else if (inside && row.length === 3)
      found.push({
        attack: row[0] ?? '',
        tests: [...(row.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      })
    else inside = false
  }
  return found
}

describe('docs/security.md', () => {
  it.each(attacks())('names tests that exist for: $attack', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0)
    for (const test of tests) {
      const [file = '', title = ''] = test.split(' › ')
      const path = join(root, file)
      expect(existsSync(path), `${file} of \`${test}\``).toBe(true)
      const source = readFileSync(path, 'utf8')
      expect(source.includes(file.endsWith('.py') ? `def ${title}(` : title), `\`${title}\` in ${file}`).toBe(true)
      expect(title.length, `a title in \`${test}\``).toBeGreaterThan(5)
    }
  })
  it('lists attacks', () => {
    expect(attacks().length).toBeGreaterThan(100)
  })
})
