import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, parse } from 'node:path'
import { UserError } from '../errors.ts'
import { imageName } from './columns.ts'
import { isDataFile, whyUnreadable } from './records.ts'
import { type BySide, type Side, type Source, sides } from './types.ts'

/* Where the examples are: in a file or a directory that a person named, or in one that is likely. */

/** What `init` writes itself, and what is no data for other reasons. */
const notData = /^(?:package(?:-lock)?|tsconfig|config|tokenizer(?:_config)?|model|composer)\.json$|\.model-actions/i

const likely = ['data', 'dataset', 'datasets'] as const

/**
 * Every source below a path that a person may mean; several where they have to say which one.
 * @param anew looks at what JSON lines were made from, where that is there, and not at those
 */
export async function findSources(path: string, { anew = false } = {}): Promise<Source[]> {
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${path} cannot be read (${error.code}): name a file with examples, or a directory`, {
      cause: error,
      exit: 'data',
    })
  })
  if (facts.isFile()) return sourcesOfFiles(dirname(path), await siblingsOf(path))
  if (!facts.isDirectory())
    throw new UserError(`${path} is neither a file nor a directory: name one with examples`, { exit: 'data' })
  const here = await sourcesIn(path, anew)
  if (here.length > 0) return here
  for (const name of likely) {
    const below = await sourcesIn(join(path, name), anew).catch(() => [])
    if (below.length > 0) return below
  }
  return []
}

/** What lies there and would hold examples if it were saved in another way; undefined where nothing does. */
export async function unreadableIn(directory: string): Promise<string | undefined> {
  for (const name of (await readdir(directory).catch(() => [])).sort()) {
    const why = whyUnreadable(name)
    if (why !== undefined) return `${name} ${why}`
  }
  return undefined
}

/** A file that is called train has its test beside it. */
async function siblingsOf(path: string): Promise<string[]> {
  const name = basename(path)
  if (sideOf(name)?.side !== 'train') return [name]
  const own = sideOf(name)?.rest
  // Of one ending: what was made of them is not among these.
  const beside = (await dataFilesOf(dirname(path))).filter((other) => other !== name && sideOf(other)?.rest === own)
  return [name, ...beside]
}

async function sourcesIn(directory: string, anew: boolean): Promise<Source[]> {
  const files = sourcesOfFiles(directory, sourcesAmong(await dataFilesOf(directory), anew))
  return files.length > 0 ? files : treesOf(directory)
}

const dataFilesOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && isDataFile(entry.name) && !notData.test(entry.name))
    .map(({ name }) => name)
    .sort()

/** What was made into JSON lines, as `init` does it, is not looked at again, unless those are to be made anew. */
function sourcesAmong(names: readonly string[], anew: boolean): string[] {
  const isMade = (name: string): boolean => extname(name) === '.jsonl'
  const made = new Set(names.filter(isMade).map((name) => parse(name).name))
  const others = new Set(names.filter((name) => !isMade(name)).map((name) => parse(name).name))
  return names.filter((name) =>
    isMade(name) ? !anew || !others.has(parse(name).name) : anew || !made.has(parse(name).name),
  )
}

const sideNames: Readonly<Record<string, Side>> = {
  train: 'train',
  training: 'train',
  test: 'test',
  testing: 'test',
  validation: 'validation',
  valid: 'validation',
  val: 'validation',
  dev: 'validation',
}

/** The side that a name tells, and what is left of it: `intents-train.csv` is train of `intents-*.csv`. */
export function sideOf(name: string): { side: Side; rest: string } | undefined {
  const found = /(?<![A-Za-z])(train(?:ing)?|test(?:ing)?|valid(?:ation)?|val|dev)(?![A-Za-z])/i.exec(name)
  const side = sideNames[found?.[1]?.toLowerCase() ?? '']
  if (found === null || side === undefined) return undefined
  return { side, rest: `${name.slice(0, found.index)}*${name.slice(found.index + found[0].length)}` }
}

/** Files that belong together are one source; a test that nothing trains for is none. */
export function sourcesOfFiles(directory: string, names: readonly string[]): Source[] {
  return bySides(names).map((found) => ({
    kind: 'table',
    files: mapSides(found, (name) => join(directory, name)),
  }))
}

function bySides(names: readonly string[]): BySide<string>[] {
  const grouped = new Map<string, Partial<Record<Side, string>>>()
  for (const name of names) {
    const { side, rest } = sideOf(name) ?? { side: 'train' as const, rest: name }
    const group = grouped.get(rest) ?? {}
    // `train.csv` and `train.jsonl` are two groups, as what is left of their names differs.
    group[side] ??= name
    grouped.set(rest, group)
  }
  return [...grouped.values()].flatMap((group) => (group.train === undefined ? [] : [{ ...group, train: group.train }]))
}

export function mapSides<From, To>(of: BySide<From>, change: (value: From, side: Side) => To): BySide<To> {
  const entries = sides.flatMap((side) => {
    const value = of[side]
    return value === undefined ? [] : [[side, change(value, side)] as const]
  })
  return Object.fromEntries(entries) as BySide<To>
}

/** A directory for each class, with images in it; perhaps below one for each side. Where there is none, in any directory below. */
async function treesOf(directory: string): Promise<Source[]> {
  const here = await treeIn(directory)
  if (here !== undefined) return [here]
  const below = await Promise.all((await directoriesOf(directory)).map((name) => treeIn(join(directory, name))))
  return below.filter((tree) => tree !== undefined)
}

async function treeIn(directory: string): Promise<Source | undefined> {
  const sided = bySides((await directoriesOf(directory)).filter((name) => sideOf(name)?.rest === '*'))
  for (const found of sided)
    if ((await classesOf(join(directory, found.train))).length > 1)
      return { kind: 'tree', directories: mapSides(found, (name) => join(directory, name)) }
  return (await classesOf(directory)).length > 1 ? { kind: 'tree', directories: { train: directory } } : undefined
}

const directoriesOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name)
    .sort()

/** The directories of a directory that hold images. */
async function classesOf(directory: string): Promise<string[]> {
  const names = await directoriesOf(directory)
  const held = await Promise.all(names.map(async (name) => ({ name, images: await imagesOf(join(directory, name)) })))
  return held.filter(({ images }) => images.length > 0).map(({ name }) => name)
}

export const imagesOf = async (directory: string): Promise<string[]> =>
  (await readdir(directory).catch(() => [])).filter((name) => imageName.test(name) && !name.startsWith('.')).sort()

/** An example for each image of a tree, its class that of its directory; paths are relative to `from`. */
export async function examplesOf(tree: string, from: string): Promise<{ image: string; label: string }[]> {
  const classes = await classesOf(tree)
  const listed = await Promise.all(
    classes.map(async (label) =>
      (await imagesOf(join(tree, label))).map((name) => ({
        image: [from, label, name].filter((part) => part !== '').join('/'),
        label,
      })),
    ),
  )
  return listed.flat()
}
