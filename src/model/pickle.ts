import { open } from 'node:fs/promises'
import { UserError } from '../errors.ts'

/*
 * A pickle runs code of its author's when it is loaded, so none is handed on, in no wrapping: closed by default, by name
 * and by what the file begins with. Archives are refused whole, for what they hide.
 */

const pickleName = /\.(?:pkl|pickle|pt|pth|ckpt|bin|joblib|dill|npz)$/i
const remedy = 'convert the weights to safetensors and remove this file'

/** @throws UserError where the file is a pickle, or an archive that can hold one */
export async function refusePickle(file: string): Promise<void> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(size, 4096))
    await handle.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(size, 1))
    await handle.read(tail, 0, tail.length, size - tail.length)
    const reason = pickleFault(file, head, tail)
    if (reason !== undefined) throw new UserError(`${file}: ${reason}: ${remedy}`)
  } finally {
    await handle.close()
  }
}

/** Why these first (up to 4,096) and last bytes of a file are refused; undefined where they are not. Pure. */
export function pickleFault(name: string, head: Buffer, lastByte: Buffer): string | undefined {
  if (pickleName.test(name)) return 'a format that can hold a pickle, which runs code when it is loaded'
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5)
    return 'a pickle, which runs code when it is loaded'
  const begin = head.toString('latin1')
  for (const [magic, kind] of archives) if (begin.startsWith(magic)) return `${kind}, which can hold a pickle`
  if (begin.slice(257, 262) === 'ustar') return 'a tar archive, which can hold a pickle'
  if (begin.startsWith('\x93NUMPY') && /'descr':\s*(?:'[^']*O|\[.*'[^']*\|O)/.test(begin))
    return 'a NumPy array of Python objects, which is a pickle'
  // Protocols 0 and 1 have no magic: a global (c MODULE newline NAME newline) near the front, and the stop code at the end.
  if (lastByte[0] === 0x2e && /^(?:[(\]}]|[^\n]{0,3})?c[\w.]+\n[\w.]+\n[(pq\]}]/.test(begin))
    return 'a pickle of protocol 0, which runs code when it is loaded'
  return undefined
}

const archives: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a zip archive'],
  ['PK\x05\x06', 'a zip archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ\x00', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'a zstd archive'],
  ['\x04\x22\x4d\x18', 'an lz4 archive'],
  ['\x78\x01', 'a zlib stream, as joblib writes it'],
  ['\x78\x9c', 'a zlib stream, as joblib writes it'],
  ['\x78\xda', 'a zlib stream, as joblib writes it'],
]
