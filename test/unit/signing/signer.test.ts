import { verify } from 'node:crypto'
import { expect, it } from 'vitest'
import { generateKeyPair, keyHint, readPublicKey } from '../../../src/signing/keys.ts'
import { loadSigner } from '../../../src/signing/signer.ts'

it('what a signer signs is verified by its public key, and only unaltered', async () => {
  const pair = await generateKeyPair('p')
  const signer = await loadSigner({ pem: pair.privateKey, name: 'a.key', password: 'p' })
  const { signature, key: named } = await signer.sign(Buffer.from('weights'))
  const key = readPublicKey(pair.publicKey, 'cosign.pub')
  expect(named).toEqual({ $case: 'publicKey', hint: keyHint(key) })
  expect(signer.who).toBe(`key ${keyHint(key)}`)
  expect(verify('sha256', Buffer.from('weights'), key, signature)).toBe(true)
  expect(verify('sha256', Buffer.from('weightz'), key, signature)).toBe(false)
})

it('a key that does not open is refused with the file or variable it came from', async () => {
  const { privateKey } = await generateKeyPair('p')
  await expect(loadSigner({ pem: privateKey, name: 'COSIGN_PRIVATE_KEY', password: 'q' })).rejects.toThrow(
    /^COSIGN_PRIVATE_KEY: the password does not open/,
  )
})
