import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FrontKeeper, writeFrontFiles } from '../../../src/gateway/agent/front.ts'
import { loopback, plain, readFront, readFrontFile, readTokens } from '../../../src/gateway/front.ts'
import { describeWith } from '../../parts.ts'

let stateDir: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'front-files-'))
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

test('a gateway that does not find how it lets clients in says that a deployment tells it, and serves after one', async () => {
  const listening = { ...plain, tokens: true }
  const keeper = () => new FrontKeeper({ stateDir, listening, log: () => undefined }).open()
  await expect(keeper()).rejects.toThrow(`${join(stateDir, 'front.json')} is missing: deploy again`)
  await writeFrontFiles(stateDir, loopback)
  await expect(keeper()).rejects.toThrow(
    `${join(stateDir, 'front.json')} is of a gateway of another kind: deploy again`,
  )
  const tokens = join(stateDir, 'tokens')
  writeFileSync(tokens, `search ${'3f9c'.repeat(8)}\n`)
  await writeFrontFiles(stateDir, { ...loopback, tokens })
  expect((await keeper()).tokens?.map(({ name }) => name)).toEqual(['search'])
})

test('a file of the front that cannot be read is told with its key, the reason and what to check', async () => {
  writeFileSync(join(stateDir, 'file'), '')
  await expect(readFrontFile(join(stateDir, 'file/tokens'), 'deploy.tokens')).rejects.toThrow(
    /file\/tokens: deploy\.tokens: it cannot be read \(ENOTDIR\): check the path and its permissions/,
  )
})

test('a token that two clients have is refused with both names, and never shown', () => {
  const token = '3f9c'.repeat(8)
  const read = () => readTokens(`search ${token}\n# the same one\nshop ${token}\n`, 'tokens')
  expect(read).toThrow('tokens:3: deploy.tokens: shop has the token of search: each needs its own')
  expect(read).not.toThrow(token)
})

test('a certificate that is damaged is told by its number', async () => {
  const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
  const tls = { certificate: join(stateDir, 'a.crt'), key: join(stateDir, 'a.key') }
  writeFileSync(tls.certificate, pem('AAAA'))
  writeFileSync(tls.key, '')
  await expect(readFront({ tls }, { expired: 'refused' })).rejects.toThrow(
    /a\.crt: deploy\.tls\.certificate: its certificate 1 of 1 is damaged: put it there anew/,
  )
})

describeWith(['openssl'], 'a certificate that TLS does not take any more', () => {
  test('is told before anything listens with it', async () => {
    const tls = { certificate: join(stateDir, 'a.crt'), key: join(stateDir, 'a.key') }
    const files = ['-keyout', tls.key, '-out', tls.certificate]
    const short = ['req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-subj', '/CN=localhost', '-days', '2', ...files]
    execFileSync('openssl', short, { stdio: 'pipe' })
    await expect(readFront({ tls }, { expired: 'refused' })).rejects.toThrow(
      /a\.crt: deploy\.tls\.certificate: it cannot be used \(.*key too small.*\): have another one made/,
    )
  })
})
