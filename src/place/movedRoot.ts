import { createHash } from 'node:crypto'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { diskError, makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { withLock } from '../locks.ts'

/*
 * Which place belongs to a directory of a laptop, where no repository's name tells it. Its path does, and a directory that was
 * moved or renamed is known again by what its file system calls it. That is recorded in the place: nothing in the directory
 * itself is believed, as a copy has all of it too.
 */

const rootSchema = z.object({
  schema: z.literal(1),
  path: z.string(),
  device: z.string(),
  inode: z.string(),
  /** In nanoseconds. Inodes of removed directories are given to new ones; `0` where the file system keeps no such time. */
  born: z.string(),
})
type Root = z.infer<typeof rootSchema>

type Named = {
  /** Of the directory below `local`. */
  name: string
  /** Where the repository lay when it was recorded, where that is elsewhere. */
  movedFrom?: string
}

const recordFile = '.root.json'

/**
 * @param local the directory of the places that go by path
 * @param options.keep records where the repository lies now; without it nothing is written
 * @throws UserError where the repository has no place yet, and one that nobody can tell whose it is may be its own
 */
export async function nameOfRoot(local: string, root: string, options: { keep: boolean }): Promise<Named> {
  const here = await rootAt(await realpath(root))
  const { name, was } = await choose(local, here)
  if (!options.keep || (was !== undefined && isEqual(was, here))) return named(name, was, here)
  // Closed to the other users of the host, as whatever is kept there.
  await makeDirectory(local, { mode: 0o700 })
  return withLock(join(local, '.lock'), { label: 'place' }, async () => {
    const { name, was } = await choose(local, here)
    await makeDirectory(join(local, name), { mode: 0o700 })
    await writeWhole(join(local, name, recordFile), `${JSON.stringify(here)}\n`, { mode: 0o600 })
    return named(name, was, here)
  })
}

const named = (name: string, was: Root | undefined, { path }: Root): Named =>
  was === undefined || was.path === path ? { name } : { name, movedFrom: was.path }

async function choose(local: string, here: Root): Promise<{ name: string; was?: Root }> {
  const { kept, damaged, unread } = await recorded(local)
  const there = kept.find(({ root }) => root.path === here.path)
  // Its own goes before that of another path which it had too, such as of a mount that is gone.
  if (there !== undefined && isSame(there.root, here)) return { name: there.name, was: there.root }
  for (const { name, root } of kept)
    if (isSame(root, here) && !(await mayLieAt(root.path, root))) return { name, was: root }
  // One that was made anew goes on, as after a fresh clone, unless the earlier one was only renamed.
  if (there !== undefined && !(await liesBeside(there.root))) return { name: there.name, was: there.root }
  const own = nameFor(here.path)
  // One that this user may not enter is of another user, or nothing of ours, unless it has the name of this very directory.
  const untold = unread.find(({ name, forbidden }) => name === own || !forbidden)
  if (untold !== undefined) throw untold.error
  // The path tells whose a damaged one is where it has its name. Any other one may be of this project, which was moved.
  if (damaged.some(({ name }) => name === own)) return { name: own }
  const first = damaged.find(({ changed }) => mayBeOf(here, changed))
  if (first !== undefined) throw lost(join(local, first.name, recordFile), here.path)
  const taken = new Set([...kept, ...damaged, ...unread].map(({ name }) => name))
  let name = own
  for (let count = 2; taken.has(name); count++) name = `${own}-${count}`
  return { name }
}

/** The name of the directory, and a part of the digest of its path. */
function nameFor(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 8)
  return `${basename(path).replaceAll(/[^\w.-]/g, '_') || 'root'}-${digest}`
}

async function rootAt(path: string): Promise<Root> {
  const { dev, ino, birthtimeNs } = await stat(path, { bigint: true })
  return { schema: 1, path, device: String(dev), inode: String(ino), born: String(birthtimeNs) }
}

const isSame = (a: Root, b: Root): boolean =>
  a.born !== '0' && a.device === b.device && a.inode === b.inode && a.born === b.born

/**
 * A directory that was made after the last change of a record was not there to be recorded. Of those it cannot be told which one
 * is a fresh clone where a moved project lay: each begins anew, or one damaged record would keep all new projects from beginning.
 * @param changed in nanoseconds
 */
const mayBeOf = ({ born }: Root, changed: bigint): boolean => BigInt(born) <= changed

const isEqual = (a: Root, b: Root): boolean =>
  a.path === b.path && a.device === b.device && a.inode === b.inode && a.born === b.born

/**
 * Whether the directory that was recorded may still lie there. A snapshot of a whole file system has the inodes of the
 * original, and after a reboot may have its device number.
 */
async function mayLieAt(path: string, recorded: Root): Promise<boolean> {
  const found = await rootAt(path).catch(() => undefined)
  return found !== undefined && found.inode === recorded.inode && found.born === recorded.born
}

async function liesBeside(recorded: Root): Promise<boolean> {
  const parent = dirname(recorded.path)
  for (const entry of await readdir(parent, { withFileTypes: true }).catch(() => []))
    if (entry.isDirectory()) {
      const found = await rootAt(join(parent, entry.name)).catch(() => undefined)
      if (found !== undefined && isSame(found, recorded)) return true
    }
  return false
}

type Kept = { name: string; root: Root }
type Damaged = { name: string; changed: bigint }
/** Whose record may be whole, and cannot be read here and now. */
type Unread = { name: string; error: unknown; forbidden: boolean }

/** What was recorded of each place, those whose record says nothing, and those whose record cannot be read. */
async function recorded(local: string): Promise<{ kept: Kept[]; damaged: Damaged[]; unread: Unread[] }> {
  const [kept, damaged, unread]: [Kept[], Damaged[], Unread[]] = [[], [], []]
  for (const name of await readdir(local).catch(() => [])) {
    const file = join(local, name, recordFile)
    try {
      const text = (await readIfPresent(file))?.toString('utf8')
      const root = text === undefined ? undefined : parse(text)
      if (root !== undefined) kept.push({ name, root })
      else if (text !== undefined) damaged.push({ name, changed: (await stat(file, { bigint: true })).mtimeNs })
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      // A file beside the places holds no record.
      if (code === 'ENOTDIR') continue
      const forbidden = code === 'EACCES' || code === 'EPERM'
      unread.push({ name, error: diskError(`${file} cannot be read`, error), forbidden })
    }
  }
  return { kept, damaged, unread }
}

const lost = (file: string, path: string): UserError => {
  const record: Root = { schema: 1, path, device: '0', inode: '0', born: '0' }
  return new UserError(
    `it is damaged, so that nobody can tell whose results, history and gateway lie beside it: if they are of ${path}, which was elsewhere then, put ${JSON.stringify(record)} into it; if not, remove it, and its project goes on where its directory has not moved`,
    { place: { file }, exit: 'preflight' },
  )
}

function parse(text: string): Root | undefined {
  try {
    return rootSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
