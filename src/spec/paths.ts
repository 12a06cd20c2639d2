import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { type Place, UserError } from '../errors.ts'
import { isInside, isThere } from '../files.ts'

/** What paths of model.yml are relative to, and what they may not leave; both real absolute directories. */
export type Bounds = { directory: string; root: string }

/**
 * The bounds of a model.yml: its own directory, and the repository around it, so that a monorepo may share data between
 * models. Without a repository the paths stay below `outermost`, or below the directory of model.yml where that is not given.
 *
 * @param outermost a repository above this directory does not count: the workspace of a job
 */
export async function boundsOf(specFile: string, outermost?: string): Promise<Bounds> {
  const directory = await realpath(dirname(resolve(specFile)))
  const limit = outermost === undefined ? undefined : await realpath(resolve(outermost))
  if (limit !== undefined && !isInside(limit, directory)) throw new Error(`${directory} is not inside ${limit}`)
  for (let root = directory; ; root = dirname(root)) {
    if (await isThere(join(root, '.git'))) return { directory, root }
    if (root === limit) return { directory, root }
    if (dirname(root) === root) return { directory, root: directory }
  }
}

/** The innermost of the two that a path lies in: what is gone with it when somebody moves it. */
export const holderOf = ({ directory, root }: Bounds, path: string): string =>
  isInside(directory, path) ? directory : root

/** Longer ones cost the square of their parts to look up, and fit into no image. */
const longestPathBytes = 1024
const longestShown = 300

/**
 * A path that a person wrote, as a real absolute path; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves the root of the bounds by `..`, or by a link whose real path lies outside
 */
export async function resolveInside({ directory, root }: Bounds, path: string, place: Place): Promise<string> {
  const refuse = (cause: string, remedy = 'name a path inside it'): never => {
    throw new UserError(`${JSON.stringify(path.slice(0, longestShown))} ${cause}: ${remedy}`, { place })
  }
  if (Buffer.byteLength(path) > longestPathBytes)
    refuse(`is longer than ${longestPathBytes} bytes`, 'name a shorter one')
  if (path.trim() === '') refuse('is empty', 'name a path such as ./data')
  if (path.includes('\0')) refuse('holds a NUL character', 'name a path such as ./data')
  if (isAbsolute(path)) refuse(`is absolute, and paths are relative to ${directory}`, 'name a path such as ./data')
  const wanted = resolve(directory, path)
  if (!isInside(root, wanted)) refuse(`leaves ${root}`)
  const real = await realPathOf(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENAMETOOLONG') throw error
    return refuse('is longer than the system takes paths', 'name a shorter one')
  })
  if (real === undefined) return refuse('goes through a link that leads nowhere', 'repair or remove the link')
  if (!isInside(root, real)) refuse(`leads out of ${root} through a link`)
  return real
}

/** Whether a path leads into a directory, also by links, and also where nothing is there yet. @param root a real path */
export async function leadsInto(root: string, path: string): Promise<boolean> {
  const real = await realPathOf(path)
  return real !== undefined && isInside(root, real)
}

/** The real path, of the deepest ancestor where the path itself is not there yet; undefined at a dangling link. */
async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ELOOP') return undefined
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  }
  const isLink = await lstat(path).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  )
  if (isLink || dirname(path) === path) return undefined
  const parent = await realPathOf(dirname(path))
  return parent === undefined ? undefined : join(parent, basename(path))
}
