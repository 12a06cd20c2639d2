import { generateKeyPairSync } from 'node:crypto'
import { canonicalJson, digestBytes } from '../../../src/digest.ts'
import { makeBundle, readBundle, signaturePredicate, statementBytes } from '../../../src/signing/bundle.ts'
import { trustOf } from '../../../src/signing/policy.ts'
import { releasePredicate } from '../../../src/signing/release.ts'
import { loadSigner } from '../../../src/signing/signer.ts'
import { resigned } from '../signatures.ts'
import type { FuzzTarget } from '../types.ts'

/* A bundle may be changed in whatever way: what it is believed to say is what the key signed, or nothing. */

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const signer = await loadSigner({ pem, name: 'fuzz.key', password: '' })
const trust = trustOf(signer.policy)
const statements = [
  statementBytes(digestBytes('one'), signaturePredicate, {}),
  statementBytes(digestBytes('two'), releasePredicate, { name: 'intents', version: '1.0.0', kind: 'index' }),
]
const bundles = await Promise.all(statements.map((statement) => makeBundle(statement, { signer, witnesses: [] })))
const said = (bytes: Uint8Array): string | undefined => {
  const reading = readBundle(bytes)
  if (reading.kind === 'unusable' || !trust.verifyBundle(reading.entity)) return undefined
  return canonicalJson(reading.statement)
}
const signed = new Set(bundles.map((bundle) => said(bundle)))

export const target: FuzzTarget = {
  seeds: async () => bundles,
  words: [
    '"dsseEnvelope":',
    '"payload":',
    '"payloadType":"application/vnd.in-toto+json"',
    '"signatures":[{"sig":',
    '"messageSignature":{}',
    '"certificate":{"rawBytes":"AAAA"}',
    '"tlogEntries":[{}]',
    '"mediaType":"application/vnd.dev.sigstore.bundle+json;version=0.3"',
    '"__proto__":{}',
    '=',
    '[[[[',
    '\\u0000',
    bundles[0]?.toString() ?? '',
  ],
  repaired: (input) => resigned(input, bundles[0] ?? input),
  async run(input) {
    const found = said(input)
    if (found !== undefined && !signed.has(found)) throw new Error(`${found.slice(0, 200)} was never signed`)
  },
  grown: async (count) => {
    const bundle = JSON.parse(bundles[0]?.toString() ?? '') as { dsseEnvelope: object }
    const signatures = Array.from({ length: count }, () => ({ sig: '' }))
    return Buffer.from(JSON.stringify({ ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, signatures } }))
  },
}
