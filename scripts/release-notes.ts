import { readFileSync } from 'node:fs'

/* `node scripts/release-notes.ts vX.Y.Z` prints what CHANGELOG.md says of that version; refuses a tag that is no release of this commit. */

const [tag = ''] = process.argv.slice(2)
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

function fail(line: string): never {
  process.stderr.write(`error: ${line}\n`)
  process.exit(1)
}

if (!/^v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(tag)) fail(`${tag} is no version: tag a commit as vX.Y.Z`)
const version = tag.slice(1)
const { version: packaged } = JSON.parse(read('package.json')) as { version: string }
if (packaged !== version)
  fail(`package.json has version ${packaged}, and the tag is ${tag}: set it and tag that commit`)
const section = read('CHANGELOG.md')
  .split(/^## /m)
  .find((part) => part.startsWith(`${version} `) || part.startsWith(`${version}\n`) || part.startsWith(`[${version}]`))
const notes = section?.slice(section.indexOf('\n')).trim() ?? ''
if (notes === '') fail(`CHANGELOG.md has nothing under "## ${version}": move the notes of Unreleased there`)
process.stdout.write(`${notes}\n`)
