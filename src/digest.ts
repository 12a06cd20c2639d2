import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openRegular } from './files.ts'
import { walkTree } from './trees.ts'

/** `sha256:` and 64 hex digits. */
export type Digest = `sha256:${string}`

/** Node hashes 1 MiB pieces half as fast again as its default of 64 KiB. */
export const readBytes = 1024 * 1024

export const isDigest = (text: string): text is Digest => /^sha256:[0-9a-f]{64}$/.test(text)

/** The digits alone, as names of files and tags hold them; all 64, or so many of the first. */
export const hexOf = (digest: Digest, digits = 64): string => digest.slice('sha256:'.length, 'sha256:'.length + digits)

export function digestBytes(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Reads the file once, in pieces. */
export async function digestFile(path: string): Promise<Digest> {
  return (await measureFile(path)).digest
}

/**
 * Size and digest of what was read, so that the two belong together even where somebody writes.
 * @throws UserError where it is no regular file
 */
export async function measureFile(
  path: string,
  options: { links?: 'followed' } = {},
): Promise<{ digest: Digest; sizeBytes: number }> {
  const { file } = await openRegular(path, options)
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const piece of file.createReadStream({ highWaterMark: readBytes }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    sizeBytes += piece.length
  }
  return { digest: `sha256:${hash.digest('hex')}`, sizeBytes }
}

/** Digest of the canonical JSON of a value: keys sorted, no spaces, finite numbers only. Keys that are undefined do not count. */
export function digestJson(value: unknown): Digest {
  return digestBytes(canonicalJson(value))
}

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no place in canonical JSON`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
  }
  throw new TypeError(`a ${typeof value} has no canonical JSON`)
}

/**
 * Digest of a directory's regular files: their paths, sizes and contents, in the order of the paths. Times, owners and
 * modes do not count. @throws UserError for a link that leaves it, and for what is no regular file
 */
export async function digestTree(
  directory: string,
  options: { skip?: (name: string, path: string) => boolean } = {},
): Promise<Digest> {
  const files: { path: string; digest: Digest; sizeBytes: number }[] = []
  for (const { path } of await walkTree(directory, options))
    files.push({ path, ...(await measureFile(join(directory, path), { links: 'followed' })) })
  return digestJson(files)
}
