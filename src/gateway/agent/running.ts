import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { UserError } from '../../errors.ts'
import { after, deferred, sleep } from '../../timers.ts'
import { call, converse } from '../control.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import type { Operations, Reply, Request, Supervised } from './protocol.ts'
import { type Bound, inherited, tells } from './sockets.ts'
import { controlSocket } from './state.ts'

const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 }

export type Wanted = { program: string; config: string; at: Supervised }
export type Sockets = { traffic: Bound; metrics: Bound | undefined }
/** Where another one serves until this one does, that one's files and sockets are left alone. */
export type Start = 'afresh' | 'takes-over'
export type End = { code: number | null; how: string }

/** One agent, as its supervisor has it. One that served and does not answer any more is ended: its watchdog does not watch. */
export class RunningAgent {
  readonly child: ChildProcess
  /** Whether it came to serve. */
  readonly up: Promise<boolean>
  /** Its end, or that it was replaced. */
  readonly end: Promise<End>
  readonly #stateDir: string
  readonly #ended: Promise<End>
  readonly #replaced = deferred<End>()
  readonly #stop = new AbortController()
  /** Why it was ended. */
  #because: string | undefined
  /** Another one is asked meanwhile. */
  #retired = false

  constructor({ program, config, at }: Wanted, { traffic, metrics }: Sockets, how: Start) {
    this.#stateDir = at.stateDir
    // The runner may have updated itself, and its Node be gone from its place.
    const node = existsSync(process.execPath) ? process.execPath : '/proc/self/exe'
    const child = spawn(node, [program, 'serve', config, how, tells], {
      stdio: ['ignore', 'inherit', 'inherit', traffic.fd, metrics?.fd ?? 'ignore', 'pipe'],
    })
    this.child = child
    this.#ended = new Promise<End>((resolve) => {
      child.once('error', (error) => resolve({ code: null, how: error.message }))
      child.once('exit', (code, signal) => resolve({ code, how: this.#because ?? signal ?? `exit ${code}` }))
    })
    this.#ended.then(() => this.#stop.abort())
    const told = tellsSo(child)
    // One of an earlier version tells nobody: it is asked.
    const answered = this.#comesUp().catch(() => false)
    this.up = Promise.race([told, answered].map(async (one) => (await one) || (await told) || answered))
    const watching = this.#watch().catch(() => undefined)
    this.end = Promise.race([this.#ended, this.#replaced.promise]).then(async (end) => {
      this.#stop.abort()
      await watching
      return end
    })
  }

  /**
   * It stops to be asked and goes on serving, as another one takes over. @param stateDir as it is now: it may have moved
   * @returns what lets it be asked again, where that one does not come @throws UserError where it may not
   */
  async retire(stateDir: string): Promise<{ goOn(): void }> {
    const request: Request = { op: 'retire' }
    const { said, hangUp } = await converse(controlSocket(stateDir), request.op, request, asking.timeoutMs)
    const reply = said as Reply
    if (!reply.ok) {
      hangUp()
      throw new UserError(reply.message)
    }
    this.#retired = true
    return {
      goOn: () => {
        hangUp()
        this.#retired = false
      },
    }
  }

  /** Another one serves: it may answer what it was asked, and ends. */
  replaced(): void {
    this.child.kill('SIGTERM')
    const cut = after(answerTimeoutMs + 10_000, () => this.child.kill('SIGKILL'))
    this.#ended.then(() => cut.cancel())
    this.#replaced.resolve({ code: null, how: 'it was replaced' })
  }

  /** Ends it at once, and waits for that. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.#ended
  }

  async #comesUp(): Promise<boolean> {
    while (!(await this.isThere(false))) await sleep(50, this.#stop.signal)
    return true
  }

  async #watch(): Promise<void> {
    if (!(await this.up)) return
    for (let deaf = 0; deaf < asking.most; ) {
      await sleep(asking.everyMs, this.#stop.signal)
      deaf = this.#retired || (await this.isThere(true)) ? 0 : deaf + 1
    }
    this.#because = 'it did not answer any more'
    this.child.kill('SIGKILL')
  }

  /** @param served whether it was there before: without its socket nobody can ask it, and it serves on */
  async isThere(served: boolean): Promise<boolean> {
    try {
      const reply = await call(controlSocket(this.#stateDir), { op: 'hello' }, asking.timeoutMs)
      return reply.ok && (reply.value as Operations['hello']['output']).pid === this.child.pid
    } catch (error) {
      // Only one that is asked and silent is ended.
      return (error as NodeJS.ErrnoException).code === 'ENOENT' && served
    }
  }
}

/** Whether it tells that it has come up, which is heard also where it ends at once. */
function tellsSo(child: ChildProcess): Promise<boolean> {
  // The types know five of them.
  const pipe: unknown = [...child.stdio][inherited.up]
  const heard = deferred<boolean>()
  if (pipe instanceof Readable)
    pipe
      .once('data', () => heard.resolve(true))
      .once('error', () => heard.resolve(false))
      .once('close', () => heard.resolve(false))
  child.once('error', () => heard.resolve(false))
  return heard.promise
}
