import { createInterface, type Interface } from 'node:readline/promises'
import { type Readable, Writable } from 'node:stream'
import { UserError } from '../errors.ts'
import { deferred } from '../timers.ts'

type Terminal = { input: Readable; output: Writable; signal: AbortSignal }

/** Asks who sits at a terminal. @throws UserError where the input ends instead of an answer, as by Ctrl-D */
export async function askAt(terminal: Terminal, question: string, otherwise = ''): Promise<string> {
  const asked = createInterface({ input: terminal.input, output: terminal.output })
  return (await answerTo(asked, `${question} [${otherwise}] `, terminal)).trim() || otherwise
}

/** The same, for what nobody is to see: what is typed is not shown. */
export async function askSecretAt(terminal: Terminal, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_, __, done) => done() })
  // As a terminal it reads letter by letter, and shows them itself: into nowhere.
  const asked = createInterface({ input: terminal.input, output: nowhere, terminal: true, historySize: 0 })
  terminal.output.write(`${question} `)
  const answer = await answerTo(asked, '', terminal)
  terminal.output.write('\n')
  return answer
}

async function answerTo(asked: Interface, prompt: string, { output, signal }: Terminal): Promise<string> {
  const ended = deferred<never>()
  asked.once('close', () => ended.reject(new Error('closed')))
  // A terminal that is read by letters sends no signal itself.
  asked.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return await Promise.race([asked.question(prompt, { signal }), ended.promise])
  } catch (cause) {
    // What is said next does not stand behind the question.
    output.write('\n')
    signal.throwIfAborted()
    throw new UserError(
      'the question got no answer, as the input has ended: run again and answer, or say it by an option',
      {
        cause,
      },
    )
  } finally {
    asked.close()
  }
}
