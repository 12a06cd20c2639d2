import { UserError } from '../errors.ts'

const limitEntries = 20_000
const limitBytes = 32 * 1024 * 1024
const limitAnswers = 1_000
const limitSilences = 10

/**
 * What one listing may come to in all, over every page and everything that is looked up for it. Past that it fails: a part
 * of a listing would read as "no more signatures".
 */
export class Listing {
  readonly #place: string
  readonly #untilMs: number
  #bytes = 0
  #answers = 0

  constructor(place: string, timeoutMs: number) {
    this.#place = place
    this.#untilMs = performance.now() + limitSilences * timeoutMs
  }

  took(bytes: number, doing: string): void {
    this.#bytes += bytes
    this.#answers += 1
    if (this.#bytes > limitBytes) this.#refuse(doing, `more than ${limitBytes} bytes`)
    if (this.#answers > limitAnswers) this.#refuse(doing, `more than ${limitAnswers} answers`)
    if (performance.now() > this.#untilMs) this.#refuse(doing, 'it takes too long')
  }

  require(entries: number, doing: string): void {
    if (entries > limitEntries) this.#refuse(doing, `more than ${limitEntries} entries`)
  }

  #refuse(doing: string, reason: string): never {
    throw new UserError(
      `${this.#place}: cannot ${doing}: ${reason}: remove what nobody needs there, or use another repository`,
    )
  }
}
