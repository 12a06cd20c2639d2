import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Duplex } from 'node:stream'
import { UserError } from './errors.ts'
import { eachLine, type OnLine } from './lines.ts'
import { graceMs, signalGroup } from './processGroups.ts'
import { after } from './timers.ts'

/*
 * The one place that starts child processes: argument vectors, never a shell.
 *
 * It stands on node:child_process and not on @actions/exec, because that package tells nobody the process id, takes no
 * AbortSignal and starts no process group: a cancelled job could not end its child, let alone its grandchildren, within
 * the 7.5 s that a runner gives.
 */

type RunOptions = {
  cwd?: string
  /** The whole environment of the child; without it, `plainEnvironment` of ours. */
  env?: Readonly<Record<string, string | undefined>>
  signal?: AbortSignal
  /** A callback that gives a promise slows the child down to its own pace. */
  onStdoutLine?: OnLine
  onStderrLine?: OnLine
  /** Written to the child's standard input, which is then closed; without it the child has none. */
  stdin?: string
  /** It is not closed, and so ends with this process, whatever ends that. */
  holdsStdin?: true
  /** How long it has to end by itself after an abort, asked when that comes; without it, 1.5 s. */
  patienceMs?: () => number
  stop?: StopRequest
}

/**
 * When a program is asked to end by itself, and how long it has for that. The first process of its group alone is told, by
 * SIGTERM: what that one does with its own is its business. What it says is heard until its end, which is one like any other.
 */
export type StopRequest = { signal: AbortSignal; patienceMs: number }

type ProcessEnd = { exitCode: number | null; signal: NodeJS.Signals | null }

/** How long the pipes of an ended child may stay open in the hands of a process that left its group. */
const drainMs = 500
/** The same where our own callbacks are still busy with what it wrote. */
const busyDrainMs = 10_000

/** What every program needs of our environment. Tokens, keys and passwords have no such name. */
const plainNames =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|LANG|LC_[A-Z]+|TZ|LD_LIBRARY_PATH|XDG_[A-Z_]+|SSL_CERT_(?:FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|(?:https?|all|no)_proxy)$/i

/** The environment for a child: what every program needs of ours, and nothing that the job of a runner keeps secret. */
export const plainEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => plainNames.test(name)))

/** Groups that must not outlive this process, whatever ends it. */
const live = new Set<number>()
process.on('exit', () => {
  for (const pid of live) signalGroup(pid, 'SIGKILL')
})

/**
 * Runs a program to its end. Every process that it started and that stayed in its group is gone when this settles.
 * An abort sends SIGTERM to the group, 1.5 s later SIGKILL, and rejects with the signal's reason, also while it is being stopped.
 * A stop that was asked for before it began rejects in the same way.
 * An error thrown by a line callback ends the group in the same way and is what this rejects with.
 * @throws UserError (exit `preflight`) where the program cannot be started
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<ProcessEnd> {
  const { signal: abort, stop } = options
  abort?.throwIfAborted()
  stop?.signal.throwIfAborted()
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...(options.env ?? plainEnvironment(process.env)) },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A child may end without having read its input; that is not our failure.
  child.stdin.on('error', () => {})
  if (options.holdsStdin !== true) child.stdin.end(options.stdin ?? '')
  const pid = await started(child, command, options.cwd)
  live.add(pid)

  let failure: { reason: unknown } | undefined
  let killTimer: NodeJS.Timeout | undefined
  const end = (reason: unknown): void => {
    if (failure !== undefined) return
    failure = { reason }
    signalGroup(pid, 'SIGTERM')
    killTimer = setTimeout(() => signalGroup(pid, 'SIGKILL'), options.patienceMs?.() ?? graceMs)
  }
  const onAbort = (): void => end(abort?.reason)
  abort?.addEventListener('abort', onAbort, { once: true })
  if (abort?.aborted === true) onAbort()
  let stopTimer: ReturnType<typeof after> | undefined
  const onStop = (): void => {
    child.kill('SIGTERM')
    stopTimer = after(stop?.patienceMs ?? 0, () => signalGroup(pid, 'SIGKILL'))
  }
  stop?.signal.addEventListener('abort', onStop, { once: true })
  if (stop?.signal.aborted === true) onStop()

  let busy = 0
  const guarded = (callback: OnLine | undefined): OnLine => {
    return (line) => {
      if (failure !== undefined || callback === undefined) return
      try {
        const pending = callback(line)
        if (!(pending instanceof Promise)) return
        busy++
        return pending.catch(end).finally(() => {
          busy--
        })
      } catch (error) {
        end(error)
      }
    }
  }
  // A pipe that we close ourselves ends early, and that is no failure.
  const read = Promise.allSettled([
    eachLine(child.stdout, guarded(options.onStdoutLine)),
    eachLine(child.stderr, guarded(options.onStderrLine)),
  ])

  try {
    const ended = await exited(child, pid, () => busy > 0)
    await read
    if (failure !== undefined) throw (failure as { reason: unknown }).reason
    return ended
  } finally {
    clearTimeout(killTimer)
    stopTimer?.cancel()
    abort?.removeEventListener('abort', onAbort)
    stop?.signal.removeEventListener('abort', onStop)
    live.delete(pid)
  }
}

/**
 * Starts a server that outlives this process and, on a runner, its job: a session of its own, output to a file, and
 * with no word of the job's environment but what `env` says: tokens would stay readable for as long as it serves, and
 * RUNNER_TRACKING_ID is how the runner finds and ends what a job left behind.
 * @returns its process id, which is the id of its group too
 */
export async function spawnDetached(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env: Readonly<Record<string, string | undefined>>; logFile: string },
): Promise<number> {
  await mkdir(dirname(options.logFile), { recursive: true })
  const log = await open(options.logFile, 'a', 0o600)
  try {
    const { cwd, env } = options
    const child = spawn(command, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', log.fd, log.fd] })
    const pid = await started(child, command, options.cwd)
    child.unref()
    return pid
  } finally {
    await log.close()
  }
}

/** What a program of a desktop needs besides: the screen, and the browser of its user's choice. */
const desktopNames = /^(?:DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|BROWSER)$/

/** Opens a file with a program that outlives this process. @returns its exit code, where it ends within `patienceMs` */
export async function launch(command: string, file: string, patienceMs: number): Promise<number | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => plainNames.test(name) || desktopNames.test(name))
  const child = spawn(command, [file], { env: Object.fromEntries(entries), detached: true, stdio: 'ignore' })
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1))
    after(patienceMs, () => resolve(undefined))
  })
  await started(child, command, undefined)
  return ended.finally(() => child.unref())
}

/**
 * A connection that is a program's standard input and output, as of `ssh HOST PROGRAM`. Each ends with the other, and with
 * this process. Where the program fails, the connection's error is what `failure` makes of its exit code and last words.
 */
export function dial(
  command: string,
  args: readonly string[],
  options: {
    env: Readonly<Record<string, string | undefined>>
    failure: (exitCode: number | null, stderr: string) => Error
  },
): Duplex {
  return new Dialled(command, args, options)
}

const lastWordsChars = 4_000

/** With those methods of a socket that an HTTP agent calls to keep a connection for the next request. */
class Dialled extends Duplex {
  readonly #child: ReturnType<typeof Dialled.begin>

  static begin(command: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    return spawn(command, args, { env: { ...env }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  }

  constructor(command: string, args: readonly string[], { env, failure }: Parameters<typeof dial>[2]) {
    super()
    const child = Dialled.begin(command, args, env)
    this.#child = child
    const { pid } = child
    if (pid !== undefined) live.add(pid)
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = `${words}${text}`.slice(-lastWordsChars)
    })
    child.stdout.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) child.stdout.pause()
    })
    // What is written to an ended program is lost, and its end says why.
    child.stdin.on('error', () => {})
    started(child, command, undefined).catch((error: Error) => this.destroy(error))
    child.once('close', (exitCode) => {
      if (pid !== undefined) live.delete(pid)
      if (exitCode !== 0) {
        this.destroy(failure(exitCode, words.trim()))
        return
      }
      this.once('end', () => this.destroy())
      this.push(null)
      // One that nobody reads, as it waits for a next request, would never be seen to have ended.
      if (this.readableLength === 0) this.resume()
    })
  }

  override _read(): void {
    this.#child.stdout.resume()
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const { stdin } = this.#child
    if (stdin.writable) stdin.write(bytes, () => done())
    else done()
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { pid, exitCode, signalCode } = this.#child
    if (pid !== undefined && exitCode === null && signalCode === null) signalGroup(pid, 'SIGTERM')
    done(error)
  }

  ref(): this {
    for (const each of this.#handles()) each.ref?.()
    return this
  }

  /** One that waits for a next request keeps nobody from ending. */
  unref(): this {
    for (const each of this.#handles()) each.unref?.()
    return this
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  setTimeout(): this {
    return this
  }

  #handles(): { ref?(): void; unref?(): void }[] {
    const { stdin, stdout, stderr } = this.#child
    return [this.#child, ...([stdin, stdout, stderr] as unknown as { ref?(): void; unref?(): void }[])]
  }
}

/**
 * When a process began, in the kernel's own words: with its id it tells a process from a later one that got the same id.
 * Undefined where there is none, or only its exit code is left.
 */
export async function processStart(pid: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  if (existsSync('/proc/self/stat')) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    // proc(5): after the name in parentheses come the state (field 3) and, as field 22, the start time.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields === undefined || fields[0] === 'Z' ? undefined : fields[19]
  }
  const lines: string[] = []
  await run('ps', ['-o', 'lstart=', '-p', String(pid)], { onStdoutLine: (line) => lines.push(line.trim()) })
  return lines[0]
}

function started(child: ChildProcess, command: string, cwd: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => {
      if (child.pid === undefined) reject(new Error(`${command} was started without a process id`))
      else resolve(child.pid)
    })
    child.once('error', (error: NodeJS.ErrnoException) => {
      const where = cwd === undefined ? '' : ` in ${cwd}`
      const remedy =
        error.code === 'ENOENT'
          ? 'install it, or put its directory on PATH'
          : error.code === 'EACCES'
            ? 'make the file executable'
            : error.message
      reject(
        new UserError(`cannot start ${command}${where} (${error.code ?? error.name}): ${remedy}`, {
          exit: 'preflight',
          cause: error,
        }),
      )
    })
  })
}

/** Resolves once the child has ended and its output is read; ends what it left in its group. */
function exited(child: ChildProcess, pid: number, busy: () => boolean): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    let drain: NodeJS.Timeout | undefined
    child.once('exit', () => {
      signalGroup(pid, 'SIGKILL')
      const until = performance.now() + busyDrainMs
      const close = (): void => {
        if (busy() && performance.now() < until) {
          drain = setTimeout(close, drainMs)
          return
        }
        child.stdout?.destroy()
        child.stderr?.destroy()
      }
      drain = setTimeout(close, drainMs)
    })
    child.once('close', (exitCode, signal) => {
      clearTimeout(drain)
      resolve({ exitCode, signal })
    })
  })
}
