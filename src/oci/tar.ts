import { readBytes } from '../digest.ts'
import { openRegular } from '../files.ts'
import { type RepeatableBlob, repeatable } from './blobs.ts'

/*
 * Format: POSIX ustar, with a pax record where a path or size does not fit (IEEE Std 1003.1, pax). Everything that could
 * differ between two machines is fixed: time 0, the owner, the modes, the order.
 */

export const owner = 65532
export const block = 512

export type TarEntry =
  | { path: string; kind: 'directory' }
  | { path: string; kind: 'file'; sizeBytes: number; content: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array> }

/** An entry that is read from a file when its turn comes. */
export const fileEntry = (path: string, file: string, sizeBytes: number): TarEntry => ({
  path,
  kind: 'file',
  sizeBytes,
  content: async function* () {
    const { file: opened } = await openRegular(file)
    yield* opened.createReadStream({ highWaterMark: readBytes }) as AsyncIterable<Buffer>
  },
})

/** The entries with every directory above them up to, and not including, `below`, sorted. */
export function withDirectories(entries: readonly TarEntry[], below: string): TarEntry[] {
  const all = new Map<string, TarEntry>(entries.map((entry) => [entry.path, entry]))
  for (const { path } of entries) {
    const parts = path.split('/')
    for (let length = parts.length - 1; length > 0; length -= 1) {
      const parent = parts.slice(0, length).join('/')
      if (parent !== below && !below.startsWith(`${parent}/`)) all.set(parent, { path: parent, kind: 'directory' })
    }
  }
  return [...all.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A tar archive as a stream that can be read again, and its size, known beforehand. */
export function tarStream(entries: readonly TarEntry[]): { stream: RepeatableBlob; sizeBytes: number } {
  const sizeBytes = entries.reduce((sum, entry) => sum + entrySize(entry), 2 * block)
  return { stream: repeatable(() => writeTar(entries)), sizeBytes }
}

/**
 * What stands around the content of an archive's only file, the last of `entries`: `before` it the headers, behind it
 * zeros up to `sizeBytes`, the size of the whole archive.
 */
export function frameOf(entries: readonly TarEntry[]): { before: Buffer; sizeBytes: number } {
  if (entries.filter(({ kind }) => kind === 'file').length !== 1 || entries.at(-1)?.kind !== 'file')
    throw new Error('an archive of one file, the last of its entries, was expected')
  return { before: Buffer.concat(entries.map(tarHeader)), sizeBytes: tarStream(entries).sizeBytes }
}

export async function* writeTar(entries: Iterable<TarEntry> | AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    yield tarHeader(entry)
    if (entry.kind === 'directory') continue
    let size = 0
    for await (const piece of entry.content()) {
      size += piece.length
      yield piece
    }
    if (size !== entry.sizeBytes)
      throw new Error(`${entry.path}: ${size} bytes where ${entry.sizeBytes} were announced`)
    if (size % block > 0) yield Buffer.alloc(block - (size % block))
  }
  yield Buffer.alloc(2 * block)
}

const entrySize = (entry: TarEntry): number =>
  tarHeader(entry).length + (entry.kind === 'file' ? Math.ceil(entry.sizeBytes / block) * block : 0)

/** The header block, after a pax header where it is needed. */
export function tarHeader(entry: TarEntry): Buffer {
  const path = entry.kind === 'directory' ? `${entry.path}/` : entry.path
  const size = entry.kind === 'file' ? entry.sizeBytes : 0
  const fits = Buffer.byteLength(path) <= 100 && /^[\x20-\x7e]*$/.test(path)
  const records = [
    fits ? '' : paxRecord('path', path),
    size > 0o77777777777 ? paxRecord('size', String(size)) : '',
  ].join('')
  const header = ustar(
    fits ? path : shortName(path),
    size > 0o77777777777 ? 0 : size,
    entry.kind === 'file' ? '0' : '5',
  )
  if (records === '') return header
  const body = Buffer.from(records)
  const padding = Buffer.alloc((block - (body.length % block)) % block)
  return Buffer.concat([ustar('././@PaxHeader', body.length, 'x'), body, padding, header])
}

function ustar(name: string, size: number, type: '0' | '5' | 'x'): Buffer {
  const header = Buffer.alloc(block)
  const octal = (value: number, at: number, width: number) =>
    header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at)
  header.write(name, 0, 100, 'latin1')
  octal(type === '5' ? 0o755 : 0o444, 100, 8)
  octal(owner, 108, 8)
  octal(owner, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  header.fill(' ', 148, 156)
  header.write(type, 156)
  header.write('ustar\x0000', 257, 'latin1')
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

const shortName = (path: string): string => path.replaceAll(/[^\x20-\x7e]/g, '_').slice(-100)

/** `LENGTH KEY=VALUE\n`, where LENGTH counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (String(length).length > String(rest).length) length = rest + String(length).length
  return `${length} ${key}=${value}\n`
}
