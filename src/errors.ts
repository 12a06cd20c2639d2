/**
 * What a person did that we cannot go on with: one line with the cause, the place and the remedy.
 * It is shown without a stack. Everything else that is thrown is a bug of ours and is shown with one.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly exit: ExitName

  /** @param message one line: cause, place (file, key, value) and remedy */
  constructor(message: string, options: { exit?: ExitName; cause?: unknown } = {}) {
    super(message.replaceAll(/\s*\n\s*/g, ' '), options.cause === undefined ? undefined : { cause: options.cause })
    this.exit = options.exit ?? 'configuration'
  }
}

/** Exit codes of the runtime and of our own command line: one table for both (contract version 1). */
export const exitCodes = {
  done: 0,
  configuration: 2,
  data: 3,
  preflight: 4,
  'out-of-memory': 5,
  diverged: 6,
  'gate-failed': 7,
  inconclusive: 8,
  crashed: 70,
  interrupted: 75,
} as const

export type ExitName = keyof typeof exitCodes
