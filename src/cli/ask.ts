import { createInterface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { UserError } from '../errors.ts'
import { deferred } from '../timers.ts'

type Terminal = { input: Readable; output: Writable; signal: AbortSignal }

/** Asks who sits at a terminal. @throws UserError where the input ends instead of an answer, as by Ctrl-D */
export async function askAt({ input, output, signal }: Terminal, question: string, otherwise = ''): Promise<string> {
  const asked = createInterface({ input, output })
  const ended = deferred<never>()
  asked.once('close', () => ended.reject(new Error('closed')))
  // A terminal that is read by letters sends no signal itself.
  asked.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    const answer = await Promise.race([asked.question(`${question} [${otherwise}] `, { signal }), ended.promise])
    return answer.trim() || otherwise
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
