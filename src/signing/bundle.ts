import { type Bundle, bundleFromJSON, ValidationError } from '@sigstore/bundle'
import { type SignedEntity, toSignedEntity } from '@sigstore/verify'
import { z } from 'zod'
import { type Digest, digestBytes, hexOf, isDigest } from '../digest.ts'
import { emptyBlob } from '../oci/blobs.ts'
import { mediaTypes } from '../oci/mediaTypes.ts'
import type { Descriptor } from '../oci/types.ts'
import type { Signing, Testimony, VerificationKey } from './signer.ts'

/*
 * A statement about an image, signed and stored beside it, in the form that cosign 3 writes and reads: an in-toto statement
 * in a DSSE envelope (secure-systems-lab/dsse) in a Sigstore bundle v0.3 (sigstore/protobuf-specs) in an OCI manifest whose
 * subject is the image. Pure: bytes in, bytes out; `attest.ts` and `referrers.ts` talk to the store.
 */

export const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json'
export const payloadType = 'application/vnd.in-toto+json'
/** The predicate that makes a statement a signature of an image. */
export const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1'

// We write v1; `cosign attest` writes v0.1.
const statementTypes = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'] as const
const bundleTypes = [bundleType, 'application/vnd.dev.sigstore.bundle+json;version=0.3']

/** What others wrote, for messages: short, on one line, without control characters. */
export const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text)

export function describe(bytes: Uint8Array, mediaType: string): Descriptor {
  return { mediaType, digest: digestBytes(bytes), size: bytes.length }
}

/** in-toto statement v1, as the bytes that are signed. */
export const statementBytes = (subject: Digest, predicateType: string, predicate: object): Buffer =>
  Buffer.from(
    JSON.stringify({
      _type: statementTypes[0],
      subject: [{ digest: { sha256: hexOf(subject) } }],
      predicateType,
      predicate,
    }),
  )

/** Pre-authentication encoding of DSSE v1: what the signature is over. Lengths are in bytes. */
export const preAuthEncoding = (type: string, payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload])

/** Signs a statement, and has the signature witnessed; the result is the blob that is stored. */
export async function makeBundle(statement: Uint8Array, { signer, witnesses }: Signing): Promise<Buffer> {
  const data = preAuthEncoding(payloadType, statement)
  const { signature, key } = await signer.sign(data)
  const testimonies = []
  for (const witness of witnesses) testimonies.push(await witness.testify({ data, signature, key }))
  return Buffer.from(
    JSON.stringify({
      mediaType: bundleType,
      verificationMaterial: verificationMaterial(key, testimonies),
      dsseEnvelope: {
        payload: Buffer.from(statement).toString('base64'),
        payloadType,
        // No keyid: cosign refuses an envelope whose keyid is not the one it derives, and the hint above names the key.
        signatures: [{ sig: signature.toString('base64') }],
      },
    }),
  )
}

/** Protobuf's JSON form; what is empty is left out, as cosign leaves it out. */
function verificationMaterial(key: VerificationKey, testimonies: readonly Testimony[]): object {
  const tlogEntries = testimonies.flatMap((testimony) => testimony.tlogEntries ?? [])
  const timestamps = testimonies.flatMap((testimony) => testimony.timestamps ?? [])
  return {
    ...(key.$case === 'publicKey'
      ? { publicKey: { hint: key.hint } }
      : { certificate: { rawBytes: Buffer.from(key.certificate).toString('base64') } }),
    ...(tlogEntries.length === 0 ? {} : { tlogEntries }),
    ...(timestamps.length === 0
      ? {}
      : {
          timestampVerificationData: {
            rfc3161Timestamps: timestamps.map((bytes) => ({ signedTimestamp: Buffer.from(bytes).toString('base64') })),
          },
        }),
  }
}

/** The manifest that ties a stored bundle to its subject. */
export function referrerManifest(options: {
  subject: Descriptor
  bundle: Pick<Descriptor, 'digest' | 'size'>
  predicateType: string
  created: Date
}): Buffer {
  const { subject, bundle, predicateType, created } = options
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType: bundleType,
      config: emptyBlob.descriptor,
      layers: [{ mediaType: bundleType, digest: bundle.digest, size: bundle.size }],
      subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
      annotations: {
        'dev.sigstore.bundle.content': 'dsse-envelope',
        'dev.sigstore.bundle.predicateType': predicateType,
        'org.opencontainers.image.created': created.toISOString(),
      },
    }),
  )
}

export type Statement = { subjects: Digest[]; predicateType: string; predicate: unknown }

/** Who a bundle says signed it: unproven until the signature is verified. */
type ClaimedSigner = { kind: 'key'; hint: string } | { kind: 'certificate' }

export type BundleReading =
  | { kind: 'statement'; statement: Statement; claimed: ClaimedSigner; entity: SignedEntity }
  | { kind: 'unusable'; because: string }

const statementSchema = z.object({
  _type: z.enum(statementTypes),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
  predicateType: z.string(),
  predicate: z.unknown(),
})

/** Reads a bundle blob without trusting it: nothing in the result is proven before `Trust.verifyBundle`. */
export function readBundle(bytes: Uint8Array): BundleReading {
  let bundle: Bundle
  let entity: SignedEntity
  try {
    bundle = bundleFromJSON(JSON.parse(Buffer.from(bytes).toString('utf8')))
    entity = toSignedEntity(bundle)
  } catch (error) {
    return { kind: 'unusable', because: `not a Sigstore bundle: ${quoted(reason(error))}` }
  }
  if (!bundleTypes.includes(bundle.mediaType))
    return { kind: 'unusable', because: `a bundle of type ${quoted(bundle.mediaType)}, only v0.3 is accepted` }
  if (bundle.content.$case !== 'dsseEnvelope')
    return { kind: 'unusable', because: 'a bare message signature, which does not say what it vouches for' }
  const envelope = bundle.content.dsseEnvelope
  if (envelope.payloadType !== payloadType)
    return { kind: 'unusable', because: `a payload of type ${quoted(envelope.payloadType)}, not ${payloadType}` }
  const statement = readStatement(envelope.payload)
  if (statement === undefined) return { kind: 'unusable', because: 'a payload that is no in-toto statement v1 or v0.1' }
  const { content } = bundle.verificationMaterial
  const claimed: ClaimedSigner =
    content.$case === 'publicKey' ? { kind: 'key', hint: content.publicKey.hint } : { kind: 'certificate' }
  return { kind: 'statement', statement, claimed, entity }
}

function reason(error: unknown): string {
  if (error instanceof ValidationError) return `${error.message} (${error.fields.join(', ')})`
  return error instanceof Error ? error.message : String(error)
}

function readStatement(payload: Uint8Array): Statement | undefined {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(payload).toString('utf8'))
  } catch {
    return undefined
  }
  const parsed = statementSchema.safeParse(json)
  if (!parsed.success) return undefined
  const subjects = parsed.data.subject.flatMap(({ digest }): Digest[] => {
    const subject = `sha256:${digest['sha256']}`
    return isDigest(subject) ? [subject] : []
  })
  return { subjects, predicateType: parsed.data.predicateType, predicate: parsed.data.predicate }
}
