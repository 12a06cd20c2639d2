import { UserError } from '../errors.ts'
import { createPacer, createThinner, percentLine } from './progress.ts'
import { createRedactor } from './secrets.ts'
import { cutColumns, wrapped } from './text.ts'
import type { Platform } from './types.ts'

/** What is written to: standard error, or a stand-in of it. */
export type Screen = { write(text: string): unknown; isTTY?: boolean; columns?: number }

/** Lines that are drawn at the foot of a screen and go with the next line; of the screen, as several parts of a program write to one. */
const feet = new WeakMap<Screen, string>()

/** Whether lines are written anew in place: not in a log, and not where somebody asks for text without control sequences. */
export const redraws = ({ isTTY }: Screen, environment: Readonly<Record<string, string | undefined>>): boolean =>
  isTTY === true &&
  environment['TERM'] !== 'dumb' &&
  (environment['NO_COLOR'] ?? '') === '' &&
  ['', 'false', '0'].includes(environment['CI'] ?? '')

/** The same where bars may be drawn: they are letters of UTF-8, which a terminal of another locale shows as rubbish. */
export const draws = (screen: Screen, environment: Readonly<Record<string, string | undefined>>): boolean =>
  redraws(screen, environment) &&
  /utf-?8/i.test(environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '')

/**
 * The last line of a program that was stopped, whose work may be in the middle of anything. Where it was stopped by a key, the
 * terminal has written `^C` into the same line.
 */
export function lastLine(
  screen: Screen,
  line: string,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const fresh = redraws(screen, environment) ? erased(feet.get(screen)) : screen.isTTY === true ? '\n' : ''
  screen.write(`${fresh}${createRedactor().line(line)}\n`)
}

/** Takes away what is drawn: the line that the cursor is in, and those above it. */
const erased = (foot = ''): string => `\r\u001b[2K${'\u001b[1A\u001b[2K'.repeat(foot.split('\n').length - 1)}`

/**
 * A terminal. Everything goes to `stderr`, so that standard output belongs to the result.
 * @param options.debug whether debug lines are shown
 */
export function createTerminal(options: {
  stderr: Screen
  nowMs?: () => number
  debug?: boolean
  environment?: Readonly<Record<string, string | undefined>>
}): Platform {
  const { stderr: screen, nowMs = () => performance.now(), debug = false, environment = process.env } = options
  const redactor = createRedactor()
  const worthALine = createThinner(nowMs)
  const due = createPacer(nowMs)
  const inPlace = redraws(screen, environment)
  const saved = new Map<string, string>()

  /** A line longer than the screen would wrap, and what wraps cannot be redrawn. */
  const fitting = (line: string): string => cutColumns(line, Math.max(10, (screen.columns || 80) - 1))
  /** Secrets go first: one that is cut into two lines would be found in neither. */
  const prose = (text: string): string =>
    screen.isTTY === true
      ? redactor
          .lines(text)
          .map((line) => wrapped(line, screen.columns || 80, '  '))
          .join('\n')
      : text
  const drawn = (): string => feet.get(screen) ?? ''
  const draw = (line: string): void => {
    if (drawn() !== '') screen.write(erased(drawn()))
    feet.set(screen, line)
    if (line !== '') screen.write(line)
  }
  const print = (text: string): void => {
    const foot = drawn()
    draw('')
    for (const line of redactor.lines(text)) screen.write(`${line}\n`)
    draw(foot)
  }

  return {
    kind: 'terminal',
    log: {
      info: print,
      warn: (line) => print(prose(`warning: ${line}`)),
      error: (line) => print(prose(`error: ${line}`)),
      debug: (line) => {
        if (debug) print(line)
      },
      foreign: (text) =>
        print(
          text
            .split(/\r?\n/)
            .map((line) => `  | ${line}`)
            .join('\n'),
        ),
      progress(what, share, detail) {
        const line = redactor.line(percentLine(what, share, detail))
        if (!inPlace) {
          if (worthALine(what, share)) print(line)
          return
        }
        draw(share >= 1 ? '' : fitting(line))
        if (share >= 1) screen.write(`${line}\n`)
      },
      live(text, table = [text]) {
        if (inPlace) return draw(table.map((row) => fitting(redactor.line(row))).join('\n'))
        const line = redactor.line(text)
        if (line !== '' && due()) print(line)
      },
    },
    async group(title, work) {
      print(`— ${title}`)
      try {
        return await work()
      } finally {
        draw('')
      }
    },
    output: () => undefined,
    summary: async () => undefined,
    secret: (value) => {
      redactor.add(value)
    },
    identityToken: async () => {
      throw new UserError('a terminal has no identity token: sign with a key, or in a job of GitHub Actions', {
        exit: 'preflight',
      })
    },
    deployment: () => ({ say: () => undefined, settled: async () => undefined }),
    deployed: async () => [],
    state: {
      save: (name, value) => saved.set(name, value),
      get: (name) => saved.get(name) ?? '',
    },
  }
}
