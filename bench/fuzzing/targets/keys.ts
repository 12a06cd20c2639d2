import { generateKeyPairSync, scryptSync } from 'node:crypto'
import nacl from 'tweetnacl'
import { readPrivateKey, readPublicKey } from '../../../src/signing/keys.ts'
import type { FuzzTarget } from '../types.ts'

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const nonce = Buffer.alloc(24, 1)

/** As cosign writes them, but cheap to open. */
function encrypted(params: { N: number; r: number; p: number }): string {
  const secret = scryptSync('secret', 'salt', 32, params)
  const der = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  const json = JSON.stringify({
    kdf: { name: 'scrypt', params, salt: Buffer.from('salt').toString('base64') },
    cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
    ciphertext: Buffer.from(nacl.secretbox(der, nonce, secret)).toString('base64'),
  })
  return json
}

const block = (label: string, body: Uint8Array): Uint8Array =>
  Buffer.from(`-----BEGIN ${label}-----\n${Buffer.from(body).toString('base64')}\n-----END ${label}-----\n`)

/**
 * A first byte of 0 has a file of a key, any other the JSON in an encrypted one: edits of base64 would seldom get there.
 */
export const target: FuzzTarget = {
  seeds: async () => {
    const file = (bytes: string | Uint8Array) => Buffer.concat([Buffer.from([0]), Buffer.from(bytes)])
    const json = (text: string) => Buffer.concat([Buffer.from([1]), Buffer.from(text)])
    return [
      json(encrypted({ N: 2, r: 1, p: 1 })),
      json(encrypted({ N: 1024, r: 8, p: 1 })),
      file(block('ENCRYPTED SIGSTORE PRIVATE KEY', Buffer.from(encrypted({ N: 2, r: 8, p: 1 })))),
      file(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
      file(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
    ]
  },
  words: [
    '-----BEGIN ',
    '-----END ',
    'PRIVATE KEY-----',
    'ENCRYPTED COSIGN ',
    '"N":65536',
    '"N":3',
    '"r":1',
    '"r":8',
    '"p":1e9',
    '0',
    '"salt":""',
  ],
  async run(input) {
    const rest = Buffer.from(input).subarray(1)
    const text = input[0] === 0 ? rest : block('ENCRYPTED COSIGN PRIVATE KEY', rest)
    const pem = Buffer.from(text).toString('latin1')
    // Both, as the one refuses what the other reads.
    const ends = await Promise.allSettled([
      readPrivateKey(pem, 'secret', 'fuzz.key'),
      (async () => readPublicKey(pem, 'fuzz.pub'))(),
    ])
    const failed = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as Error)
    const defect = failed.find(({ name }) => name !== 'UserError')
    if (defect !== undefined) throw defect
    if (failed.length === ends.length) throw failed[0]
  },
  grown: async (count) => Buffer.from(`\0${'-----BEGIN A-----\n'.repeat(count)}`),
}
