import { UserError } from '../errors.ts'
import { createPacer, createThinner, percentLine } from './progress.ts'
import { createRedactor } from './secrets.ts'
import type { Platform } from './types.ts'

/** What is written to: standard error, or a stand-in of it. */
export type Screen = { write(text: string): unknown; isTTY?: boolean; columns?: number }

/**
 * A terminal. Everything goes to `stderr`, so that standard output belongs to the result.
 * @param debug whether debug lines are shown
 */
export function createTerminal(options: { stderr: Screen; nowMs?: () => number; debug?: boolean }): Platform {
  const { stderr: screen, nowMs = () => performance.now(), debug = false } = options
  const redactor = createRedactor()
  const worthALine = createThinner(nowMs)
  const due = createPacer(nowMs)
  const redraws = screen.isTTY === true
  const saved = new Map<string, string>()
  let drawn = ''

  /** A line longer than the screen would wrap, and what wraps cannot be redrawn. */
  const fitting = (line: string): string => line.slice(0, Math.max(10, (screen.columns ?? 80) - 1))
  const erase = (): void => {
    if (drawn !== '') screen.write('\r\u001b[2K')
  }
  const print = (text: string): void => {
    erase()
    for (const line of redactor.lines(text)) screen.write(`${line}\n`)
    if (drawn !== '') screen.write(drawn)
  }

  return {
    kind: 'terminal',
    log: {
      info: print,
      warn: (line) => print(`warning: ${line}`),
      error: (line) => print(`error: ${line}`),
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
      progress(what, share) {
        const line = redactor.line(percentLine(what, share))
        if (!redraws) {
          if (worthALine(what, share)) print(line)
          return
        }
        erase()
        drawn = share >= 1 ? '' : fitting(line)
        screen.write(share >= 1 ? `${line}\n` : drawn)
      },
      live(text) {
        const line = redactor.line(text)
        if (!redraws) {
          if (line !== '' && due()) print(line)
          return
        }
        erase()
        drawn = fitting(line)
        if (drawn !== '') screen.write(drawn)
      },
    },
    async group(title, work) {
      print(`— ${title}`)
      try {
        return await work()
      } finally {
        erase()
        drawn = ''
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
