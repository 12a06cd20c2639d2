import { constants } from 'node:os'

/** SIGHUP is the end of the terminal, or of the connection to it. */
const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
type Stopping = (typeof stopping)[number]

/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number
  constructor(signal: Stopping) {
    super(`stopped by ${signal}`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

/** What listens to signals; `process`, or a stand-in of it. */
type SignalSource = {
  on(signal: Stopping, listener: (signal: Stopping) => void): unknown
  exit(code: number): unknown
}

/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300

/**
 * One AbortSignal for the process: the first signal that stops it aborts it with an `Interrupted`, the second ends the process at once.
 * @param options.nowMs a monotonic clock
 * @param options.onLate called before the process ends while its work has not: the last chance to say what it did
 */
export function abortOnSignals(
  source: SignalSource = process,
  {
    nowMs = () => performance.now(),
    onLate = () => undefined,
  }: { nowMs?: () => number; onLate?: (signal: AbortSignal) => void } = {},
): AbortSignal {
  const controller = new AbortController()
  let first: { atMs: number; exitCode: number } | undefined
  const exit = (code: number): void => {
    onLate(controller.signal)
    source.exit(code)
  }
  const listener = (signal: Stopping): void => {
    if (first !== undefined) {
      if (nowMs() - first.atMs > echoMs) exit(first.exitCode)
      return
    }
    const reason = new Interrupted(signal)
    const { exitCode } = reason
    first = { atMs: nowMs(), exitCode }
    setTimeout(() => exit(exitCode), deadlineMs).unref()
    controller.abort(reason)
  }
  for (const signal of stopping) source.on(signal, listener)
  return controller.signal
}
