import { stat } from 'node:fs/promises'
import { basename, dirname, extname, join, parse } from 'node:path'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { examplesOf } from '../init/find.ts'
import { formatOf, recordsOf } from '../init/records.ts'
import type { Fields, Format } from '../init/types.ts'
import { lineOf } from '../init/write.ts'
import { shellWord } from '../platform/text.ts'
import { countText } from '../report/text.ts'

/* JSON lines that `init` made of another file or of a directory of images, which is another one by now: training would go on with the old ones. */

/** What `init` makes copies of; CSV only where its columns are cut by something else than commas. */
const copied = ['.json', '.tsv', '.csv'] as const

export type Lines = {
  path: string
  /** As model.yml names it. */
  name: string
  rows: number
}

/** @returns what to tell of JSON lines that are no longer what they were made of */
export async function outdatedCopy(lines: Lines): Promise<string | undefined> {
  if (extname(lines.path) !== '.jsonl') return undefined
  const { name: stem } = parse(lines.path)
  const from = (source: string): string => join(dirname(lines.name), source)
  for (const suffix of copied) {
    const source = join(dirname(lines.path), `${stem}${suffix}`)
    if (!(await isThere(source))) continue
    const how = await differs(source, lines)
    if (how === undefined) continue
    return `${basename(source)} has ${how} ${basename(lines.path)}: if \`init\` made that of it, ${anew(lines, from(`${stem}${suffix}`))}`
  }
  const tree = await imagesUnlisted(lines)
  if (tree === undefined) return undefined
  const { images, directory } = tree
  return `${from(directory)} has ${countText(images)} ${images === 1 ? 'image' : 'images'} that ${basename(lines.path)} does not name: if \`init\` made it, ${anew(lines, from(directory))}`
}

const anew = ({ path }: Pick<Lines, 'path'>, source: string): string =>
  `remove ${basename(path)} and run \`model-actions init --yes ${shellWord(source)}\` beside model.yml, which makes it anew and leaves model.yml as it is`

/** How a file differs from its copy; undefined where it does not, or where nothing shows that `init` made the copy of it. */
async function differs(source: string, { path, rows }: Lines): Promise<string | undefined> {
  try {
    const format = await formatOf(source)
    if (format.kind === 'csv') return undefined
    const { rows: there, shared } = await compared(source, format, { path, rows })
    // Of the same name, and yet lines that somebody made in their own way: nobody is told to remove those.
    if (!shared) return undefined
    if (there !== rows) return `${there > rows ? 'more' : 'fewer'} rows than`
    // A copy that somebody corrected is newer than what it was made of: that was their intent.
    if ((await changedMs(source)) <= (await changedMs(path))) return undefined
    const row = await firstOther(source, format, path)
    return row === undefined ? undefined : `another row ${countText(row)} than`
  } catch (error) {
    // What trains is the copy, whatever became of the other one.
    if (error instanceof UserError) return undefined
    throw error
  }
}

const changedMs = async (path: string): Promise<number> => (await stat(path)).mtimeMs

/** How many rows a file has, or one more than its copy, and whether it has most of the copy's first rows as `init` writes them. */
async function compared(
  source: string,
  format: Format,
  copy: Pick<Lines, 'path' | 'rows'>,
): Promise<{ rows: number; shared: boolean }> {
  const first = await firstLines(copy.path)
  const most = first.size / 2
  let rows = 0
  for await (const record of recordsOf(source, format)) {
    if (first.size > 0) first.delete(lineOf(record))
    if (++rows > copy.rows) break
  }
  return { rows, shared: first.size < most }
}

/** Enough to tell a copy from lines of somebody's own. */
const compares = 100

async function firstLines(path: string): Promise<Set<string>> {
  const lines = new Set<string>()
  let rows = 0
  for await (const record of recordsOf(path, { kind: 'jsonl' })) {
    lines.add(lineOf(record))
    if (++rows === compares) break
  }
  return lines
}

/** The first row of a file that `init` would copy otherwise than its copy has it. */
async function firstOther(source: string, format: Format, copy: string): Promise<number | undefined> {
  const copies = recordsOf(copy, { kind: 'jsonl' })
  try {
    let row = 0
    for await (const record of recordsOf(source, format)) {
      row++
      const { value } = await copies.next()
      if (value === undefined || lineOf(record) !== lineOf(value)) return row
    }
    return undefined
  } finally {
    await copies.return(undefined)
  }
}

/** Where the tree of a list is, and what its paths begin with. As `init` names them: beside a tree by its name, and within one `images.jsonl`. */
function treesOf(list: string): (readonly [directory: string, prefix: string])[] {
  const { name: stem } = parse(list)
  return [[stem, stem], ...(stem === 'images' ? [['.', ''] as const] : [])]
}

/** Images in the tree that a list was made of, where the list has only images of that tree, in their classes. */
async function imagesUnlisted({ path }: Lines): Promise<{ directory: string; images: number } | undefined> {
  const { dir } = parse(path)
  for (const [directory, prefix] of treesOf(path)) {
    const unlisted = new Set(
      (await examplesOf(join(dir, directory), prefix)).map(({ image, label }) => lineOf({ image, label })),
    )
    if (unlisted.size === 0) continue
    if (await takesAway(unlisted, path)) return unlisted.size === 0 ? undefined : { directory, images: unlisted.size }
  }
  return undefined
}

/** How the list of a tree is made anew, where `init` seems to have made it: its first row is an image of that tree in its class. */
export async function listAnew(lines: Pick<Lines, 'path' | 'name'>): Promise<string | undefined> {
  if (extname(lines.path) !== '.jsonl') return undefined
  const row = await firstOf(lines.path)
  const { image, label } = row ?? {}
  if (row === undefined || typeof image !== 'string' || lineOf(row) !== lineOf({ image, label })) return undefined
  for (const [directory, prefix] of treesOf(lines.path))
    if (
      image === pathIn(prefix, String(label), basename(image)) &&
      (await isThere(join(dirname(lines.path), directory)))
    )
      return `if \`init\` made ${basename(lines.path)}, ${anew(lines, join(dirname(lines.name), directory))}`
  return undefined
}

const pathIn = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/')

async function firstOf(list: string): Promise<Fields | undefined> {
  try {
    for await (const row of recordsOf(list, { kind: 'jsonl' })) return row
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
  return undefined
}

/** @returns whether each row of a list was among those, which it no longer is then */
async function takesAway(among: Set<string>, list: string): Promise<boolean> {
  try {
    for await (const row of recordsOf(list, { kind: 'jsonl' })) if (!among.delete(lineOf(row))) return false
    return true
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}
