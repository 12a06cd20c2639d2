import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import { isWeightFile } from '../model/checks.ts'
import type { FileEntry } from '../model/types.ts'
import { blobOf, emptyBlob, readBlob } from '../oci/blobs.ts'
import { filepathKey, gatedEntry, weightEntries } from '../oci/layers.ts'
import { type Manifest, mediaTypes, parseDocument } from '../oci/mediaTypes.ts'
import { extractOnlyFile } from '../oci/onlyFile.ts'
import { putArchive } from '../oci/putArchive.ts'
import { type TarEntry, withDirectories } from '../oci/tar.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { readResult } from './read.ts'
import { type Result, type ResultStore, resultName, type Stored } from './types.ts'

/*
 * Results in an OCI repository or layout directory, one manifest each (image-spec 1.1, "Guidelines for artifact usage"). The
 * config blob is result.json itself, so that the config's digest is the result digest; layer i holds file i of the result.
 * A weight file is the very layer that an image of the model has for it, so that the two share the blob. Two tags lead to
 * it, `result-HEX` and `key-STAGE-HEX`; they are written last, so that half a result is never found.
 */

export const resultType = 'application/vnd.model-actions.result.v1+json'

export const resultTag = (digest: Digest): string => `result-${hexOf(digest)}`
export const keyTag = (stage: string, key: Digest): string => `key-${stage}-${hexOf(key)}`

type OciResultsOptions = {
  store: ContentStore
  /** Fetched files go below it, a new directory each time; whoever has taken them over removes it. */
  scratch: string
  /** Repositories that may have the weights already, such as that of the images. */
  siblings?: readonly ContentStore[]
  signal?: AbortSignal
}

/** Nothing of a result is fetched before it is asked for, and nothing is believed that differs from its digest. */
export function openOciResults(options: OciResultsOptions): ResultStore {
  const { store } = options

  const read = async (tag: string): Promise<Stored | undefined> => {
    const present = await store.resolve(tag)
    if (present === undefined) return undefined
    const { bytes } = await store.getManifest(present.digest)
    const where = `${store.name}:${tag}`
    const manifest = resultManifest(bytes, where)
    const { digest } = manifest.config
    const json = await readBlob(store, manifest.config)
    const result = readResult(json, { digest, where })
    requireLayers(result, manifest, where)
    let fetched: Promise<string> | undefined
    const directory = (): Promise<string> => {
      fetched ??= fetchFiles(options, { digest, result, layers: manifest.layers, json })
      // A transfer that broke may be tried again.
      fetched.catch(() => {
        fetched = undefined
      })
      return fetched
    }
    return {
      digest,
      result,
      bytes: json,
      directory,
      unchecked: directory,
    }
  }

  return {
    name: store.name,
    async find(stage, key) {
      const stored = await read(keyTag(stage, key))
      if (stored !== undefined && (stored.result.stage !== stage || stored.result.key !== key))
        throw swapped(`${store.name}:${keyTag(stage, key)}`, `a result of ${stored.result.stage} with another key`)
      return stored
    },
    async open(digest) {
      const stored = await read(resultTag(digest))
      if (stored !== undefined && stored.digest !== digest)
        throw swapped(`${store.name}:${resultTag(digest)}`, `the result ${stored.digest}`)
      return stored
    },
    async put(stored) {
      const { digest, result } = stored
      const bytes = (await presentManifest(digest)) ?? (await putFiles(stored, options))
      await store.putManifest(bytes, mediaTypes.manifest, resultTag(digest))
      await store.putManifest(bytes, mediaTypes.manifest, keyTag(result.stage, result.key))
    },
  }

  /** The manifest of this very result, whose blobs are all there; a tag that leads elsewhere is written anew. */
  async function presentManifest(digest: Digest): Promise<Uint8Array | undefined> {
    const present = await store.resolve(resultTag(digest))
    if (present === undefined) return undefined
    // One that is gone or cannot be read is put again.
    const found = await store.getManifest(present.digest).catch((error: unknown) => {
      if (error instanceof UserError) return undefined
      throw error
    })
    if (found === undefined) return undefined
    const { bytes } = found
    const document = parseDocument(bytes, `${store.name}:${resultTag(digest)}`)
    if (document.kind !== 'manifest' || document.manifest.config.digest !== digest) return undefined
    for (const blob of [document.manifest.config, ...document.manifest.layers])
      if (!(await store.has(blob.digest, blob.size))) return undefined
    return bytes
  }

  async function putFiles(stored: Stored, { siblings = [], signal }: OciResultsOptions): Promise<Uint8Array> {
    const { digest, result } = stored
    // Every file is compared with the result in the pass that stores it.
    const directory = await stored.unchecked()
    const layers: Descriptor[] = []
    for (const file of result.files) {
      const entries = entriesOf(result, file, (path) => gatedEntry(path, join(directory, file.path), file))
      const { descriptor } = await putArchive(entries, { store, siblings, ...(signal === undefined ? {} : { signal }) })
      layers.push({ ...descriptor, annotations: { [filepathKey]: file.path } })
    }
    if (layers.length === 0) {
      await store.write(blobOf(emptyBlob.bytes), emptyBlob.descriptor.mediaType, emptyBlob.descriptor)
      layers.push(emptyBlob.descriptor)
    }
    const config = await store.write(blobOf(stored.bytes), resultType, { digest, size: stored.bytes.length })
    return Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.manifest, artifactType: resultType, config, layers }),
    )
  }
}

/** The archive that a file of a result travels in. A weight file of a model stands where it does in the model's image. */
function entriesOf(result: Result, file: FileEntry, entry: (path: string) => TarEntry): TarEntry[] {
  const inModel = /^model\/(.+)$/s.exec(file.path)?.[1]
  return inModel !== undefined && isWeightFile(inModel)
    ? weightEntries(result.name, inModel, entry)
    : withDirectories([entry(file.path)], '')
}

function resultManifest(bytes: Uint8Array, where: string): Manifest {
  const document = parseDocument(bytes, where)
  if (document.kind === 'manifest' && document.manifest.config.mediaType === resultType) return document.manifest
  throw new UserError(`${where}: not a result of a stage: name the repository or layout that results are kept in`)
}

/** One layer a file, in the order of the files. */
function requireLayers({ files }: Result, { layers }: Manifest, where: string): void {
  if (layers.length !== Math.max(1, files.length))
    throw new UserError(
      `${where}: ${layers.length} layers for ${files.length} files: it was not written by model-actions, run the stage again`,
    )
}

const swapped = (where: string, what: string): UserError =>
  new UserError(`${where}: leads to ${what}: find out who can write there, and run the stage again`, {
    exit: 'gate-failed',
  })

/** The files of a result, each compared with what result.json says of it, in a directory that is whole or not there. */
async function fetchFiles(
  { store, scratch, signal }: OciResultsOptions,
  of: { digest: Digest; result: Result; layers: readonly Descriptor[]; json: Uint8Array },
): Promise<string> {
  const { digest, result, layers, json } = of
  const directory = join(scratch, `${hexOf(digest)}-${randomBytes(4).toString('hex')}`)
  try {
    await makeDirectory(directory)
    for (const [position, file] of result.files.entries()) {
      signal?.throwIfAborted()
      const layer = layers[position]
      if (layer === undefined) throw new Error(`there is no layer for ${file.path}`)
      const target = join(directory, file.path)
      await makeDirectory(dirname(target))
      const entries = entriesOf(result, file, (path) => ({
        path,
        kind: 'file',
        sizeBytes: file.sizeBytes,
        content: () => [],
      }))
      await extractOnlyFile({ store, layer, entries, expected: file, target })
    }
    await writeFile(join(directory, resultName), json, { flag: 'wx' })
    return directory
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
}
