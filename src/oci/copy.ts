import type { Digest } from '../digest.ts'
import { moveBlob } from './blobs.ts'
import { MissingError } from './mediaTypes.ts'
import { type PlatformImage, platformImages } from './platforms.ts'
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

/** The images of all platforms; undefined where the store has not all their parts, each of its size. */
export async function wholeImages(store: ContentStore, digest: Digest): Promise<PlatformImage[] | undefined> {
  const images = await platformImages(store, digest).catch((error: unknown) => {
    if (error instanceof MissingError) return undefined
    throw error
  })
  for (const { manifest } of images ?? [])
    for (const blob of [...manifest.layers, manifest.config])
      if (!(await store.has(blob.digest, blob.size))) return undefined
  return images
}
