import type { Readable } from 'node:stream'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { jsonAsWritten } from '../json.ts'
import { eachLine } from '../lines.ts'
import { plainValue, rowValues } from '../rowText.ts'
import { Random } from '../statistics/random.ts'
import type { RowExample, TextExample } from './types.ts'

const fieldsOf = z.record(z.string(), z.unknown())

/** Those that were drawn, and of how many. */
export type Examples<E> = { examples: E[]; lines: number }

/** Of more than `most` so many are drawn by chance, the same ones each time: each as likely as every other, whatever their order. */
export class Drawn<E> implements Examples<E> {
  readonly examples: E[] = []
  lines = 0
  readonly #random = new Random(0)
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  take(example: E): void {
    const { examples } = this
    this.lines += 1
    const at = examples.length < this.#most ? examples.length : Math.floor((this.#random.word() / 2 ** 32) * this.lines)
    if (at < this.#most) examples[at] = example
  }
}

/** An image as a file of inputs names it. */
export type NamedImage = { kind: 'path'; path: string; label?: string }

/** What of a line a model reads, or what is wrong with it. */
export type Reading<E> = (fields: Readonly<Record<string, unknown>>) => E | { wrong: string }

export const textUnder =
  (column: string): Reading<TextExample> =>
  (fields) => {
    const text = fields[column]
    return typeof text === 'string' ? { kind: 'text', text } : without('text', column)
  }

export const imageUnder =
  (column: string): Reading<NamedImage> =>
  (fields) => {
    const path = fields[column]
    return typeof path === 'string' ? { kind: 'path', path } : without('image', column)
  }

const without = (what: 'text' | 'image', column: string): { wrong: string } => ({
  wrong: `no ${what} under "${column}" (data.${what}): give each line the column that the model reads`,
})

export const rowUnder =
  (columns: readonly string[]): Reading<RowExample> =>
  (fields) => {
    const row = rowValues(fields, columns)
    return 'values' in row
      ? { kind: 'row', row: row.values }
      : { wrong: `nothing that can be read under "${row.wrong}" (data.text): give each line ${plainValue} there` }
  }

/**
 * Reads inputs, one JSON object a line, and draws at most `most` of them; never more are in memory.
 * @param label the column of the label, which may be missing
 * @throws UserError with the line that is none
 */
export async function readExamples<E extends { label?: string }>(
  stream: Readable,
  { read, label }: { read: Reading<E>; label: string },
  { file, most }: { file: string; most: number },
): Promise<Examples<E>> {
  const drawn = new Drawn<E>(most)
  await eachLine(stream, (line, number) => {
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') drawn.take(exampleOf(text, { read, label }, { file, line: number }))
  })
  return { examples: drawn.examples, lines: drawn.lines }
}

function exampleOf<E extends { label?: string }>(
  line: string,
  { read, label }: { read: Reading<E>; label: string },
  place: { file: string; line: number },
): E {
  const refuse = (what: string): never => {
    throw new UserError(what, { exit: 'data', place })
  }
  const parsed = fieldsOf.safeParse(jsonAsWritten(line))
  if (!parsed.success) return refuse('no JSON object: give one a line, such as {"text": "Where is my parcel?"}')
  const { [label]: name } = parsed.data
  const input = read(parsed.data)
  if ('wrong' in input) return refuse(input.wrong)
  if (name === undefined || name === null) return input
  if (typeof name !== 'string') return refuse(`"${label}" is no name of a class: give a text, or leave it out`)
  return { ...input, label: name }
}
