import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { openRegular } from '../files.ts'
import { type Examples, imageUnder, type Reading, readExamples, rowUnder, textUnder } from '../monitor/examples.ts'
import type { Asked } from '../monitor/types.ts'
import { inputOf, type ModelSpec } from '../spec/schema.ts'
import { taskOf } from '../tasks/index.ts'
import { imageInputs, mostImages } from './monitorImages.ts'
import { labelOf } from './questions.ts'

/** One side of a look: what is drawn of a file, or of a dataset, to be asked. */
export type Inputs = {
  /** Of all that is asked, images included. */
  digest: Digest
  /** Of so many some are drawn. */
  lines: number
  /** So many. */
  drawn: number
  /** Of those that were drawn: images that no gateway passes on, which are not asked. */
  tooLarge: number
  /** One after the other, so that no more are in memory than are asked together. */
  examples(): Iterable<Asked> | AsyncIterable<Asked>
}

/** What the model reads of a line, and where the class stands, which may be missing. */
export type Columns = { label: string } & (
  | { kind: 'text' | 'image'; column: string }
  | { kind: 'row'; columns: readonly string[] }
)

export function columnsOf(spec: ModelSpec): Columns {
  const { column } = inputOf(spec)
  const label = labelOf(spec)
  if (typeof column !== 'string') return { kind: 'row', columns: column, label }
  return { kind: taskOf(spec.task).inputKind, column, label }
}

/** What is looked at in one look; more tells no more, and what serves has users too. */
const mostExamples = 1_000

export const mostOf = (kind: Columns['kind']): number => (kind === 'image' ? mostImages : mostExamples)

/** @throws UserError where the file cannot be read, with the line that is none, and with an image that is none */
export async function fileInputs(path: string, columns: Columns): Promise<Inputs> {
  const { label } = columns
  if (columns.kind === 'image') {
    const read = imageUnder(columns.column)
    return imageInputs((await drawn(path, { read, label, most: mostImages })).found, path)
  }
  const read = columns.kind === 'row' ? rowUnder(columns.columns) : textUnder(columns.column)
  const { found, digest } = await drawn<Exclude<Asked, { kind: 'image' }>>(path, { read, label, most: mostExamples })
  const { examples, lines } = found
  return { digest, lines, drawn: examples.length, tooLarge: 0, examples: () => examples }
}

/** The digest is of the very bytes that were drawn from, also where somebody writes meanwhile. */
async function drawn<E extends { label?: string }>(
  path: string,
  { read, label, most }: { read: Reading<E>; label: string; most: number },
): Promise<{ found: Examples<E>; digest: Digest }> {
  const { file } = await openRegular(path, { links: 'followed' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error
    throw new UserError(`${path} cannot be read (${error.code}): name a file of JSON lines`, {
      exit: 'data',
      cause: error,
    })
  })
  const hash = createHash('sha256')
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(piece)
      yield piece
    }
  }
  try {
    const found = await readExamples(Readable.from(pieces()), { read, label }, { file: path, most })
    return { found, digest: `sha256:${hash.digest('hex')}` }
  } finally {
    await file.close()
  }
}
