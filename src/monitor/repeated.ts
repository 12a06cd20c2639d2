import { stripped } from '../rowText.ts'
import { normal } from './inputs.ts'
import type { Example } from './types.ts'

/*
 * Whether recent inputs are recent at all: who gives the test split for them, or a part of what it was made of, sees no drift
 * whatever clients send. Pure.
 */

/** Fewer than so many are what clients send again and again, such as a word of thanks. */
const fewestRepeated = 20

export type Repeated = { repeated: number; of: number }

/**
 * How many of the recent inputs are in the reference as well, where that is half of them or more. Each counts once, however
 * often it came.
 * @param drawn the share of the reference that is known, as it was drawn from more: of others nobody can tell
 */
export function repeatedOf(
  reference: readonly Example[],
  recent: readonly Example[],
  drawn: number,
): Repeated | undefined {
  const known = new Set(reference.map(identityOf))
  const asked = new Set(recent.map(identityOf))
  // Where a few inputs are all that there are, such as the rows of two columns with few values, each comes again and again.
  if (2 * asked.size < recent.length) return undefined
  const repeated = [...asked].filter((one) => known.has(one)).length
  return repeated >= fewestRepeated && 2 * repeated >= drawn * asked.size ? { repeated, of: asked.size } : undefined
}

/** The same for what is one input to a model, in whatever order its columns stand. */
function identityOf(example: Example): string {
  switch (example.kind) {
    case 'text':
      return stripped(normal(example.text))
    case 'row':
      return JSON.stringify(
        Object.entries(example.row)
          .map(([name, value]) => [name, value === null ? null : stripped(normal(value))] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1)),
      )
    case 'image':
      return example.digest
  }
}
