import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { UserError } from '../errors.ts'
import { isWeightFile } from '../model/checks.ts'
import { readBytes } from '../model/digest.ts'
import { manifestName } from '../model/manifest.ts'
import { listFiles } from '../model/paths.ts'
import type { Digest, FileEntry, ModelDirectory } from '../model/types.ts'
import { fileEntry, type TarEntry, withDirectories } from './tar.ts'

/** Which of our layers this is, on every descriptor of one. */
export const layerKey = 'model-actions.layer'
/** ModelPack's name for where a layer's content stands. */
export const filepathKey = 'org.cncf.model.filepath'
export const modelsRoot = 'models'
export const runtimeRoot = 'opt/model-actions'

export type PlannedLayer = { kind: 'weight' | 'model' | 'runtime'; path: string; entries: TarEntry[] }

/** The layers above the base, from the bottom: runtime, one a weight file, then everything small together. */
export async function planLayers(model: ModelDirectory, runtimeDirectory: string): Promise<PlannedLayer[]> {
  const { name, files } = model.manifest
  const below = `${modelsRoot}/${name}`
  const entry = (file: FileEntry): TarEntry => ({
    path: `${below}/${file.path}`,
    kind: 'file',
    sizeBytes: file.sizeBytes,
    content: () => unchanged(join(model.path, file.path), file),
  })
  const weights = files.filter((file) => isWeightFile(file.path))
  const rest = files.filter((file) => !isWeightFile(file.path))
  const [description] = (await listFiles(model.path)).filter((file) => file.path === manifestName)
  if (description === undefined)
    throw new UserError(`${model.path}: there is no ${manifestName}: give the result of a stage`)
  const small = [
    ...rest.map(entry),
    fileEntry(`${below}/${manifestName}`, join(model.path, manifestName), description.sizeBytes),
  ]
  return [
    { kind: 'runtime', path: runtimeRoot, entries: await runtimeEntries(runtimeDirectory) },
    ...weights.map((file): PlannedLayer => {
      return { kind: 'weight', path: `${below}/${file.path}`, entries: withDirectories([entry(file)], '') }
    }),
    { kind: 'model', path: `${below}/`, entries: withDirectories(small, '') },
  ]
}

/** The package directory under its own name; what Python writes beside its sources, and hidden files, stay out. */
async function runtimeEntries(directory: string): Promise<TarEntry[]> {
  const name = basename(directory)
  const files = await listFiles(directory, {
    skip: (entry) => entry === '__pycache__' || entry.endsWith('.pyc') || entry.startsWith('.'),
  })
  const entries = files.map((file) =>
    fileEntry(`${runtimeRoot}/${name}/${file.path}`, join(directory, file.path), file.sizeBytes),
  )
  return withDirectories(entries, 'opt')
}

/** A file's content, in the one read that goes into the layer; fails where it is not what model.json says. */
async function* unchanged(path: string, expected: FileEntry): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of createReadStream(path, { highWaterMark: readBytes }) as AsyncIterable<Buffer>) {
    hash.update(piece)
    size += piece.length
    if (size > expected.sizeBytes) break
    yield piece
  }
  const found: Digest = `sha256:${hash.digest('hex')}`
  if (size !== expected.sizeBytes || found !== expected.digest)
    throw new UserError(
      `${path}: not what ${manifestName} says (${expected.sizeBytes} bytes, ${expected.digest}): it was changed, run the stage that made this model again`,
    )
}
