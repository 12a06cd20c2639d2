import type { Digest } from '../digest.ts'
import { moveBlob } from './blobs.ts'
import { MissingError } from './mediaTypes.ts'
import { platformImages } from './platforms.ts'
import type { ContentStore } from './types.ts'

/** Copies an image with all its platforms; what is there already is not moved. The tag is written last. */
export async function copyImage(
  from: ContentStore,
  digest: Digest,
  to: ContentStore,
  { tag, signal }: { tag: string; signal: AbortSignal },
): Promise<void> {
  for (const { descriptor, manifest } of await platformImages(from, digest)) {
    for (const blob of [...manifest.layers, manifest.config]) {
      signal.throwIfAborted()
      await moveBlob(from, blob, to)
    }
    const { bytes } = await from.getManifest(descriptor.digest)
    await to.putManifest(bytes, descriptor.mediaType)
  }
  signal.throwIfAborted()
  const { bytes, descriptor } = await from.getManifest(digest)
  await to.putManifest(bytes, descriptor.mediaType, tag)
}

/** The image behind a tag; undefined where there is none, or a part of it is missing. */
export async function wholeImage(store: ContentStore, tag: string): Promise<Digest | undefined> {
  const found = await store.resolve(tag)
  if (found === undefined) return undefined
  const images = await platformImages(store, found.digest).catch((error: unknown) => {
    if (error instanceof MissingError) return undefined
    throw error
  })
  if (images === undefined) return undefined
  for (const { manifest } of images)
    for (const blob of [...manifest.layers, manifest.config]) if (!(await store.has(blob.digest))) return undefined
  return found.digest
}
