import { readFile, writeFile } from 'node:fs/promises'
import { docsAddress } from '../src/pages.ts'

/** What the package says, as a page of the repository says it: with links to its own docs/. @param docs the way there */
export const withLinks = (text: string, docs: string): string =>
  text.replaceAll(new RegExp(`${docsAddress}/([\\w-]+\\.md)`, 'g'), (_, page: string) => `[${page}](${docs}${page})`)

/** Writes a generated file, or with `--check` says that it is not what its generator makes and sets the exit code. */
export async function emit(path: string, text: string): Promise<void> {
  const file = new URL(`../${path}`, import.meta.url)
  const present = await readFile(file, 'utf8').catch(() => undefined)
  if (present === text) return
  if (!process.argv.includes('--check')) return writeFile(file, text)
  process.stderr.write(`error: ${path} is out of date: run \`npm run check -- --fix\`\n`)
  process.exitCode = 1
}
