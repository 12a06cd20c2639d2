import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename } from 'node:path'

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
 * @param options.hangUp `ignored` where work goes on when the terminal is closed
 * @param options.onLate called before the process ends while its work has not: the last chance to say what it did
 */
export function abortOnSignals(
  source: SignalSource = process,
  {
    nowMs = () => performance.now(),
    hangUp = 'stops',
    onLate = () => undefined,
  }: { nowMs?: () => number; hangUp?: 'stops' | 'ignored'; onLate?: (signal: AbortSignal) => void } = {},
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
  // Without a listener the signal would end the process.
  for (const signal of stopping)
    source.on(signal, signal === 'SIGHUP' && hangUp === 'ignored' ? () => undefined : listener)
  return controller.signal
}

/**
 * What whoever started this process asked for, as `nohup` and `trap '' HUP` do: that it goes on when the terminal is closed.
 * They have the signal ignored, which a program inherits; but Node gives every signal its default again before any of our
 * code runs, and so do npm and npx for what they start. What is left to see: a shell names the program that it started in the
 * variable `_`, and one that ignores the signal itself has those that it starts ignore it.
 * @param statusOfParent as of Linux's proc(5), empty where there is none
 */
export function hangUpAsked(
  environment: Readonly<Record<string, string | undefined>>,
  statusOfParent: () => string = () => readFileSync(`/proc/${process.ppid}/status`, 'utf8'),
): 'stops' | 'ignored' {
  if (basename(environment['_'] ?? '') === 'nohup') return 'ignored'
  return ignoresHangUp(statusOfParent) ? 'ignored' : 'stops'
}

function ignoresHangUp(statusOf: () => string): boolean {
  try {
    const [, mask = '0'] = /^SigIgn:\s*([0-9a-f]+)$/m.exec(statusOf()) ?? []
    return ((BigInt(`0x${mask}`) >> BigInt(constants.signals.SIGHUP - 1)) & 1n) === 1n
  } catch {
    return false
  }
}
