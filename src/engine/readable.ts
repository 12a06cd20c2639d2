import { constants } from 'node:fs'
import { chmod, chown, copyFile, lchown, lstat, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { ContainerSpec } from '../docker/container.ts'
import { UserError } from '../errors.ts'

/*
 * Where we are root, a container's job is someone else, and without capabilities: what only root may read, it may not.
 * Libraries save weights readable by their owner alone, so a model that root saved is such a case, and a common one.
 */

/** What a job runs as where we are root ourselves: the `nobody` of our images. */
export const nobody = 65_532

/** More than this are no weights but a closed data set, which is for its owner to open. */
const mostCopies = 100

export type Readable = { binds: NonNullable<ContainerSpec['binds']>; close(): Promise<void> }

/**
 * Mounts for input files that the job could not read: copies of them, open to it alone, in their places.
 * @param inputs directory or file on this host, by where the job sees it
 * @param beside a directory of this host; the copies lie next to it until `close`
 * @throws UserError (exit `preflight`) for a closed directory, or too many closed files
 */
export async function readableInputs(inputs: Readonly<Record<string, string>>, beside: string): Promise<Readable> {
  const binds: { from: string; to: string }[] = []
  if (process.getuid?.() !== 0) return { binds, close: async () => {} }
  const closed: { path: string; to: string }[] = []
  for (const [to, directory] of Object.entries(inputs)) {
    if ((await stat(directory)).isFile()) {
      if (!(await isOpen(directory, 0o4))) closed.push({ path: directory, to })
      continue
    }
    await mustBeOpen(directory, directory)
    for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isDirectory()) await mustBeOpen(path, directory)
      if (entry.isFile() && !(await isOpen(path, 0o4))) closed.push({ path, to: `${to}/${relative(directory, path)}` })
      if (closed.length > mostCopies) throw refused(path, directory)
    }
  }
  if (closed.length === 0) return { binds, close: async () => {} }
  const copies = await mkdtemp(join(dirname(beside), '.readable-'))
  const close = () => rm(copies, { recursive: true, force: true })
  try {
    for (const [index, { path, to }] of closed.entries()) {
      const from = join(copies, String(index))
      await copyFile(path, from, constants.COPYFILE_FICLONE)
      await chmod(from, 0o400)
      await chown(from, nobody, nobody)
      binds.push({ from, to })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { binds, close }
}

/**
 * Gives a file, or a directory with all that is in it, to `nobody`. An earlier job may have left links in it, which could
 * lead anywhere on this host: they are given away themselves, and never what they lead to.
 */
export async function giveAway(path: string): Promise<void> {
  // A list and no recursion: how deep it goes is up to the job that made it.
  const ahead = [path]
  try {
    for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
      await lchown(at, nobody, nobody)
      if (!(await lstat(at)).isDirectory()) continue
      for (const name of await readdir(at)) ahead.push(join(at, name))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENAMETOOLONG') throw error
    throw new UserError(
      `${path}: an earlier job left directories there that are deeper than the system takes paths: remove it (rm -rf)`,
      { exit: 'data', cause: error },
    )
  }
}

async function mustBeOpen(path: string, input: string): Promise<void> {
  if (!(await isOpen(path, 0o5))) throw refused(path, input)
}

/** @param needed bits of the mode: 4 to read, 1 to enter */
async function isOpen(path: string, needed: number): Promise<boolean> {
  const { mode, uid } = await stat(path)
  const asked = uid === nobody ? needed << 6 : needed
  return (mode & asked) === asked
}

const refused = (path: string, input: string): UserError =>
  new UserError(
    `${path} is closed to the user ${nobody} that a container's job runs as when this runs as root: chmod -R o+rX ${input}, or run this as another user`,
    { exit: 'preflight' },
  )
