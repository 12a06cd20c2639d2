import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { attachStatement } from '../../../src/signing/attest.ts'
import { bundleType, makeBundle, signaturePredicate, statementBytes } from '../../../src/signing/bundle.ts'
import { legacyTag } from '../../../src/signing/legacy.ts'
import { signImage } from '../../../src/signing/sign.ts'
import { verifyImage } from '../../../src/signing/verify.ts'
import {
  attach,
  created,
  forgedBundle,
  json,
  listing,
  makeKey,
  putImage,
  type TestImage,
  type TestKey,
} from './image.ts'

let key: TestKey
let stranger: TestKey
let directory: string
let store: ContentStore
let image: TestImage

beforeAll(async () => {
  key = await makeKey()
  stranger = await makeKey()
})
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sign-'))
  store = await openLayout(directory, { create: true })
  image = await putImage(store, 'weights', '1.0.0')
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const sign = (by: TestKey, index = image.index) => signImage({ store, index, signing: by.signing, created })
const everything = () =>
  listing(
    store,
    [image.index, ...image.platforms].map(({ digest }) => digest),
  )

it('signs the index and each of its platforms, in both formats, and says where', async () => {
  const { signed } = await sign(key)
  expect(signed.map(({ digest }) => digest)).toEqual([image.index, ...image.platforms].map(({ digest }) => digest))
  for (const { digest, bundle, tag } of signed) {
    expect(tag).toBe(legacyTag(digest))
    expect(await store.resolve(tag)).toBeDefined()
    const [referrer, ...more] = await store.referrers(digest)
    expect(more).toEqual([])
    expect(referrer).toMatchObject({
      digest: bundle,
      artifactType: bundleType,
      annotations: { 'dev.sigstore.bundle.predicateType': signaturePredicate },
    })
  }
  expect((await store.resolve('1.0.0'))?.digest).toBe(image.index.digest)
})

it('signs a single manifest as one', async () => {
  const [platform] = image.platforms
  if (platform === undefined) throw new Error('no platform')
  expect((await sign(key, platform)).signed).toHaveLength(1)
})

it('writes nothing where the key has signed already, and completes what is half signed', async () => {
  const first = await sign(key)
  const before = await everything()
  expect(await sign(key)).toEqual(first)
  expect(await everything()).toEqual(before)

  const half = await putImage(store, 'half')
  const statement = { predicateType: signaturePredicate, predicate: {}, signing: key.signing, created }
  const bundle = await attachStatement({ store, subject: half.index, ...statement })
  const { signed } = await sign(key, half.index)
  expect(signed[0]).toEqual({ digest: half.index.digest, bundle: bundle.digest, tag: legacyTag(half.index.digest) })
  expect(await store.resolve(legacyTag(half.index.digest))).toBeDefined()
})

it('signs again where the signature that is there is forged, or of another image', async () => {
  const other = digestBytes('another image')
  const moved = await makeBundle(statementBytes(other, signaturePredicate, {}), key.signing)
  const present = [
    await attach(store, image.index, await forgedBundle(key.signing, other, image.index.digest), bundleType),
    await attach(store, image.index, moved, bundleType),
  ]
  const { signed } = await sign(key)
  expect(present.map(({ digest }) => digest)).not.toContain(signed[0]?.bundle)
  expect(await verifyImage({ store, reference: image.index.digest, policy: key.policy })).toMatchObject({
    format: 'bundle',
  })
})

it('leaves the signatures of others, in both formats', async () => {
  await sign(stranger)
  await sign(key)
  const { bytes } = await store.getManifest(legacyTag(image.index.digest))
  expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({ layers: [{}, {}] })
  for (const { policy } of [key, stranger])
    expect(await verifyImage({ store, reference: '1.0.0', policy })).toMatchObject({ format: 'bundle' })
})

it('refuses to write over a tag that holds something other than signatures', async () => {
  const tag = legacyTag(image.index.digest)
  await store.putManifest(json({ schemaVersion: 2, manifests: [] }), mediaTypes.index, tag)
  await expect(sign(key)).rejects.toThrow(`${store.name}:${tag}: an index, where signatures of ${image.index.digest}`)
})

it('an equal statement by the same key is attached once; another predicate, type or key makes another', async () => {
  const wanted = { store, subject: image.index, predicateType: 'https://example.com/e', signing: key.signing, created }
  const first = await attachStatement({ ...wanted, predicate: { accuracy: 0.9, model: { a: 1, b: undefined } } })
  const later = new Date('2027-01-01T00:00:00Z')
  const again = await attachStatement({ ...wanted, created: later, predicate: { model: { a: 1 }, accuracy: 0.9 } })
  expect(again.digest).toBe(first.digest)
  const different = [
    await attachStatement({ ...wanted, predicate: { accuracy: 0.8 } }),
    await attachStatement({ ...wanted, predicateType: 'https://example.com/f', predicate: { accuracy: 0.9 } }),
    await attachStatement({ ...wanted, signing: stranger.signing, predicate: { accuracy: 0.9, model: { a: 1 } } }),
  ]
  expect(new Set([first, ...different].map(({ digest }) => digest)).size).toBe(4)
  expect(await store.referrers(image.index.digest)).toHaveLength(4)
})

it('a statement by somebody else is not read, however deep it is', async () => {
  const depth = 20_000
  const statement = `{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"${image.index.digest.slice(7)}"}}],"predicateType":"https://example.com/e","predicate":${'['.repeat(depth)}${']'.repeat(depth)}}`
  await attach(store, image.index, await makeBundle(Buffer.from(statement), stranger.signing), bundleType)
  const wanted = { store, subject: image.index, predicateType: 'https://example.com/e', signing: key.signing, created }
  await attachStatement({ ...wanted, predicate: { accuracy: 0.9 } })
  expect(await store.referrers(image.index.digest)).toHaveLength(2)
})
