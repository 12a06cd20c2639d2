import { createPublicKey, sign } from 'node:crypto'
import { keyHint, readPrivateKey } from './keys.ts'
import type { Policy } from './policy.ts'

/*
 * Who signs, and who bears witness to it, cut as sigstore-js cuts them (@sigstore/sign, src/signer and src/witness): a signer
 * turns bytes into a signature and says what verifies it, a witness adds what others can check about that signature.
 */

/** What verifies a signature: a key that the verifier has, named by a hint, or a certificate (DER) that comes with it. */
export type VerificationKey =
  | { $case: 'publicKey'; hint: string }
  | { $case: 'x509Certificate'; certificate: Uint8Array }

type Signature = {
  /** DER, over SHA-256. */
  signature: Buffer
  key: VerificationKey
}

export interface Signer {
  /** For messages: `key HINT`. */
  readonly who: string
  /** What accepts the signatures of this signer: so that nothing is signed twice. */
  readonly policy: Policy
  sign(data: Uint8Array): Promise<Signature>
}

/** Proof of a signature by others, as a Sigstore bundle holds it (protobuf-specs, sigstore_bundle.proto; JSON form). */
export type Testimony = {
  /** Entries of transparency logs. */
  tlogEntries?: readonly object[]
  /** Signed time stamps (RFC 3161, DER). */
  timestamps?: readonly Uint8Array[]
}

export interface Witness {
  /** @param signed the very bytes that were signed, and the signature over them */
  testify(signed: { data: Uint8Array } & Signature): Promise<Testimony>
}

/** Who signs, before which witnesses. */
export type Signing = { signer: Signer; witnesses: readonly Witness[] }

/**
 * @param from.pem a cosign key file's text, or an unencrypted PKCS 8 key
 * @param from.name the file or variable that `pem` came from, for messages
 * @throws UserError where the key is damaged, of another kind, or not opened by the password
 */
export async function loadSigner(from: { pem: string; name: string; password: string }): Promise<Signer> {
  const privateKey = await readPrivateKey(from.pem, from.password, from.name)
  const publicKey = createPublicKey(privateKey)
  const hint = keyHint(publicKey)
  return {
    who: `key ${hint}`,
    policy: { kind: 'key', publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    sign: async (data) => ({ signature: sign('sha256', data, privateKey), key: { $case: 'publicKey', hint } }),
  }
}
