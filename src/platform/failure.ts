import { sep } from 'node:path'
import { exitCodes, type Problem, UserError } from '../errors.ts'
import { diskRemedies } from '../files.ts'
import type { Verdict } from '../verdict.ts'
import { whereStopped } from './doing.ts'
import { Interrupted } from './signals.ts'

/** How a run that threw ends: its exit code, what went wrong, and the stack of a bug of ours. */
export type Failure = { exitCode: number; problems: readonly [Problem, ...Problem[]]; stack?: string }

/**
 * @param signal what aborted the work; an error that came of it is not reported as one
 * @param debug what the system refused has its stack too: it may be at a path that only we know of
 */
export function failureOf(error: unknown, signal: AbortSignal, debug = false): Failure {
  const reason: unknown = signal.aborted ? signal.reason : error
  if (reason instanceof Interrupted) {
    const where = whereStopped(signal)
    const told = where === undefined ? `${reason.message}; run again to go on` : `${reason.message} ${where}`
    // It may stand in a file that somebody reads later, who did not want it to end with the terminal.
    const what = reason.exitCode === hungUp ? `${told}; ${howToGoOn}` : told
    return { exitCode: reason.exitCode, problems: [{ what }] }
  }
  if (error instanceof UserError) return { exitCode: exitCodes[error.exit], problems: error.problems }
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  const refused = refusedBySystem(error)
  if (refused !== undefined)
    return { exitCode: exitCodes[refused.exit], problems: refused.problems, ...(debug ? { stack } : {}) }
  const message = error instanceof Error ? error.message : String(error)
  return {
    exitCode: exitCodes.crashed,
    problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
    stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
  }
}

/**
 * Permissions of another user's files, and a full disk, are met anywhere, and are no bugs of ours.
 * @param home where we keep what is ours: what is written to an open file fails without a path, and was most likely there
 * @returns undefined for every other error
 */
export function refusedBySystem(error: unknown, home?: string): UserError | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', syscall, path, address, port } = error as NodeJS.ErrnoException & Partial<Address>
  const remedy = diskRemedies.get(code)
  if (syscall === undefined || remedy === undefined) return undefined
  const forbidden = code === 'EACCES' || code === 'EPERM'
  // A socket of this machine is a file, and Node tells its path as an address.
  if (address !== undefined && !address.startsWith('/')) return forbidden ? noWay({ address, port }, error) : undefined
  const named = path ?? address
  // A right that is missing, of nobody knows what, is ours to find; and without a path it may be a terminal that is gone.
  if (named === undefined && (forbidden || code === 'EIO')) return undefined
  const at = named ?? home
  const isOurs = home !== undefined && `${at}${sep}`.startsWith(`${home}${sep}`)
  return new UserError(
    `${at === undefined ? '' : `${at}: `}${syscall} was refused (${code}): ${remedy}${isOurs ? ', or name another directory by MODEL_ACTIONS_HOME' : ''}`,
    { exit: 'preflight', cause: error },
  )
}

type Address = { address: string; port: number | undefined }

function noWay({ address, port }: Address, cause: NodeJS.ErrnoException): UserError {
  const host = address.includes(':') ? `[${address}]` : address
  const at = port === undefined || port < 0 ? host : `${host}:${port}`
  const remedy =
    cause.syscall === 'listen'
      ? 'name a port from 1024 on, or run this as a user who may'
      : 'let the firewall of this machine pass it'
  return new UserError(`${at}: ${cause.syscall} was refused (${cause.code}): ${remedy}`, { exit: 'preflight', cause })
}

const hungUp = new Interrupted('SIGHUP').exitCode
const howToGoOn = 'to go on when the terminal is closed, start it by setsid, systemd-run --user or in tmux'

const causeOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause))

export const verdictExitCode = (verdict: Verdict): number =>
  verdict === 'pass' ? exitCodes.done : verdict === 'inconclusive' ? exitCodes.inconclusive : exitCodes['gate-failed']
