import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type net from 'node:net'
import { UserError } from '../../errors.ts'
import { eachLine } from '../../lines.ts'
import { after, sleep } from '../../timers.ts'
import { call } from '../control.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import { endStrays } from './orphan.ts'
import { listenPrivately } from './presence.ts'
import { type HandedOver, type Operations, readHandOver, readSupervised, type Supervised } from './protocol.ts'
import { type Bound, bind } from './sockets.ts'
import { controlSocket, supervisorSocket } from './state.ts'

/*
 * Holds the sockets that clients come to, and starts the agent again when it ends, whatever ended it: an agent that is gone
 * leaves a canary with its share and nobody who watches the lease. One that starts anew knows stable alone.
 *
 * It is asked one thing: to go on with another agent, that of a later version or one with another configuration. Both accept
 * from the same socket until the earlier one has answered what it was asked, so that no request is lost.
 */

const pauseMs = { first: 100, longest: 5_000 }
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000
const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 }
const comesUpMs = 15_000
/** What is in flight when the place ends has so long, as where the agent is asked to end. */
const strayMs = 3_000

type Wanted = { program: string; config: string; at: Supervised }
type Sockets = { traffic: Bound; metrics: Bound | undefined }
type Log = (line: string) => void

/** @returns the exit code once the agent ended as it was asked to, or never came up */
export async function supervise(options: { config: string; program: string; log: Log }): Promise<number> {
  const { log } = options
  process.umask(0o077)
  let wanted: Wanted = { ...options, at: readSupervised(options.config) }
  let sockets = await open(wanted.at, log, { orphanOf: wanted.at.stateDir })
  const asked: { signal?: NodeJS.Signals } = {}
  const children = new Set<ChildProcess>()
  const start = (what: Wanted, over: Sockets, how: 'afresh' | 'takes-over'): Running => {
    const running = startAgent(what, over, how)
    children.add(running.child)
    running.child.once('exit', () => children.delete(running.child))
    return running
  }
  const agents = (): Set<number> => new Set([...children].flatMap(({ pid }) => pid ?? []))
  let current = start(wanted, sockets, 'afresh')
  let handing: Promise<void> | undefined

  const goOnWith = async (next: Wanted): Promise<void> => {
    if (!(await current.up)) throw new UserError('the gateway is starting again: try again')
    const moved = next.at.host !== wanted.at.host || next.at.port !== wanted.at.port
    const metricsMoved = next.at.metricsHost !== wanted.at.metricsHost || next.at.metricsPort !== wanted.at.metricsPort
    // What stays where it is goes on: nobody else can bind it, not even we.
    const others = await open(next.at, log, {
      traffic: moved ? undefined : sockets.traffic,
      metrics: metricsMoved ? undefined : sockets.metrics,
    })
    const before = current
    try {
      const reply = await call(controlSocket(next.at.stateDir), { op: 'retire' }, asking.timeoutMs)
      if (!reply.ok) throw new UserError(reply.message)
    } catch (error) {
      release(others, sockets)
      throw error
    }
    const other = start(next, others, 'takes-over')
    const up = await Promise.race([other.up, sleep(comesUpMs).then(() => false)])
    if (up) {
      current = other
      release(sockets, others)
      wanted = next
      sockets = others
    } else {
      other.child.kill('SIGKILL')
      release(others, sockets)
      current = start(wanted, sockets, 'takes-over')
      await current.up
    }
    before.replaced()
    // One that did not come up may have left a proxy, which would accept what nobody counts.
    if (!up) await endStrays(agents(), strayMs)
    if (!up)
      throw new UserError(
        `the gateway goes on as it was: the other one did not come up, see agent.log in ${next.at.stateDir}`,
      )
    log(`the gateway goes on with ${next.program}`)
  }
  const answer = async (line: string): Promise<HandedOver> => {
    try {
      if (handing !== undefined) throw new UserError('the gateway is being replaced: try again')
      const asked = readHandOver(line)
      handing = goOnWith({ ...asked, at: readSupervised(asked.config) }).finally(() => {
        handing = undefined
      })
      await handing
      return { ok: true }
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) }
    }
  }
  const presence = await listenPrivately(
    () => supervisorSocket(wanted.at.stateDir),
    (socket: net.Socket) => {
      eachLine(socket, async (line) => void socket.end(`${JSON.stringify(await answer(line))}\n`)).catch(
        () => undefined,
      )
    },
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      asked.signal = signal
      for (const child of children) child.kill(signal)
    })
  try {
    let served = false
    for (let waitMs = pauseMs.first; ; ) {
      const beganMs = performance.now()
      const mine = current
      const end = await mine.end
      await handing?.catch(() => undefined)
      served ||= await mine.up
      if (current !== mine && asked.signal === undefined) continue
      if (end.code === 0 || asked.signal !== undefined || !served) return end.code ?? 1
      waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest)
      if (!existsSync(wanted.program)) {
        log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`)
        return 1
      }
      log(`the agent ended (${end.how}); it starts again with stable alone`)
      await sleep(waitMs)
      current = start(wanted, sockets, 'afresh')
    }
  } finally {
    presence.close()
    for (const child of children) child.kill('SIGKILL')
    await endStrays(new Set(), strayMs)
  }
}

/** @param has what there is already, and who may hold the ports though nobody watches him any more */
async function open(
  { host, port, metricsHost, metricsPort }: Supervised,
  log: Log,
  has: { traffic?: Bound | undefined; metrics?: Bound | undefined; orphanOf?: string },
): Promise<Sockets> {
  const bindMetrics = (): Promise<Bound | undefined> =>
    bind(metricsHost, metricsPort, has.orphanOf).catch((error: unknown) => {
      // What serves must not end of that.
      log(`nothing is told to Prometheus: ${String(error)}`)
      return undefined
    })
  return {
    traffic: has.traffic ?? (await bind(host, port, has.orphanOf)),
    metrics: metricsPort === 0 ? undefined : (has.metrics ?? (await bindMetrics())),
  }
}

function release(these: Sockets, kept: Sockets): void {
  if (these.traffic !== kept.traffic) these.traffic.close()
  if (these.metrics !== kept.metrics) these.metrics?.close()
}

type End = { code: number | null; how: string }
type Running = {
  readonly child: ChildProcess
  /** Whether it came to serve. */
  readonly up: Promise<boolean>
  /** Its end, or that it was replaced. */
  readonly end: Promise<End>
  /** Another one serves: it may answer what it was asked, and ends. */
  replaced(): void
}

/** One that served and does not answer any more is ended: its watchdog does not watch. */
function startAgent({ program, config, at }: Wanted, { traffic, metrics }: Sockets, how: string): Running {
  // The runner may have updated itself, and its Node be gone from its place.
  const node = existsSync(process.execPath) ? process.execPath : '/proc/self/exe'
  const child = spawn(node, [program, 'serve', config, how], {
    stdio: ['ignore', 'inherit', 'inherit', traffic.fd, metrics?.fd ?? 'ignore'],
  })
  let because: string | undefined
  const stop = new AbortController()
  const ended = new Promise<End>((resolve) => {
    child.once('error', (error) => resolve({ code: null, how: error.message }))
    child.once('exit', (code, signal) => resolve({ code, how: because ?? signal ?? `exit ${code}` }))
  })
  const isThere = async (served: boolean): Promise<boolean> => {
    try {
      const reply = await call(controlSocket(at.stateDir), { op: 'hello' }, asking.timeoutMs)
      return reply.ok && (reply.value as Operations['hello']['output']).pid === child.pid
    } catch (error) {
      // Without its socket nobody can ask it, and it serves on: only one that is asked and silent is ended.
      return (error as NodeJS.ErrnoException).code === 'ENOENT' && served
    }
  }
  const up = (async () => {
    while (!(await isThere(false))) await sleep(50, stop.signal)
    return true
  })().catch(() => false)
  const asks = (async () => {
    if (!(await up)) return
    for (let deaf = 0; deaf < asking.most; ) {
      await sleep(asking.everyMs, stop.signal)
      deaf = (await isThere(true)) ? 0 : deaf + 1
    }
    because = 'it did not answer any more'
    child.kill('SIGKILL')
  })().catch(() => undefined)
  const replaced = Promise.withResolvers<End>()
  ended.then(() => stop.abort())
  return {
    child,
    up,
    end: Promise.race([ended, replaced.promise]).then(async (end) => {
      stop.abort()
      await asks
      return end
    }),
    replaced() {
      child.kill('SIGTERM')
      const cut = after(answerTimeoutMs + 10_000, () => child.kill('SIGKILL'))
      ended.then(() => cut.cancel())
      replaced.resolve({ code: null, how: 'it was replaced' })
    },
  }
}
