import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { controlSocket } from '../../../src/gateway/agent/state.ts'
import { plain } from '../../../src/gateway/front.ts'
import { noting } from '../../reached.ts'

const main = join(import.meta.dirname, '../../../src/gateway/agent/main.ts')
const agent = (...words: string[]): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, [...noting, main, ...words], { encoding: 'utf8' })

let stateDir: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'gateway-main-'))
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

test('the program beside the proxy says what it can be asked for', () => {
  expect(agent('dance')).toMatchObject({ status: 2, stderr: expect.stringContaining('usage: supervise CONFIG') })
})

test('a second agent in the directory of one that serves ends, and says what to end first', async () => {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(controlSocket(stateDir), resolve))
  const at = { host: '127.0.0.1', port: 18_080, metricsHost: '127.0.0.1', metricsPort: 0, listening: plain }
  const config = { stateDir, program: 'a', model: 'acme/tone', proxy: 'embedded', haproxyPath: '', ...at }
  expect(agent('serve', JSON.stringify(config), 'afresh')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`an agent already serves ${stateDir}: end it by \`model-actions stop\` first`),
  })
  await new Promise((resolve) => server.close(resolve))
})
