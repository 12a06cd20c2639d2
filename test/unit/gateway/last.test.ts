import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asksAsMuch, forgetLast, nobodyYet, noteLast, readLast, whoStarts } from '../../../src/gateway/agent/last.ts'

const configOf = (listening: object): string => JSON.stringify({ stateDir: '/state', listening })
const open = configOf({ tls: 'none', tokens: false, accessLog: 'none' })
const logging = configOf({ tls: 'none', tokens: false, accessLog: 'json', fallback: { status: 200 } })
const closed = configOf({ tls: 'server', tokens: true, accessLog: 'none' })
const own = { program: '/gateway/run.mjs', config: open }
const last = (config: string) => ({ program: '/state/programs/b/main.mjs', config })

let stateDir: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'last-'))
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

test('who took over last is known once it serves, and not before', async () => {
  const isLast = await noteLast(stateDir, open, last(closed))
  expect(await readLast(stateDir, open)).toBeUndefined()
  await isLast()
  expect(await readLast(stateDir, open)).toEqual(last(closed))
  expect(await readLast(stateDir, closed)).toBeUndefined()
  await forgetLast(stateDir)
  expect(await readLast(stateDir, open)).toBeUndefined()
})

test('where nobody can write down who takes over, nobody does, and who was last stays so', async () => {
  const isLast = await noteLast(stateDir, open, last(closed))
  await isLast()
  await expect(noteLast(join(stateDir, 'gone'), open, last(open))).rejects.toThrow('cannot be written down (ENOENT)')
  expect(await readLast(stateDir, open)).toEqual(last(closed))
})

test.each(['{"of"', '[]', `{"of":${JSON.stringify(open)},"program":"main.mjs","config":"{}"}`])(
  'a damaged word of who was last (%s) opens nothing',
  async (said) => {
    writeFileSync(join(stateDir, 'last.json'), said)
    await expect(readLast(stateDir, open)).rejects.toThrow('remove its container and deploy again')
    expect(existsSync(join(stateDir, 'last.json'))).toBe(true)
  },
)

test('in a container that was made anew nobody took over yet', async () => {
  writeFileSync(join(stateDir, 'last.json'), nobodyYet)
  expect(await readLast(stateDir, open)).toBeUndefined()
})

test('a gateway that asks for less never starts in place of the last one', () => {
  const [isThere, isGone] = [() => true, () => false]
  expect(whoStarts(own, undefined, isGone)).toEqual({ who: 'own', ...own })
  expect(whoStarts(own, last(closed), isThere)).toEqual({ who: 'last', ...last(closed) })
  expect(whoStarts(own, last(logging), isGone)).toEqual({ who: 'own', ...own })
  expect(() => whoStarts(own, last(closed), isGone)).toThrow('would not ask its clients for the same TLS and tokens')
  expect(asksAsMuch(open, configOf({ tls: 'none', tokens: false, accessLog: 'none', networks: ['10.0.0.0/8'] }))).toBe(
    false,
  )
  expect(asksAsMuch(open, '{}')).toBe(false)
})
