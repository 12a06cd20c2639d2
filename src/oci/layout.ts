import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, constants, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Digest, digestBytes, hexOf, isDigest, readBytes } from '../digest.ts'
import { UserError } from '../errors.ts'
import { diskError, writeWhole } from '../files.ts'
import { withLock } from '../locks.ts'
import { alive } from '../processes.ts'
import { blobOf, measured, readableFrom, verified } from './blobs.ts'
import {
  type Index,
  manifestLimitBytes,
  mediaTypeOf,
  mediaTypes,
  parseDocument,
  referrerDescriptor,
  subjectOf,
} from './mediaTypes.ts'
import type { ContentStore, Descriptor } from './types.ts'

const tagKey = 'org.opencontainers.image.ref.name'
const incoming = '.incoming'

const turns = new Map<string, Promise<void>>()

/**
 * An OCI image layout directory (image-spec 1.1, image-layout.md). Blobs and index appear by a rename, whole.
 * @throws UserError where the directory is no layout, or cannot be made
 */
export async function openLayout(directory: string, options: { create: boolean }): Promise<ContentStore> {
  if (options.create) await createLayout(directory)
  const marker = await readFile(join(directory, 'oci-layout'), 'utf8').catch(() => undefined)
  if (marker === undefined)
    throw new UserError(
      `${directory}: not an OCI layout, there is no oci-layout file: give a directory that an image was built into`,
    )
  if (!/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(marker))
    throw new UserError(`${join(directory, 'oci-layout')}: unknown version of the OCI layout: expected 1.0.0`)
  return new Layout(directory)
}

class Layout implements ContentStore {
  readonly name: string
  readonly #directory: string
  #swept: Promise<void> | undefined

  constructor(directory: string) {
    this.#directory = directory
    this.name = `oci:${directory}`
  }

  async has(digest: Digest): Promise<boolean> {
    return stat(this.#blob(digest)).then(
      (entry) => entry.isFile(),
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false
        throw diskError(`${this.name}: cannot be read`, error)
      },
    )
  }

  async read(descriptor: Pick<Descriptor, 'digest' | 'size'>) {
    const path = this.#blob(descriptor.digest)
    await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`${this.name}: ${descriptor.digest} is missing (${error.code}): build the image again`)
    })
    return readableFrom(verified(createReadStream(path, { highWaterMark: readBytes }), descriptor, path))
  }

  async write(
    stream: AsyncIterable<Uint8Array>,
    mediaType: string,
    known?: { digest: Digest; size: number },
  ): Promise<Descriptor> {
    if (known !== undefined && (await this.has(known.digest))) return { mediaType, ...known }
    const checked = measured(known === undefined ? stream : verified(stream, known, `${this.name}@${known.digest}`))
    const temporary = await this.#save(checked.stream)
    const found = checked.result()
    await this.#publish(temporary, this.#blob(found.digest))
    return { mediaType, ...found }
  }

  async putManifest(bytes: Uint8Array, mediaType: string, tag?: string): Promise<Descriptor> {
    const descriptor = { mediaType, digest: digestBytes(bytes), size: bytes.length }
    const document = parseDocument(bytes, `${this.name}@${descriptor.digest}`)
    await this.write(blobOf(bytes), mediaType, descriptor)
    if (tag !== undefined || subjectOf(document) !== undefined)
      await this.#change((manifests) => [
        ...manifests.filter((entry) =>
          tag === undefined
            ? entry.digest !== descriptor.digest || entry.annotations?.[tagKey] !== undefined
            : entry.annotations?.[tagKey] !== tag,
        ),
        tag === undefined
          ? referrerDescriptor(descriptor, document)
          : { ...descriptor, annotations: { [tagKey]: tag } },
      ])
    return descriptor
  }

  async getManifest(reference: Digest | string): Promise<{ descriptor: Descriptor; bytes: Uint8Array }> {
    const tagged = isDigest(reference) ? undefined : await this.resolve(reference)
    if (tagged === undefined && !isDigest(reference))
      throw new UserError(
        `${this.name}: there is no tag ${reference}: tags are ${(await this.tags()).join(', ') || 'none'}`,
      )
    const digest = tagged?.digest ?? (reference as Digest)
    const path = this.#blob(digest)
    const size = await stat(path).then(
      (entry) => entry.size,
      () => {
        throw new UserError(
          `${this.name}: there is no manifest ${digest}: build the image on this host, or name the registry that it was pushed to (image.registry)`,
        )
      },
    )
    if (size > manifestLimitBytes) throw new UserError(`${path}: ${size} bytes is too large for a manifest: refused`)
    const bytes = await readFile(path)
    if (digestBytes(bytes) !== digest)
      throw new UserError(`${path}: not what its digest says: it was damaged or tampered with, build the image again`)
    return { descriptor: { mediaType: mediaTypeOf(bytes, path), digest, size }, bytes }
  }

  async resolve(tag: string): Promise<Descriptor | undefined> {
    const found = (await this.#index()).manifests.find((entry) => entry.annotations?.[tagKey] === tag)
    return found === undefined ? undefined : { mediaType: found.mediaType, digest: found.digest, size: found.size }
  }

  async tryWriting(): Promise<void> {
    await access(this.#directory, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(
        `${this.name}: cannot be written to (${error.code}): change its owner or mode, or name another`,
        {
          exit: 'preflight',
        },
      )
    })
  }

  async tags(): Promise<string[]> {
    const { manifests } = await this.#index()
    return manifests.flatMap((entry) => entry.annotations?.[tagKey] ?? []).sort()
  }

  async referrers(digest: Digest): Promise<Descriptor[]> {
    const found = new Map<Digest, Descriptor>()
    for (const entry of (await this.#index()).manifests) {
      const { descriptor, bytes } = await this.getManifest(entry.digest)
      const document = parseDocument(bytes, `${this.name}@${entry.digest}`)
      if (subjectOf(document) === digest) found.set(entry.digest, referrerDescriptor(descriptor, document))
    }
    return [...found.values()]
  }

  #blob(digest: Digest): string {
    if (!isDigest(digest)) throw new UserError(`${this.name}: ${JSON.stringify(digest)} is no sha256 digest`)
    return join(this.#directory, 'blobs', 'sha256', hexOf(digest))
  }

  async #index(): Promise<Index> {
    const file = join(this.#directory, 'index.json')
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new UserError(`${file}: cannot be read (${error.code}): build the image again`)
    })
    const document = parseDocument(bytes, file)
    if (document.kind !== 'index') throw new UserError(`${file}: not an OCI index: build the image again`)
    return document.index
  }

  /** The index is read, changed and replaced as one step: by turns in this process, behind a lock between processes. */
  async #change(change: (manifests: Descriptor[]) => Descriptor[]): Promise<void> {
    const lock = join(this.#directory, incoming, 'index.lock')
    const before = turns.get(lock) ?? Promise.resolve()
    const turn = before
      .catch(() => undefined)
      .then(() =>
        withLock(lock, { label: 'a writer of an image layout' }, async () =>
          writeIndex(this.#directory, change((await this.#index()).manifests)),
        ),
      )
    turns.set(lock, turn)
    await turn.catch((error: unknown) => {
      throw diskError(`${this.name}: cannot be written`, error)
    })
  }

  async #save(stream: AsyncIterable<Uint8Array>): Promise<string> {
    const temporary = join(this.#directory, incoming, `${hostname()}-${process.pid}-${randomBytes(8).toString('hex')}`)
    try {
      await mkdir(join(this.#directory, incoming), { recursive: true })
      this.#swept ??= sweep(join(this.#directory, incoming))
      await this.#swept
      await writeStream(temporary, stream)
      return temporary
    } catch (error) {
      await rm(temporary, { force: true })
      throw diskError(`${this.name}: cannot be written`, error)
    }
  }

  async #publish(temporary: string, path: string): Promise<void> {
    await mkdir(join(this.#directory, 'blobs', 'sha256'), { recursive: true })
    await rename(temporary, path)
  }
}

async function createLayout(directory: string): Promise<void> {
  try {
    await mkdir(join(directory, 'blobs', 'sha256'), { recursive: true })
    const present = new Set(await readdir(directory))
    if (!present.has('index.json')) await writeIndex(directory, [])
    if (!present.has('oci-layout')) await writeWhole(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  } catch (error) {
    throw new UserError(
      `oci:${directory}: cannot be created (${(error as NodeJS.ErrnoException).code}): check the path, its permissions and free space`,
      { cause: error },
    )
  }
}

const writeIndex = (directory: string, manifests: Descriptor[]): Promise<void> =>
  writeWhole(
    join(directory, 'index.json'),
    JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests }),
  )

/** On the disk before it is renamed: a power cut leaves no blob or a whole one, never half of one. */
async function writeStream(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(path, 'wx', 0o644)
  try {
    for await (const piece of pieces) {
      let at = 0
      while (at < piece.length) at += (await handle.write(piece, at)).bytesWritten
    }
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

const abandonedMs = 24 * 60 * 60 * 1000

/**
 * Removes what killed writers left half written. Of a writer on another host, or in another container, nobody here can tell
 * whether it lives: what it left goes when nothing was added for a day.
 */
async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const [, host, pid] = /^(.+)-(\d+)-[0-9a-f]{16}$/.exec(name) ?? []
    if (host === undefined || (host === hostname() && alive(Number(pid)))) continue
    const path = join(directory, name)
    const ageMs = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (host === hostname() || ageMs > abandonedMs) await rm(path, { force: true })
  }
}
