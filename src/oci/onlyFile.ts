import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../errors.ts'
import { diskError } from '../files.ts'
import { differenceFrom } from '../model/manifest.ts'
import type { FileEntry } from '../model/types.ts'
import { mediaTypes } from './mediaTypes.ts'
import { frameOf, type TarEntry } from './tar.ts'
import type { ContentStore, Descriptor } from './types.ts'

/**
 * Takes the one file out of a layer that was made from `entries`, into a file that does not exist yet. Our writer has one
 * encoding for them, so the layer is compared with it byte by byte and never interpreted: no entry that is not ours, no
 * link and no other path can be in it. @throws UserError where the layer or the file differs from what it should be
 */
export async function extractOnlyFile(options: {
  store: ContentStore
  layer: Descriptor
  /** Directories, and the file as the last one; contents are not asked for. */
  entries: readonly TarEntry[]
  expected: FileEntry
  target: string
}): Promise<void> {
  const { store, layer, expected, target } = options
  const place = `${store.name}: layer ${layer.digest}`
  const refused = (reason: string): UserError =>
    new UserError(
      `${place}: ${JSON.stringify(expected.path)}: ${reason}: it was changed on the way, find out who can write there and hand it over again`,
      { exit: 'gate-failed' },
    )
  const frame = frameOf(options.entries)
  if (layer.mediaType !== mediaTypes.layer) throw refused(`of the kind ${layer.mediaType}`)
  if (layer.size !== frame.sizeBytes) throw refused(`${layer.size} bytes instead of ${frame.sizeBytes}`)
  const stream = await store.read(layer)
  const hash = createHash('sha256')
  async function* content(): AsyncGenerator<Uint8Array> {
    let at = 0
    for await (const piece of stream as AsyncIterable<Buffer>) {
      const framed = Math.min(piece.length, Math.max(0, frame.before.length - at))
      if (!piece.subarray(0, framed).equals(frame.before.subarray(at, at + framed)))
        throw refused('another entry than the one that belongs there')
      const until = Math.max(framed, Math.min(piece.length, frame.before.length + expected.sizeBytes - at))
      if (piece.subarray(until).some((byte) => byte !== 0)) throw refused('more than the one entry')
      const own = piece.subarray(framed, until)
      hash.update(own)
      at += piece.length
      if (own.length > 0) yield own
    }
    const found = { sizeBytes: expected.sizeBytes, digest: `sha256:${hash.digest('hex')}` as const }
    const difference = differenceFrom(expected, found)
    if (difference !== undefined) throw refused(`not what the result says, ${difference}`)
  }
  await pipeline(content(), createWriteStream(target, { flags: 'wx', mode: 0o444 })).catch(async (error: unknown) => {
    // What is not even what its digest says is damaged, and is told as that by whoever keeps it.
    if (error instanceof UserError) for await (const _ of await store.read(layer));
    throw diskError(`${target}: cannot be written`, error)
  })
}
