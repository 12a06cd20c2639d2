import { verify } from 'node:crypto'
import { type SignedEntity, type TrustMaterial, VerificationError, Verifier } from '@sigstore/verify'
import { keyHint, readPublicKey } from './keys.ts'

/** Whose signatures are trusted. A key is checked offline: no log, no time, only the signature. */
export type Policy = { kind: 'key'; publicKeyPem: string }

/** A policy, ready to check signatures. */
export type Trust = {
  hint: string
  /** For messages: `key HINT`. */
  who: string
  /** Whether the trusted key signed the envelope. */
  verifyBundle(entity: SignedEntity): boolean
  /** Whether the trusted key signed exactly these bytes; `signature` is DER. */
  verifyBytes(bytes: Uint8Array, signature: Uint8Array): boolean
}

/** @throws UserError where the trusted key is no ECDSA P-256 public key */
export function trustOf(policy: Policy): Trust {
  const key = readPublicKey(policy.publicKeyPem, 'trusted public key')
  const hint = keyHint(key)
  const material: TrustMaterial = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    // The bundle's hint is unsigned, so it chooses nothing: there is one key, and it fits or it does not.
    publicKey: () => ({ publicKey: key, validFor: () => true }),
  }
  const verifier = new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 })
  return {
    hint,
    who: `key ${hint}`,
    verifyBundle(entity) {
      if (entity.key.$case !== 'public-key') return false
      try {
        // Log entries and timestamps of a signature by key are left out: without the log's own key the library could
        // only refuse them, and trust here rests on the key alone.
        verifier.verify({ ...entity, tlogEntries: [], timestamps: [] })
        return true
      } catch (error) {
        if (error instanceof VerificationError) return false
        throw error
      }
    },
    // Not by the library: it verifies bundles, and knows nothing of bytes with a signature beside them.
    verifyBytes: (bytes, signature) => verify('sha256', bytes, key, signature),
  }
}
