import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readBlob, repeatable } from '../oci/blobs.ts'
import { parseDocument } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { type BundleReading, describe, readBundle } from './bundle.ts'

/** A bundle attached to an image. `manifest` is the referrer that carries it. */
export type AttachedBundle = { manifest: Descriptor; reading: BundleReading }

/** Whoever can write to the registry can attach anything; signatures and statements of a release come to some kilobytes. */
const mostBytes = 64 * 1024 * 1024

/**
 * Every bundle attached to an image. The listing says too little to choose by (cosign's entries carry no annotations, and
 * some registries report another artifactType), so each manifest is read and its layers decide.
 * @throws where the listing, a manifest or a blob cannot be read: that is never "unsigned"
 */
export async function attachedBundles(store: ContentStore, digest: Digest): Promise<AttachedBundle[]> {
  const found: AttachedBundle[] = []
  let bytesLeft = mostBytes
  for (const { digest: listed } of await store.referrers(digest)) {
    const { descriptor, bytes } = await store.getManifest(listed)
    const document = parseDocument(bytes, `${store.name}@${listed}`)
    if (document.kind === 'index') continue
    for (const layer of document.manifest.layers) {
      if (!layer.mediaType.startsWith('application/vnd.dev.sigstore.bundle')) continue
      bytesLeft -= layer.size
      if (bytesLeft < 0)
        throw new UserError(
          `${store.name}@${digest}: more than ${mostBytes / 1024 / 1024} MiB of signatures and statements are attached to it: refused, find out who attached them, and remove them`,
          { exit: 'gate-failed' },
        )
      found.push({ manifest: descriptor, reading: readBundle(await readBlob(store, layer)) })
    }
  }
  return found
}

/** Stores a small blob unless it is there, and says what it is. */
export function writeBlob(store: ContentStore, bytes: Buffer, mediaType: string): Promise<Descriptor> {
  const { digest, size } = describe(bytes, mediaType)
  const once = repeatable(async function* () {
    yield bytes
  })
  return store.write(once, mediaType, { digest, size })
}
