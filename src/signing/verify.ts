import { type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { ContentStore } from '../oci/types.ts'
import { quoted, signaturePredicate } from './bundle.ts'
import { type LegacyFinding, legacyFindings, legacyTag } from './legacy.ts'
import { type Policy, type Trust, trustOf } from './policy.ts'
import { type AttachedBundle, attachedBundles } from './referrers.ts'

export type { Policy } from './policy.ts'

type VerifiedImage = {
  digest: Digest
  /** For people: `key HINT`. */
  signedBy: string
  format: 'bundle' | 'legacy'
}

/** What one attached bundle turned out to be. */
type Finding =
  | { kind: 'signed' }
  | { kind: 'other-predicate'; predicateType: string }
  | { kind: 'foreign'; by: string }
  | { kind: 'altered' }
  | { kind: 'wrong-subject'; subjects: Digest[] }
  | { kind: 'unusable'; because: string }

/**
 * Vouches for an image or refuses it. A tag is resolved once, and the digest that comes back is the one to use.
 * A bundle counts where it is an in-toto statement of predicate `cosign/sign/v1` about this digest, signed as the policy
 * says; the older tag counts where no bundle claims to be a signature.
 * @throws UserError `gate-failed` with what was found where nothing counts; whatever the store throws where it cannot be read
 */
export async function verifyImage(options: {
  store: ContentStore
  reference: Digest | string
  policy: Policy
  /** What is attached to the image, where that was read already. */
  bundles?: readonly AttachedBundle[]
}): Promise<VerifiedImage> {
  const { store, policy } = options
  const trust = trustOf(policy)
  const digest = await resolve(store, options.reference)
  const image = `${store.name}@${digest}`
  const bundles = options.bundles ?? (await attachedBundles(store, digest))
  const findings = bundles.map((bundle) => ({ where: bundle.manifest.digest, finding: judge(bundle, digest, trust) }))
  if (findings.some(({ finding }) => finding.kind === 'signed'))
    return { digest, signedBy: trust.who, format: 'bundle' }
  const others = findings.flatMap(({ finding }) => (finding.kind === 'other-predicate' ? [finding.predicateType] : []))
  const failed = findings.flatMap(({ where, finding }) =>
    finding.kind === 'signed' || finding.kind === 'other-predicate' ? [] : [{ where, failure: finding }],
  )
  if (failed.length > 0) throw refused(image, failed, trust)
  const tag = legacyTag(digest)
  const atTag = await legacyFindings(store, digest, trust)
  if (atTag.some(({ kind }) => kind === 'signed')) return { digest, signedBy: trust.who, format: 'legacy' }
  const failedAtTag = atTag.flatMap((finding) =>
    finding.kind === 'signed' ? [] : [{ where: `the one at tag ${tag}`, failure: finding }],
  )
  if (failedAtTag.length > 0) throw refused(image, failedAtTag, trust)
  throw gate(
    others.length > 0
      ? `${image} has no signature: what is attached to it is of predicate ${some([...new Set(others)])}, not ${signaturePredicate}, and there is no tag ${tag}: ${remedyUnsigned}`
      : `${image} has no signature, neither attached nor at tag ${tag}: ${remedyUnsigned}`,
  )
}

/** Many tools copy an image and leave behind what is attached to it. */
export const remedyUnsigned =
  'sign it with `model-actions sign`, or, where it is a copy, copy what is attached to it as well, as `oras copy --recursive` does'

async function resolve(store: ContentStore, reference: string): Promise<Digest> {
  // Reading it checks that it is there and that it is what its digest says.
  if (isDigest(reference)) return (await store.getManifest(reference)).descriptor.digest
  const found = await store.resolve(reference)
  if (found !== undefined) return found.digest
  throw gate(`${store.name} has no tag ${JSON.stringify(reference)}, so there is nothing to verify: check the name`)
}

function judge({ reading }: AttachedBundle, digest: Digest, trust: Trust): Finding {
  if (reading.kind === 'unusable') return reading
  const { statement, claimed, entity } = reading
  if (statement.predicateType !== signaturePredicate)
    return { kind: 'other-predicate', predicateType: statement.predicateType }
  if (!trust.verifyBundle(entity)) {
    if (claimed.kind === 'certificate') return { kind: 'foreign', by: 'a certificate' }
    return claimed.hint === trust.hint ? { kind: 'altered' } : { kind: 'foreign', by: `key ${quoted(claimed.hint)}` }
  }
  return statement.subjects.includes(digest)
    ? { kind: 'signed' }
    : { kind: 'wrong-subject', subjects: statement.subjects }
}

type Failure = Exclude<Finding | LegacyFinding, { kind: 'signed' | 'other-predicate' }>

function sentence(failure: Failure): string {
  switch (failure.kind) {
    case 'foreign':
      return `is by ${failure.by}`
    case 'altered':
      return 'names the trusted key, but was altered after signing'
    case 'unproven':
      return 'is by another key, or was altered after signing'
    case 'wrong-subject':
      return `is by the trusted key, but for another image, ${some(failure.subjects) || 'none by sha256'}`
    case 'unusable':
      return `is malformed: ${failure.because}`
  }
}

function refused(image: string, failures: { where: string; failure: Failure }[], trust: Trust): UserError {
  const shown = failures.slice(0, 3).map(({ where, failure }) => `${where} ${sentence(failure)}`)
  const rest = failures.length > shown.length ? `; and ${failures.length - shown.length} more` : ''
  const count = failures.length === 1 ? '1 signature' : `${failures.length} signatures`
  const remedy = failures.every(({ failure }) => failure.kind === 'foreign' || failure.kind === 'unproven')
    ? 'check that this is the right public key, and if it is, find out who signed this image before you use it'
    : 'do not use this image before you know who pushed that, then build and sign it again'
  return gate(
    `${image} has ${count}, but none that counts (trusted is ${trust.who}): ${shown.join('; ')}${rest}: ${remedy}`,
  )
}

const gate = (message: string): UserError => new UserError(message, { exit: 'gate-failed' })

const some = (texts: string[]): string =>
  texts.slice(0, 3).map(quoted).join(', ') + (texts.length > 3 ? ` and ${texts.length - 3} more` : '')
