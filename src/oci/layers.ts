import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { readBytes } from '../digest.ts'
import { openRegular } from '../files.ts'
import { isWeightFile } from '../model/checks.ts'
import { changedSince, differenceFrom, manifestBytes, manifestName } from '../model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../model/types.ts'
import { listFiles } from '../trees.ts'
import { fileEntry, type TarEntry, withDirectories } from './tar.ts'

/** Which of our layers this is, on every descriptor of one. */
export const layerKey = 'model-actions.layer'
/** ModelPack's name for where a layer's content stands. */
export const filepathKey = 'org.cncf.model.filepath'
export const modelsRoot = 'models'
export const runtimeRoot = 'opt/model-actions'

export type PlannedLayer = { kind: 'weight' | 'model' | 'runtime'; path: string; entries: TarEntry[] }

/**
 * The layers above the base, from the bottom: runtime, one a weight file, then everything small together. `model.json` is
 * written from the manifest, every other file must be what the manifest says, in the one read that goes into its layer.
 */
export async function planLayers(model: ModelDirectory, runtimeDirectory: string): Promise<PlannedLayer[]> {
  const { name, files } = model.manifest
  const below = `${modelsRoot}/${name}`
  const weights = files.filter((file) => isWeightFile(file.path))
  const rest = files.filter((file) => !isWeightFile(file.path))
  const description = manifestBytes(model.manifest)
  const small: TarEntry[] = [
    ...rest.map((file) => gatedEntry(`${below}/${file.path}`, join(model.path, file.path), file)),
    {
      path: `${below}/${manifestName}`,
      kind: 'file',
      sizeBytes: description.length,
      content: () => [description],
    },
  ]
  return [
    { kind: 'runtime', path: runtimeRoot, entries: await runtimeEntries(runtimeDirectory) },
    ...weights.map((file): PlannedLayer => {
      const entries = weightEntries(name, file.path, (path) => gatedEntry(path, join(model.path, file.path), file))
      return { kind: 'weight', path: `${below}/${file.path}`, entries }
    }),
    { kind: 'model', path: `${below}/`, entries: withDirectories(small, '') },
  ]
}

/**
 * The layer of one weight file. Wherever the file travels, in a result or in an image, it is these very bytes, so that
 * they are stored and sent once. @param file its path in the model's directory
 */
export const weightEntries = (model: string, file: string, entry: (path: string) => TarEntry): TarEntry[] =>
  withDirectories([entry(`${modelsRoot}/${model}/${file}`)], '')

/** A file as an entry of an archive; fails in the pass that reads it where it is not the one that was gated. */
export const gatedEntry = (path: string, file: string, expected: FileEntry): TarEntry => ({
  path,
  kind: 'file',
  sizeBytes: expected.sizeBytes,
  content: () => unchanged(file, expected),
})

async function* unchanged(path: string, expected: FileEntry): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const { file } = await openRegular(path)
  for await (const piece of file.createReadStream({ highWaterMark: readBytes }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    sizeBytes += piece.length
    if (sizeBytes > expected.sizeBytes) throw changedSince(path, `more than its ${expected.sizeBytes} bytes`)
    yield piece
  }
  const difference = differenceFrom(expected, { sizeBytes, digest: `sha256:${hash.digest('hex')}` })
  if (difference !== undefined) throw changedSince(path, difference)
}

/** The package directory under its own name; what Python writes beside its sources, and hidden files, stay out. */
async function runtimeEntries(directory: string): Promise<TarEntry[]> {
  const name = basename(directory)
  const files = await listFiles(directory, {
    links: 'refused',
    skip: (entry) => entry === '__pycache__' || entry.endsWith('.pyc') || entry.startsWith('.'),
  })
  const entries = files.map((file) =>
    fileEntry(`${runtimeRoot}/${name}/${file.path}`, join(directory, file.path), file.sizeBytes),
  )
  return withDirectories(entries, 'opt')
}
