import type { FileHandle } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import { openRegular } from '../files.ts'
import { unpickled } from './opcodes.ts'
import { windowOn } from './window.ts'

/*
 * A pickle runs code of its author's when it is loaded, so none is handed on, in no wrapping. Closed by default: beside its
 * weights a model holds text that no unpickler can read, and a few kinds of binary files that are known by their beginning.
 * Archives are refused whole, for what they hide.
 */

const pickleName = /\.(?:pkl|pickle|pt|pth|ckpt|bin|joblib|dill|npz|mar|nemo|keras|h5|hdf5|pyc)$/i
const remedy = 'convert the weights to safetensors and remove this file'

const headBytes = 4096
/** An archive may stand behind anything: its index is at the end, with a comment of at most 64 KiB after it. */
const tailBytes = 22 + 65_535

/** @throws UserError where the file is a pickle, an archive that can hold one, or binary and of no known kind */
export async function refusePickle(path: string): Promise<void> {
  const { file, sizeBytes } = await openRegular(path)
  try {
    const head = await part(file, 0, Math.min(sizeBytes, headBytes))
    const tailFrom = Math.max(0, sizeBytes - tailBytes)
    const tail = await part(file, tailFrom, sizeBytes - tailFrom)
    const reason =
      wrappingFault(path, head, tail) ??
      opcodeFault(unpickled(windowOn(file, sizeBytes))) ??
      (isKnown(path, head) || (await isText(file)) ? undefined : 'binary and of no known kind, which can hold a pickle')
    if (reason !== undefined) throw new UserError(`${path}: ${reason}: ${remedy}`)
  } finally {
    await file.close()
  }
}

async function part(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, from)
  return bytes.subarray(0, bytesRead)
}

/** Why a file with this name, these first and these last bytes is refused; undefined where they say nothing. Pure. */
function wrappingFault(name: string, head: Buffer, tail: Buffer): string | undefined {
  if (pickleName.test(name)) return 'a format that can hold a pickle, which runs code when it is loaded'
  if (head[0] === 0x80 && (head[1] ?? 0) <= 5) return 'a pickle, which runs code when it is loaded'
  for (const [magic, kind] of archives)
    if (head.subarray(0, magic.length).equals(magic)) return `${kind}, which can hold a pickle`
  if (tail.includes('PK\x05\x06')) return 'a zip archive, which can hold a pickle'
  if (isTar(head)) return 'a tar archive, which can hold a pickle'
  return undefined
}

function opcodeFault(end: ReturnType<typeof unpickled>): string | undefined {
  if (end === 'none') return undefined
  return end === 'calls'
    ? 'a pickle, which runs code when it is loaded'
    : 'a pickle, which can run code when it is loaded'
}

const magic = (text: string): Buffer => Buffer.from(text, 'latin1')
const archives: readonly (readonly [Buffer, string])[] = [
  [magic('PK\x03\x04'), 'a zip archive'],
  [magic('PK\x05\x06'), 'a zip archive'],
  [magic('7z\xbc\xaf\x27\x1c'), 'a 7z archive'],
  [magic('Rar!'), 'a rar archive'],
  [magic('\x1f\x8b'), 'a gzip archive'],
  [magic('\x1f\x9d'), 'a compress archive'],
  [magic('BZh'), 'a bzip2 archive'],
  [magic('\xfd7zXZ\x00'), 'an xz archive'],
  [magic('\x5d\x00\x00'), 'an lzma archive'],
  [magic('\x28\xb5\x2f\xfd'), 'a zstd archive'],
  [magic('\x04\x22\x4d\x18'), 'an lz4 archive'],
  [magic('\x93NUMPY'), 'a NumPy array'],
  [magic('\x89HDF'), 'an HDF5 file'],
  [magic('ZF\x00'), 'a zlib stream, as old joblib writes it'],
  ...[1, 0x5e, 0x9c, 0xda].map((level) => [Buffer.from([0x78, level]), 'a zlib stream, as joblib writes it'] as const),
]

/** By its name for itself, or, where old ones have none, by the checksum of its first header. */
function isTar(head: Buffer): boolean {
  if (head.subarray(257, 262).equals(magic('ustar'))) return true
  if (head.length < 512) return false
  const written = Number.parseInt(head.toString('latin1', 148, 156).trim(), 8)
  let sum = 8 * 0x20
  for (let at = 0; at < 512; at += 1) if (at < 148 || at >= 156) sum += head[at] ?? 0
  return sum === written
}

/** Binary files that a model may hold: none of them begins as a pickle could. */
function isKnown(name: string, head: Buffer): boolean {
  if (pictures.some((start) => head.subarray(0, start.length).equals(start))) return true
  // SentencePiece: a message of Protocol Buffers that begins with its first piece.
  return /\.(?:model|spm)$/i.test(name) && head[0] === 0x0a && head[2] === 0x0a
}

const pictures: readonly Buffer[] = [magic('\x89PNG\r\n\x1a\n'), magic('\xff\xd8\xff'), magic('GIF8')]

async function isText(file: FileHandle): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const pieces = file.createReadStream({ start: 0, highWaterMark: 1024 * 1024, autoClose: false })
  try {
    for await (const piece of pieces as AsyncIterable<Buffer>) {
      if (piece.includes(0)) return false
      decoder.decode(piece, { stream: true })
    }
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  } finally {
    pieces.destroy()
  }
}
