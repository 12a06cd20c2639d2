import { existsSync } from 'node:fs'
import type net from 'node:net'
import { UserError } from '../../errors.ts'
import { eachLine } from '../../lines.ts'
import { inTime, sleep } from '../../timers.ts'
import { handOverMs } from '../timeouts.ts'
import { asksAsMuch, forgetLast, noteLast, readLast, whoStarts } from './last.ts'
import { endStrays, retireStrays } from './orphan.ts'
import { listenPrivately } from './presence.ts'
import { type HandedOver, type HandOver, readHandOver, readSupervised, type Supervised } from './protocol.ts'
import { RunningAgent, type Sockets, type Start, type Wanted } from './running.ts'
import { type Bound, bind } from './sockets.ts'
import { forgetSocketDirectory, makeSocketDirectory, supervisorSocket } from './state.ts'

/*
 * Holds the sockets that clients come to, and starts the agent again when it ends, whatever ended it: an agent that is gone
 * leaves a canary with its share and nobody who watches the lease. One that starts anew knows stable alone.
 *
 * It is asked one thing: to go on with another agent, that of a later version or one with another configuration. Both accept
 * from the same socket until the earlier one has answered what it was asked, so that no request is lost. Where the other one does not come
 * up, the earlier one goes on: it never stopped serving.
 */

const pauseMs = { first: 100, longest: 5_000 }
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000
const comesUpMs = 15_000
/** One that was asked a moment ago is up, unless it ended since. */
const isUpMs = 5_000
/** What is in flight when the place ends has so long, as where the agent is asked to end. */
const strayMs = 3_000

type Log = (line: string) => void

/**
 * @param options.resumes goes on with who took over last
 * @returns the exit code once the agent ended as it was asked to, or never came up
 */
export async function supervise(options: {
  config: string
  program: string
  resumes: boolean
  log: Log
}): Promise<number> {
  process.umask(0o077)
  const { config, program, resumes, log } = options
  const { stateDir } = readSupervised(config)
  const last = resumes ? await readLast(stateDir, config) : undefined
  const { who, ...first } = whoStarts({ program, config }, last, existsSync)
  const wanted: Wanted = { ...first, at: readSupervised(first.config) }
  const sockets = await open(wanted.at, log, { orphanOf: stateDir })
  const note = async (next: HandOver): Promise<() => Promise<void>> =>
    resumes ? noteLast(stateDir, config, next) : async () => undefined
  const { end, code } = await new Supervisor({ wanted, sockets, note, log }).run()
  if (who === 'own' || end !== 'never-served') return code
  // Whoever starts us again has one that came up once.
  if (asksAsMuch(config, first.config)) await forgetLast(stateDir)
  else
    log(
      'the gateway did not come up, and the program that its container was made with would not ask its clients for the same TLS and tokens: it is tried again',
    )
  return code
}

/** `asked`: by a signal, whether it had come to serve or not. */
type Ended = { end: 'asked' | 'served' | 'never-served'; code: number }

class Supervisor {
  readonly #log: Log
  readonly #note: (next: HandOver) => Promise<() => Promise<void>>
  #wanted: Wanted
  #sockets: Sockets
  #current: RunningAgent
  /** Those that were replaced, too, for as long as they answer. */
  readonly #running = new Set<RunningAgent>()
  #handing: Promise<void> | undefined
  /** Aborts by a signal to end. */
  readonly #asked = new AbortController()

  constructor(options: {
    wanted: Wanted
    sockets: Sockets
    /** Told of each that is to take over; what it returns is called once that one serves. */
    note: (next: HandOver) => Promise<() => Promise<void>>
    log: Log
  }) {
    const { wanted, sockets, note, log } = options
    this.#wanted = wanted
    this.#sockets = sockets
    this.#note = note
    this.#log = log
    this.#current = this.#start(wanted, sockets, 'afresh')
  }

  async run(): Promise<Ended> {
    const presence = await listenPrivately(
      () => {
        makeSocketDirectory(this.#wanted.at.stateDir)
        return supervisorSocket(this.#wanted.at.stateDir)
      },
      (socket: net.Socket) => {
        eachLine(socket, async (line) => void socket.end(`${JSON.stringify(await this.#answer(line))}\n`)).catch(
          () => undefined,
        )
      },
    )
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        this.#asked.abort()
        for (const { child } of this.#running) child.kill(signal)
      })
    try {
      return await this.#keepUp()
    } finally {
      presence.close()
      for (const { child } of this.#running) child.kill('SIGKILL')
      await this.#endStrays()
      forgetSocketDirectory(this.#wanted.at.stateDir)
    }
  }

  async #keepUp(): Promise<Ended> {
    let served = false
    for (let waitMs = pauseMs.first; ; ) {
      const beganMs = performance.now()
      const mine = this.#current
      const end = await mine.end
      await this.#handing?.catch(() => undefined)
      served ||= await mine.up
      const asked = this.#asked.signal.aborted
      if (this.#current !== mine && !asked) continue
      if (asked) return { end: 'asked', code: end.code ?? 1 }
      if (!served) return { end: 'never-served', code: end.code ?? 1 }
      if (end.code === 0) return { end: 'served', code: 0 }
      waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest)
      if (!existsSync(this.#wanted.program)) {
        this.#log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`)
        return { end: 'served', code: 1 }
      }
      this.#log(`the agent ended (${end.how}); it starts again with stable alone`)
      await sleep(waitMs, this.#asked.signal).catch(() => undefined)
      // There was nobody to pass it on to.
      if (this.#asked.signal.aborted) return { end: 'asked', code: 0 }
      const again = this.#start(this.#wanted, this.#sockets, 'afresh')
      this.#current = again
      again.up.then((up) => {
        // It accepts from the same queue, so that what the one before left may close its end of it.
        if (up) retireStrays(this.#pids(), this.#sockets.traffic.fd)
      })
    }
  }

  #start(what: Wanted, over: Sockets, how: Start): RunningAgent {
    const running = new RunningAgent(what, over, how)
    this.#running.add(running)
    running.child.once('exit', () => this.#running.delete(running))
    return running
  }

  async #answer(line: string): Promise<HandedOver> {
    try {
      if (this.#handing !== undefined) throw new UserError('the gateway is being replaced: try again')
      const asked = readHandOver(line)
      this.#handing = this.#goOnWith({ ...asked, at: readSupervised(asked.config) }).finally(() => {
        this.#handing = undefined
      })
      await this.#handing
      return { ok: true }
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) }
    }
  }

  async #goOnWith(next: Wanted): Promise<void> {
    const untilMs = performance.now() + handOverMs
    const before = this.#current
    if (!(await inTime(before.up, isUpMs, false))) throw new UserError('the gateway is starting again: try again')
    const isLast = await this.#note({ program: next.program, config: next.config })
    const sockets = await this.#socketsFor(next.at)
    const retired = await before.retire(next.at.stateDir).catch((error: unknown) => {
      release(sockets, this.#sockets)
      throw error
    })
    const other = this.#start(next, sockets, 'takes-over')
    if (!(await inTime(other.up, comesUpMs, false))) {
      await other.kill()
      release(sockets, this.#sockets)
      // It may have left a proxy, which would accept what nobody counts.
      await this.#endStrays()
      retired.goOn()
      await isAskedAgain(before, untilMs)
      throw new UserError(
        `the gateway goes on as it was: the other one did not come up, see agent.log in ${next.at.stateDir}`,
      )
    }
    await isLast().catch((error: unknown) =>
      this.#log(`after a start of its container the gateway is that of before: ${String(error)}`),
    )
    this.#current = other
    before.replaced()
    release(this.#sockets, sockets)
    this.#wanted = next
    this.#sockets = sockets
    this.#log(`the gateway goes on with ${next.program}`)
  }

  /** What stays where it is goes on: nobody else can bind it, not even we. */
  #socketsFor(next: Supervised): Promise<Sockets> {
    const { at } = this.#wanted
    const moved = next.host !== at.host || next.port !== at.port
    const metricsMoved = next.metricsHost !== at.metricsHost || next.metricsPort !== at.metricsPort
    return open(next, this.#log, {
      traffic: moved ? undefined : this.#sockets.traffic,
      metrics: metricsMoved ? undefined : this.#sockets.metrics,
    })
  }

  #pids(): Set<number> {
    return new Set([...this.#running].flatMap(({ child }) => child.pid ?? []))
  }

  #endStrays(): Promise<void> {
    return endStrays({ agents: () => this.#pids(), socket: this.#sockets.traffic.fd }, strayMs)
  }
}

/** For a while: one that does not is ended later, as any that does not answer. */
async function isAskedAgain(before: RunningAgent, untilMs: number): Promise<void> {
  for (; performance.now() < untilMs; await sleep(20)) if (await before.isThere(false)) return
}

/** @param has what there is already, and who may hold the ports though nobody watches him any more */
async function open(
  { host, port, metricsHost, metricsPort }: Supervised,
  log: Log,
  has: { traffic?: Bound | undefined; metrics?: Bound | undefined; orphanOf?: string },
): Promise<Sockets> {
  const bindMetrics = (): Promise<Bound | undefined> =>
    bind({ host: metricsHost, port: metricsPort, kind: 'metrics' }, has.orphanOf).catch((error: unknown) => {
      // What serves must not end of that.
      log(`nothing is told to Prometheus: ${String(error)}`)
      return undefined
    })
  return {
    traffic: has.traffic ?? (await bind({ host, port, kind: 'traffic' }, has.orphanOf)),
    metrics: metricsPort === 0 ? undefined : (has.metrics ?? (await bindMetrics())),
  }
}

function release(these: Sockets, kept: Sockets): void {
  if (these.traffic !== kept.traffic) these.traffic.close()
  if (these.metrics !== kept.metrics) these.metrics?.close()
}
