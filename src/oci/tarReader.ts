import { UserError } from '../errors.ts'
import { block, type TarEntry, tarHeader } from './tar.ts'

/*
 * Reads what tar.ts writes, and nothing else. A header is taken apart, and must be byte for byte what our writer makes of what
 * was found in it: there is one way to read such an archive, and no other reader can find anything else in it.
 */

type TarPart = { path: string; kind: 'file' | 'directory'; sizeBytes: number; content: AsyncIterable<Uint8Array> }

const types: Readonly<Record<string, string>> = {
  '1': 'link',
  '2': 'symlink',
  '3': 'character-device',
  '4': 'block-device',
  '6': 'fifo',
}
const paxLimitBytes = 16 * 1024

/** The entries, one after the other; content that is not read is passed over. @param place names the archive in errors */
export async function* readTar(stream: AsyncIterable<Uint8Array>, place: string): AsyncGenerator<TarPart> {
  const refused = (reason: string): UserError =>
    new UserError(`${place}: ${reason}: refused, build the image again with model-actions`)
  const bytes = new Pieces(stream, () => refused('the archive ends in the middle of an entry'))
  try {
    for (;;) {
      const header = await bytes.take(block)
      if (isZero(header)) break
      const { head, raw } = await readHead(header, bytes, refused)
      const entry: TarEntry =
        head.kind === 'file' ? { ...head, content: () => [] } : { kind: 'directory', path: head.path }
      if (!raw.equals(tarHeader(entry)))
        throw refused(`entry ${shown(head.path)}: its header is not as model-actions writes it`)
      let left = head.sizeBytes
      async function* content(): AsyncGenerator<Uint8Array> {
        while (left > 0) {
          const piece = await bytes.next(left)
          left -= piece.length
          yield piece
        }
      }
      yield { ...head, content: content() }
      while (left > 0) left -= (await bytes.next(left)).length
      const padding = (block - (head.sizeBytes % block)) % block
      if (!isZero(await bytes.take(padding))) throw refused(`entry ${shown(head.path)}: something stands behind it`)
    }
    if (!isZero(await bytes.take(block)) || !(await bytes.atEnd())) throw refused('something stands behind the archive')
  } finally {
    await bytes.close()
  }
}

type Head = { path: string; kind: 'file' | 'directory'; sizeBytes: number }

/** What a header says, not compared with anything yet, and all its bytes. */
async function readHead(
  first: Buffer,
  bytes: Pieces,
  refused: (reason: string) => UserError,
): Promise<{ head: Head; raw: Buffer }> {
  let raw = first
  let header = first
  const records = new Map<string, string>()
  if (typeOf(first) === 'x') {
    const size = octal(first)
    if (!(size <= paxLimitBytes)) throw refused('a header of an entry is too long')
    const body = await bytes.take(Math.ceil(size / block) * block)
    for (let at = 0, end = 0; at < size; at = end) {
      const [start = '', length = '0', key = ''] =
        /^(\d{1,5}) (path|size)=/.exec(body.toString('latin1', at, at + 16)) ?? []
      end = at + Number(length)
      if (end <= at + start.length || end > size) throw refused('a header of an entry cannot be read')
      records.set(key, body.toString('utf8', at + start.length, end - 1))
    }
    header = await bytes.take(block)
    raw = Buffer.concat([first, body, header])
  }
  const end = header.indexOf(0)
  const name = records.get('path') ?? header.toString('latin1', 0, Math.min(100, end === -1 ? 100 : end))
  const type = typeOf(header)
  if (type !== '0' && type !== '5')
    throw refused(
      `entry ${shown(name)}: a ${types[type] ?? `thing of the type ${JSON.stringify(type)}`}, where only files and directories may be`,
    )
  const sizeBytes = records.has('size') ? Number(records.get('size')) : octal(header)
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw refused(`entry ${shown(name)}: its size is no number`)
  return {
    raw,
    head:
      type === '0'
        ? { path: name, kind: 'file', sizeBytes }
        : { path: name.replace(/\/$/, ''), kind: 'directory', sizeBytes: 0 },
  }
}

const typeOf = (header: Buffer): string => header.toString('latin1', 156, 157)
const octal = (header: Buffer): number => {
  const text = header.toString('latin1', 124, 135)
  return /^[0-7]{11}$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}
const isZero = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0)
const shown = (name: string): string => JSON.stringify(name.slice(0, 300))

/** A stream of pieces, by the lengths that the reader needs. */
class Pieces {
  readonly #iterator: AsyncIterator<Uint8Array>
  readonly #short: () => UserError
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Uint8Array>, short: () => UserError) {
    this.#iterator = stream[Symbol.asyncIterator]()
    this.#short = short
  }

  /** Some bytes, not more than `most`. */
  async next(most: number): Promise<Buffer> {
    if (await this.atEnd()) throw this.#short()
    const piece = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(piece.length)
    return piece
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = length; left > 0; ) {
      const piece = await this.next(left)
      pieces.push(piece)
      left -= piece.length
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
  }

  async atEnd(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#iterator.next()
      if (done === true) return true
      this.#rest = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
    return false
  }

  async close(): Promise<void> {
    await this.#iterator.return?.()
  }
}
