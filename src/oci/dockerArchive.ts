import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { z } from 'zod'
import { type Digest, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import { blobOf, readableFrom, readBlob } from './blobs.ts'
import { parseImageConfig } from './imageConfig.ts'
import { type Manifest, mediaTypes, parseJson } from './mediaTypes.ts'
import { choosePlatform, hostPlatform } from './platforms.ts'
import { type TarEntry, writeTar } from './tar.ts'
import type { ContentStore, Descriptor } from './types.ts'

/*
 * Format: what `docker save` writes and `docker load` reads: an OCI image layout in a tar archive, with a manifest.json
 * (moby image/spec v1.2) that names the same blobs. Engines with their own image store read the latter and know an image by
 * its configuration; those on containerd's, the default of new installations since Docker 29, read the layout and know it
 * by its manifest. Older engines wrote no layout, so the reader goes by manifest.json alone.
 */

/** The image of this machine's platform as an archive for an engine to load, under the names `tags` (`NAME:TAG`). */
export async function dockerArchive(options: {
  store: ContentStore
  digest: Digest
  tags: readonly string[]
  platform?: string
}): Promise<Readable> {
  const { store, digest, tags } = options
  const { descriptor, manifest } = await choosePlatform(store, digest, options.platform ?? hostPlatform(), true)
  const { bytes } = await store.getManifest(descriptor.digest)
  const config = await readBlob(store, manifest.config)
  const layers = new Map(manifest.layers.map((layer) => [layer.digest, layer]))
  async function* entries(): AsyncGenerator<TarEntry> {
    yield small('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'))
    yield small('index.json', layoutIndex(descriptor, tags))
    yield small('manifest.json', dockerManifest(manifest, tags))
    yield small(blobPath(descriptor.digest), bytes)
    yield small(blobPath(manifest.config.digest), config)
    for (const layer of layers.values()) {
      const stream = await store.read(layer)
      yield { path: blobPath(layer.digest), kind: 'file', sizeBytes: layer.size, content: () => stream }
    }
  }
  return readableFrom(writeTar(entries()))
}

const blobPath = (digest: Digest): string => `blobs/sha256/${hexOf(digest)}`

function dockerManifest(manifest: Manifest, tags: readonly string[]): Buffer {
  const layers = manifest.layers.map(({ digest }) => blobPath(digest))
  return Buffer.from(
    JSON.stringify([{ Config: blobPath(manifest.config.digest), RepoTags: [...tags], Layers: layers }]),
  )
}

/** One entry a name, and one without any where there is no name. */
function layoutIndex({ mediaType, digest, size, platform }: Descriptor, tags: readonly string[]): Buffer {
  const entry = { mediaType, digest, size, ...(platform === undefined ? {} : { platform }) }
  const named = tags.map((tag) => ({
    ...entry,
    annotations: {
      'io.containerd.image.name': fullName(tag),
      'org.opencontainers.image.ref.name': tag.slice(tag.lastIndexOf(':') + 1),
    },
  }))
  const manifests = named.length === 0 ? [entry] : named
  return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests }))
}

/** Docker's short names, spelled out as containerd knows them. */
function fullName(name: string): string {
  const [first = '', ...rest] = name.split('/')
  if (rest.length === 0) return `docker.io/library/${name}`
  return first === 'localhost' || /[.:]/.test(first) ? name : `docker.io/${name}`
}

const small = (path: string, bytes: Uint8Array): TarEntry => ({
  path,
  kind: 'file',
  sizeBytes: bytes.length,
  content: () => [bytes],
})

const savedManifest = z
  .array(z.object({ Config: z.string(), Layers: z.array(z.string()), RepoTags: z.array(z.string()).nullish() }))
  .length(1, 'expected one image; save one at a time')
/** Of all documents together: they are held in memory, and anything may begin like one. */
const documentLimitBytes = 16 * 1024 * 1024
const entryLimit = 20_000

/**
 * Takes what `docker save` wrote into a store, as an index with one image: a runtime image that was built here becomes a
 * base without a registry. Layers are streamed and checked against the configuration's diff ids.
 */
export async function fromDockerArchive(stream: AsyncIterable<Uint8Array>, store: ContentStore): Promise<Descriptor> {
  const documents = new Map<string, Buffer>()
  const blobs = new Map<string, Descriptor>()
  const links = new Map<string, string>()
  let leftBytes = documentLimitBytes
  let entries = 0
  const reader = extract()
  const fed = pipeline(stream, reader)
  fed.catch(() => undefined)
  try {
    for await (const entry of reader) {
      const { name, type, linkname } = entry.header
      entries += 1
      if (entries > entryLimit)
        throw new UserError(
          `docker archive: more than ${entryLimit} entries, which no image has: give what docker save writes`,
        )
      if (type === 'symlink' || type === 'link') links.set(name, linkTarget(name, type, linkname ?? ''))
      if (type !== 'file') {
        entry.resume()
        continue
      }
      const pieces = (entry as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
      const first = await pieces.next()
      const head = Buffer.from(first.done === true ? [] : first.value)
      const rest = async function* () {
        yield head
        for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) yield piece.value
      }
      if (/^\s*[[{]/.test(head.subarray(0, 64).toString('latin1'))) {
        const document = await readDocument(name, rest(), leftBytes)
        leftBytes -= document.length
        documents.set(name, document)
      } else blobs.set(name, await store.write(rest(), isGzip(head) ? mediaTypes.gzipLayer : mediaTypes.layer))
    }
    await fed
  } catch (error) {
    // The reader's own errors have no other sign; those of the disk and the stream do.
    if (error instanceof UserError || !(error instanceof Error) || 'code' in error) throw error
    throw new UserError(`docker archive: not a whole tar archive (${error.message}): save the image again`, {
      cause: error,
    })
  }
  return putImage(store, documents, (name) => blobs.get(links.get(name) ?? name))
}

async function putImage(
  store: ContentStore,
  documents: ReadonlyMap<string, Buffer>,
  layerOf: (name: string) => Descriptor | undefined,
): Promise<Descriptor> {
  const place = 'docker archive'
  const text = documents.get('manifest.json')
  if (text === undefined) throw new UserError(`${place}: there is no manifest.json: give what docker save writes`)
  const parsed = savedManifest.safeParse(parseJson(text, `${place}: manifest.json`))
  const image = parsed.data?.[0]
  if (image === undefined)
    throw new UserError(
      `${place}: manifest.json: ${parsed.error?.issues[0]?.message ?? 'empty'}: give what docker save writes`,
    )
  const configBytes = documents.get(image.Config)
  if (configBytes === undefined) throw new UserError(`${place}: ${image.Config} is missing: save the image again`)
  const config = parseImageConfig(configBytes, `${place}: ${image.Config}`)
  const layers = image.Layers.map((name, position) => {
    const layer = layerOf(name)
    if (layer === undefined) throw new UserError(`${place}: ${name} is missing: save the image again`)
    const expected = config.rootfs.diff_ids?.[position]
    if (layer.mediaType === mediaTypes.layer && layer.digest !== expected)
      throw new UserError(
        `${place}: ${name}: its digest is ${layer.digest}, the configuration says ${expected}: save the image again`,
      )
    return layer
  })
  const written = await store.write(blobOf(configBytes), mediaTypes.config)
  const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: written, layers }
  const put = await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest)
  const platform = {
    architecture: config.architecture,
    os: config.os,
    ...(config.variant === undefined ? {} : { variant: config.variant }),
  }
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [{ ...put, platform }] }
  return store.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes.index)
}

async function readDocument(name: string, stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > limitBytes)
      throw new UserError(
        `docker archive: ${name.slice(0, 300)}: more than ${documentLimitBytes} bytes of JSON: give what docker save writes`,
      )
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b

/** Equal layers stand once; older engines link the others, by a path relative to the link. */
function linkTarget(name: string, type: 'symlink' | 'link', target: string): string {
  return type === 'link' ? target : posix.normalize(posix.join(posix.dirname(name), target))
}
