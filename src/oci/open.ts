import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { UserError } from '../errors.ts'
import type { Digest } from '../model/types.ts'
import { openLayout } from './layout.ts'
import { parseReference } from './reference.ts'
import { openRegistry } from './registry.ts'
import type { Credentials } from './registryAuth.ts'
import type { ContentStore } from './types.ts'

export type OpenOptions = {
  /** Directory that a layout's path starts at, and the one that it must lie in. */
  directory: string
  root: string
  /** Plain HTTP; loopback addresses only. */
  insecure?: boolean
  credentials?: Credentials
  /** Where neither `credentials` nor `docker login` gave any. */
  fallback?: Credentials
  environment?: Readonly<Record<string, string | undefined>>
  signal?: AbortSignal
}

/**
 * An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move.
 * `file` and `key` say where it was written.
 */
export async function openReference(
  text: string,
  options: OpenOptions & { file: string; key: string },
): Promise<{ store: ContentStore; digest: Digest }> {
  const { digest, tag } = parseReference(text)
  const store = await open(text, options)
  if (digest !== undefined) return { store, digest }
  const now = tag === undefined ? undefined : await store.resolve(tag)
  const pinned = now === undefined ? 'REPOSITORY@sha256:…' : `${text}@${now.digest}`
  throw new UserError(
    `${text} has no digest, and a tag can move: pin it, as ${pinned}${now === undefined ? '' : ' (what the tag means now)'}`,
    { place: { file: options.file, key: options.key } },
  )
}

async function open(text: string, options: OpenOptions): Promise<ContentStore> {
  const reference = parseReference(text)
  if (reference.kind === 'registry')
    return openRegistry({
      repository: `${reference.host}/${reference.name}`,
      insecure: options.insecure ?? false,
      ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
      ...(options.fallback === undefined ? {} : { fallback: options.fallback }),
      ...(options.environment === undefined ? {} : { environment: options.environment }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  const directory = await realpath(resolve(options.directory, reference.directory)).catch(() => {
    throw new UserError(
      `image ${text}: there is no directory ${reference.directory}: build the image first, or correct the path`,
    )
  })
  const root = await realpath(options.root)
  if (directory !== root && !directory.startsWith(root + sep))
    throw new UserError(`image ${text}: the directory lies outside ${options.root}: move it there`)
  return openLayout(directory, { create: false })
}
