import { PassThrough } from 'node:stream'
import type Dockerode from 'dockerode'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { holdsOf } from '../../../src/docker/hold.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A name that is held by a line to a container, with clocks of the test's own: one since the start, and one of the day. */
const held = async () => {
  const now: [number, number] = [1_000, 1_000_000]
  const beats: string[] = []
  const line = new PassThrough()
  line.on('data', (beat: Buffer) => void beats.push(String(beat)))
  const container = { id: 'a', attach: async () => line, start: async () => undefined }
  const holds = holdsOf(
    async () => container as unknown as Dockerode.Container,
    async () => undefined,
    () => [...now],
  )
  const holding = await holds.hold({ name: 'n', image: 'i', labels: {} })
  if (holding === undefined) throw new Error('the name is taken')
  /** The line has taken what was written. */
  const written = async (count: number): Promise<void> => {
    await vi.waitFor(() => expect(beats).toHaveLength(count), { timeout: 5_000 })
    // Whoever wrote it is told in the next turn of the loop.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const passes = (ms: number): void => {
    now[0] += ms
    now[1] += ms
  }
  return { now, line, holding, written, passes }
}

it('a name is held for as long as beats are written, however long that is', async () => {
  const { holding, written, passes } = await held()
  for (let beats = 1; beats <= 30; beats++) {
    await written(beats)
    expect(holding.isLost()).toBe(false)
    passes(5_000)
    vi.advanceTimersByTime(5_000)
  }
})

it.each([
  ['a process that stood still', (now: [number, number]) => now.splice(0, 2, now[0] + 61_000, now[1] + 61_000)],
  ['a machine that slept, whose own clock stood still too', (now: [number, number]) => (now[1] += 61_000)],
])('%s has lost its name before it hears so, and no beat that comes too late gives it back', async (_, sleep) => {
  const { now, line, holding, written } = await held()
  await written(1)
  sleep(now)
  // Timers come first on waking, and what the engine said next.
  vi.advanceTimersByTime(5_000)
  expect(line.closed).toBe(false)
  expect(holding.isLost()).toBe(true)
  await holding.giveBack()
})

it('beats that cannot be written count as silence', async () => {
  const { line, holding, written, passes } = await held()
  await written(1)
  line.pause()
  line.write(Buffer.alloc(line.writableHighWaterMark * 2))
  for (let beats = 0; beats < 10; beats++) {
    passes(5_000)
    vi.advanceTimersByTime(5_000)
  }
  expect(holding.isLost()).toBe(true)
})

it('a name is lost with the line to its container', async () => {
  const { line, holding } = await held()
  line.destroy()
  await vi.waitFor(() => expect(holding.isLost()).toBe(true), { timeout: 5_000 })
})
