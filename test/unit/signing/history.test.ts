import { join } from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { attachStatement } from '../../../src/signing/attest.ts'
import { bundleType } from '../../../src/signing/bundle.ts'
import { attachedHistory, attachHistory, historyPredicate } from '../../../src/signing/history.ts'
import { signImage } from '../../../src/signing/sign.ts'
import { verifyImage } from '../../../src/signing/verify.ts'
import { temporary } from '../oci/fixtures.ts'
import { attach, created, makeKey, putImage, type TestImage, type TestKey } from './image.ts'

let key: TestKey
let stranger: TestKey
let store: ContentStore
let image: TestImage
beforeAll(async () => {
  ;[key, stranger] = [await makeKey(), await makeKey()]
})
beforeEach(async () => {
  store = await openLayout(join(await temporary(), 'layout'), { create: true })
  image = await putImage(store, 'one', '1.0.0')
})

const record = (changes: Partial<HistoryRecord> = {}): HistoryRecord => ({
  schema: 1,
  outcome: 'promoted',
  name: 'intents',
  digest: image.index.digest,
  version: '1.0.0',
  released: '2026-11-20T10:00:00.000Z',
  to: { version: '1.0.0', digest: image.index.digest },
  at: '2026-11-20T12:00:00.000Z',
  by: 'acme/intents run 12 attempt 1 by octocat',
  because: 'all gates passed',
  ...changes,
})
const history = () => attachedHistory(store, image.index.digest, key.policy)

it('promotions and rollbacks are read back from the image, oldest first, each once', async () => {
  const later = record({ outcome: 'rolled-back', at: '2026-11-21T12:00:00.000Z', because: 'errors rose' })
  expect(await history()).toEqual([])
  await attachHistory(store, later, key.signing)
  await attachHistory(store, record(), key.signing)
  await attachHistory(store, record(), key.signing)
  expect(await history()).toEqual([record(), later])
  expect(await store.referrers(image.index.digest)).toHaveLength(2)
})

it('what others say was promoted does not count, nor what is said of another image', async () => {
  await attachHistory(store, record(), stranger.signing)
  const other = await putImage(store, 'two', '2.0.0')
  const theirs = await attachHistory(store, record({ digest: other.index.digest }), key.signing)
  const manifest = JSON.parse((await store.getManifest(theirs.digest)).bytes.toString()) as {
    layers: { digest: `sha256:${string}`; size: number }[]
  }
  const [layer] = manifest.layers
  if (layer === undefined) throw new Error('no bundle')
  const bundle = Buffer.concat(await (await store.read(layer)).toArray())
  await attach(store, image.index, bundle, bundleType)
  expect(await history()).toEqual([])
  expect(await attachedHistory(store, other.index.digest, key.policy)).toHaveLength(1)
})

it('a record that our own key signed and that cannot be read is said, not passed over', async () => {
  const broken = { store, subject: image.index, predicateType: historyPredicate, signing: key.signing, created }
  await attachStatement({ ...broken, predicate: { ...record(), schema: 2 } })
  await expect(history()).rejects.toThrow(/no record of sha256:.* that this version can read/)
})

it('a record about another digest than its image’s is refused', async () => {
  const wrong = { store, subject: image.index, predicateType: historyPredicate, signing: key.signing, created }
  await attachStatement({ ...wrong, predicate: record({ digest: digestBytes('another') }) })
  await expect(history()).rejects.toThrow(/no record of/)
})

it('a promotion is no signature: an image that has nothing else is not vouched for', async () => {
  await attachHistory(store, record(), key.signing)
  const verify = () => verifyImage({ store, reference: image.index.digest, policy: key.policy })
  await expect(verify()).rejects.toThrow(/has no signature/)
  await signImage({ store, index: image.index, signing: key.signing, created })
  expect(await verify()).toMatchObject({ digest: image.index.digest })
})
