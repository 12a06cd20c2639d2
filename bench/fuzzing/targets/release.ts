import { generateKeyPairSync } from 'node:crypto'
import { Readable } from 'node:stream'
import { canonicalJson, type Digest, digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { emptyBlob } from '../../../src/oci/blobs.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
import {
  bundleType,
  describe,
  makeBundle,
  referrerManifest,
  signaturePredicate,
  statementBytes,
} from '../../../src/signing/bundle.ts'
import { attachedHistory, historyPredicate } from '../../../src/signing/history.ts'
import { type ReleaseStatement, releasePredicate, verifyRelease } from '../../../src/signing/release.ts'
import { loadSigner } from '../../../src/signing/signer.ts'
import { repairedJson } from '../edits.ts'
import { resigned } from '../signatures.ts'
import type { FuzzTarget } from '../types.ts'

/*
 * A registry that answers with whatever an attacker makes of it. The first line of an input is the manifest of a referrer, the
 * rest is the bundle behind it; the true signature of the image is attached as well.
 */

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const signer = await loadSigner({ pem, name: 'fuzz.key', password: '' })
const created = new Date('2026-11-20T12:00:00Z')
const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }))
const subject = describe(index, mediaTypes.index)
const wanted = { name: 'intents', version: '1.0.0' }
const gate = { result: digestBytes('a result'), verdict: 'pass' as const }
const release: ReleaseStatement = {
  ...wanted,
  kind: 'index',
  gates: { evaluate: gate, quantize: gate },
  created: created.toISOString(),
}

type Referrer = { manifest: Uint8Array; bundle: Uint8Array }

async function referrer(predicateType: string, predicate: object, of = subject.digest): Promise<Referrer> {
  const bundle = await makeBundle(statementBytes(of, predicateType, predicate), { signer, witnesses: [] })
  return {
    manifest: referrerManifest({ subject, bundle: describe(bundle, bundleType), predicateType, created }),
    bundle,
  }
}
const signature = await referrer(signaturePredicate, {})
const promotion = {
  schema: 1,
  outcome: 'promoted',
  name: 'intents',
  digest: subject.digest,
  version: '1.0.0',
  released: release.created,
  at: release.created,
  by: 'a test',
  because: 'of it',
}

/** @param bundles by the digest that a manifest names them with, true or not: stores check that, and this one does not */
function storeOf(referrers: readonly Referrer[]): ContentStore {
  const manifests = new Map<string, Uint8Array>([[subject.digest, index]])
  const listed: Descriptor[] = []
  for (const { manifest } of referrers) {
    const descriptor = describe(manifest, mediaTypes.manifest)
    manifests.set(descriptor.digest, manifest)
    listed.push(descriptor)
  }
  const blobs = new Map(referrers.map(({ bundle }) => [digestBytes(bundle), bundle]))
  const last = referrers.at(-1)?.bundle ?? Buffer.alloc(0)
  const store: Pick<ContentStore, 'name' | 'getManifest' | 'read' | 'resolve' | 'referrers'> = {
    name: 'registry.example.com/acme/intents',
    async getManifest(reference) {
      const bytes = manifests.get(reference)
      if (bytes === undefined) throw new UserError(`there is no manifest ${reference}`)
      return { descriptor: describe(bytes, mediaTypes.manifest), bytes }
    },
    read: async ({ digest }) => Readable.from([blobs.get(digest) ?? last]),
    resolve: async () => undefined,
    referrers: async () => listed,
  }
  return store as ContentStore
}

function partsOf(input: Uint8Array): [manifest: Buffer, bundle: Buffer] {
  const bytes = Buffer.from(input)
  const end = bytes.indexOf('\n')
  return end < 0 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)]
}

export const target: FuzzTarget = {
  async seeds() {
    const all = [
      await referrer(releasePredicate, release),
      // Of another image, of another version, and what was promoted: none of them may come to vouch for this one.
      await referrer(releasePredicate, release, digestBytes('another image') as Digest),
      await referrer(releasePredicate, { ...release, version: '2.0.0' }),
      await referrer(historyPredicate, promotion),
    ]
    return all.map(({ manifest, bundle }) => Buffer.concat([manifest, Buffer.from('\n'), bundle]))
  },
  words: [
    '"layers":[]',
    '"mediaType":"application/vnd.oci.image.index.v1+json"',
    bundleType,
    releasePredicate,
    historyPredicate,
    subject.digest,
    '"size":9007199254740993',
    '[[[[',
    '"__proto__":{}',
    '\\u0000',
    '\n',
  ],
  /** The manifest is JSON and names the bundle by its true digest and size; the bundle's signature is a stranger's. */
  repaired(input) {
    const [manifest, bundle] = partsOf(input)
    const found = repairedJson(manifest, signature.manifest)
    const inside = resigned(bundle, signature.bundle)
    const whole = typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
    const layers = [describe(inside, bundleType)]
    return Buffer.concat([
      Buffer.from(`${JSON.stringify({ config: emptyBlob.descriptor, ...whole, layers })}\n`),
      inside,
    ])
  },
  async run(input) {
    const [manifest, bundle] = partsOf(input)
    const store = storeOf([signature, { manifest, bundle }])
    const policy = signer.policy
    for (const record of await attachedHistory(store, subject.digest, policy))
      if (canonicalJson(record) !== canonicalJson(promotion))
        throw new Error(`${JSON.stringify(record).slice(0, 200)} was never promoted`)
    const found = await verifyRelease({ store, digest: subject.digest, policy, wanted })
    if (canonicalJson(found.release) !== canonicalJson(release))
      throw new Error(`${JSON.stringify(found.release).slice(0, 200)} was never released`)
  },
  grown: async (count) => {
    const layer = describe(signature.bundle, bundleType)
    const manifest = JSON.parse(Buffer.from(signature.manifest).toString()) as object
    return Buffer.from(`${JSON.stringify({ ...manifest, layers: Array.from({ length: count }, () => layer) })}\n`)
  },
}
