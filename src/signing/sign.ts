import type { Digest } from '../digest.ts'
import { parseDocument } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { attachUnless } from './attest.ts'
import { signaturePredicate } from './bundle.ts'
import { signLegacy } from './legacy.ts'
import type { Signing } from './signer.ts'

/** `bundle` is the manifest that carries the signature, `tag` where older verifiers look. */
type SignedManifest = { digest: Digest; bundle: Digest; tag: string }

/**
 * Signs an index and each manifest it lists, or a single manifest, in both formats: a node pulls the manifest of its
 * platform, and its verifier sees only that. What the key has signed already stays as it is.
 */
export async function signImage(options: {
  store: ContentStore
  index: Descriptor
  signing: Signing
  created: Date
}): Promise<{ signed: SignedManifest[] }> {
  const { store, index, signing, created } = options
  const place = `${store.name}@${index.digest}`
  const document = parseDocument((await store.getManifest(index.digest)).bytes, place)
  const listed = document.kind === 'index' ? document.index.manifests : []
  const subjects = new Map([index, ...listed].map((subject) => [subject.digest, subject]))
  const signed: SignedManifest[] = []
  // One after the other: without a referrers API each of them appends to an index that others read and write, too.
  for (const subject of subjects.values()) {
    const bundle = await attachUnless(
      { store, subject, predicateType: signaturePredicate, predicate: {}, signing, created },
      () => true,
    )
    const tag = await signLegacy({ store, digest: subject.digest, signer: signing.signer })
    signed.push({ digest: subject.digest, bundle: bundle.digest, tag })
  }
  return { signed }
}
