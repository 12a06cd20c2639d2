import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { plain } from '../../src/gateway/front.ts'
import { freePort } from '../../src/ports.ts'
import { noting } from '../reached.ts'
import { model } from './gateway-support/place.ts'

/* A container starts again by the words that it was made with, though another gateway has taken over in it since. */

const program = join(import.meta.dirname, '../../src/gateway/agent/main.ts')

let stateDir: string
let own: string
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'gateway-last-'))
  own = await configOf(plain)
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

const configOf = async (listening: object): Promise<string> =>
  JSON.stringify({
    stateDir,
    program: 'a',
    model,
    host: '127.0.0.1',
    port: await freePort(),
    listening,
    metricsHost: '127.0.0.1',
    metricsPort: 0,
    proxy: 'embedded',
    haproxyPath: '',
  })
const at = (name: string): string => join(stateDir, name)

/** Whoever took over last, by its source. */
function tookOver(config: string, source: string): void {
  writeFileSync(at('last.mjs'), source)
  writeFileSync(at('last.json'), JSON.stringify({ of: own, program: at('last.mjs'), config }))
}
function startAgain() {
  const child = spawn(process.execPath, [...noting, program, 'supervise', own, 'resume'], { stdio: 'ignore' })
  return { child, end: once(child, 'exit') }
}
const neverComes = 'process.exit(3)'

test('a gateway that asks for tokens is not followed by one that asks for none, though it does not come up', async () => {
  tookOver(await configOf({ ...plain, tokens: true }), neverComes)
  expect(await startAgain().end).toEqual([3, null])
  expect(existsSync(at('last.json'))).toBe(true)
})

test('a gateway that does not come up is followed by one that came up once and asks clients for the same', async () => {
  tookOver(await configOf({ ...plain, accessLog: 'json' }), neverComes)
  expect(await startAgain().end).toEqual([3, null])
  expect(existsSync(at('last.json'))).toBe(false)
})

test('a gateway that is told to end before it is up is the one that starts next', async () => {
  const came = at('came')
  tookOver(
    await configOf(plain),
    `import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(came)}, '')
    setInterval(() => undefined, 1_000)`,
  )
  const { child, end } = startAgain()
  await expect.poll(() => existsSync(came), { timeout: 60_000 }).toBe(true)
  child.kill('SIGTERM')
  await end
  expect(existsSync(at('last.json'))).toBe(true)
})
