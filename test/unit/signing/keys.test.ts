import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generateKeyPair, keyHint, readPrivateKey, readPublicKey } from '../../../src/signing/keys.ts'
import { describeWith } from '../../parts.ts'

it('a wrong password, a cut file, a public key and a wrong curve are each refused with the name of the file', async () => {
  const pair = await generateKeyPair('secret')
  const opened = await readPrivateKey(pair.privateKey, 'secret', 'k')
  expect(keyHint(createPublicKey(opened))).toBe(keyHint(readPublicKey(pair.publicKey, 'p')))
  await expect(readPrivateKey(pair.privateKey, '', 'a.key')).rejects.toThrow(/^a\.key: .*no password is given: set/)
  await expect(readPrivateKey(pair.privateKey, 'wrong', 'a.key')).rejects.toThrow(/^a\.key: the password does not open/)
  await expect(readPrivateKey(pair.privateKey.slice(0, 200), 'secret', 'a.key')).rejects.toThrow(
    /^a\.key: not a whole PEM/,
  )
  await expect(readPrivateKey(pair.publicKey, '', 'a.pub')).rejects.toThrow(/^a\.pub: this is a public key/)
  expect(() => readPublicKey(pair.privateKey, 'a.key')).toThrow(/^a\.key: this is a private key/)
  const other = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  await expect(readPrivateKey(other, '', 'b.key')).rejects.toThrow(
    /^b\.key: the key is secp384r1, .* make a pair with `model-actions keygen`$/,
  )
})

/** A key file as cosign has them, with these parameters of scrypt. */
function keyFile(params: object, nonceBytes = 24): string {
  const json = {
    kdf: { name: 'scrypt', params, salt: 'AAAA' },
    cipher: { name: 'nacl/secretbox', nonce: Buffer.alloc(nonceBytes).toString('base64') },
    ciphertext: 'AAAA',
  }
  const body = Buffer.from(JSON.stringify(json)).toString('base64')
  return `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n${body}\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n`
}

it.each([
  ['an N that is no power of two', { N: 3, r: 8, p: 1 }],
  ['an N too great for its r', { N: 65_536, r: 1, p: 1 }],
  ['a minute of work and two gigabytes', { N: 1_048_576, r: 16, p: 4 }],
  ['a great p', { N: 2, r: 8, p: 1e9 }],
])('a key file that asks scrypt for %s is refused at once', async (_, params) => {
  const startMs = performance.now()
  await expect(readPrivateKey(keyFile(params), 'secret', 'a.key')).rejects.toThrow(
    /^a\.key: kdf\.params is not what a cosign key file holds/,
  )
  expect(performance.now() - startMs).toBeLessThan(1_000)
})

it.each([
  [
    'a key of another program',
    '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----',
    /"EC PRIVATE KEY" is not accepted: give a cosign key file or an unencrypted PKCS 8/,
  ],
  [
    'a damaged file',
    '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----',
    /the key file is damaged or cut off: restore it from its source/,
  ],
  [
    'a nonce of another length',
    keyFile({ N: 65_536, r: 8, p: 1 }, 23),
    /cipher\.nonce has 23 bytes, not 24: restore the key file/,
  ],
  [
    'no key at all',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
    /not a readable private key in PEM form: restore it/,
  ],
  [
    'more text than a key has',
    ' '.repeat(200_000),
    /200000 characters is too much for a key: give the private key alone/,
  ],
])('%s is refused with what to give', async (_, pem, message) => {
  await expect(readPrivateKey(pem, 'secret', 'a.key')).rejects.toThrow(message)
})

it('a key file of a hundred thousand beginnings is refused at once', async () => {
  const startMs = performance.now()
  for (const count of [3_000, 100_000])
    await expect(readPrivateKey('-----BEGIN A-----\n'.repeat(count), 'secret', 'a.key')).rejects.toThrow(/^a\.key: /)
  expect(performance.now() - startMs).toBeLessThan(1_000)
})

describeWith(['cosign'], 'cosign and we open each other’s key files', () => {
  it('both ways give the same public key', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'keys-'))
    try {
      const env = { ...process.env, COSIGN_PASSWORD: 'secret' }
      execFileSync('cosign', ['generate-key-pair'], { cwd, env, stdio: 'ignore' })
      const theirs = await readPrivateKey(readFileSync(join(cwd, 'cosign.key'), 'utf8'), 'secret', 'cosign.key')
      expect(keyHint(createPublicKey(theirs))).toBe(
        keyHint(readPublicKey(readFileSync(join(cwd, 'cosign.pub'), 'utf8'), 'cosign.pub')),
      )
      const ours = await generateKeyPair('secret')
      writeFileSync(join(cwd, 'ours.key'), ours.privateKey)
      expect(execFileSync('cosign', ['public-key', '--key', 'ours.key'], { cwd, env }).toString().trim()).toBe(
        ours.publicKey.trim(),
      )
    } finally {
      rmSync(cwd, { recursive: true })
    }
  })
})
