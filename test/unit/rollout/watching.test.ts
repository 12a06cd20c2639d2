import { afterEach, expect, test, vi } from 'vitest'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { SplitBook } from '../../../src/gateway/agent/split-book.ts'
import type { Backend, Observed, Traffic } from '../../../src/gateway/types.ts'
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

test('what values did is counted anew where the gateway started again', async () => {
  const lease = await Lease.take({ traffic, owner: 'test', ttlMs: 60_000, clock })
  const stable = { id: 'v1' } as Backend
  /** A gateway that has been asked by so many, of whom all fail. */
  const askedBy = (values: number): Record<string, Observed> => {
    const [counters, book] = [new CounterBook(), new SplitBook()]
    for (const { id } of [stable, canary]) counters.know(id)
    book.begin()
    book.shift()
    for (let value = 0; value < values; value++) {
      counters.record(stable.id, 'server-error', 5)
      book.ended('stable', { value: String(value), outcome: 'server-error', latencyMs: 5 })
    }
    return book.withDraws(counters.read(), { stable: stable.id, canary: canary.id })
  }
  let now = askedBy(10)
  const metrics = { observe: async () => now, past: async () => [] }
  const watching = new Watching({ metrics, probe: never, healthIntervalMs: 1_000, lease, clock, signal })
  await watching.begin(stable)
  now = askedBy(4)
  const { stable: counted, draws } = await watching.since(stable, canary)
  expect([counted.errors, draws?.stable.errors]).toEqual([4, 4])
  await lease.release()
})
