import { exitCodes, type Problem, UserError } from '../errors.ts'
import type { Verdict } from '../verdict.ts'
import { whereStopped } from './doing.ts'
import { Interrupted } from './signals.ts'

/** How a run that threw ends: its exit code, what went wrong, and for a bug of ours the stack. */
export type Failure = { exitCode: number; problems: readonly [Problem, ...Problem[]]; stack?: string }

/** @param signal what aborted the work; an error that came of it is not reported as one */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  const reason: unknown = signal.aborted ? signal.reason : error
  if (reason instanceof Interrupted) {
    const where = whereStopped(signal)
    const told = where === undefined ? `${reason.message}; run again to go on` : `${reason.message} ${where}`
    // It may stand in a file that somebody reads later, who did not want it to end with the terminal.
    const what = reason.exitCode === hungUp ? `${told}; ${howToGoOn}` : told
    return { exitCode: reason.exitCode, problems: [{ what }] }
  }
  if (error instanceof UserError) return { exitCode: exitCodes[error.exit], problems: error.problems }
  const refused = refusedBySystem(error)
  if (refused !== undefined) return { exitCode: exitCodes.preflight, problems: [{ what: refused }] }
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  const message = error instanceof Error ? error.message : String(error)
  return {
    exitCode: exitCodes.crashed,
    problems: [{ what: `this is a bug of model-actions, please report it with the lines below: ${message}` }],
    stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
  }
}

/** Permissions of another user's files, and a full disk, are met anywhere, and are no bugs of ours. */
function refusedBySystem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '', syscall, path, address } = error as NodeJS.ErrnoException & { address?: string }
  if (syscall === undefined) return undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `${path === undefined ? '' : `${path}: `}the disk is full (${code}): free some space and run again`
  const at = path ?? address
  if (at === undefined) return undefined
  if (code === 'EROFS') return `${at}: lies on a file system that is read-only: run this where it can be written to`
  if (code !== 'EACCES' && code !== 'EPERM') return undefined
  return `${at}: no permission (${code} of ${syscall}): run this as the user whom it belongs to, or change its owner or mode`
}

const hungUp = new Interrupted('SIGHUP').exitCode
const howToGoOn = 'to go on when the terminal is closed, start it by setsid, systemd-run --user or in tmux'

const causeOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause))

export const verdictExitCode = (verdict: Verdict): number =>
  verdict === 'pass' ? exitCodes.done : verdict === 'inconclusive' ? exitCodes.inconclusive : exitCodes['gate-failed']
