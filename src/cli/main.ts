import { formatProblem } from '../errors.ts'
import { failureOf } from '../platform/failure.ts'
import { abortOnSignals, hangUpAsked } from '../platform/signals.ts'
import { createTerminal, lastLine } from '../platform/terminal.ts'
import { askAt, askSecretAt } from './ask.ts'
import { createProgram } from './program.ts'

/* The command line: parses the arguments of this process, runs the command, ends with its exit code. */

const signal = abortOnSignals(process, { hangUp: hangUpAsked(process.env), onLate: sayStopped })
const ask = (question: string, otherwise?: string): Promise<string> =>
  askAt({ input: process.stdin, output: process.stderr, signal }, question, otherwise)
const askSecret = (question: string): Promise<string> =>
  askSecretAt({ input: process.stdin, output: process.stderr, signal }, question)
const confirm = async (question: string): Promise<boolean> => /^y(es)?$/i.test(await ask(question, 'y/N'))
/** Of a pipe without a reader, and of a terminal that was closed. */
const gone = new Set<string | undefined>(['EPIPE', 'EIO'])
/** Whoever read what we say has gone, as `head` does: what is under way comes to its end all the same. */
const unread = new AbortController()
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!gone.has(error.code)) throw error
  unread.abort()
})
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (!gone.has(error.code)) throw error
})
const somebody = process.stdin.isTTY && process.stderr.isTTY
try {
  process.exitCode = await createProgram({
    signal,
    stdout: process.stdout,
    stderr: process.stderr,
    unread: unread.signal,
    ...(process.stdin.isTTY ? {} : { piped: process.stdin }),
    ...(somebody ? { confirm, ask, askSecret } : {}),
  }).run(process.argv.slice(2))
} catch (error) {
  const { exitCode, problems, stack } = failureOf(error, signal, process.env['MODEL_ACTIONS_DEBUG'] === '1')
  process.exitCode = exitCode
  if (signal.aborted) sayStopped(signal)
  else {
    const { log } = createTerminal({ stderr: process.stderr })
    for (const problem of problems) log.error(formatProblem(problem))
    if (stack !== undefined) log.foreign(stack)
  }
}
// What a stage left open (sockets, timers) must not keep a finished command alive.
process.exit()

/** Somebody wanted it to stop: that is no error. */
function sayStopped(by: AbortSignal): void {
  for (const problem of failureOf(by.reason, by).problems) lastLine(process.stderr, formatProblem(problem), process.env)
}
