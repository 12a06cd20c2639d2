import { exitCodes, UserError } from '../errors.ts'
import type { Verdict } from '../verdict.ts'
import { Interrupted } from './signals.ts'

/** How a run that threw ends: its exit code, one line, and for a bug of ours the stack. */
export type Failure = { exitCode: number; line: string; stack?: string }

/** @param signal what aborted the work; an error that came of it is not reported as one */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  const reason: unknown = signal.aborted ? signal.reason : error
  if (reason instanceof Interrupted) return { exitCode: reason.exitCode, line: `${reason.message}; run again to go on` }
  if (error instanceof UserError) return { exitCode: exitCodes[error.exit], line: error.message }
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  const message = error instanceof Error ? error.message : String(error)
  return {
    exitCode: exitCodes.crashed,
    line: `this is a bug of model-actions, please report it with the lines below: ${message}`,
    stack: error instanceof Error && error.cause !== undefined ? `${stack}\ncaused by ${causeOf(error.cause)}` : stack,
  }
}

const causeOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause))

export const verdictExitCode = (verdict: Verdict): number =>
  verdict === 'pass' ? exitCodes.done : verdict === 'inconclusive' ? exitCodes.inconclusive : exitCodes['gate-failed']

/** The place that a message begins with (`model.yml:12: …`, `model.yml: …`), for an annotation in that file. */
export function placeOf(message: string): { file?: string; line?: number } {
  const [, file, line] = /^([^\s:]{1,300}\.ya?ml):(?:(\d{1,7}):)?/.exec(message) ?? []
  return { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line: Number(line) }) }
}
