/** Why work was aborted: a signal to this process. Its exit code is the shell's 128 + number. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly exitCode: number
  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signal}`)
    this.exitCode = signal === 'SIGINT' ? 130 : 143
  }
}

/** What listens to signals; `process`, or a stand-in of it. */
type SignalSource = {
  on(signal: 'SIGINT' | 'SIGTERM', listener: (signal: 'SIGINT' | 'SIGTERM') => void): unknown
  exit(code: number): unknown
}

/** The process ends so long after the first signal, whatever its work still does: a runner kills after 7.5 s, and a person after less. */
const deadlineMs = 2_300
/** npm hands on a signal that the terminal has already sent to the whole group: the same press of a key, not a second one. */
const echoMs = 300

/**
 * One AbortSignal for the process: the first SIGINT or SIGTERM aborts it with an `Interrupted`, the second ends the process at once.
 * @param nowMs a monotonic clock
 */
export function abortOnSignals(
  source: SignalSource = process,
  nowMs: () => number = () => performance.now(),
): AbortSignal {
  const controller = new AbortController()
  let first: { atMs: number; exitCode: number } | undefined
  const listener = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (first !== undefined) {
      if (nowMs() - first.atMs > echoMs) source.exit(first.exitCode)
      return
    }
    const reason = new Interrupted(signal)
    const { exitCode } = reason
    first = { atMs: nowMs(), exitCode }
    setTimeout(() => source.exit(exitCode), deadlineMs).unref()
    controller.abort(reason)
  }
  source.on('SIGINT', listener)
  source.on('SIGTERM', listener)
  return controller.signal
}
