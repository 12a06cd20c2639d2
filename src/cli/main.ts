import { createInterface } from 'node:readline/promises'
import { formatProblem } from '../errors.ts'
import { failureOf } from '../platform/failure.ts'
import { abortOnSignals } from '../platform/signals.ts'
import { createTerminal } from '../platform/terminal.ts'
import { createProgram } from './program.ts'

/* The command line: parses the arguments of this process, runs the command, ends with its exit code. */

const signal = abortOnSignals()
const ask = async (question: string, otherwise = ''): Promise<string> => {
  const asked = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await asked.question(`${question} [${otherwise}] `, { signal })).trim() || otherwise
  } finally {
    asked.close()
  }
}
const confirm = async (question: string): Promise<boolean> => /^y(es)?$/i.test(await ask(question, 'y/N'))
const somebody = process.stdin.isTTY && process.stderr.isTTY
try {
  process.exitCode = await createProgram({
    signal,
    stdout: process.stdout,
    stderr: process.stderr,
    ...(somebody ? { confirm, ask } : {}),
  }).run(process.argv.slice(2))
} catch (error) {
  const { exitCode, problems, stack } = failureOf(error, signal)
  const { log } = createTerminal({ stderr: process.stderr })
  for (const problem of problems) log.error(formatProblem(problem))
  if (stack !== undefined) log.foreign(stack)
  process.exitCode = exitCode
}
// What a stage left open (sockets, timers) must not keep a finished command alive.
process.exit()
