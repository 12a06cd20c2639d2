import { randomBytes } from 'node:crypto'
import { access, constants, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { type Digest, digestBytes, hexOf, isDigest, readBytes } from '../digest.ts'
import { UserError } from '../errors.ts'
import { diskError, isThere, makeDirectoryIn, movedSince, openRegular, readRegular, writeWhole } from '../files.ts'
import { withLock } from '../locks.ts'
import { alive } from '../processGroups.ts'
import { blobOf, measured, readableFrom, verified } from './blobs.ts'
import {
  type Index,
  MissingError,
  manifestLimitBytes,
  mediaTypeOf,
  mediaTypes,
  parseDocument,
  referrerDescriptor,
  subjectOf,
  UnreadableError,
} from './mediaTypes.ts'
import type { ContentStore, Descriptor } from './types.ts'

const tagKey = 'org.opencontainers.image.ref.name'
const incoming = '.incoming'

const again = 'run again what put it there: build the image, or run the stage with --force'

const turns = new Map<string, Promise<void>>()
const label = 'a writer of an image layout'
const lockOf = (directory: string): string => join(directory, incoming, 'index.lock')

/** As `index.json` of a place that holds thousands of results. */
const indexLimitBytes = 64 * 1024 * 1024

/**
 * An OCI image layout directory (image-spec 1.1, image-layout.md). Blobs and index appear by a rename, whole. It holds
 * directories and regular files: what else lies there, put by whoever wrote the checkout, is refused and never followed.
 * @param options.create where there is no layout yet, the first that is written makes it; until then it is empty
 * @param options.inside a directory that must be there then: of a project that somebody moves during a run none is made anew
 * @throws UserError where the directory is no layout, or cannot be made
 */
export async function openLayout(
  directory: string,
  options: { create: boolean; inside?: string },
): Promise<ContentStore> {
  const file = join(directory, 'oci-layout')
  const marker = await readRegular(file, 4096).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof UserError) throw error
    if (options.create && error.code !== 'ENOENT') throw notCreated(directory, error)
    return undefined
  })
  if (marker === undefined && !options.create)
    throw new UserError(
      `${directory}: not an OCI layout, there is no oci-layout file: give a directory that an image was built into`,
    )
  if (marker !== undefined && !/"imageLayoutVersion"\s*:\s*"1\.\d+\.\d+"/.test(marker.toString()))
    throw new UserError(`${file}: unknown version of the OCI layout: expected 1.0.0`)
  return new Layout(directory, { mayBeMissing: marker === undefined, inside: options.inside })
}

class Layout implements ContentStore {
  readonly name: string
  readonly #directory: string
  readonly #mayBeMissing: boolean
  readonly #inside: string | undefined
  #prepared: Promise<void> | undefined
  #isMade = false
  #indexRead: { version: string; index: Index } | undefined

  constructor(directory: string, options: { mayBeMissing: boolean; inside: string | undefined }) {
    this.#directory = directory
    this.#mayBeMissing = options.mayBeMissing
    this.#inside = options.inside
    this.name = `oci:${directory}`
  }

  async has(digest: Digest, sizeBytes?: number): Promise<boolean> {
    const found = await this.#sizeOf(digest)
    return found !== undefined && (sizeBytes === undefined || found === sizeBytes)
  }

  async read(descriptor: Pick<Descriptor, 'digest' | 'size'>) {
    const { digest } = descriptor
    const path = this.#blob(digest)
    if (!(await this.has(digest))) throw new UserError(`${this.name}: ${digest} is missing: ${again}`)
    async function* pieces(): AsyncGenerator<Uint8Array> {
      const { file } = await openRegular(path)
      yield* file.createReadStream({ highWaterMark: readBytes }) as AsyncIterable<Buffer>
    }
    return readableFrom(verified(pieces(), descriptor, path, `remove this file, and ${again}`))
  }

  async write(
    stream: AsyncIterable<Uint8Array>,
    mediaType: string,
    known?: { digest: Digest; size: number },
  ): Promise<Descriptor> {
    // One of another size was cut short on its way to the disk, and is written anew.
    if (known !== undefined && (await this.#sizeOf(known.digest)) === known.size) return { mediaType, ...known }
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
    const bytes = await readRegular(path, manifestLimitBytes).catch((error: NodeJS.ErrnoException) => {
      if (error instanceof UserError || error.code !== 'ENOENT') throw diskError(`${path}: cannot be read`, error)
      throw new MissingError(
        `${this.name}: there is no manifest ${digest}: ${again}; or name the registry that an image was pushed to (image.registry)`,
      )
    })
    if (digestBytes(bytes) !== digest)
      throw new UserError(
        `${path}: not what its digest says: it was damaged or tampered with, remove this file, and ${again}`,
      )
    return { descriptor: { mediaType: mediaTypeOf(bytes, path), digest, size: bytes.length }, bytes }
  }

  async resolve(tag: string): Promise<Descriptor | undefined> {
    const found = byTag(await this.#index()).get(tag)
    return found === undefined ? undefined : { mediaType: found.mediaType, digest: found.digest, size: found.size }
  }

  async tryWriting(): Promise<void> {
    let present = this.#directory
    while (this.#mayBeMissing && dirname(present) !== present && !(await isThere(present))) present = dirname(present)
    await access(present, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
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
    const found: Descriptor[] = []
    for (const entry of new Set((await this.#index()).manifests.map((manifest) => manifest.digest))) {
      try {
        const { descriptor, bytes } = await this.getManifest(entry)
        const document = parseDocument(bytes, `${this.name}@${entry}`)
        if (subjectOf(document) === digest) found.push(referrerDescriptor(descriptor, document))
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error
        // Of which image it speaks nobody can say: it is listed for each, and whoever reads it says what it is.
        found.push({ mediaType: mediaTypes.manifest, digest: entry, size: 0 })
      }
    }
    return found
  }

  /** Undefined where there is no such blob. */
  #sizeOf(digest: Digest): Promise<number | undefined> {
    const path = this.#blob(digest)
    return lstat(path).then(
      (entry) => {
        if (entry.isFile()) return entry.size
        throw new UserError(`${path}: not a regular file, though nothing else belongs there: remove it`)
      },
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw diskError(`${this.name}: cannot be read`, error)
      },
    )
  }

  #blob(digest: Digest): string {
    // It becomes a path: digests of documents and of inputs were checked where they were read.
    if (!isDigest(digest)) throw new Error(`${this.name}: ${JSON.stringify(digest)} is no sha256 digest`)
    return join(this.#directory, 'blobs', 'sha256', hexOf(digest))
  }

  async #index(): Promise<Index> {
    const file = join(this.#directory, 'index.json')
    // Every tag is looked up in it, and there may be thousands; it is replaced whole, never changed.
    const version = await lstat(file).then(
      ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
      () => undefined,
    )
    if (version !== undefined && version === this.#indexRead?.version) return this.#indexRead.index
    const bytes = await readRegular(file, indexLimitBytes).catch(async (error: NodeJS.ErrnoException) => {
      if (error instanceof UserError) throw error
      if (this.#mayBeMissing && !this.#isMade && error.code === 'ENOENT') return undefined
      const moved = await movedSince(this.#inside, error)
      if (moved !== undefined) throw moved
      throw new UserError(`${file}: cannot be read (${error.code}): build the image again`)
    })
    if (bytes === undefined) return { manifests: [] }
    const document = parseDocument(bytes, file)
    if (document.kind !== 'index') throw new UserError(`${file}: not an OCI index: build the image again`)
    if (version !== undefined) this.#indexRead = { version, index: document.index }
    return document.index
  }

  /** The index is read, changed and replaced as one step: by turns in this process, behind a lock between processes. */
  async #change(change: (manifests: Descriptor[]) => Descriptor[]): Promise<void> {
    await this.#prepare()
    const lock = lockOf(this.#directory)
    const before = turns.get(lock) ?? Promise.resolve()
    const turn = before
      .catch(() => undefined)
      .then(() =>
        withLock(lock, { label, inside: this.#inside }, async () =>
          writeIndex(this.#directory, change((await this.#index()).manifests)),
        ),
      )
    turns.set(lock, turn)
    await turn.catch((error: unknown) => this.#refuse(error))
  }

  async #refuse(error: unknown): Promise<never> {
    throw (await movedSince(this.#inside, error)) ?? diskError(`${this.name}: cannot be written`, error)
  }

  async #save(stream: AsyncIterable<Uint8Array>): Promise<string> {
    await this.#prepare()
    const temporary = join(this.#directory, incoming, `${hostname()}-${process.pid}-${randomBytes(8).toString('hex')}`)
    try {
      await writeStream(temporary, stream)
      return temporary
    } catch (error) {
      await rm(temporary, { force: true })
      return this.#refuse(error)
    }
  }

  async #publish(temporary: string, path: string): Promise<void> {
    await rename(temporary, path).catch((error: unknown) => this.#refuse(error))
  }

  /** Before the first that is written. Only now anything changes there: who reads leaves a layout as it was. */
  #prepare(): Promise<void> {
    this.#prepared ??= prepare(this.#directory, this.#inside).then(
      () => {
        this.#isMade = true
      },
      (error: unknown) => {
        this.#prepared = undefined
        throw error
      },
    )
    return this.#prepared
  }
}

const tagged = new WeakMap<Index, Map<string, Descriptor>>()

/** The first entry of a tag counts. */
function byTag(index: Index): Map<string, Descriptor> {
  let found = tagged.get(index)
  if (found === undefined) {
    found = new Map()
    for (const entry of index.manifests) {
      const tag = entry.annotations?.[tagKey]
      if (tag !== undefined && !found.has(tag)) found.set(tag, entry)
    }
    tagged.set(index, found)
  }
  return found
}

async function prepare(directory: string, inside: string | undefined): Promise<void> {
  try {
    await (inside === undefined ? mkdir(directory, { recursive: true }) : makeDirectoryIn(inside, directory))
    for (const path of ['blobs', 'blobs/sha256', incoming]) await makeOwnDirectory(join(directory, path))
    const lacks = async (name: string) => !(await isThere(join(directory, name)))
    if (await lacks('oci-layout'))
      // Others may begin at the same time, and one of them may have written a tag since.
      await withLock(lockOf(directory), { label, inside }, async () => {
        if (await lacks('index.json')) await writeIndex(directory, [])
        await writeWhole(join(directory, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
      })
    await sweep(join(directory, incoming))
  } catch (error) {
    if (error instanceof UserError) throw error
    throw (await movedSince(inside, error)) ?? notCreated(directory, error as NodeJS.ErrnoException)
  }
}

/** A link there would have us write, and sweep up, wherever it leads. */
async function makeOwnDirectory(path: string): Promise<void> {
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    if (!(await lstat(path)).isDirectory())
      throw new UserError(`${path}: not a directory, though an image layout has one there: remove it`)
  })
}

const notCreated = (directory: string, error: NodeJS.ErrnoException): UserError =>
  new UserError(`oci:${directory}: cannot be created (${error.code}): check the path, its permissions and free space`, {
    cause: error,
  })

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
    const ageMs = Date.now() - (await lstat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (host === hostname() || ageMs > abandonedMs) await rm(path, { force: true })
  }
}
