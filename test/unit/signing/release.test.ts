import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { attachStatement } from '../../../src/signing/attest.ts'
import { bundleType } from '../../../src/signing/bundle.ts'
import { attachedHistory } from '../../../src/signing/history.ts'
import { attachRelease, releasePredicate, verifyRelease } from '../../../src/signing/release.ts'
import { signImage } from '../../../src/signing/sign.ts'
import { temporary } from '../oci/fixtures.ts'
import {
  attach,
  created,
  json,
  makeKey,
  put,
  putImage,
  released,
  signRelease,
  type TestImage,
  type TestKey,
} from './image.ts'

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

const verify = (version = '1.0.0', name = 'intents', more: { notBefore?: Date } = {}, { index } = image) =>
  verifyRelease({ store, digest: index.digest, policy: key.policy, wanted: { name, version }, ...more })
const refuses = async (work: Promise<unknown>, because: RegExp, exit = 'gate-failed') => {
  await expect(work).rejects.toThrow(because)
  await expect(work).rejects.toMatchObject({ name: 'UserError', exit })
}

/** As whoever can write to a registry does: what ours would never write. */
async function attachByHand(to: ContentStore, { index }: TestImage, layers: readonly object[]): Promise<string> {
  const { mediaType, digest, size } = index
  const config = await put(to, Buffer.from('{}'), 'application/vnd.oci.empty.v1+json')
  const manifest = json({ schemaVersion: 2, config, layers, subject: { mediaType, digest, size } })
  const written = await put(to, manifest, mediaTypes.manifest)
  const file = join(to.name.replace('oci:', ''), 'index.json')
  const listed = JSON.parse(await readFile(file, 'utf8')) as { manifests: object[] }
  await writeFile(file, json({ ...listed, manifests: [...listed.manifests, written] }))
  return written.digest
}

describe('a release', () => {
  it('is what the key says that it is: name, version, gates', async () => {
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    expect(await verify()).toEqual({
      signedBy: `key ${key.hint}`,
      release: { ...released('1.0.0'), kind: 'index', created: created.toISOString() },
    })
  })

  it('is no other version and no other model, whatever tag leads to it', async () => {
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    await refuses(verify('2.0.0'), /was released as "intents 1\.0\.0" and not intents 2\.0\.0/, 'configuration')
    await refuses(
      verify('1.0.0', 'sentiment'),
      /was released as "intents 1\.0\.0" and not sentiment 1\.0\.0/,
      'configuration',
    )
  })

  it('is no image that the key signed for something else', async () => {
    await signImage({ store, index: image.index, signing: key.signing, created })
    await refuses(verify(), /is signed by key .*, and not as a release of model-actions/)
  })

  it('is no image that only somebody else calls one, nor one that the statement is not about', async () => {
    await signImage({ store, index: image.index, signing: key.signing, created })
    await attachRelease({
      store,
      subject: image.index,
      release: released('1.0.0'),
      signing: stranger.signing,
      created,
    })
    await refuses(verify(), /and not as a release of model-actions/)
    const other = await putImage(store, 'two')
    const theirs = await signRelease(store, other.index, key.signing, released('1.0.0'))
    const manifest = JSON.parse((await store.getManifest(theirs.digest)).bytes.toString()) as {
      layers: { digest: `sha256:${string}`; size: number }[]
    }
    const [layer] = manifest.layers
    if (layer === undefined) throw new Error('no bundle')
    await attach(store, image.index, Buffer.concat(await (await store.read(layer)).toArray()), bundleType)
    await refuses(verify(), /and not as a release of model-actions/)
  })

  it.each([
    ['a manifest with a digest of another kind', { digest: `sha512:${'0'.repeat(128)}`, size: 1 }],
    ['a bundle that is not there', { digest: digestBytes('nowhere'), size: 7 }],
    ['a bundle of another size than it says', { digest: digestBytes('short'), size: 1000 }],
    ['a bundle larger than any', { digest: digestBytes('short'), size: 20 << 20 }],
  ])('is signed and verified where a stranger attached %s, and that is said', async (_, layer) => {
    await put(store, Buffer.from('short'), bundleType)
    const strange = await attachByHand(store, image, [{ mediaType: bundleType, ...layer }])
    await refuses(verify(), /has 1 signature, but none that counts .* is malformed/)
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    const found = await verify()
    expect(found.signedBy).toBe(`key ${key.hint}`)
    expect(found.passedOver).toContain(strange)
    expect(await attachedHistory(store, image.index.digest, key.policy)).toEqual([])
  })

  it('needs the signature of the image, too: a statement alone is none', async () => {
    await attachRelease({ store, subject: image.index, release: released('1.0.0'), signing: key.signing, created })
    await refuses(verify(), /has no signature/)
  })

  it('is never the image of one platform, though the key signed that as well', async () => {
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    const [index] = image.platforms
    if (index === undefined) throw new Error('no platform')
    const single = /is the image of a single platform/
    await refuses(verify('1.0.0', 'intents', {}, { index, platforms: [] }), single, 'configuration')
    await refuses(
      attachRelease({ store, subject: index, release: released('1.0.0'), signing: key.signing, created }),
      single,
      'configuration',
    )
  })

  it('that was signed too long ago is refused, and signing again renews it', async () => {
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    const notBefore = new Date('2026-11-21T00:00:00Z')
    await refuses(verify('1.0.0', 'intents', { notBefore }), /2026-11-20T12:00:00\.000Z, which is longer ago than/)
    const again = { store, subject: image.index, release: released('1.0.0'), signing: key.signing, renew: notBefore }
    const first = await attachRelease({ ...again, created: new Date('2026-11-22T00:00:00Z') })
    expect((await verify('1.0.0', 'intents', { notBefore })).release.created).toBe('2026-11-22T00:00:00.000Z')
    expect(await attachRelease({ ...again, created: new Date('2026-11-23T00:00:00Z') })).toEqual(first)
  })

  it('by our own key that cannot be read is said, not passed over', async () => {
    await signRelease(store, image.index, key.signing, released('1.0.0'))
    const predicate = { ...released('1.0.0'), kind: 'manifest', created: created.toISOString() }
    await attachStatement({
      store,
      subject: image.index,
      predicateType: releasePredicate,
      predicate,
      signing: key.signing,
      created,
    })
    await refuses(verify(), /by the trusted key, but none of a release that this version can read/)
  })
})
