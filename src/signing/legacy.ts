import { z } from 'zod'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readBlob } from '../oci/blobs.ts'
import { mediaTypes, parseDocument } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { describe, quoted } from './bundle.ts'
import { type Trust, trustOf } from './policy.ts'
import { writeBlob } from './referrers.ts'
import type { Signer } from './signer.ts'

/*
 * The form that cosign up to 2.6.2 reads alone: an image at the tag `sha256-HEX.sig` whose layers are simple-signing payloads
 * (containers/image, docs/containers-signature.5.md), each with its signature in an annotation.
 */

/** A payload names a repository and a digest. */
const largestPayload = 65_536

export const simpleSigningType = 'application/vnd.dev.cosign.simplesigning.v1+json'
const signatureKey = 'dev.cosignproject.cosign/signature'
const claimType = 'cosign container image signature'

export const legacyTag = (digest: Digest): string => `${digest.replace(':', '-')}.sig`

/** The bytes that are signed. @param repository without tag or digest; readers show it and check only the digest */
export const legacyPayload = (repository: string, digest: Digest): Buffer =>
  Buffer.from(
    JSON.stringify({
      critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': digest },
        type: claimType,
      },
      optional: null,
    }),
  )

const claimSchema = z.object({
  critical: z.object({
    image: z.object({ 'docker-manifest-digest': z.string() }),
    type: z.literal(claimType),
  }),
})

/** What one signature at the tag turned out to be. */
export type LegacyFinding =
  | { kind: 'signed' }
  | { kind: 'unproven' }
  | { kind: 'wrong-subject'; subjects: string[] }
  | { kind: 'unusable'; because: string }

export function judgeLegacy(
  payload: Uint8Array,
  signatureBase64: string | undefined,
  digest: Digest,
  trust: Trust,
): LegacyFinding {
  if (signatureBase64 === undefined) return { kind: 'unusable', because: `no annotation ${signatureKey}` }
  if (!trust.verifyBytes(payload, Buffer.from(signatureBase64, 'base64'))) return { kind: 'unproven' }
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(payload).toString('utf8'))
  } catch {
    return { kind: 'unusable', because: 'a payload that is not JSON' }
  }
  const claim = claimSchema.safeParse(json)
  if (!claim.success) return { kind: 'unusable', because: 'a payload that claims nothing about an image' }
  const subject = claim.data.critical.image['docker-manifest-digest']
  return subject === digest ? { kind: 'signed' } : { kind: 'wrong-subject', subjects: [subject] }
}

/** Judges every signature at the image's tag; none where there is no such tag. */
export async function legacyFindings(store: ContentStore, digest: Digest, trust: Trust): Promise<LegacyFinding[]> {
  return judgeLayers(store, await layersAtTag(store, digest), digest, trust)
}

async function judgeLayers(
  store: ContentStore,
  layers: Descriptor[],
  digest: Digest,
  trust: Trust,
): Promise<LegacyFinding[]> {
  const findings: LegacyFinding[] = []
  for (const layer of layers)
    findings.push(
      layer.mediaType === simpleSigningType && layer.size <= largestPayload
        ? judgeLegacy(await readBlob(store, layer), layer.annotations?.[signatureKey], digest, trust)
        : { kind: 'unusable', because: `a layer of ${layer.size} bytes of type ${quoted(layer.mediaType)}` },
    )
  return findings
}

/** Signs `digest` at its tag, beside signatures of others, and writes nothing where the key has signed it already. */
export async function signLegacy(options: { store: ContentStore; digest: Digest; signer: Signer }): Promise<string> {
  const { store, digest, signer } = options
  const tag = legacyTag(digest)
  const present = await layersAtTag(store, digest)
  const findings = await judgeLayers(store, present, digest, trustOf(signer.policy))
  if (findings.some(({ kind }) => kind === 'signed')) return tag
  // A layout's name is a path of this machine, which has no place in what is published.
  const payload = legacyPayload(store.name.startsWith('oci:') ? '' : store.name, digest)
  const { signature } = await signer.sign(payload)
  const layer: Descriptor = {
    ...(await writeBlob(store, payload, simpleSigningType)),
    annotations: { [signatureKey]: signature.toString('base64') },
  }
  const layers = [...present, layer]
  const config = legacyConfig(layers.map((each) => each.digest))
  await writeBlob(store, config, mediaTypes.config)
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: describe(config, mediaTypes.config),
    layers,
  }
  await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest, tag)
  return tag
}

/** The image configuration that cosign writes: no platform, the zero time, the payloads as layers. */
const legacyConfig = (payloads: Digest[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      architecture: '',
      created: '0001-01-01T00:00:00Z',
      history: payloads.map(() => ({ created: '0001-01-01T00:00:00Z' })),
      os: '',
      rootfs: { type: 'layers', diff_ids: payloads },
      config: {},
    }),
  )

async function layersAtTag(store: ContentStore, digest: Digest): Promise<Descriptor[]> {
  const tag = legacyTag(digest)
  const found = await store.resolve(tag)
  if (found === undefined) return []
  const place = `${store.name}:${tag}`
  const document = parseDocument((await store.getManifest(found.digest)).bytes, place)
  if (document.kind === 'manifest') return document.manifest.layers
  throw new UserError(`${place}: an index, where signatures of ${digest} belong: delete that tag, and sign again`, {
    exit: 'gate-failed',
  })
}
