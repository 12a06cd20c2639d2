import type { Readable } from 'node:stream'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { jsonAsWritten } from '../json.ts'
import { eachLine } from '../lines.ts'
import { plainValue, rowText, rowValues } from '../rowText.ts'
import { Random } from '../statistics/random.ts'
import type { Asked, Example } from './types.ts'

const fieldsOf = z.record(z.string(), z.unknown())

export type Examples<E = Asked> = { examples: E[]; lines: number }

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

/** @param of what stands in the column that the model reads: a text, or the path of an image */
export type MonitoredColumns = { text: string | readonly string[]; label: string; of: 'text' | 'image' }

/**
 * Reads inputs, one JSON object a line, and draws at most `most` of them; never more are in memory.
 * @param columns of the text, or those that it is made of, and of its label, which may be missing
 * @throws UserError with the line that is none
 */
export async function readExamples(
  stream: Readable,
  columns: MonitoredColumns,
  { file, most }: { file: string; most: number },
): Promise<Examples<Example>> {
  const drawn = new Drawn<Example>(most)
  await eachLine(stream, (line, number) => {
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') drawn.take(exampleOf(text, columns, { file, line: number }))
  })
  return { examples: drawn.examples, lines: drawn.lines }
}

function exampleOf(line: string, columns: MonitoredColumns, place: { file: string; line: number }): Example {
  const refuse = (what: string): never => {
    throw new UserError(what, { exit: 'data', place })
  }
  const parsed = fieldsOf.safeParse(jsonAsWritten(line))
  if (!parsed.success) return refuse('no JSON object: give one a line, such as {"text": "Where is my parcel?"}')
  const { [columns.label]: label } = parsed.data
  const input = inputIn(parsed.data, columns)
  if ('wrong' in input) return refuse(input.wrong)
  if (label === undefined || label === null) return input
  if (typeof label !== 'string') return refuse(`"${columns.label}" is no name of a class: give a text, or leave it out`)
  return { ...input, label }
}

function inputIn(
  fields: Readonly<Record<string, unknown>>,
  { text: column, of }: MonitoredColumns,
): Pick<Example, 'text' | 'row'> | { wrong: string } {
  if (typeof column === 'string') {
    const text = fields[column]
    return typeof text === 'string'
      ? { text }
      : { wrong: `no ${of} under "${column}" (data.${of}): give each line the column that the model reads` }
  }
  const row = rowValues(fields, column)
  return 'values' in row
    ? { text: rowText(row.values, column), row: row.values }
    : { wrong: `nothing that can be read under "${row.wrong}" (data.text): give each line ${plainValue} there` }
}
