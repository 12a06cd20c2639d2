import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { attachStatement } from '../../../src/signing/attest.ts'
import { bundleType, makeBundle, signaturePredicate, statementBytes } from '../../../src/signing/bundle.ts'
import { legacyPayload } from '../../../src/signing/legacy.ts'
import { signImage } from '../../../src/signing/sign.ts'
import { verifyImage } from '../../../src/signing/verify.ts'
import {
  arrange,
  attach,
  created,
  forgedBundle,
  json,
  makeKey,
  matrix,
  put,
  putImage,
  putLegacy,
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
  directory = await mkdtemp(join(tmpdir(), 'verify-'))
  store = await openLayout(directory, { create: true })
  image = await putImage(store, 'weights', '1.0.0')
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** Of nobody in particular, made with openssl: X.509 in DER, base64. */
const selfSigned =
  'MIIBfTCCASOgAwIBAgIUVWEGHuUyGYrpUC3LPb58cR97h0swCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIc3RyYW5nZXIwIBcNMjYxMTIxMDYwNDQzWhgPMjEyNjEwMjgwNjA0NDNaMBMxETAPBgNVBAMMCHN0cmFuZ2VyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkHX2/5oFIOHsOqT0Qxc58L56s0qTGTQT4i1RZCCCJ1lVhLcZbhQ3+8A/vkee5IhMFRUGTVMUGebWdFHaVe8/h6NTMFEwHQYDVR0OBBYEFBUXWISXC730UpyEfsXal6I54YI8MB8GA1UdIwQYMBaAFBUXWISXC730UpyEfsXal6I54YI8MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAIibBitjCBX4HkwdvySKOkzeyGqypD7ZsrcFO2PxFIwHAiB7NMR9iP2l6S9aY8qhVnjqPXGvMs8LraO1H6EpNG0S1Q=='
const other = digestBytes('another image')
const verify = (reference: string = image.index.digest, policy = key.policy, from = store) =>
  verifyImage({ store: from, reference, policy })
const signature = (predicateType = signaturePredicate, digest = image.index.digest, signing = key.signing) =>
  makeBundle(statementBytes(digest, predicateType, {}), signing)

/** The one line of a refusal, which must name the image. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw new Error(`not refused: ${String(error)}`)
  expect(error.exit).toBe('gate-failed')
  expect(error.message).toContain(store.name)
  expect(error.message).not.toContain('\n')
  return error.message
}

describe('what holds', () => {
  it('an image we signed, by tag or digest, index and platforms; the digest comes back', async () => {
    await signImage({ store, index: image.index, signing: key.signing, created })
    const expected = { signedBy: `key ${key.hint}`, format: 'bundle' }
    expect(await verify('1.0.0')).toEqual({ digest: image.index.digest, ...expected })
    for (const { digest } of [image.index, ...image.platforms])
      expect(await verify(digest)).toEqual({ digest, ...expected })
  })

  it('one good signature among provenance, a stranger’s, a forged and a damaged one', async () => {
    await attach(store, image.index, await signature('https://slsa.dev/provenance/v1'), bundleType)
    await attach(
      store,
      image.index,
      await signature(signaturePredicate, image.index.digest, stranger.signing),
      bundleType,
    )
    await attach(store, image.index, await forgedBundle(key.signing, other, image.index.digest), bundleType)
    await attach(store, image.index, Buffer.from('damaged'), bundleType)
    await expect(verify()).rejects.toThrow(UserError)
    await attach(store, image.index, await signature(), bundleType)
    expect(await verify()).toMatchObject({ format: 'bundle' })
  })

  it('the older tag beside provenance, which makes cosign overlook it', async () => {
    await attach(store, image.index, await signature('https://slsa.dev/provenance/v1'), bundleType)
    const payload = legacyPayload('acme/intents', image.index.digest)
    await putLegacy(store, image.index.digest, payload, (await key.signing.signer.sign(payload)).signature)
    expect(await verify()).toMatchObject({ format: 'legacy' })
  })

  it('a signature without a hint of its key, as hints prove nothing', async () => {
    const bundle = (await signature()).toString().replace(key.hint, 'other')
    await attach(store, image.index, Buffer.from(bundle), bundleType)
    expect(await verify()).toMatchObject({ signedBy: `key ${key.hint}` })
  })
})

describe.each(matrix)('signed by $format, $state', (wanted) => {
  it(wanted.state === 'good' ? 'is accepted' : 'is refused, with the trusted key’s name', async () => {
    await arrange(store, image.index, wanted, { ours: key.signing, stranger: stranger.signing })
    if (wanted.state === 'good')
      expect(await verify()).toMatchObject({ format: wanted.format === 'tag' ? 'legacy' : 'bundle' })
    else expect(await refusal(verify())).toContain(`1 signature, but none that counts (trusted is key ${key.hint})`)
  })
})

describe('what is refused, with what was found and why', () => {
  it('no signature', async () => {
    expect(await refusal(verify('1.0.0'))).toBe(
      `${store.name}@${image.index.digest} has no signature, neither attached nor at tag ${image.index.digest.replace(':', '-')}.sig: sign it with \`model-actions sign\`, or, where it is a copy, copy what is attached to it as well, as \`oras copy --recursive\` does`,
    )
  })

  it('a signature of the index does not vouch for another image, nor one of a platform for the index', async () => {
    await signImage({ store, index: image.index, signing: key.signing, created })
    const second = await putImage(store, 'other weights')
    expect(await refusal(verify(second.index.digest))).toContain('has no signature')
    const third = await putImage(store, 'third weights')
    const [platform] = third.platforms
    if (platform === undefined) throw new Error('no platform')
    await signImage({ store, index: platform, signing: key.signing, created })
    expect(await verify(platform.digest)).toMatchObject({ format: 'bundle' })
    expect(await refusal(verify(third.index.digest))).toContain('has no signature')
  })

  it('signatures by other keys: how many, and by whom', async () => {
    const third = await makeKey()
    for (const { signing } of [stranger, third])
      await attach(store, image.index, await signature(signaturePredicate, image.index.digest, signing), bundleType)
    const message = await refusal(verify())
    expect(message).toContain(`2 signatures, but none that counts (trusted is key ${key.hint})`)
    expect(message).toContain(`is by key "${stranger.hint}"`)
    expect(message).toContain(`is by key "${third.hint}"`)
    expect(message).toContain('check that this is the right public key')
  })

  it('a bundle by certificate, where the policy trusts a key', async () => {
    const bundle = JSON.parse((await signature()).toString()) as object
    const keyless = { ...bundle, verificationMaterial: { certificate: { rawBytes: selfSigned } } }
    await attach(store, image.index, json(keyless), bundleType)
    expect(await refusal(verify())).toContain('is by a certificate')
  })

  it('a payload changed after signing', async () => {
    const manifest = await attach(
      store,
      image.index,
      await forgedBundle(key.signing, other, image.index.digest),
      bundleType,
    )
    expect(await refusal(verify())).toContain(`${manifest.digest} names the trusted key, but was altered after signing`)
  })

  it('a true signature of another image, moved here', async () => {
    await attach(store, image.index, await signature(signaturePredicate, other), bundleType)
    expect(await refusal(verify())).toContain(`is by the trusted key, but for another image, "${other}"`)
  })

  it('a true older signature of another image, moved here', async () => {
    const payload = legacyPayload('acme/intents', other)
    await putLegacy(store, image.index.digest, payload, (await key.signing.signer.sign(payload)).signature)
    expect(await refusal(verify())).toContain(`is by the trusted key, but for another image, "${other}"`)
  })

  it('provenance by the trusted key is no signature', async () => {
    await attach(store, image.index, await signature('https://slsa.dev/provenance/v1'), bundleType)
    expect(await refusal(verify())).toContain(
      'has no signature: what is attached to it is of predicate "https://slsa.dev/provenance/v1", not https://sigstore.dev/cosign/sign/v1',
    )
  })

  it('a malformed bundle, without passing its control characters on', async () => {
    const manifest = await attach(store, image.index, Buffer.from('\u001b[31m::error::'), bundleType)
    const message = await refusal(verify())
    expect(message).toContain(`${manifest.digest} is malformed: not a Sigstore bundle`)
    expect(message).not.toContain('\u001b')
  })

  it('a bundle that lacks what it needs, with the name of that', async () => {
    const bundle = JSON.parse((await signature()).toString()) as object
    await attach(store, image.index, json({ ...bundle, dsseEnvelope: undefined }), bundleType)
    expect(await refusal(verify())).toContain('is malformed: not a Sigstore bundle: "invalid bundle (content)"')
  })

  it('a forged bundle is not made good by a true older tag', async () => {
    await arrange(
      store,
      image.index,
      { format: 'tag', state: 'good' },
      { ours: key.signing, stranger: stranger.signing },
    )
    expect(await verify()).toMatchObject({ format: 'legacy' })
    await attach(store, image.index, await forgedBundle(key.signing, other, image.index.digest), bundleType)
    expect(await refusal(verify())).toContain('altered after signing')
  })

  it('more than a person would attach, before it is read', async () => {
    const { mediaType, digest, size } = image.index
    const config = await put(store, Buffer.from('{}'), 'application/vnd.oci.empty.v1+json')
    const layers = [1, 2, 3, 4, 5].map((each) => ({
      mediaType: bundleType,
      digest: each < 5 ? config.digest : digestBytes('nowhere'),
      size: 15 << 20,
    }))
    const referrer = { schemaVersion: 2, mediaType: mediaTypes.manifest, artifactType: bundleType, config }
    const bytes = json({ ...referrer, layers, subject: { mediaType, digest, size } })
    await store.putManifest(bytes, mediaTypes.manifest)
    await expect(verify(image.index.digest)).rejects.toThrow(/more than 64 MiB of signatures and statements/)
  })

  it('a tag that is not there', async () => {
    expect(await refusal(verify('2.0.0'))).toContain('has no tag "2.0.0"')
  })

  it('a listing that failed, with its own error and never as unsigned', async () => {
    await signImage({ store, index: image.index, signing: key.signing, created })
    const failing = (method: 'referrers' | 'getManifest' | 'read' | 'resolve'): ContentStore =>
      new Proxy(store, {
        get(target, name) {
          if (name === method) return () => Promise.reject(new Error(`${method} answered 500`))
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    for (const method of ['referrers', 'getManifest', 'read'] as const)
      await expect(verify(image.index.digest, key.policy, failing(method))).rejects.toThrow(`${method} answered 500`)
    const { index } = await putImage(store, 'unsigned weights')
    await expect(verify(index.digest, key.policy, failing('resolve'))).rejects.toThrow('resolve answered 500')
  })

  it('a policy whose key is no key', async () => {
    await expect(verify('1.0.0', { kind: 'key', publicKeyPem: 'x' })).rejects.toThrow(
      /^trusted public key: not a readable/,
    )
    await expect(verify('1.0.0', { kind: 'key', publicKeyPem: key.privateKey })).rejects.toThrow(
      /this is a private key/,
    )
  })
})

it('an attached evaluation leaves the image as signed as it was', async () => {
  const attached = {
    store,
    subject: image.index,
    predicateType: 'https://example.com/e',
    signing: key.signing,
    created,
  }
  await attachStatement({ ...attached, predicate: { accuracy: 0.9 } })
  expect(await refusal(verify())).toContain('has no signature')
  await signImage({ store, index: image.index, signing: key.signing, created })
  expect(await verify()).toMatchObject({ format: 'bundle' })
})
