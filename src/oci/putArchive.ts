import type { Digest } from '../digest.ts'
import { measured, repeatable } from './blobs.ts'
import { mediaTypes } from './mediaTypes.ts'
import { type TarEntry, tarStream } from './tar.ts'
import type { ContentStore, Descriptor } from './types.ts'

type PutArchive = {
  descriptor: Descriptor
  /** Whether bytes went into the store: false where it had the blob, or took it from a sibling without moving it. */
  moved: boolean
}

/**
 * Stores entries as one uncompressed layer. A layout gets it in a single read of the files. A registry is asked first, so
 * there the first read tells the digest, and only a layer that neither it nor a sibling has is read again, for the upload.
 * @param options.siblings repositories that may have the blob; of the same registry it is mounted from there
 */
export async function putArchive(
  entries: readonly TarEntry[],
  options: { store: ContentStore; siblings: readonly ContentStore[]; signal?: AbortSignal },
): Promise<PutArchive> {
  const { store, siblings, signal } = options
  const tar = tarStream(entries)
  const stream = repeatable(() => abortable(tar.stream, signal))
  if (store.mount === undefined) {
    const before = new Set<Digest>()
    const checked = measured(stream)
    const noted = (async function* () {
      yield* checked.stream
      const { digest } = checked.result()
      if (await store.has(digest)) before.add(digest)
    })()
    const descriptor = await store.write(noted, mediaTypes.layer)
    return { descriptor, moved: !before.has(descriptor.digest) }
  }
  const first = measured(stream)
  for await (const _ of first.stream);
  const known = first.result()
  const descriptor = { mediaType: mediaTypes.layer, ...known }
  if (await store.has(known.digest, known.size)) return { descriptor, moved: false }
  for (const sibling of siblings)
    if ((await sibling.has(known.digest, known.size)) && (await store.mount(known.digest, sibling)))
      return { descriptor, moved: false }
  await store.write(stream, mediaTypes.layer, known)
  return { descriptor, moved: true }
}

async function* abortable(
  stream: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream) {
    signal?.throwIfAborted()
    yield piece
  }
}
