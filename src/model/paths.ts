import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { UserError } from '../errors.ts'

/** Why a path may not stand in a model or an image; undefined where it may. Relative, with `/`, staying inside. */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'the path is empty'
  if (path.includes('\0')) return 'the path holds a NUL character'
  if (path.includes('\\')) return 'the path holds a backslash'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'the path is absolute'
  const parts = path.split('/')
  if (parts.includes('..')) return 'the path leaves its directory'
  if (parts.includes('.') || parts.includes('')) return 'the path is not in its shortest form'
  if (parts.some((part) => part.startsWith('.wh.'))) return 'a name with .wh. deletes files of an image'
  return undefined
}

/** Two paths that are one file where case does not count; undefined where there are none. */
export function caseCollision(paths: readonly string[]): [string, string] | undefined {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase()
    const other = seen.get(folded)
    if (other !== undefined && other !== path) return [other, path]
    seen.set(folded, path)
  }
  return undefined
}

/**
 * Every file below a directory, sorted by path. Links to files inside count as files; links that leave the directory,
 * links to directories, devices, sockets and pipes, and names that no image can hold are refused with a UserError. With
 * `links: 'refused'` every link is: what a job left is not trusted to name other files.
 */
export async function listFiles(
  directory: string,
  options: { skip?: (name: string) => boolean; links?: 'inside' | 'refused' } = {},
): Promise<{ path: string; sizeBytes: number }[]> {
  const root = await realpath(directory).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`${directory}: cannot be read (${error.code}): give the directory of a model`)
  })
  const files: { path: string; sizeBytes: number }[] = []
  const walk = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(root, prefix), { withFileTypes: true })) {
      if (options.skip?.(entry.name) === true) continue
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      const shown = join(directory, path)
      const fault = pathFault(path)
      if (fault !== undefined) throw new UserError(`${JSON.stringify(shown)}: ${fault}: rename the file`)
      if (entry.isDirectory()) {
        await walk(path)
        continue
      }
      if (entry.isSymbolicLink() && options.links === 'refused')
        throw new UserError(`${shown}: a link, which could name any file of this host: write the file itself there`)
      if (entry.isSymbolicLink()) await checkLink(root, path, shown)
      else if (!entry.isFile())
        throw new UserError(`${shown}: neither a file nor a directory: a model holds regular files only, remove it`)
      files.push({ path, sizeBytes: (await stat(join(root, path))).size })
    }
  }
  await walk('')
  const collision = caseCollision(files.map((file) => file.path))
  if (collision !== undefined)
    throw new UserError(
      `${directory}: ${collision[0]} and ${collision[1]} differ only in case and would be one file on some machines: rename one`,
    )
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function checkLink(root: string, path: string, shown: string): Promise<void> {
  const target = await realpath(join(root, path)).catch(() => undefined)
  if (target === undefined) throw new UserError(`${shown}: a link to nothing: remove it or copy the file there`)
  if (!target.startsWith(root + sep))
    throw new UserError(`${shown}: a link that leaves the directory, to ${target}: copy the file there instead`)
  if (!(await stat(target)).isFile()) throw new UserError(`${shown}: a link to a directory: copy the files instead`)
}
