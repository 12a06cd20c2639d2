import { createPublicKey, sign } from 'node:crypto'
import { keyHint, readPrivateKey } from './keys.ts'

/** Signs bytes with ECDSA P-256 over SHA-256; signatures are DER. */
export type Signer = {
  kind: 'key'
  /** base64(SHA-256(SPKI DER)) */
  hint: string
  publicKeyPem: string
  sign(bytes: Uint8Array): Promise<Buffer>
}

/**
 * @param from.pem a cosign key file's text, or an unencrypted PKCS 8 key
 * @param from.name the file or variable that `pem` came from, for messages
 * @throws UserError where the key is damaged, of another kind, or not opened by the password
 */
export async function loadSigner(from: { pem: string; name: string; password: string }): Promise<Signer> {
  const privateKey = await readPrivateKey(from.pem, from.password, from.name)
  const publicKey = createPublicKey(privateKey)
  return {
    kind: 'key',
    hint: keyHint(publicKey),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: async (bytes) => sign('sha256', bytes, privateKey),
  }
}
