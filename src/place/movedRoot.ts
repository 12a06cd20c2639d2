import { createHash } from 'node:crypto'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { makeDirectory, readIfPresent, writeWhole } from '../files.ts'
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
 */
export async function nameOfRoot(local: string, root: string, options: { keep: boolean }): Promise<Named> {
  const here = await rootAt(await realpath(root))
  const { name, was } = await choose(local, here)
  if (!options.keep || (was !== undefined && isEqual(was, here))) return named(name, was, here)
  await makeDirectory(local)
  return withLock(join(local, '.lock'), { label: 'place' }, async () => {
    const { name, was } = await choose(local, here)
    await makeDirectory(join(local, name))
    await writeWhole(join(local, name, recordFile), `${JSON.stringify(here)}\n`, { mode: 0o600 })
    return named(name, was, here)
  })
}

const named = (name: string, was: Root | undefined, { path }: Root): Named =>
  was === undefined || was.path === path ? { name } : { name, movedFrom: was.path }

async function choose(local: string, here: Root): Promise<{ name: string; was?: Root }> {
  const kept = await keptRoots(local)
  const there = kept.find(({ root }) => root.path === here.path)
  // Its own goes before that of another path which it had too, such as of a mount that is gone.
  if (there !== undefined && isSame(there.root, here)) return { name: there.name, was: there.root }
  for (const { name, root } of kept)
    if (isSame(root, here) && !(await mayLieAt(root.path, root))) return { name, was: root }
  // One that was made anew goes on, as after a fresh clone, unless the earlier one was only renamed.
  if (there !== undefined && !(await liesBeside(there.root))) return { name: there.name, was: there.root }
  const taken = new Set(kept.map(({ name }) => name))
  const own = nameFor(here.path)
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

async function keptRoots(local: string): Promise<{ name: string; root: Root }[]> {
  const names = await readdir(local).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const bytes = await readIfPresent(join(local, name, recordFile)).catch(() => undefined)
      return { name, root: bytes === undefined ? undefined : parse(bytes.toString('utf8')) }
    }),
  )
  return found.flatMap(({ name, root }) => (root === undefined ? [] : [{ name, root }]))
}

/** One that is damaged is as good as none: the path tells then. */
function parse(text: string): Root | undefined {
  try {
    return rootSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
