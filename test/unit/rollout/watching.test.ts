import { afterEach, expect, test, vi } from 'vitest'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { SplitBook } from '../../../src/gateway/agent/split-book.ts'
import type { Backend, Observed, Traffic } from '../../../src/gateway/types.ts'
import { GoldenProbes } from '../../../src/rollout/golden.ts'
import { Lease } from '../../../src/rollout/lease.ts'
import { quantileMs } from '../../../src/rollout/tally.ts'
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

test('latencies are those of the step, as its requests are, also where the gateway started again in it', async () => {
  const lease = await Lease.take({ traffic, owner: 'test', ttlMs: 60_000, clock })
  const stable = { id: 'v1' } as Backend
  let counters = new CounterBook()
  const answered = (times: number, latencyMs: number): void => {
    for (const { id } of [stable, canary]) counters.know(id)
    for (let time = 0; time < times; time++) counters.record(stable.id, 'answered', latencyMs)
  }
  const metrics = { observe: async () => counters.read(), past: async () => [] }
  const watching = new Watching({ metrics, probe: never, healthIntervalMs: 1_000, lease, clock, signal })
  const p50Ms = async () => {
    await watching.since(stable, canary)
    const { stable: latency } = watching.latencies
    return [latency?.count, latency && quantileMs(latency, 0.5)]
  }
  answered(1_000, 400)
  await watching.begin(stable)
  watching.beginStep()
  answered(10, 4)
  expect(await p50Ms()).toEqual([10, 5])
  answered(10, 4)
  expect(await p50Ms()).toEqual([20, 5])
  watching.beginStep()
  expect(await p50Ms()).toEqual([0, undefined])
  counters = new CounterBook()
  answered(3, 4)
  expect(await p50Ms()).toEqual([3, 5])
  await lease.release()
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
