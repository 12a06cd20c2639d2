import { lstat, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { UserError } from '../errors.ts'

/** Where a value was written: the file, and the key in it (dotted). */
export type Place = { file: string; key: string }

/**
 * A path that a person wrote, as a real absolute path inside `root`; what it names need not exist yet.
 *
 * @throws UserError where it is absolute, leaves `root` by `..`, or by a link whose real path lies outside
 */
export async function resolveInside(root: string, path: string, place: Place): Promise<string> {
  const refuse = (cause: string, remedy = 'name a path inside it'): never => {
    throw new UserError(`${place.file}: ${place.key}: ${JSON.stringify(path)} ${cause}: ${remedy}`)
  }
  if (path.trim() === '') refuse('is empty')
  if (path.includes('\0')) refuse('holds a NUL character')
  if (isAbsolute(path))
    refuse(`is absolute, and paths are relative to ${root}`, 'name a path inside it, such as ./data')
  const realRoot = await realpath(resolve(root))
  const wanted = resolve(realRoot, path)
  if (!isInside(realRoot, wanted)) refuse(`leaves ${root}`)
  const real = await realPathOf(wanted)
  if (real === undefined) return refuse('goes through a link that leads nowhere', 'repair or remove the link')
  if (!isInside(realRoot, real)) refuse(`leads out of ${root} through a link`)
  return real
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
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
