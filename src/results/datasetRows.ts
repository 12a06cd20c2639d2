import type { FileHandle } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import { openRegular } from '../files.ts'

/*
 * The examples of a split as `prepare` writes them (model_runtime/split_file.py): an Arrow IPC file, of which the columns id,
 * input and label come first. Read as the format says (arrow.apache.org/docs/format/Columnar.html#ipc-file-format, whose
 * metadata are flatbuffers: Footer, Schema and Message), and no more of it than these files have.
 */

export type DatasetRow = { id: string; input: Buffer; label: string }

const magic = 'ARROW1'
/** Of Schema.fbs: how a column's type is numbered. */
const [binaryType, utf8Type] = [4, 5]
const wanted = [
  { name: 'id', types: [utf8Type] },
  { name: 'input', types: [utf8Type, binaryType] },
  { name: 'label', types: [utf8Type] },
] as const
/** Of Message.fbs: validity, offsets and values of a text. */
const buffersOfText = 3
/** Pieces are of 2 MB, or hold one image more. */
const longestPiece = 256 << 20

/** Every row in its order, one piece of the file in memory at a time. @throws UserError for what `prepare` did not write */
export async function* datasetRows(path: string): AsyncGenerator<DatasetRow> {
  const { file, sizeBytes } = await openRegular(path)
  try {
    const pieces = await piecesOf(file, sizeBytes)
    for (const { at, metadataBytes, bodyBytes } of pieces) {
      const bytes = await read(file, at, metadataBytes + bodyBytes)
      yield* rowsIn(bytes.subarray(0, metadataBytes), bytes.subarray(metadataBytes))
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new UserError(`${path} is no split of a dataset (${cause.message}): run prepare again with --force`, {
      exit: 'data',
      cause,
    })
  } finally {
    await file.close()
  }
}

async function piecesOf(file: FileHandle, sizeBytes: number) {
  const end = await read(file, sizeBytes - 10, 10)
  if (end.toString('latin1', 4) !== magic) throw new RangeError(`it does not end with ${magic}`)
  const length = end.readInt32LE(0)
  const footer = root(await read(file, sizeBytes - 10 - length, length))
  const fields = vector(table(required(footer, 1)), 1)
  for (const [index, { name, types }] of wanted.entries()) {
    const field = table(element(fields, index, 4))
    const [type, found] = [scalar(field, 2), text(field, 0)]
    if (found !== name || !types.some((one) => one === type)) throw new RangeError(`its columns are others: ${found}`)
  }
  const blocks = vector(footer, 3)
  // A struct of two numbers of 8 bytes with one of 4, and as many unused, between them.
  return Array.from({ length: blocks.length }, (_, index) => {
    const { bytes, at } = element(blocks, index, 24)
    return { at: long(bytes, at), metadataBytes: bytes.readInt32LE(at + 8), bodyBytes: long(bytes, at + 16) }
  })
}

function* rowsIn(metadata: Buffer, body: Buffer): Generator<DatasetRow> {
  // Since 0.15 a message begins with four bytes that are all ones, and its length.
  const message = root(metadata.subarray(metadata.readInt32LE(0) === -1 ? 8 : 4))
  const batch = table(required(message, 2))
  if (slot(batch, 3) !== undefined) throw new RangeError('it is compressed')
  const head = slot(batch, 0)
  const rows = head === undefined ? 0 : long(head.bytes, head.at)
  const buffers = vector(batch, 2)
  const column = (index: number) => {
    const part = (which: number): Buffer => {
      const { bytes, at } = element(buffers, index * buffersOfText + which, 16)
      const [from, length] = [long(bytes, at), long(bytes, at + 8)]
      if (from + length > body.length) throw new RangeError('it is cut')
      return body.subarray(from, from + length)
    }
    const [offsets, values] = [part(1), part(2)]
    return (row: number): Buffer => {
      const [from, to] = [offsets.readInt32LE(4 * row), offsets.readInt32LE(4 * row + 4)]
      if (!(0 <= from && from <= to && to <= values.length)) throw new RangeError('it is damaged')
      return values.subarray(from, to)
    }
  }
  const [id, input, label] = [column(0), column(1), column(2)]
  for (let row = 0; row < rows; row++)
    yield { id: id(row).toString('utf8'), input: input(row), label: label(row).toString('utf8') }
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  if (!(at >= 0 && length >= 0 && length <= longestPiece)) throw new RangeError('it is cut')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  if (bytesRead !== length) throw new RangeError('it is cut')
  return buffer
}

/* Flatbuffers: a table begins with how far before it the list of its fields stands; a field that is absent has a 0 there. */

type At = { bytes: Buffer; at: number }
type Vector = At & { length: number }

/** What an offset leads to. */
const table = ({ bytes, at }: At): At => ({ bytes, at: at + bytes.readUInt32LE(at) })
const root = (bytes: Buffer): At => table({ bytes, at: 0 })

function slot({ bytes, at }: At, field: number): At | undefined {
  const list = at - bytes.readInt32LE(at)
  const offset = 4 + 2 * field < bytes.readUInt16LE(list) ? bytes.readUInt16LE(list + 4 + 2 * field) : 0
  return offset === 0 ? undefined : { bytes, at: at + offset }
}

function required(of: At, field: number): At {
  const found = slot(of, field)
  if (found === undefined) throw new RangeError('a part is missing')
  return found
}

const scalar = (of: At, field: number): number => {
  const found = slot(of, field)
  return found === undefined ? 0 : found.bytes.readUInt8(found.at)
}

function vector(of: At, field: number): Vector {
  const { bytes, at } = table(required(of, field))
  return { bytes, at: at + 4, length: bytes.readUInt32LE(at) }
}

function element({ bytes, at, length }: Vector, index: number, sizeBytes: number): At {
  if (index >= length) throw new RangeError('a part is missing')
  return { bytes, at: at + index * sizeBytes }
}

function text(of: At, field: number): string {
  const { bytes, at } = table(required(of, field))
  return bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at))
}

const long = (bytes: Buffer, at: number): number => Number(bytes.readBigInt64LE(at))
