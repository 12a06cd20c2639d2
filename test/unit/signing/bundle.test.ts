import { bundleFromJSON } from '@sigstore/bundle'
import { expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import {
  makeBundle,
  preAuthEncoding,
  readBundle,
  referrerManifest,
  signaturePredicate,
  statementBytes,
} from '../../../src/signing/bundle.ts'
import { judgeLegacy, legacyPayload, legacyTag } from '../../../src/signing/legacy.ts'
import { trustOf } from '../../../src/signing/policy.ts'
import type { Signer, Witness } from '../../../src/signing/signer.ts'
import { created, json, makeKey } from './image.ts'

const digest = 'sha256:39956eabaa14961d394bfcbc1bfa70e0d651882404e82807b3f4c1e3145e69b4'

/** Made by cosign 3.1.2 for the digest above. */
const byCosign = {
  publicKeyPem: `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEXFbO4q/vvc5kCVXeOAzoIyFMoi7g
rFjNd2ThjcU5efYPZ1ZboqLiBRXeNDNr+ljtdgCS73N+aFifrrea6Iwm3Q==
-----END PUBLIC KEY-----
`,
  bundle:
    '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json", "verificationMaterial":{"publicKey":{"hint":"gJP7cBDzMBzdE2VjbWCHgJPuQ5QGu8UBvMEpCoYbFfc="}}, "dsseEnvelope":{"payload":"eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEiLCAic3ViamVjdCI6W3siZGlnZXN0Ijp7InNoYTI1NiI6IjM5OTU2ZWFiYWExNDk2MWQzOTRiZmNiYzFiZmE3MGUwZDY1MTg4MjQwNGU4MjgwN2IzZjRjMWUzMTQ1ZTY5YjQifSwgImFubm90YXRpb25zIjp7fX1dLCAicHJlZGljYXRlVHlwZSI6Imh0dHBzOi8vc2lnc3RvcmUuZGV2L2Nvc2lnbi9zaWduL3YxIiwgInByZWRpY2F0ZSI6e319", "payloadType":"application/vnd.in-toto+json", "signatures":[{"sig":"MEUCIQCaVI+MAOwIQ1lzrZ2mKEP1PizqJxKe3jtCItaMKb2CiAIgIlGPG+0cXuis5MfZzpdLn6do89YMvLuoGmRtOrMOJb8="}]}}',
  attestation:
    '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json", "verificationMaterial":{"publicKey":{"hint":"gJP7cBDzMBzdE2VjbWCHgJPuQ5QGu8UBvMEpCoYbFfc="}}, "dsseEnvelope":{"payload":"eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjAuMSIsICJzdWJqZWN0IjpbeyJuYW1lIjoiMTI3LjAuMC4xOjQxNjI1L2FjbWUvaW50ZW50cyIsICJkaWdlc3QiOnsic2hhMjU2IjoiMzk5NTZlYWJhYTE0OTYxZDM5NGJmY2JjMWJmYTcwZTBkNjUxODgyNDA0ZTgyODA3YjNmNGMxZTMxNDVlNjliNCJ9fV0sICJwcmVkaWNhdGVUeXBlIjoiaHR0cHM6Ly9leGFtcGxlLmNvbS92MSIsICJwcmVkaWNhdGUiOnsiYSI6MX19", "payloadType":"application/vnd.in-toto+json", "signatures":[{"sig":"MEUCIQDaJRu8PB531wi/n/lodWmB6aoFQKCf+y0qboUZwn10sAIgJq9oCNvnQ8nfxVDtlRrc9quRhwSig+dEiu09qrmLNak="}]}}',
  payload: `{"critical":{"identity":{"docker-reference":"127.0.0.1:41625/acme/intents"},"image":{"docker-manifest-digest":"${digest}"},"type":"cosign container image signature"},"optional":null}`,
  signature: 'MEYCIQD59JwEmRvGOXZMe/uXZIuUQAKliOEqXSXPLniJdhEIUwIhAOcQ/Msvm6MEGX6l5Oo9W/80quaT2tpbNXdEs631dBsJ',
}
const trust = trustOf({ kind: 'key', publicKeyPem: byCosign.publicKeyPem })

it('the bytes that are signed are those of DSSE v1 and in-toto v1', () => {
  expect(preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  )
  expect(preAuthEncoding('ü', Buffer.from('ü')).toString()).toBe('DSSEv1 2 ü 2 ü')
  expect(statementBytes(digest, signaturePredicate, {}).toString()).toBe(
    `{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"${digest.slice(7)}"}}],"predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}`,
  )
})

it('a bundle that cosign made is read and verified: signature (in-toto v1) and attestation (v0.1)', () => {
  const signature = readBundle(Buffer.from(byCosign.bundle))
  if (signature.kind !== 'statement') throw new Error(signature.because)
  expect(signature.statement).toEqual({ subjects: [digest], predicateType: signaturePredicate, predicate: {} })
  expect(signature.claimed).toEqual({ kind: 'key', hint: trust.hint })
  expect(trust.verifyBundle(signature.entity)).toBe(true)
  const attestation = readBundle(Buffer.from(byCosign.attestation))
  if (attestation.kind !== 'statement') throw new Error(attestation.because)
  expect(attestation.statement).toEqual({
    subjects: [digest],
    predicateType: 'https://example.com/v1',
    predicate: { a: 1 },
  })
  expect(trust.verifyBundle(attestation.entity)).toBe(true)
})

it('a bundle altered anywhere that counts is not verified', async () => {
  const { signing, policy } = await makeKey()
  const ours = (await makeBundle(statementBytes(digest, signaturePredicate, {}), signing)).toString()
  type Bundle = { dsseEnvelope: { payload: string; signatures: { sig: string }[] } }
  const altered = (change: (bundle: Bundle) => void) => {
    const bundle = JSON.parse(ours) as Bundle
    change(bundle)
    const reading = readBundle(json(bundle))
    if (reading.kind !== 'statement') throw new Error(reading.because)
    return trustOf(policy).verifyBundle(reading.entity)
  }
  expect(altered(() => undefined)).toBe(true)
  const other = statementBytes(digestBytes('other'), signaturePredicate, {}).toString('base64')
  expect(
    altered((bundle) => {
      bundle.dsseEnvelope.payload = other
    }),
  ).toBe(false)
  expect(
    altered((bundle) => {
      bundle.dsseEnvelope.signatures = [{ sig: Buffer.from('no signature').toString('base64') }]
    }),
  ).toBe(false)
})

it('no bundle that differs in one character vouches for anything else', () => {
  const original = readBundle(Buffer.from(byCosign.bundle))
  if (original.kind !== 'statement') throw new Error(original.because)
  let refused = 0
  for (let at = 0; at < byCosign.bundle.length; at += 1) {
    const character = byCosign.bundle[at] === 'A' ? 'B' : 'A'
    const reading = readBundle(Buffer.from(byCosign.bundle.slice(0, at) + character + byCosign.bundle.slice(at + 1)))
    if (reading.kind === 'statement' && trust.verifyBundle(reading.entity))
      expect(reading.statement).toEqual(original.statement)
    else refused += 1
  }
  // What may differ: the key's hint, spaces, and names of fields that are then not seen.
  expect(refused).toBeGreaterThan(byCosign.bundle.length * 0.8)
})

it('what witnesses say of a signature stands in the bundle, and a certificate in the place of a key’s hint', async () => {
  const { signing } = await makeKey()
  const seen: Parameters<Witness['testify']>[0][] = []
  const witness: Witness = {
    async testify(signed) {
      seen.push(signed)
      return { timestamps: [Buffer.from('time')] }
    },
  }
  const certificate = Buffer.from('a certificate')
  const signer: Signer = {
    ...signing.signer,
    sign: async (data) => ({ ...(await signing.signer.sign(data)), key: { $case: 'x509Certificate', certificate } }),
  }
  const statement = statementBytes(digest, signaturePredicate, {})
  const bundle = bundleFromJSON(JSON.parse((await makeBundle(statement, { signer, witnesses: [witness] })).toString()))
  expect(bundle.verificationMaterial.content).toMatchObject({
    $case: 'certificate',
    certificate: { rawBytes: certificate },
  })
  expect(bundle.verificationMaterial.timestampVerificationData?.rfc3161Timestamps).toMatchObject([
    { signedTimestamp: Buffer.from('time') },
  ])
  expect(seen).toHaveLength(1)
  expect(seen[0]?.data).toEqual(preAuthEncoding('application/vnd.in-toto+json', statement))
  expect(bundle.content.$case === 'dsseEnvelope' && bundle.content.dsseEnvelope.signatures[0]?.sig).toEqual(
    seen[0]?.signature,
  )
})

it('our bundle has the key’s hint, no keyid and no log entries', async () => {
  const { signing, hint } = await makeKey()
  const statement = statementBytes(digest, signaturePredicate, {})
  expect(JSON.parse((await makeBundle(statement, signing)).toString())).toEqual({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint } },
    dsseEnvelope: {
      payload: statement.toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: expect.stringMatching(/^ME/) }],
    },
  })
})

it('the manifest of a bundle names its subject in full, and nothing of where it was listed', () => {
  const type = 'application/vnd.dev.sigstore.bundle.v0.3+json'
  const subject = { mediaType: 'application/vnd.oci.image.index.v1+json', digest, size: 491 } as const
  const manifest = referrerManifest({
    subject: { ...subject, annotations: { a: 'b' }, platform: { os: 'linux', architecture: 'amd64' } },
    bundle: { digest: digestBytes('x'), size: 1 },
    predicateType: signaturePredicate,
    created,
  })
  expect(JSON.parse(manifest.toString())).toEqual({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: type,
    config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestBytes('{}'), size: 2 },
    layers: [{ mediaType: type, digest: digestBytes('x'), size: 1 }],
    subject,
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': signaturePredicate,
      'org.opencontainers.image.created': '2026-11-20T12:00:00.000Z',
    },
  })
})

it.each([
  ['nothing', ''],
  ['not JSON', '{"mediaType":'],
  ['JSON of another kind', '[1]'],
  ['null', 'null'],
  ['no signature', byCosign.bundle.replace(/"signatures":\[.*?\]/, '"signatures":[]')],
  ['two signatures', byCosign.bundle.replace(/"signatures":\[(.*?)\]/, '"signatures":[$1,$1]')],
  ['no key', byCosign.bundle.replace(/"verificationMaterial":\{.*?\}\}/, '"verificationMaterial":{}')],
  ['an older format', byCosign.bundle.replace('bundle.v0.3+json', 'bundle+json;version=0.2')],
  ['another payload type', byCosign.bundle.replace('vnd.in-toto+json', 'vnd.other+json')],
  ['a payload that is no statement', byCosign.bundle.replace(/"payload":"[^"]*"/, '"payload":"e30="')],
  ['a payload that is no JSON', byCosign.bundle.replace(/"payload":"[^"]*"/, '"payload":"eA=="')],
])('a bundle with %s is unusable, and says why on one line', (_, text) => {
  expect(text).not.toBe(byCosign.bundle)
  const reading = readBundle(Buffer.from(text))
  expect(reading).toEqual({ kind: 'unusable', because: expect.stringMatching(/^(?:not a|a) [^\n]+$/) })
})

it('the older format is cosign’s, to the byte, and each of its parts is checked', () => {
  const payload = legacyPayload('127.0.0.1:41625/acme/intents', digest)
  expect(payload.toString()).toBe(byCosign.payload)
  expect(legacyTag(digest)).toBe('sha256-39956eabaa14961d394bfcbc1bfa70e0d651882404e82807b3f4c1e3145e69b4.sig')
  const other = digestBytes('other')
  expect(judgeLegacy(payload, byCosign.signature, digest, trust)).toEqual({ kind: 'signed' })
  expect(judgeLegacy(payload, byCosign.signature, other, trust)).toEqual({ kind: 'wrong-subject', subjects: [digest] })
  expect(judgeLegacy(legacyPayload('x', other), byCosign.signature, other, trust)).toEqual({ kind: 'unproven' })
  expect(judgeLegacy(payload, 'garbage', digest, trust)).toEqual({ kind: 'unproven' })
  expect(judgeLegacy(payload, undefined, digest, trust)).toMatchObject({ kind: 'unusable' })
})

it('a signature over something that is no claim about an image is none', async () => {
  const { signing, policy } = await makeKey()
  for (const text of ['hello', '{}', byCosign.payload.replace('cosign container image signature', 'other')]) {
    const signature = (await signing.signer.sign(Buffer.from(text))).signature.toString('base64')
    expect(judgeLegacy(Buffer.from(text), signature, digest, trustOf(policy))).toMatchObject({ kind: 'unusable' })
  }
})
