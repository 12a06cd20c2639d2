import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Digest, digestBytes } from '../digest.ts'
import type { UserError } from '../errors.ts'
import { UnreadableError } from './mediaTypes.ts'
import type { ContentStore, Descriptor } from './types.ts'

/** A blob that can be read again from its start, so that an upload which failed half way can be repeated. */
export type RepeatableBlob = AsyncIterable<Uint8Array> & { readonly repeatable: true }

export const repeatable = (begin: () => AsyncIterable<Uint8Array>): RepeatableBlob => ({
  repeatable: true,
  [Symbol.asyncIterator]: () => begin()[Symbol.asyncIterator](),
})

export const isRepeatable = (stream: AsyncIterable<Uint8Array>): stream is RepeatableBlob =>
  'repeatable' in stream && stream.repeatable === true

export const blobOf = (bytes: Uint8Array): RepeatableBlob =>
  repeatable(async function* () {
    yield bytes
  })

const empty = Buffer.from('{}')
/** What stands where a manifest must name a blob and there is nothing to say (image-spec 1.1, manifest.md). */
export const emptyBlob = {
  bytes: empty,
  descriptor: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestBytes(empty), size: empty.length },
} as const

/** Passes a stream on and says, once it has ended, what it was. */
export function measured(stream: AsyncIterable<Uint8Array>): {
  stream: AsyncGenerator<Uint8Array>
  result(): { digest: Digest; size: number }
} {
  const hash = createHash('sha256')
  let size = 0
  let ended: { digest: Digest; size: number } | undefined
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      hash.update(piece)
      size += piece.length
      yield piece
    }
    ended = { digest: `sha256:${hash.digest('hex')}`, size }
  }
  return {
    stream: pass(),
    result() {
      if (ended === undefined) throw new Error('asked for the digest of a stream that has not ended')
      return ended
    },
  }
}

/** Fails at the end, or as soon as it is too long, where a stream is not what it should be. @param remedy what the user can do */
export async function* verified(
  stream: AsyncIterable<Uint8Array>,
  expected: { digest: Digest; size: number },
  place: string,
  remedy = 'push the image again',
): AsyncGenerator<Uint8Array> {
  const differs = (how: string): UserError =>
    new UnreadableError(`${place}: not what its digest says, ${how}: it was damaged or tampered with, ${remedy}`)
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of stream) {
    hash.update(piece)
    size += piece.length
    if (size > expected.size) throw differs(`longer than ${expected.size} bytes`)
    yield piece
  }
  if (size !== expected.size) throw differs(`${size} bytes instead of ${expected.size}`)
  const found = `sha256:${hash.digest('hex')}`
  if (found !== expected.digest) throw differs(`its digest is ${found}`)
}

export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A small blob (a config, a bundle) as bytes. */
export async function readBlob(store: ContentStore, descriptor: Pick<Descriptor, 'digest' | 'size'>): Promise<Buffer> {
  if (descriptor.size > 64 * 1024 * 1024)
    throw new UnreadableError(
      `${store.name}@${descriptor.digest}: ${descriptor.size} bytes, too large for what it is said to be: find out who pushed it, and push the image again`,
    )
  return readAll(await store.read(descriptor))
}

export const readableFrom = (stream: AsyncIterable<Uint8Array>): Readable =>
  Readable.from(stream, { objectMode: false })

/** Takes a blob from one store to another: nothing if it is there, mounted if that is possible, streamed otherwise. */
export async function moveBlob(
  from: ContentStore,
  descriptor: Descriptor,
  to: ContentStore,
): Promise<'present' | 'mounted' | 'moved'> {
  if (await to.has(descriptor.digest, descriptor.size)) return 'present'
  if (to.mount !== undefined && (await to.mount(descriptor.digest, from))) return 'mounted'
  const source = repeatable(async function* () {
    yield* await from.read(descriptor)
  })
  await to.write(source, descriptor.mediaType, { digest: descriptor.digest, size: descriptor.size })
  return 'moved'
}
