import { digestBytes } from '../../../src/model/digest.ts'
import type { Digest } from '../../../src/model/types.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
import { generateKeyPair } from '../../../src/signing/keys.ts'
import type { Policy } from '../../../src/signing/policy.ts'
import { loadSigner, type Signer } from '../../../src/signing/signer.ts'

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

export type TestKey = { signer: Signer; policy: Policy; privateKey: string; publicKey: string }

export async function makeKey(): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair('secret')
  const signer = await loadSigner({ pem: privateKey, name: 'test.key', password: 'secret' })
  return { signer, policy: { kind: 'key', publicKeyPem: publicKey }, privateKey, publicKey }
}

/** Everything in the repository by name: a tag or a referrer that was written shows here. */
export async function listing(store: ContentStore, digests: Digest[]): Promise<string[]> {
  const tags = await store.tags()
  const tagged = await Promise.all(tags.map(async (tag) => `${tag} ${(await store.resolve(tag))?.digest}`))
  const attached = await Promise.all(digests.map((digest) => store.referrers(digest)))
  return [...tagged, ...attached.flat().map(({ digest }) => digest)].sort()
}
