/** Where a value was written: a file and line, a dotted key in it, or an action's input. Data, so that nobody reads it out of a text. */
export type Place = { file?: string; line?: number; key?: string; input?: string }

/** One thing that is wrong: its cause and remedy in a line, and where it is. */
export type Problem = { what: string; place?: Place }

/** `model.yml:12: data.train`, `model.yml: base`, `input sign-key`; empty where nothing is known. */
export function formatPlace({ file, line, key, input }: Place): string {
  const written = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`]
  return [...written, ...(input === undefined ? [] : [`input ${input}`]), ...(key === undefined ? [] : [key])].join(
    ': ',
  )
}

/** A problem as the one line that people read. */
export function formatProblem({ what, place }: Problem): string {
  const where = place === undefined ? '' : formatPlace(place)
  return oneLine(where === '' ? what : `${where}: ${what}`)
}

/** Some of a message is often what somebody else wrote, who may have written megabytes. */
const longestLine = 4000

const oneLine = (text: string): string => shortened(text).replaceAll(/\s*[\r\n\u2028\u2029]\s*/g, ' ')

const shortened = (text: string): string => (text.length > longestLine ? `${text.slice(0, longestLine)}…` : text)

type UserErrorOptions = { place?: Place; exit?: ExitName; cause?: unknown }

/**
 * What a person did that we cannot go on with: cause, place (file, key, value) and remedy in one line.
 * It is shown without a stack. Everything else that is thrown is a bug of ours and is shown with one.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly exit: ExitName
  /** Everything that is wrong, the first one first; `message` tells the first and how many more there are. */
  readonly problems: readonly [Problem, ...Problem[]]

  /** @param what cause and remedy in one line, without the place; or several problems that are told together */
  constructor(what: string | readonly [Problem, ...Problem[]], options: UserErrorOptions = {}) {
    const problems =
      typeof what === 'string'
        ? ([{ what: oneLine(what), ...(options.place === undefined ? {} : { place: options.place }) }] as const)
        : what
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    super(`${formatProblem(problems[0])}${more}`, options.cause === undefined ? undefined : { cause: options.cause })
    this.exit = options.exit ?? 'configuration'
    this.problems = problems
  }

  get place(): Place | undefined {
    return this.problems[0].place
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
