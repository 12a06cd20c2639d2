import { type Digest, digestBytes } from '../../../src/digest.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
import { bundleType, makeBundle, signaturePredicate, statementBytes } from '../../../src/signing/bundle.ts'
import { generateKeyPair, keyHint, readPublicKey } from '../../../src/signing/keys.ts'
import { legacyPayload, legacyTag, simpleSigningType } from '../../../src/signing/legacy.ts'
import type { Policy } from '../../../src/signing/policy.ts'
import { attachRelease } from '../../../src/signing/release.ts'
import { signImage } from '../../../src/signing/sign.ts'
import { loadSigner, type Signing } from '../../../src/signing/signer.ts'

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
export const created = new Date('2026-11-20T12:00:00Z')

export async function put(store: ContentStore, bytes: Uint8Array, mediaType: string): Promise<Descriptor> {
  const known = { digest: digestBytes(bytes), size: bytes.length }
  return store.write(
    (async function* () {
      yield bytes
    })(),
    mediaType,
    known,
  )
}

export type TestImage = { index: Descriptor; platforms: Descriptor[] }

/** A tiny image for two platforms; another `content` is another image. */
export async function putImage(store: ContentStore, content: string, tag?: string): Promise<TestImage> {
  const layer = await put(store, Buffer.from(content), mediaTypes.layer)
  const platforms: Descriptor[] = []
  for (const architecture of ['amd64', 'arm64']) {
    const config = await put(
      store,
      json({ architecture, os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [layer.digest] } }),
      mediaTypes.config,
    )
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [layer] }
    platforms.push({
      ...(await store.putManifest(json(manifest), mediaTypes.manifest)),
      platform: { architecture, os: 'linux' },
    })
  }
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: platforms }
  return { index: await store.putManifest(json(index), mediaTypes.index, tag), platforms }
}

/** Attaches any blob as cosign attaches its bundles: with an artifact type alone. */
export async function attach(
  store: ContentStore,
  subject: Descriptor,
  blob: Uint8Array,
  type: string,
): Promise<Descriptor> {
  const layer = await put(store, blob, type)
  const config = await put(store, Buffer.from('{}'), 'application/vnd.oci.empty.v1+json')
  const { mediaType, digest, size } = subject
  return store.putManifest(
    json({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType: type,
      config,
      layers: [layer],
      subject: { mediaType, digest, size },
    }),
    mediaTypes.manifest,
  )
}

/** What a job that signs says of a release that passed its gates. */
export const released = (version: string, name = 'intents') => ({
  name,
  version,
  gates: {
    evaluate: { result: digestBytes('evaluate'), verdict: 'pass' as const },
    quantize: { result: digestBytes('quantize'), verdict: 'pass' as const },
  },
})

/** As the stage `sign` does it. */
export async function signRelease(
  store: ContentStore,
  subject: Descriptor,
  signing: Signing,
  release: ReturnType<typeof released>,
  at = created,
): Promise<Descriptor> {
  await signImage({ store, index: subject, signing, created: at })
  return attachRelease({ store, subject, release, signing, created: at })
}

export type TestKey = { signing: Signing; hint: string; policy: Policy; privateKey: string; publicKey: string }

export async function makeKey(): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair('secret')
  const signer = await loadSigner({ pem: privateKey, name: 'test.key', password: 'secret' })
  const hint = keyHint(readPublicKey(publicKey, 'test.pub'))
  return {
    signing: { signer, witnesses: [] },
    hint,
    policy: { kind: 'key', publicKeyPem: publicKey },
    privateKey,
    publicKey,
  }
}

/** Everything in the repository by name: a tag or a referrer that was written shows here. */
export async function listing(store: ContentStore, digests: Digest[]): Promise<string[]> {
  const tags = await store.tags()
  const tagged = await Promise.all(tags.map(async (tag) => `${tag} ${(await store.resolve(tag))?.digest}`))
  const attached = await Promise.all(digests.map((digest) => store.referrers(digest)))
  return [...tagged, ...attached.flat().map(({ digest }) => digest)].sort()
}

/** What an attacker can do: a true signature of our key for `other`, with what it is over changed to `digest`. */
export async function forgedBundle(signing: Signing, other: Digest, digest: Digest): Promise<Buffer> {
  const bundle = JSON.parse((await makeBundle(statementBytes(other, signaturePredicate, {}), signing)).toString()) as {
    dsseEnvelope: { payload: string }
  }
  bundle.dsseEnvelope.payload = statementBytes(digest, signaturePredicate, {}).toString('base64')
  return json(bundle)
}

/** A tag in the older format with any payload and signature. */
export async function putLegacy(
  store: ContentStore,
  digest: Digest,
  payload: Buffer,
  signature: Buffer,
): Promise<void> {
  const layer = {
    ...(await put(store, payload, simpleSigningType)),
    annotations: { 'dev.cosignproject.cosign/signature': signature.toString('base64') },
  }
  const config = await put(
    store,
    json({ architecture: '', os: '', rootfs: { type: 'layers', diff_ids: [layer.digest] }, config: {} }),
    mediaTypes.config,
  )
  const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [layer] }
  await store.putManifest(json(manifest), mediaTypes.manifest, legacyTag(digest))
}

export const formats = ['tag', 'bundle', 'both'] as const
export const states = ['good', 'tampered', 'wrong key'] as const
export const matrix = formats.flatMap((format) => states.map((state) => ({ format, state })))

/** Signs the index in some formats: truly, by somebody else, or with a signature of ours that belongs to another image. */
export async function arrange(
  store: ContentStore,
  index: Descriptor,
  wanted: (typeof matrix)[number],
  keys: { ours: Signing; stranger: Signing },
): Promise<void> {
  const other = digestBytes('another image')
  const signing = wanted.state === 'wrong key' ? keys.stranger : keys.ours
  if (wanted.format !== 'bundle') {
    const payload = legacyPayload('acme/intents', index.digest)
    const signed = wanted.state === 'tampered' ? legacyPayload('acme/intents', other) : payload
    await putLegacy(store, index.digest, payload, (await signing.signer.sign(signed)).signature)
  }
  if (wanted.format !== 'tag') {
    const bundle =
      wanted.state === 'tampered'
        ? await forgedBundle(signing, other, index.digest)
        : await makeBundle(statementBytes(index.digest, signaturePredicate, {}), signing)
    await attach(store, index, bundle, bundleType)
  }
}
