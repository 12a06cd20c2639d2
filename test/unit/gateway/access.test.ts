import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Access, AccessLog } from '../../../src/gateway/agent/access.ts'

let directory: string
const said: string[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'access-'))
  said.length = 0
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const request = (id: number): Access => ({
  time: '2026-01-02T03:04:05.000Z',
  client: '10.0.0.7',
  method: 'POST',
  path: '/v2/models/tone/infer',
  status: 200,
  ms: 3,
  version: 'v1',
  bytes: 100,
  token: null,
  id: String(id),
})
const idsIn = (name: string): number[] =>
  readFileSync(join(directory, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => Number((JSON.parse(line) as Access).id))
const open = (file: string, rotation: { bytes: number; files: number }): AccessLog =>
  new AccessLog({ file, log: (line) => void said.push(line), rotation })

describe('the access log', () => {
  it('is renamed when it is full, keeps the newest files alone, and no line is cut or lost between them', () => {
    const log = open(join(directory, 'access.log'), { bytes: 1_000, files: 3 })
    for (let id = 0; id < 60; id++) {
      log.write(request(id))
      if (id % 2 === 1) log.flush()
    }
    log.write(request(60))
    log.flush()
    expect(readdirSync(directory).sort()).toEqual(['access.log', 'access.log.1', 'access.log.2'])
    const kept = ['access.log.2', 'access.log.1', 'access.log'].flatMap(idsIn)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 61 - kept.length + index))
    expect(said).toEqual([])
  })

  it('loses lines where they cannot be written, says so once and how many, and goes on', async () => {
    const log = open(join(directory, 'later', 'access.log'), { bytes: 1_000, files: 3 })
    for (const id of [1, 2, 3]) {
      log.write(request(id))
      log.flush()
    }
    expect(said).toEqual(['the access log cannot be written (ENOENT)'])
    await mkdir(join(directory, 'later'))
    log.write(request(4))
    log.flush()
    expect(idsIn('later/access.log')).toEqual([4])
    expect(said.slice(1)).toEqual(['the access log lacks 3 lines, which found no room'])
  })
})
