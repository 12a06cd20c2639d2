import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FrontKeeper, writeFrontFiles } from '../../../src/gateway/agent/front.ts'
import { loopback, plain, readFrontFile } from '../../../src/gateway/front.ts'

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
