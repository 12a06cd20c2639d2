import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readBlob, repeatable } from '../oci/blobs.ts'
import { mediaTypes, parseDocument, UnreadableError } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { type BundleReading, describe, readBundle } from './bundle.ts'

/** A bundle attached to an image. `manifest` is the referrer that carries it. */
export type AttachedBundle = { manifest: Descriptor; reading: BundleReading }

/** Whoever can write to the registry can attach anything; signatures and statements of a release come to some kilobytes. */
const mostBytes = 64 * 1024 * 1024
const mostBytesOfOne = 16 * 1024 * 1024

/**
 * Every bundle attached to an image. The listing says too little to choose by (cosign's entries carry no annotations, and
 * some registries report another artifactType), so each manifest is read and its layers decide. What came whole and cannot be
 * read is `unusable`: anybody may have attached it, so it stops nobody, and vouches for nothing.
 * @throws where a request failed: that is never "unsigned"
 */
export async function attachedBundles(store: ContentStore, digest: Digest): Promise<AttachedBundle[]> {
  const found: AttachedBundle[] = []
  let bytesLeft = mostBytes
  for (const { digest: listed } of await store.referrers(digest)) {
    const attached = await unlessUnreadable(async () => {
      const { descriptor, bytes } = await store.getManifest(listed)
      return { descriptor, document: parseDocument(bytes, `${store.name}@${listed}`) }
    })
    if ('because' in attached) {
      found.push({ manifest: { mediaType: mediaTypes.manifest, digest: listed, size: 0 }, reading: attached })
      continue
    }
    const { descriptor, document } = attached
    for (const layer of document.kind === 'index' ? [] : document.manifest.layers) {
      if (!layer.mediaType.startsWith('application/vnd.dev.sigstore.bundle')) continue
      if (layer.size > mostBytesOfOne) {
        const because = `${layer.size} bytes, larger than any signature or statement`
        found.push({ manifest: descriptor, reading: { kind: 'unusable', because } })
        continue
      }
      bytesLeft -= layer.size
      if (bytesLeft < 0)
        throw new UserError(
          `${store.name}@${digest}: more than ${mostBytes / 1024 / 1024} MiB of signatures and statements are attached to it: refused, find out who attached them, and remove them`,
          { exit: 'gate-failed' },
        )
      const reading = await unlessUnreadable(async () => readBundle(await presentBlob(store, layer)))
      found.push({ manifest: descriptor, reading })
    }
  }
  return found
}

/** What nobody could read, in words for a log; undefined where there is nothing of the kind. */
export function passedOver(bundles: readonly AttachedBundle[]): string | undefined {
  const unusable = bundles.flatMap(({ manifest, reading }) =>
    reading.kind === 'unusable' ? [`${manifest.digest} (${reading.because})`] : [],
  )
  const more = unusable.length > 3 ? ` and ${unusable.length - 3} more` : ''
  return unusable.length === 0 ? undefined : `${unusable.slice(0, 3).join(', ')}${more}`
}

async function unlessUnreadable<T>(read: () => Promise<T>): Promise<T | Extract<BundleReading, { kind: 'unusable' }>> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    return { kind: 'unusable', because: error.message }
  }
}

/** A manifest may name a blob that was never there: some registries take it. */
async function presentBlob(store: ContentStore, layer: Descriptor): Promise<Buffer> {
  try {
    return await readBlob(store, layer)
  } catch (error) {
    if (error instanceof UnreadableError || (await store.has(layer.digest))) throw error
    throw new UnreadableError(`its content ${layer.digest} is not there`)
  }
}

/** Stores a small blob unless it is there, and says what it is. */
export function writeBlob(store: ContentStore, bytes: Buffer, mediaType: string): Promise<Descriptor> {
  const { digest, size } = describe(bytes, mediaType)
  const once = repeatable(async function* () {
    yield bytes
  })
  return store.write(once, mediaType, { digest, size })
}
