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

/** Whether a store has the image with all its parts, each of its size. */
export async function isWhole(store: ContentStore, digest: Digest): Promise<boolean> {
  const images = await platformImages(store, digest).catch((error: unknown) => {
    if (error instanceof MissingError) return undefined
    throw error
  })
  if (images === undefined) return false
  for (const { manifest } of images)
    for (const blob of [...manifest.layers, manifest.config])
      if (!(await store.has(blob.digest, blob.size))) return false
  return true
}
