import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** Takes one line, without its end. Nothing more is read while a promise that it gave is open. */
export type OnLine = ((line: string) => void) | ((line: string) => Promise<void>)

/** The same with the number of the line: those that are empty are counted, and not taken. */
export type OnNumberedLine = (line: string, number: number) => void | Promise<void>

/** Characters of a line that a callback sees at most, unless it asks for more: no line of the contract is longer, and none may fill the memory. */
export const maxLineChars = 1024 * 1024

/** Cuts bytes into lines; a carriage return ends one too, as progress bars use it. */
export class LineCutter {
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: OnNumberedLine
  readonly #longestChars: number
  #line = ''
  #dropped = 0
  #number = 1

  constructor(onLine: OnNumberedLine, longestChars = maxLineChars) {
    this.#onLine = onLine
    this.#longestChars = longestChars
  }

  async take(bytes: Buffer): Promise<void> {
    await this.#cut(this.#decoder.write(bytes))
  }

  /** The last line may lack its end. */
  async end(): Promise<void> {
    await this.#cut(this.#decoder.end())
    await this.#flush()
  }

  async #cut(text: string): Promise<void> {
    let at = 0
    for (const [index, piece] of text.split(/[\r\n]/).entries()) {
      if (index > 0) {
        const pending = this.#flush()
        if (text[at - 1] === '\n') this.#number += 1
        // Not awaited where there is nothing to wait for: a pause for each line costs more than the line.
        if (pending instanceof Promise) await pending
      }
      at += piece.length + 1
      const room = Math.max(0, this.#longestChars - this.#line.length)
      this.#line += piece.slice(0, room)
      this.#dropped += Math.max(0, piece.length - room)
    }
  }

  #flush(): void | Promise<void> {
    const number = this.#number
    const line = this.#dropped === 0 ? this.#line : `${this.#line} … (${this.#dropped} more characters)`
    this.#line = ''
    this.#dropped = 0
    if (line !== '') return this.#onLine(line, number)
  }
}

/**
 * Calls back for each line of a stream, in the callback's own pace: whoever writes is slowed down, and memory stays small.
 * Settles when the stream is read to its end. @throws what the callback throws, and what ends the stream before its end
 */
export async function eachLine(stream: Readable, onLine: OnNumberedLine): Promise<void> {
  const lines = new LineCutter(onLine)
  try {
    for await (const chunk of stream) await lines.take(chunk as Buffer)
  } finally {
    await lines.end()
  }
}
