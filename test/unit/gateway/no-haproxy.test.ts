import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openProcessGateway } from '../../../src/gateway/process.ts'
import { freePort } from '../../../src/ports.ts'

/** A machine on which no program can be run that lies where HAProxy would. */
vi.mock(import('node:fs'), async (original) => ({
  ...(await original()),
  accessSync: () => {
    throw new Error('ENOENT')
  },
}))

test('a gateway that is to be HAProxy is refused with what to install where there is none, and nothing starts', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'no-haproxy-'))
  const told: string[] = []
  try {
    const log = { info: (line: string) => told.push(line) }
    await expect(
      openProcessGateway({ stateDir, model: 'acme/tone', port: await freePort(), proxy: 'haproxy', log }),
    ).rejects.toThrow('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)')
    expect(told).toEqual([])
    expect(readdirSync(stateDir)).not.toContain('agent.log')
  } finally {
    rmSync(stateDir, { recursive: true, force: true })
  }
})
