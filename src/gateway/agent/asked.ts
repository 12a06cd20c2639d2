import { createHash } from 'node:crypto'
import { jsonOf } from '../../json.ts'

/** So many are known, by some bytes each; of more the oldest are forgotten. */
const mostKnown = 1 << 16

/**
 * Which requests a version was asked already. A model answers the same request the same again: asked twice it says nothing
 * new, and a client that repeats itself would speak for many. No request is kept, only what tells it from others.
 */
export class Asked {
  readonly #known = new Set<string>()

  has(request: string): boolean {
    return this.#known.has(markOf(request))
  }

  add(request: string): void {
    this.#known.add(markOf(request))
    const [oldest] = this.#known
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
  }
}

/** A client may give each of its requests a name of its own: what is asked is the rest. */
function markOf(request: string): string {
  const said = jsonOf(request)
  const asked =
    typeof said === 'object' && said !== null && !Array.isArray(said)
      ? JSON.stringify(Object.entries(said).filter(([key]) => key !== 'id'))
      : request
  return createHash('sha256').update(asked).digest('base64').slice(0, 16)
}
