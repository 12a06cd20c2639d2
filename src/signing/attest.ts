import { canonicalJson } from '../digest.ts'
import { emptyBlob } from '../oci/blobs.ts'
import { mediaTypes } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { bundleType, makeBundle, referrerManifest, type Statement, statementBytes } from './bundle.ts'
import { trustOf } from './policy.ts'
import { attachedBundles, writeBlob } from './referrers.ts'
import type { Signing } from './signer.ts'

/**
 * Signs a statement about `subject` and stores it as its referrer. Where an equal statement by the same key is attached
 * already, nothing is written.
 * @param options.predicate JSON; keys whose value is undefined do not count
 * @returns the manifest that carries the statement
 */
export function attachStatement(options: {
  store: ContentStore
  subject: Descriptor
  predicateType: string
  predicate: object
  signing: Signing
  created: Date
}): Promise<Descriptor> {
  const wanted = canonicalJson(JSON.parse(JSON.stringify(options.predicate)))
  return attachUnless(options, ({ predicate }) => canonicalJson(predicate) === wanted)
}

/** @param suffices whether a statement of this type, subject and key makes a new one needless */
export async function attachUnless(
  options: Parameters<typeof attachStatement>[0],
  suffices: (statement: Statement) => boolean,
): Promise<Descriptor> {
  const { store, subject, predicateType, predicate, signing, created } = options
  const trust = trustOf(signing.signer.policy)
  for (const { manifest, reading } of await attachedBundles(store, subject.digest))
    if (
      reading.kind === 'statement' &&
      reading.statement.predicateType === predicateType &&
      reading.statement.subjects.includes(subject.digest) &&
      // Before anything is made of what it says: others can attach statements too, and of any depth.
      trust.verifyBundle(reading.entity) &&
      suffices(reading.statement)
    )
      return manifest
  const bytes = await makeBundle(statementBytes(subject.digest, predicateType, predicate), signing)
  const bundle = await writeBlob(store, bytes, bundleType)
  await writeBlob(store, emptyBlob.bytes, emptyBlob.descriptor.mediaType)
  return store.putManifest(referrerManifest({ subject, bundle, predicateType, created }), mediaTypes.manifest)
}
