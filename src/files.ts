import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { UserError } from './errors.ts'

/* Files that other processes read: whole or not there, whatever ends the one that writes; and what to say where one cannot be. */

/** Writes a file beside its place, to the disk, and renames it: a reader sees the old content or the new, never a part. */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  options: { mode?: number } = {},
): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o644)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Opens a regular file where others may have put something else: no link is followed, no pipe waited for, no device read.
 * With `links: 'followed'` a link is, whose end was looked at before; what it leads to must be a regular file all the same.
 * @throws UserError for what is no regular file; the system's own error where nothing can be opened
 */
export async function openRegular(
  path: string,
  options: { links?: 'followed' } = {},
): Promise<{ file: FileHandle; sizeBytes: number }> {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
  const flags = O_RDONLY | O_NONBLOCK | (options.links === 'followed' ? 0 : O_NOFOLLOW)
  const file = await open(path, flags).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ELOOP' || error.code === 'ENXIO') throw notRegular(path)
    throw error
  })
  const facts = await file.stat()
  if (facts.isFile()) return { file, sizeBytes: facts.size }
  await file.close()
  throw notRegular(path)
}

const notRegular = (path: string): UserError =>
  new UserError(
    `${path}: not a regular file, though nothing else belongs there: remove it, or put the file itself there`,
  )

/** The whole content of a regular file that is not larger than it may be. @throws as `openRegular` does */
export async function readRegular(
  path: string,
  limitBytes: number,
  options: { links?: 'followed' } = {},
): Promise<Buffer> {
  const { file, sizeBytes } = await openRegular(path, options)
  try {
    if (sizeBytes > limitBytes)
      throw new UserError(
        `${path}: ${sizeBytes} bytes where ${limitBytes} at the most are expected: put a smaller one there, or remove it`,
      )
    // One that grows meanwhile is read no further.
    const content = Buffer.alloc(sizeBytes)
    let at = 0
    for (let read = -1; at < sizeBytes && read !== 0; at += read)
      ({ bytesRead: read } = await file.read(content, at, sizeBytes - at, at))
    return content.subarray(0, at)
  } finally {
    await file.close()
  }
}

/** Whether anything stands there, a link that leads nowhere included. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Whether a path lies in a directory, or is that directory; by their names alone. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Records and indexes are read as a whole, and are small. */
const longestRecordBytes = 64 * 1024 * 1024

/** The whole content of a regular file; undefined where there is no such file. */
export const readIfPresent = (path: string): Promise<Buffer | undefined> =>
  readRegular(path, longestRecordBytes).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

/** Like a recursive mkdir, which calls a read-only file system a missing directory, with the system's own error. */
export async function makeDirectory(path: string, options: { mode?: number } = {}): Promise<void> {
  try {
    await mkdir(path, options)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return mustBeDirectory(path)
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error
    await makeDirectory(dirname(path), options)
    await mkdir(path, options).catch((again: NodeJS.ErrnoException) => {
      if (again.code === 'ENOENT')
        throw new UserError(
          `${path}: no directory can be made there: name another directory by MODEL_ACTIONS_HOME, or set HOME to one that holds files`,
          { exit: 'preflight', cause: again },
        )
      if (again.code !== 'EEXIST') throw again
      return mustBeDirectory(path)
    })
  }
}

/**
 * Makes a directory in another one, which is not made anew where it was moved or removed since the run began.
 * @throws UserError where that is gone, or something else is where a directory is needed
 */
export async function makeDirectoryIn(parent: string, directory: string): Promise<void> {
  if (!(await isThere(parent))) throw gone(parent)
  let path = parent
  for (const name of relative(parent, directory)
    .split(sep)
    .filter((part) => part !== '')) {
    path = join(path, name)
    await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw gone(parent, error)
      if (error.code !== 'EEXIST') throw error
      if ((await stat(path).catch(() => undefined))?.isDirectory() === true) return
      // It went between the two questions, alone or with all that is above it.
      if (!(await isThere(path))) return makeDirectoryIn(parent, directory)
      throw new UserError(`${path} is no directory, and one is needed there: move it away`, { exit: 'preflight' })
    })
  }
}

/**
 * What to say of an error that was met below a directory where that was moved or removed since the run began; undefined where it
 * is still there, or the error is another one.
 */
export async function movedSince(parent: string | undefined, error: unknown): Promise<UserError | undefined> {
  if (parent === undefined || (error as NodeJS.ErrnoException).code !== 'ENOENT') return undefined
  return (await isThere(parent)) ? undefined : gone(parent, error)
}

const gone = (parent: string, cause?: unknown): UserError =>
  new UserError(`${parent} was moved or removed since this began: run it again where it lies now`, {
    exit: 'preflight',
    cause,
  })

/** A directory of our own for what is needed for a while. @throws UserError (exit `preflight`) where none can be made */
export const makeTemporary = (prefix: string): Promise<string> =>
  mkdtemp(join(tmpdir(), prefix)).catch((error: unknown) => {
    throw noTemporary(tmpdir(), error)
  })

export const noTemporary = (parent: string, cause: unknown): UserError =>
  new UserError(
    `${parent}: no temporary directory can be made there (${(cause as NodeJS.ErrnoException).code}): name another directory by TMPDIR`,
    { exit: 'preflight', cause },
  )

/** A file in its place, or a link to a disk that is not there, holds no directory. */
async function mustBeDirectory(path: string): Promise<void> {
  const facts = await stat(path).catch(() => undefined)
  if (facts?.isDirectory() === true) return
  throw new UserError(
    facts === undefined
      ? `${path} is there and leads to no directory: mount what it leads to, remove it, or name another directory by MODEL_ACTIONS_HOME`
      : `${path}: a file is where a directory is needed: move it away, or name another directory by MODEL_ACTIONS_HOME`,
    { exit: 'preflight' },
  )
}

/**
 * What the system refused while something was written, as one line with its remedy. Every other error stays as it is.
 * @param what could not be done: `images/blobs: cannot be written`
 */
export function diskError(what: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof UserError || syscall === undefined || !/^E[A-Z]+$/.test(code ?? '')) return error
  const remedy = diskRemedies.get(code ?? '') ?? 'check the path and its permissions'
  return new UserError(`${what} (${code}): ${remedy}`, { exit: 'preflight', cause: error })
}

const full = 'the disk is full, free some space'
const forbidden = 'no permission, run this as the user whom it belongs to, or change its owner or mode'

/** What helps where the system refuses to read or to write: met anywhere, and never a bug of ours. */
export const diskRemedies: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['EROFS', 'the file system is read-only, run this where it can be written to'],
  ['EACCES', forbidden],
  ['EPERM', forbidden],
  ['EIO', 'the disk, or the way to it, fails: see what the system says of it (dmesg)'],
  ['ESTALE', 'the file system of another machine is mounted anew: leave this directory, enter it again, and run again'],
  ['EMFILE', 'too many files are open in this process, allow more by `ulimit -n`'],
  ['ENFILE', 'too many files are open on this machine, end what holds them or allow more (sysctl fs.file-max)'],
])
