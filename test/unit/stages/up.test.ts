import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { writeStable } from '../../../src/gateway/agent/state.ts'
import type { Backend, Gateway } from '../../../src/gateway/types.ts'
import { openPlace } from '../../../src/place/place.ts'
import { bringUp } from '../../../src/stages/up.ts'

/** A gateway whose stable was stopped to make room, and whom another one rolls out to. */
const held = vi.hoisted(() => ({ by: '' }))
vi.mock(import('../../../src/gateway/shared.ts'), async (original) => ({
  ...(await original()),
  openGateway: async () => {
    const acquire = async (): Promise<never> => {
      throw new UserError(`a rollout by ${held.by} is under way`)
    }
    return { url: 'http://127.0.0.1:1', traffic: { status: async () => ({ idle: [] }), acquire } } as unknown as Gateway
  },
}))

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'model-actions-up-'))
})
afterEach(() => rmSync(home, { recursive: true }))

it('a stable that was stopped to make room is not started while that rollout is under way', async () => {
  const specFile = join(home, 'model.yml')
  writeFileSync(
    specFile,
    'name: tone\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n',
  )
  const environment = { MODEL_ACTIONS_HOME: join(home, 'places') }
  const place = await openPlace({ environment, root: home, model: 'tone' })
  const stateDir = join(place.deploy, 'gateway')
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  const stable: Backend = {
    id: 'v1-0-0-abc',
    version: '1.0.0',
    digest: `sha256:${'a'.repeat(64)}`,
    addresses: ['127.0.0.1:1'],
    serving: { port: 1, readyPath: '/r', protocol: 'open-inference-v2', maxLength: 1, maxBatch: 1, engine: 'pytorch' },
  }
  await writeStable(stateDir, place.identity, stable, '2026-01-01T00:00:00Z')
  held.by = 'acme/tone run 7'
  const said: string[] = []
  const log = { info: () => undefined } as unknown as Parameters<typeof bringUp>[1]['log']
  const world = { environment, signal: new AbortController().signal, log, say: (line: string) => said.push(line) }
  await expect(bringUp(specFile, world)).rejects.toThrow(
    'v1-0-0-abc was stopped to make room for another version, and that rollout is under way: wait for its end, then ask again',
  )
  expect(said).toEqual(['nothing to clean up: a rollout by acme/tone run 7 is under way'])
})
