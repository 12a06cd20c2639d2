import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forPeople, statusText } from '../../../src/gateway/agent/people.ts'
import { controlSocket } from '../../../src/gateway/agent/state.ts'
import type { Backend, Observed, TrafficStatus } from '../../../src/gateway/types.ts'

const backend = (version: string): Backend => ({ id: `v${version}`, version }) as Backend
const counts = { v1: { requests: 120, errors: 2 } as Observed }
const text = (status: TrafficStatus): string => statusText({ model: 'acme/tone', status, counts })

describe('what a gateway tells people', () => {
  it('is who has which share, what happened, and who rolls out', () => {
    const canary = { backend: backend('2'), share: 0.05, breaker: { opened: 0, openInARow: 0 } }
    const lease = { owner: 'run 7', remainingMs: 12_400 }
    expect(text({ stable: backend('1'), canary, idle: [backend('0')], lease }).split('\n')).toEqual([
      'acme/tone',
      'stable: 1 (v1) has 95 %, 120 requests, 2 errors',
      'canary: 2 (v2) has 5 %, 0 requests, 0 errors',
      'idle: 0 (v0)',
      'rollout: by run 7; without a sign of life it ends in 13 s',
      '',
    ])
  })

  it('is that a stable which was stopped has nothing', () => {
    const paused = { since: '2026-11-22T04:40:00.000Z' }
    expect(text({ stable: backend('1'), paused, idle: [] })).toContain(
      'has 0 %, 120 requests, 2 errors, stopped since 2026',
    )
    expect(text({ idle: [] })).toContain('stable: none')
  })
})

describe('the last requests of a gateway', () => {
  let stateDir: string
  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'people-'))
  })
  afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

  it('are whole lines, of a log that grew for months too', async () => {
    const line = (id: number): string => `{"id":${id},"path":"/${'x'.repeat(100)}"}\n`
    writeFileSync(join(stateDir, 'access.log'), Array.from({ length: 2_000 }, (_, id) => line(id)).join(''))
    const said = (await forPeople(stateDir, 'logs')).trimEnd().split('\n')
    expect(said.length).toBeGreaterThan(500)
    expect((JSON.parse(said.at(-1) ?? '') as { id: number }).id).toBe(1_999)
    for (const one of said) expect(() => JSON.parse(one) as unknown).not.toThrow()
  })

  it('are missing with the key that keeps them', async () => {
    await expect(forPeople(stateDir, 'logs')).rejects.toThrow('write json in the key deploy.access-log')
    await expect(forPeople(stateDir, 'dance')).rejects.toThrow('usage: gateway status')
  })
})

describe('a gateway that refuses what somebody asks', () => {
  it('is heard in its own words', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'people-'))
    const message = 'this gateway is being replaced by that of another version: try again'
    const server = net.createServer((socket) => socket.end(`${JSON.stringify({ ok: false, message })}\n`))
    try {
      await new Promise<void>((resolve) => server.listen(controlSocket(stateDir), resolve))
      await expect(forPeople(stateDir, 'status')).rejects.toThrow(message)
    } finally {
      server.close()
      rmSync(stateDir, { recursive: true, force: true })
    }
  })
})
