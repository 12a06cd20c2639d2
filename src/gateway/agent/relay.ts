import type { Readable, Writable } from 'node:stream'
import { eachLine } from '../../lines.ts'
import { after, deferred } from '../../timers.ts'
import { oneOf, shape, whole } from '../checked.ts'
import { call, exchange, longestReplyChars } from '../control.ts'
import { handOverPatienceMs } from '../timeouts.ts'
import type { Request } from './protocol.ts'
import { controlSocket, supervisorSocket } from './state.ts'

/*
 * The end inside of a container of the one line that a client keeps open to its gateway: questions come as lines of JSON, several at
 * once, and are passed on to the sockets of agent and supervisor, so that it goes on with whoever answers there by now. No
 * version may change the frames: who asks may be older or newer than this.
 */

export type Addressee = 'agent' | 'supervisor'
export type Question = { id: number; to: Addressee; ask: object }
export type Said = { id: number; said: unknown } | { id: number; failed: string }
/** Asks nothing but whether the other end is there, and is its own answer. */
export const beat = '"beat"'

/** Of one line, with what is around the answer. */
export const longestLineChars = longestReplyChars + 1024
const mostAtOnce = 64
/** Whoever asks says something more often, or has hung up; a machine that lost its network hangs up on nobody. */
const silenceMs = 90_000

const question = shape<Question>({
  id: whole(1, Number.MAX_SAFE_INTEGER),
  to: oneOf('agent', 'supervisor'),
  ask: (value) => value as object,
})

const passOn = ({ to, ask }: Question, stateDir: string): Promise<unknown> =>
  to === 'agent'
    ? call(controlSocket(stateDir), ask as Request)
    : exchange(supervisorSocket(stateDir), 'a hand-over', ask, handOverPatienceMs)

/** Ends with its input, or where that says nothing for long. */
export async function relay(stateDir: string, { input, output }: { input: Readable; output: Writable }): Promise<void> {
  const over = deferred<void>()
  let silence = after(silenceMs, over.resolve)
  let open = 0
  const say = (said: Said): void => void output.write(`${JSON.stringify(said)}\n`)
  const answer = async (asked: Question): Promise<void> => {
    const { id } = asked
    if (open >= mostAtOnce) return say({ id, failed: `more than ${mostAtOnce} questions at once` })
    open += 1
    try {
      say({ id, said: await passOn(asked, stateDir) })
    } catch (error) {
      say({ id, failed: error instanceof Error ? error.message : String(error) })
    } finally {
      open -= 1
    }
  }
  output.once('error', () => over.resolve())
  // Who says what is no question does not know whom it is talking to.
  eachLine(input, (line) => {
    silence.cancel()
    silence = after(silenceMs, over.resolve)
    if (line === beat) output.write(`${beat}\n`)
    else void answer(question(JSON.parse(line), ''))
  }).then(over.resolve, () => over.resolve())
  await over.promise
}
