import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { Agent } from '../../../src/gateway/agent/agent.ts'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { FrontKeeper } from '../../../src/gateway/agent/front.ts'
import type { TrafficProxy } from '../../../src/gateway/agent/proxy.ts'
import { writeStable } from '../../../src/gateway/agent/state.ts'
import { breakerRule } from '../../../src/gateway/breakerRule.ts'
import { plain } from '../../../src/gateway/front.ts'
import type { Backend } from '../../../src/gateway/types.ts'

const model = 'acme/tone'
const versionOf = (version: string, letter: string): Backend => ({
  id: `v${version.replaceAll('.', '-')}-${letter.repeat(12)}`,
  version,
  digest: `sha256:${letter.repeat(64)}` as Digest,
  addresses: ['127.0.0.1:1'],
  serving: {
    protocol: 'open-inference-v2',
    port: 8080,
    readyPath: '/ready',
    maxLength: 16,
    maxBatch: 8,
    engine: 'onnxruntime',
  },
})
const stable = versionOf('1.0.0', 'a')
const done = async (): Promise<void> => undefined

let stateDir: string
let front: FrontKeeper
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'agent-'))
  front = new FrontKeeper({ stateDir, listening: plain, log: () => undefined })
})
afterEach(() => {
  front.close()
  rmSync(stateDir, { recursive: true, force: true })
})

async function started({
  remove = done,
  gone = done,
  splitBy,
}: {
  splitBy?: string
  remove?: TrafficProxy['remove']
  gone?: (timeoutMs: number) => Promise<void>
}): Promise<Agent> {
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
  const counters = new CounterBook()
  const [earlier, log] = [{ gone }, () => undefined]
  const agent = new Agent({ stateDir, model, proxy, front, counters, earlier, splitBy, log })
  await agent.start()
  agent.acquire(model, 'run 1', 60_000)
  return agent
}

test('a pause that a silent proxy broke off is done when it is asked for again', async () => {
  let removals = 0
  const remove = async (): Promise<void> => {
    removals += 1
    if (removals === 1) throw new Error('HAProxy is silent')
  }
  const agent = await started({ remove })
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
})

test('what an earlier gateway still answers for stable is not cut for a version that it never knew', async () => {
  await writeStable(stateDir, model, stable)
  const limits: number[] = []
  const agent = await started({ gone: async (timeoutMs) => void limits.push(timeoutMs) })
  const [canary, next] = [versionOf('1.1.0', 'b'), versionOf('1.2.0', 'c')]
  await agent.add('run 1', canary)
  await agent.shift('run 1', canary.id, 0.1)
  await agent.evict()
  await agent.remove('run 1', canary.id, 1_500)
  expect(limits).toEqual([])
  await agent.add('run 1', next)
  await agent.promote('run 1', next.id)
  await agent.remove('run 1', stable.id, 30_000)
  expect(limits).toEqual([30_000])
  await agent.pause('run 1', next.id, 1_000)
  expect(limits).toEqual([30_000])
  agent.release('run 1')
})

test('a client that fails with stable as well neither opens the circuit breaker of a canary nor closes it', async () => {
  vi.useFakeTimers()
  try {
    const agent = await started({ splitBy: 'x-user' })
    const canary = versionOf('1.1.0', 'b')
    await agent.add('run 1', stable)
    await agent.promote('run 1', stable.id)
    for (let round = 0; round < 30; round++)
      for (let user = 0; user < 10; user++)
        agent.requestEnded(stable.id, user === 9 ? 'server-error' : 'answered', 5, `USER ${user}`)
    await agent.add('run 1', canary)
    await agent.shift('run 1', canary.id, 0.5)
    const ask = (user: number, outcome: 'answered' | 'server-error') =>
      agent.requestEnded(canary.id, outcome, 5, `USER ${user}`)
    const breaker = () => agent.status().canary?.breaker
    for (let times = 0; times < 2 * breakerRule.failures; times++) ask(9, 'server-error')
    expect(breaker()).toEqual({ opened: 0, openInARow: 0 })
    // He is among those who fail, and does not hide them.
    for (let times = 0; times < breakerRule.failures; times++) for (const user of [times, 9]) ask(user, 'server-error')
    expect(breaker()).toEqual({ opened: 1, openInARow: 1 })
    await vi.advanceTimersByTimeAsync(breakerRule.openMs)
    ask(9, 'server-error')
    expect(breaker()).toEqual({ opened: 1, openInARow: 1 })
    ask(0, 'answered')
    expect(breaker()).toEqual({ opened: 1, openInARow: 0 })
    agent.release('run 1')
  } finally {
    vi.useRealTimers()
  }
})

describe('what a gateway refuses says what to do', () => {
  const canary = versionOf('1.1.0', 'b')

  test('to another rollout that it waits, and to one whose lease is over that it starts again', async () => {
    const agent = await started({})
    expect(() => agent.acquire(model, 'run 2', 60_000)).toThrow(/a rollout by run 1 is under way .* wait for its end/)
    expect(() => agent.renew('run 2', 60_000)).toThrow('is held by run 1, not by run 2: wait for the end')
    expect(() => agent.retire()).toThrow('a rollout by run 1 is under way')
    agent.release('run 1')
    expect(() => agent.renew('run 1', 60_000)).toThrow('the lease of run 1 is over: start the rollout again')
    expect(() => agent.acquire('acme/voice', 'run 2', 60_000)).toThrow(
      /serves the model acme\/tone, not acme\/voice: .* needs another port in the key deploy\.port/,
    )
    agent.acquire(model, 'run 2', 60_000)
    agent.release('run 2')
  })

  test('while another version of ours takes over, that it is asked again', async () => {
    const agent = await started({})
    agent.release('run 1')
    agent.retire()
    expect(() => agent.acquire(model, 'run 2', 60_000)).toThrow(
      'is being replaced by that of another version: try again',
    )
    await agent.goOn()
    agent.acquire(model, 'run 2', 60_000)
    agent.release('run 2')
  })

  test('to a version that is not where it must be, how it gets there', async () => {
    const agent = await started({})
    const waits = /is not waiting at the gateway, .*: start the rollout again/
    await expect(agent.shift('run 1', canary.id, 0.1)).rejects.toThrow(waits)
    await expect(agent.mirror('run 1', canary.id, 0.1)).rejects.toThrow(waits)
    await expect(agent.ask(canary.id, '{}')).rejects.toThrow(waits)
    await agent.add('run 1', canary)
    await expect(agent.mirror('run 1', canary.id, 0.1)).rejects.toThrow('no version is stable: deploy one')
    await expect(agent.add('run 1', canary)).rejects.toThrow(`version ${canary.id} is already at the gateway`)
    await expect(agent.pause('run 1', canary.id, 1_000)).rejects.toThrow(`version ${canary.id} is not stable`)
    await agent.add('run 1', stable)
    await agent.promote('run 1', stable.id)
    await agent.mirror('run 1', canary.id, 0.1)
    await agent.shift('run 1', canary.id, 0.1)
    const next = versionOf('1.2.0', 'c')
    await agent.add('run 1', next)
    await expect(agent.shift('run 1', next.id, 0.1)).rejects.toThrow(`evict it before ${next.id} gets a share`)
    await expect(agent.remove('run 1', canary.id, 1_000)).rejects.toThrow(`version ${canary.id} has traffic`)
    await agent.evict()
    await agent.shift('run 1', next.id, 0.1)
    await agent.remove('run 1', canary.id, 1_000)
    await agent.evict()
    agent.release('run 1')
  })
})
