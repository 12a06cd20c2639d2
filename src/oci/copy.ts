import type { Digest } from '../model/types.ts'
import { moveBlob } from './blobs.ts'
import { parseDocument } from './mediaTypes.ts'
import type { ContentStore, Descriptor } from './types.ts'

export type CopyOptions = {
  /** Named so in the target, at the very end. */
  tag?: string
  /** Signatures, attestations and the like, of the image and of each of its manifests. */
  referrers: boolean
}

/**
 * Copies an image, or an index with all its images, from one store to another; what is there is not sent again.
 * @returns the descriptor of what `digest` is, and the bytes of blobs that were sent
 */
export async function copyImage(
  from: ContentStore,
  digest: Digest,
  to: ContentStore,
  options: CopyOptions,
): Promise<{ descriptor: Descriptor; bytesMoved: number }> {
  let bytesMoved = 0
  const copied = new Set<Digest>()
  const copy = async (current: Digest, tag?: string): Promise<Descriptor> => {
    copied.add(current)
    const { descriptor, bytes } = await from.getManifest(current)
    const document = parseDocument(bytes, `${from.name}@${current}`)
    if (document.kind === 'index') {
      for (const child of document.index.manifests) if (!copied.has(child.digest)) await copy(child.digest)
    } else {
      const { config, layers } = document.manifest
      for (const blob of [config, ...layers]) if ((await moveBlob(from, blob, to)) === 'moved') bytesMoved += blob.size
    }
    const put = await to.putManifest(bytes, descriptor.mediaType, tag)
    if (options.referrers)
      for (const referrer of await from.referrers(current))
        if (!copied.has(referrer.digest)) await copy(referrer.digest)
    return put
  }
  const descriptor = await copy(digest, options.tag)
  return { descriptor, bytesMoved }
}
