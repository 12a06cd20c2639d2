import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { Agent } from '../../../src/gateway/agent/agent.ts'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { FrontKeeper } from '../../../src/gateway/agent/front.ts'
import type { TrafficProxy } from '../../../src/gateway/agent/proxy.ts'
import type { Backend } from '../../../src/gateway/types.ts'

const stable: Backend = {
  id: 'v1-0-0-aaaaaaaaaaaa',
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}` as Digest,
  addresses: ['127.0.0.1:1'],
  serving: { protocol: 'open-inference-v2', port: 8080, readyPath: '/ready' },
} as Backend
const done = async (): Promise<void> => undefined

let stateDir: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'pause-'))
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

test('a pause that a silent proxy broke off is done when it is asked for again', async () => {
  let removals = 0
  const remove = async (): Promise<void> => {
    removals += 1
    if (removals === 1) throw new Error('HAProxy is silent')
  }
  const proxy: TrafficProxy = {
    start: done,
    add: done,
    split: done,
    mirror: done,
    renew: done,
    stop: done,
    drain: done,
    remove,
  }
  const log = (): void => undefined
  const listening = { tls: 'none', tokens: false, accessLog: 'none' } as ConstructorParameters<
    typeof FrontKeeper
  >[0]['listening']
  const front = new FrontKeeper({ stateDir, listening, log })
  const agent = new Agent({
    stateDir,
    model: 'acme/tone',
    proxy,
    front,
    counters: new CounterBook(),
    earlier: { gone: done },
    log,
  })
  await agent.start()
  agent.acquire('acme/tone', 'run 1', 60_000)
  await agent.add('run 1', stable)
  await agent.promote('run 1', stable.id)
  await expect(agent.pause('run 1', stable.id, 1_000)).rejects.toThrow('HAProxy is silent')
  expect(agent.status().paused).toBeDefined()
  await agent.pause('run 1', stable.id, 1_000)
  expect(removals).toBe(2)
  // Whoever asks once more, as the answer was lost, has it at once.
  await agent.pause('run 1', stable.id, 1_000)
  expect(removals).toBe(2)
  agent.release('run 1')
  front.close()
})
