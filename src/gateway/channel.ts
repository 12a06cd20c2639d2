import type { DockerClient, Talk } from '../docker/types.ts'
import { after, deferred } from '../timers.ts'
import { type Addressee, beat, longestLineChars, type Question, type Said } from './agent/relay.ts'

/*
 * One program inside of a gateway's container, kept for as long as somebody asks: to start one for each question takes
 * half a second of a quiet machine and several of a busy one. It is started by the first question, and anew by the one after it has
 * ended: with the engine, the container, the network. It is hung up once nobody has asked for a while, and with this process,
 * which it does not keep from ending.
 */

/** Between looks whether the other end is there, while an answer is owed. */
const beatMs = 2_000
/** So many of them in vain: a machine that is busy says nothing for some seconds. While this process stands still it hears nothing. */
const deafLooks = 5
const idleMs = 60_000
/** What is asked takes a line, of which the other end reads so much. */
const longestQuestionChars = 1024 * 1024 - 1

export type Channel = {
  /** @throws Error where no answer comes: it may have been heard, or not */
  ask(to: Addressee, what: object): Promise<unknown>
}

/** @param command starts the relay in the container */
export function channelTo(docker: Pick<DockerClient, 'talk'>, container: string, command: readonly string[]): Channel {
  let current: Promise<Line> | undefined

  const open = async (): Promise<Line> => {
    const line = new Line()
    const onLine = (text: string): void => line.heard(text)
    return line.begin(await docker.talk(container, command, { onLine, longestLineChars }))
  }
  /** The line that there is, or a new one; those who ask at once share it. */
  const connected = (): Promise<Line> => {
    if (current !== undefined) return current
    const opening = open()
    current = opening
    const forget = (): void => {
      if (current === opening) current = undefined
    }
    opening.then((line) => line.onEnd(forget), forget)
    return opening
  }

  return {
    async ask(to, what) {
      const line = await connected().catch((error: Error) => {
        throw notReached(error)
      })
      return line.ask(to, what)
    },
  }
}

type Owed = { resolve(said: unknown): void; reject(why: Error): void }

/** From the start of one program to its end. */
class Line {
  readonly #owed = new Map<number, Owed>()
  readonly #onEnd: (() => void)[] = []
  #talk: Talk | undefined
  #over: Error | undefined
  #lastId = 0
  #unheard = 0
  #next = after(0, () => undefined)

  begin(talk: Talk): this {
    this.#talk = talk
    void talk.ended.then((why) => this.#end(why))
    this.#rest()
    return this
  }

  onEnd(work: () => void): void {
    if (this.#over === undefined) this.#onEnd.push(work)
    else work()
  }

  heard(text: string): void {
    this.#unheard = 0
    const said = readSaid(text)
    if (said === undefined) return
    const asked = this.#owed.get(said.id)
    if ('failed' in said) asked?.reject(new Error(`the gateway's agent does not answer: ${said.failed}`))
    else asked?.resolve(said.said)
  }

  async ask(to: Addressee, what: object): Promise<unknown> {
    const id = ++this.#lastId
    const text = JSON.stringify({ id, to, ask: what } satisfies Question)
    if (text.length > longestQuestionChars) throw new Error('a question that is longer than a line may be')
    if (this.#over !== undefined) throw notReached(this.#over)
    const { promise, resolve, reject } = deferred<unknown>()
    this.#owed.set(id, { resolve, reject })
    if (this.#owed.size === 1) this.#work()
    this.#talk?.say(text)
    try {
      return await promise
    } finally {
      this.#owed.delete(id)
      if (this.#owed.size === 0) this.#rest()
    }
  }

  #work(): void {
    this.#unheard = 0
    this.#talk?.keepsAwake(true)
    this.#listen()
  }

  #listen(): void {
    this.#next.cancel()
    this.#next = after(beatMs, () => {
      if (this.#unheard >= deafLooks) {
        this.#end(new Error(`nothing was heard of it for ${(deafLooks * beatMs) / 1000} s`))
        return
      }
      this.#unheard += 1
      this.#talk?.say(beat)
      this.#listen()
    })
  }

  #rest(): void {
    this.#next.cancel()
    if (this.#over !== undefined) return
    this.#talk?.keepsAwake(false)
    this.#next = after(idleMs, () => this.#end(new Error('nobody asked for long')))
  }

  #end(why: Error): void {
    if (this.#over !== undefined) return
    this.#over = why
    this.#next.cancel()
    this.#talk?.hangUp()
    for (const { reject } of this.#owed.values()) reject(notReached(why))
    for (const work of this.#onEnd) work()
  }
}

/** It is no answer of the agent's, and whoever holds a lease asks again. */
const notReached = (cause: Error): Error =>
  new Error(`the gateway's agent was not reached: ${cause.message}`, { cause })

/** Undefined for a beat, and for what the engine itself says of a program that it cannot start. */
function readSaid(text: string): Said | undefined {
  try {
    const found = JSON.parse(text) as Said | string | null
    return typeof found === 'object' && found !== null && typeof found.id === 'number' ? found : undefined
  } catch {
    return undefined
  }
}
