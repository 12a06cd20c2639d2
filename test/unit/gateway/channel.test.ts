import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DockerClient } from '../../../src/docker/types.ts'
import { relay } from '../../../src/gateway/agent/relay.ts'
import { controlSocket } from '../../../src/gateway/agent/state.ts'
import { type Channel, channelTo } from '../../../src/gateway/channel.ts'
import { eachLine, LineCutter } from '../../../src/lines.ts'
import { deferred } from '../../../src/timers.ts'

/* A real relay and a real socket behind it; in place of the engine between them two streams. */

type Opened = { hungUp: boolean; awake: boolean; cut(): void; freeze(): void; relayEnded: Promise<void> }

describe('a line that is kept to a gateway in a container', () => {
  let stateDir = ''
  let agent: net.Server
  let channel: Channel
  let opened: Opened[]
  /** What the agent was asked and has not answered. */
  let waiting: { asked: { op: string }; answer(value: unknown): void }[]

  const talk: DockerClient['talk'] = async (_id, _command, { onLine, longestLineChars }) => {
    const [input, output] = [new PassThrough(), new PassThrough()]
    const over = deferred<Error>()
    let frozen = false
    const one: Opened = {
      hungUp: false,
      awake: true,
      cut: () => {
        input.end()
        over.resolve(new Error('cut'))
      },
      freeze: () => {
        frozen = true
      },
      relayEnded: relay(stateDir, { input, output }),
    }
    const lines = new LineCutter((line) => (frozen ? undefined : onLine(line)), longestLineChars)
    output.on('data', (bytes: Buffer) => void lines.take(bytes))
    opened.push(one)
    return {
      say: (line) => void input.write(`${line}\n`),
      keepsAwake: (needed) => {
        one.awake = needed
      },
      hangUp: () => {
        one.hungUp = true
        one.cut()
      },
      ended: over.promise,
    }
  }
  const asks = (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count), { timeout: 20_000 })

  beforeEach(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'channel-'))
    opened = []
    waiting = []
    agent = net.createServer((socket) => {
      socket.on('error', () => undefined)
      void eachLine(socket, (line) => {
        const answer = (value: unknown): void => void socket.write(`${JSON.stringify(value)}\n`)
        waiting.push({ asked: JSON.parse(line) as { op: string }, answer })
      }).catch(() => undefined)
    })
    await once(agent.listen(controlSocket(stateDir)), 'listening')
    channel = channelTo({ talk }, 'a container', ['relay'])
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
    for (const one of opened) one.cut()
    agent.close()
    rmSync(stateDir, { recursive: true, force: true })
  })

  test('carries several questions at once, and each gets its own answer, whichever comes first', async () => {
    const answers = ['one', 'two', 'three'].map((op) => channel.ask('agent', { op }))
    await asks(3)
    for (const { asked, answer } of waiting.toReversed()) answer({ ok: true, value: `to ${asked.op}` })
    expect(await Promise.all(answers)).toEqual(['one', 'two', 'three'].map((op) => ({ ok: true, value: `to ${op}` })))
    expect(opened).toHaveLength(1)
  })

  test('carries an answer of megabytes whole', async () => {
    const value = 'x'.repeat(5_000_000)
    const answer = channel.ask('agent', { op: 'long' })
    await asks(1)
    waiting[0]?.answer(value)
    expect(await answer).toBe(value)
  })

  test('is opened anew by the question after it was cut, and what was owed is said to have no answer', async () => {
    const lost = channel.ask('agent', { op: 'lost' })
    const refused = expect(lost).rejects.toThrow("the gateway's agent was not reached: cut")
    await asks(1)
    opened[0]?.cut()
    await refused
    const again = channel.ask('agent', { op: 'again' })
    await asks(2)
    waiting[1]?.answer('here')
    expect(await again).toBe('here')
    expect(opened).toHaveLength(2)
  })

  test('keeps nobody from ending while nothing is owed, and hangs up where nobody asks for long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const answer = channel.ask('agent', { op: 'one' })
    await asks(1)
    expect(opened[0]?.awake).toBe(true)
    waiting[0]?.answer('here')
    await answer
    expect(opened[0]).toMatchObject({ awake: false, hungUp: false })
    await vi.advanceTimersByTimeAsync(61_000)
    expect(opened[0]?.hungUp).toBe(true)
    await opened[0]?.relayEnded
  })

  test('a question that takes its time is waited for as long as the other end is there, and no longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const answer = channel.ask('agent', { op: 'slow' })
    const failed = expect(answer).rejects.toThrow('was not reached: nothing was heard of it for 10 s')
    await asks(1)
    const pass = async (seconds: number): Promise<void> => {
      for (let s = 0; s < seconds; s++) {
        await vi.advanceTimersByTimeAsync(1_000)
        // Streams and sockets move by themselves.
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    await pass(40)
    expect(opened[0]?.hungUp).toBe(false)
    opened[0]?.freeze()
    await pass(15)
    await failed
    expect(opened[0]?.hungUp).toBe(true)
    expect(opened).toHaveLength(1)
  })

  test('a process that stood still itself, as on a machine that slept, does not take that for silence', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const answer = channel.ask('agent', { op: 'slow' })
    await asks(1)
    // Hours go by in which no timer fires, and the next one fires before anything is read.
    const wokeMs = performance.now() + 3_600_000
    vi.spyOn(performance, 'now').mockImplementation(() => wokeMs)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(opened[0]?.hungUp).toBe(false)
    waiting[0]?.answer('here')
    expect(await answer).toBe('here')
  })

  test('its end in the container ends where nothing comes for long, as from a machine that lost its network', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const ended = relay(stateDir, { input: new PassThrough(), output: new PassThrough() })
    await vi.advanceTimersByTimeAsync(91_000)
    await ended
  })

  test('says why where no agent answers, and where nothing can be started', async () => {
    agent.close()
    rmSync(controlSocket(stateDir), { force: true })
    await expect(channel.ask('agent', { op: 'one' })).rejects.toThrow(/agent does not answer: connect ENOENT/)
    const none = channelTo({ talk: () => Promise.reject(new Error('no such container')) }, 'gone', ['relay'])
    await expect(none.ask('agent', { op: 'one' })).rejects.toThrow('agent was not reached: no such container')
  })
})
