import { afterEach, expect, test, vi } from 'vitest'
import type { Backend, Traffic } from '../../../src/gateway/types.ts'
import { GoldenProbes } from '../../../src/rollout/golden.ts'
import { Lease } from '../../../src/rollout/lease.ts'
import type { Observation } from '../../../src/rollout/types.ts'
import { Watching } from '../../../src/rollout/watching.ts'

afterEach(() => vi.useRealTimers())

const canary = { id: 'v2' } as Backend
const never = (): Promise<never> => new Promise(() => undefined)
const clock = { monotonicMs: () => performance.now() }
const signal = new AbortController().signal
const traffic = {
  acquire: async () => undefined,
  renew: async () => undefined,
  release: async () => undefined,
} as unknown as Traffic

test('a health probe that nobody ever answers has failed, and the next one is asked', async () => {
  vi.useFakeTimers()
  const lease = await Lease.take({ traffic, owner: 'test', ttlMs: 60_000, clock })
  const metrics = { observe: async () => ({}), past: async () => [] }
  const watching = new Watching({ metrics, probe: never, healthIntervalMs: 1_000, lease, clock, signal })
  const said: Observation['healthy'][] = []
  while (said.filter((one) => one === false).length < 2) {
    const one = watching.probeInTurn(canary)
    await vi.advanceTimersByTimeAsync(1_000)
    said.push(await one)
    expect(said.length).toBeLessThan(60)
  }
  expect(said).not.toContain(true)
  await lease.release()
})

test('a golden probe that nobody ever answers is missing', async () => {
  vi.useFakeTimers()
  const probes = [{ id: 'a', request: {}, answer: { label: 'good', score: 1 } }]
  const golden = new GoldenProbes({ probes, everyMs: 1_000, ask: never })
  const gate = golden.before({ canary, stable: undefined }, (question) => question(), signal)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(await gate).toMatchObject({ verdict: 'fail', because: expect.stringContaining('no answer to 1') })
  golden.end()
})
