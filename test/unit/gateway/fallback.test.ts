import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAccess, readLogLine } from '../../../src/gateway/agent/haproxy-log.ts'
import { fallbackFile, keptFallback, nameOfFallback, readFallback } from '../../../src/gateway/fallback.ts'
import { listeningOf, loopback, otherListening, plain } from '../../../src/gateway/front.ts'
import { fallbackAt } from '../../../src/gateway/processBefore.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fallback-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const said = { status: 200, contentType: 'application/json', specFile: 'model.yml' }

test.each([
  [undefined, 'is not there: write the answer into it, or name another file'],
  ['', 'is empty: write the answer into it'],
  ['x'.repeat(32 * 1024 + 1), 'is no regular file of at most 32768 bytes: name one that is'],
])('a file that cannot be the answer is refused with its key before anything starts: %#', async (content, why) => {
  const file = join(directory, 'sorry.json')
  if (content !== undefined) writeFileSync(file, content)
  await expect(readFallback(file, said)).rejects.toThrow(`deploy.fallback.file: ${file}: ${why}`)
})

test('a path that leads through a file is told with what to name instead', async () => {
  writeFileSync(join(directory, 'file'), '')
  await expect(readFallback(join(directory, 'file/sorry.json'), said)).rejects.toThrow(
    /sorry\.json: cannot be read \(ENOTDIR.*\): name a file that whoever deploys may read/,
  )
})

test('a file with another content is another answer, and a gateway that kept it gives no other', async () => {
  const one = { status: 200, contentType: 'text/plain', body: Buffer.from('one') }
  const at = (fallback: typeof one | undefined) => listeningOf({ ...loopback, fallback })
  expect(otherListening(at(one), at({ ...one }))).toBeUndefined()
  for (const other of [{ ...one, body: Buffer.from('two') }, { ...one, status: 503 }, undefined])
    expect(otherListening(at(one), at(other))).toBe('deploy.fallback')
  expect(otherListening(at(undefined), plain)).toBeUndefined()
  const name = nameOfFallback(one)
  writeFileSync(join(directory, fallbackFile(name)), one.body)
  expect(await keptFallback(directory, name)).toEqual(one)
  writeFileSync(join(directory, fallbackFile(name)), 'two')
  await expect(keptFallback(directory, name)).rejects.toThrow('is damaged')
})

test('a gateway that is brought back has the answer that the last one kept, whatever became of the file', async () => {
  const one = { status: 503, contentType: 'text/plain', body: Buffer.from('one') }
  const { body, ...how } = one
  expect(await fallbackAt(directory, how)).toBeUndefined()
  expect(await fallbackAt(join(directory, 'none'), how)).toBeUndefined()
  writeFileSync(join(directory, fallbackFile(nameOfFallback(one))), body)
  expect(await fallbackAt(directory, how)).toEqual(one)
  expect(await fallbackAt(directory, undefined)).toBeUndefined()
})

test('with HAProxy it is no success of the version that was asked in vain, whatever its status', () => {
  const line = (by: string): string =>
    `{"v":"v1","s":"v1.0","o":"-","h":"-","st":200,"ts":"SC","rc":"4","ta":12,"t":1,"c":"::1","a":"${by}","b":2,"k":"-","i":"x","m":"POST","p":"/x","q":"-","r":"-"}`
  expect(readLogLine(line('-'))).toMatchObject({ id: 'v1', outcome: 'unanswered' })
  expect(readAccess(line('-'))).toMatchObject({ status: 200, version: null })
  expect(readAccess(line('version'))).toMatchObject({ version: 'v1' })
})
