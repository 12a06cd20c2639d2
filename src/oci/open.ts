import type { Digest } from '../digest.ts'
import { type Place, UserError } from '../errors.ts'
import { openLayout } from './layout.ts'
import { parseReference, type Reference } from './reference.ts'
import { openRegistry, type RegistryOptions } from './registry.ts'
import type { ContentStore } from './types.ts'

type OpenOptions = Omit<RegistryOptions, 'repository'> & {
  /** Where the reference was written. */
  place: Place
  /** The directory of a layout as a real absolute path. @throws UserError for one that may not be named there */
  directoryOf(path: string): Promise<string>
}

/** An image by its digest, as `model.yml` names one. A reference without a digest is refused: its tag can move. */
export async function openReference(
  text: string,
  options: OpenOptions,
): Promise<{ store: ContentStore; digest: Digest }> {
  const reference = parseReference(text, options.place)
  const { digest, tag } = reference
  const store = await open(reference, options)
  if (digest !== undefined) return { store, digest }
  const { place } = options
  const unpinned = `${text} has no digest, and a tag can move: pin it, as`
  const unknown = { what: `${unpinned} REPOSITORY@sha256:…`, place }
  if (tag === undefined) throw new UserError([unknown])
  const now = await store.resolve(tag).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    // Both are to be mended, and what the tag means now can be told only where the registry is reached.
    const because = error.problems.map(({ what }) => ({
      what: `what the tag of ${text} means now cannot be asked: ${what}`,
      place,
    }))
    throw new UserError([unknown, ...because], { exit: error.exit, cause: error })
  })
  if (now === undefined) throw new UserError(`${text} is not there: name an image that is, by its digest`, { place })
  throw new UserError(`${unpinned} ${text}@${now.digest} (what the tag means now)`, { place })
}

const open = async (reference: Reference, { place: _, directoryOf, ...options }: OpenOptions): Promise<ContentStore> =>
  reference.kind === 'registry'
    ? openRegistry({ ...options, repository: `${reference.host}/${reference.name}` })
    : openLayout(await directoryOf(reference.directory), { create: false })
