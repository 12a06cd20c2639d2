import { randomBytes } from 'node:crypto'
import { copyFile, link, lstat, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { UserError } from './errors.ts'

/*
 * Trees of files that somebody else made: a job, a registry, a checkout. What is no regular file is refused and never
 * followed, a link could name any file of this host, a pipe is waited for, and a device has no end.
 */

/** Longer ones fit into no archive, and some file systems have no room for longer names. */
const longestPathBytes = 1024
const longestNameBytes = 255
/** More files than that are a mistake, or made to fill our memory. */
const mostFiles = 1_000_000

/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'the path is empty'
  if (path.includes('\0')) return 'the path holds a NUL character'
  // They would break lines of logs and of keys, or are what stands for bytes that are no text.
  if (/[\p{Cc}\p{Cs}\u2028\u2029\ufffd]/u.test(path)) return 'the path holds a character that cannot be shown'
  if (path.includes('\\')) return 'the path holds a backslash'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'the path is absolute'
  const parts = path.split('/')
  if (parts.includes('..')) return 'the path leaves its directory'
  if (parts.includes('.') || parts.includes('')) return 'the path is not in its shortest form'
  if (parts.some((part) => part.startsWith('.wh.'))) return 'a name with .wh. deletes files of an image'
  if (Buffer.byteLength(path) > longestPathBytes) return `the path is longer than ${longestPathBytes} bytes`
  if (parts.some((part) => Buffer.byteLength(part) > longestNameBytes))
    return `a name is longer than ${longestNameBytes} bytes`
  return undefined
}

/** The same for paths that are one file where case does not count, or letters are spelt in several ways. */
export const folded = (path: string): string => path.normalize('NFC').toLowerCase()

/** Two paths that are one file where case does not count; undefined where there are none. */
export function caseCollision(paths: readonly string[]): [string, string] | undefined {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const name = folded(path)
    const other = seen.get(name)
    if (other !== undefined && other !== path) return [other, path]
    seen.set(name, path)
  }
  return undefined
}

export type TreeFile = { path: string; sizeBytes: number }

type TreeOptions = {
  /** Asked with the name of every entry, and its path below the directory. */
  skip?: (name: string, path: string) => boolean
  /** `inside`, the default: a link to a file of the same tree counts as that file. Every other link is refused always. */
  links?: 'inside' | 'refused'
}

/** Every regular file below a directory, under whatever name, sorted by path. @throws UserError for everything else in it */
export async function walkTree(directory: string, options: TreeOptions = {}): Promise<TreeFile[]> {
  if (options.links === 'refused' && (await asked(directory, lstat(directory))).isSymbolicLink())
    throw new UserError(`${directory}: a link, and what lies there is read only where it is: make it a directory`)
  const root = await asked(directory, realpath(directory))
  const files: TreeFile[] = []
  // A list and no recursion: how deep it goes is up to whoever made the tree.
  const ahead = ['']
  for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop()) {
    for (const entry of await asked(join(directory, prefix), readdir(join(root, prefix), { withFileTypes: true }))) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      if (options.skip?.(entry.name, path) === true) continue
      if (entry.isDirectory()) {
        ahead.push(path)
        continue
      }
      const shown = join(directory, path)
      if (entry.isSymbolicLink() && options.links === 'refused')
        throw new UserError(`${shown}: a link, which could name any file of this host: write the file itself there`)
      if (entry.isSymbolicLink()) await checkLink(root, path, shown)
      else if (!entry.isFile())
        throw new UserError(`${shown}: neither a file nor a directory: only regular files are read, remove it`)
      if (files.length === mostFiles)
        throw new UserError(`${directory}: more than ${mostFiles} files: remove those that do not belong there`)
      files.push({ path, sizeBytes: (await asked(shown, stat(join(root, path)))).size })
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The files of `walkTree`, with names that any image and any machine can hold. @throws UserError for one that is not */
export async function listFiles(directory: string, options: TreeOptions = {}): Promise<TreeFile[]> {
  const files = await walkTree(directory, options)
  for (const { path } of files) {
    const fault = pathFault(path)
    if (fault !== undefined) throw new UserError(`${JSON.stringify(join(directory, path))}: ${fault}: rename the file`)
  }
  const collision = caseCollision(files.map((file) => file.path))
  if (collision !== undefined)
    throw new UserError(
      `${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`,
    )
  return files
}

async function checkLink(root: string, path: string, shown: string): Promise<void> {
  const target = await realpath(join(root, path)).catch(() => undefined)
  if (target === undefined) throw new UserError(`${shown}: a link to nothing: remove it or copy the file there`)
  if (!target.startsWith(root + sep))
    throw new UserError(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`)
  const facts = await asked(shown, stat(target))
  if (facts.isDirectory()) throw new UserError(`${shown}: a link to a directory: copy the files instead`)
  if (!facts.isFile()) throw new UserError(`${shown}: a link to what is no file: remove it`)
}

/** What the system says of a path; it may say that the path is too long, closed to us, or gone meanwhile. */
const asked = <T>(shown: string, answer: Promise<T>): Promise<T> =>
  answer.catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${short(shown)}: cannot be read (${error.code}): check the path, its permissions, and that nobody changes it`,
      { cause: error },
    )
  })

const short = (path: string): string => (path.length > 300 ? `${path.slice(0, 300)}…` : path)

/** Removes a tree that somebody else made, also where it is deeper than the system takes paths, and `rm` gives up. */
export async function removeTree(directory: string): Promise<void> {
  for (;;) {
    try {
      return await rm(directory, { recursive: true, force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENAMETOOLONG') throw error
      await flatten(directory)
    }
  }
}

/** Moves what lies too deep up into the directory itself. */
async function flatten(directory: string): Promise<void> {
  const ahead = ['']
  for (let prefix = ahead.pop(); prefix !== undefined; prefix = ahead.pop())
    for (const entry of await readdir(join(directory, prefix), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue
      const path = join(prefix, entry.name)
      if (Buffer.byteLength(path) < longestPathBytes) {
        ahead.push(path)
        continue
      }
      const flat = `deep-${randomBytes(8).toString('hex')}`
      await rename(join(directory, path), join(directory, flat))
      ahead.push(flat)
    }
}

/** One file in two places: nobody writes into a file that a job has left, what changes one puts another in its place. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  await link(from, to).catch(() => copyFile(from, to))
}

/** The same for all files of a directory. */
export async function linkTree(from: string, to: string): Promise<void> {
  for (const { path } of await listFiles(from, { links: 'refused' })) await linkOrCopy(join(from, path), join(to, path))
}
