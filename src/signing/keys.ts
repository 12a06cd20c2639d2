import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generate,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import nacl from 'tweetnacl'
import { z } from 'zod'
import { UserError } from '../errors.ts'

/*
 * Key files as cosign writes and reads them (sigstore/cosign, pkg/cosign/keys.go): a PEM block around base64 JSON, scrypt
 * for the password, nacl/secretbox around the PKCS 8 key. Only ECDSA P-256, which is what cosign generates.
 */

const encryptedLabels = ['ENCRYPTED SIGSTORE PRIVATE KEY', 'ENCRYPTED COSIGN PRIVATE KEY']
const cost = { N: 65536, r: 8, p: 1 }

/** cosign's own have less than a thousand characters. */
const largestKeyFile = 65_536
/** N x r x p is the work, and 128 bytes of memory for each of them: four times what cosign asks for. */
const mostWork = 4 * cost.N * cost.r * cost.p

const encryptedKey = z.object({
  kdf: z.object({
    name: z.literal('scrypt'),
    params: z
      .object({ N: z.int().min(2), r: z.int().min(1), p: z.int().min(1) })
      .refine(({ N, r }) => Number.isInteger(Math.log2(N)) && Math.log2(N) < 16 * r, 'no parameters of scrypt')
      .refine(({ N, r, p }) => N * r * p <= mostWork, 'more work than any key file of cosign asks for'),
    salt: z.base64(),
  }),
  cipher: z.object({ name: z.literal('nacl/secretbox'), nonce: z.base64() }),
  ciphertext: z.base64(),
})

function derive(password: string, salt: Uint8Array, params: typeof cost): Promise<Buffer> {
  const maxmem = 128 * params.N * params.r + 128 * params.r * params.p + 1_048_576
  return new Promise((resolve, reject) =>
    scrypt(password, salt, nacl.secretbox.keyLength, { ...params, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    ),
  )
}

/** base64(SHA-256(SPKI DER)): what a Sigstore bundle carries as `publicKey.hint`. */
export const keyHint = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')

function requireP256(key: KeyObject, where: string): KeyObject {
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (key.asymmetricKeyType !== 'ec' || curve !== 'prime256v1')
    throw new UserError(
      `${where}: the key is ${curve ?? key.asymmetricKeyType ?? 'unknown'}, only ECDSA P-256 is accepted: make a pair with \`model-actions keygen\``,
    )
  return key
}

/** The first block of a PEM file. Each step looks only at what the one before it left, so that the time is linear. */
function pemBlock(pem: string, where: string): { label: string; body: string } {
  const begin = /-----BEGIN ([A-Z ]{1,64})-----/.exec(pem)
  const label = begin?.[1] ?? ''
  const from = (begin?.index ?? 0) + (begin?.[0].length ?? 0)
  const to = begin === null ? -1 : pem.indexOf(`-----END ${label}-----`, from)
  if (to < 0)
    throw new UserError(`${where}: not a whole PEM key file (BEGIN or END line missing): give the complete private key`)
  return { label, body: pem.slice(from, to) }
}

/** @param where how messages name the input: a file or an input's name */
export async function readPrivateKey(pem: string, password: string, where: string): Promise<KeyObject> {
  if (pem.length > largestKeyFile)
    throw new UserError(`${where}: ${pem.length} characters is too much for a key: give the private key alone`)
  const { label, body } = pemBlock(pem, where)
  if (label === 'PUBLIC KEY')
    throw new UserError(`${where}: this is a public key: give the private key, usually cosign.key`)
  if (label === 'PRIVATE KEY')
    return requireP256(
      parse(() => createPrivateKey(pem), where, 'private'),
      where,
    )
  if (!encryptedLabels.includes(label))
    throw new UserError(
      `${where}: "${label}" is not accepted: give a cosign key file or an unencrypted PKCS 8 "PRIVATE KEY"`,
    )
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(body, 'base64').toString('utf8'))
  } catch (cause) {
    throw new UserError(`${where}: the key file is damaged or cut off: restore it from its source`, { cause })
  }
  const parsed = encryptedKey.safeParse(json)
  if (!parsed.success)
    throw new UserError(
      `${where}: ${parsed.error.issues[0]?.path.join('.') || 'content'} is not what a cosign key file holds: restore it from its source`,
    )
  const { kdf, cipher, ciphertext } = parsed.data
  const nonce = Buffer.from(cipher.nonce, 'base64')
  if (nonce.length !== nacl.secretbox.nonceLength)
    throw new UserError(
      `${where}: cipher.nonce has ${nonce.length} bytes, not 24: restore the key file from its source`,
    )
  const key = await derive(password, Buffer.from(kdf.salt, 'base64'), kdf.params)
  const der = nacl.secretbox.open(Buffer.from(ciphertext, 'base64'), nonce, key)
  if (der === null)
    throw new UserError(
      password === ''
        ? `${where}: the key is encrypted, and no password is given: set COSIGN_PASSWORD`
        : `${where}: the password does not open this key, or the file is damaged: check the password`,
    )
  return requireP256(
    parse(() => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }), where, 'private'),
    where,
  )
}

export function readPublicKey(pem: string, where: string): KeyObject {
  if (pem.includes('PRIVATE KEY-----'))
    throw new UserError(`${where}: this is a private key: give the public key, usually cosign.pub`)
  return requireP256(
    parse(() => createPublicKey(pem), where, 'public'),
    where,
  )
}

function parse(read: () => KeyObject, where: string, kind: string): KeyObject {
  try {
    return read()
  } catch (cause) {
    throw new UserError(`${where}: not a readable ${kind} key in PEM form: restore it from its source`, { cause })
  }
}

/** A pair that cosign opens with the same password; both are PEM texts. */
export async function generateKeyPair(password: string): Promise<{ privateKey: string; publicKey: string }> {
  const pair = await promisify(generate)('ec', { namedCurve: 'P-256' })
  const salt = randomBytes(32)
  const nonce = randomBytes(nacl.secretbox.nonceLength)
  const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  const box = nacl.secretbox(der, nonce, await derive(password, salt, cost))
  const json = JSON.stringify({
    kdf: { name: 'scrypt', params: cost, salt: salt.toString('base64') },
    cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
    ciphertext: Buffer.from(box).toString('base64'),
  })
  const body = Buffer.from(json).toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()
  const label = encryptedLabels[0]
  return {
    privateKey: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
