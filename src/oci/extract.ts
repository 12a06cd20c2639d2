import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { diskError, isThere } from '../files.ts'
import { manifestName, readModelDirectory, servingOf, verifyModelDirectory } from '../model/manifest.ts'
import { type GoldenProbe, readProbes } from '../model/probes.ts'
import type { ModelDirectory, ModelManifest, ServingContract } from '../model/types.ts'
import { pathFault } from '../trees.ts'
import { measured, readBlob } from './blobs.ts'
import { type ImageConfig, parseImageConfig } from './imageConfig.ts'
import { filepathKey, layerKey, modelsRoot, planLayers, runtimeRoot } from './layers.ts'
import { mediaTypes, parseJson } from './mediaTypes.ts'
import { choosePlatform, hostPlatform } from './platforms.ts'
import { servingOfImage } from './serving.ts'
import { tarStream } from './tar.ts'
import type { ContentStore, Descriptor } from './types.ts'
import { unpackLayer } from './untar.ts'

type ExtractedModel = {
  model: ModelDirectory
  /** What belongs into PYTHONPATH: it holds the package `model_runtime`. */
  runtimeDirectory: string
  imageConfig: ImageConfig
}

const recordName = 'image.json'

/**
 * Takes model and runtime out of an image, without its base: only our layers are pulled, each is checked against its
 * digest and each file against model.json. `into` appears whole (`model/`, `runtime/`, `image.json`) or not at all.
 * With `reuse`, a directory that this made of the same digest is returned, and made anew where it is no more what the image
 * holds: only the image says what belongs there, not what lies beside it. @throws UserError
 */
export async function extractModel(options: {
  store: ContentStore
  digest: Digest
  into: string
  reuse?: boolean
}): Promise<ExtractedModel> {
  const { store, digest, into } = options
  const present = await isThere(into)
  if (present && options.reuse !== true)
    throw new UserError(`${into}: exists already: remove it, or name another directory`)
  if (present) await requireMadeOf(into, digest)
  const place = `${store.name}@${digest}`
  const image = await choosePlatform(store, digest, hostPlatform(), false)
  const imageConfig = parseImageConfig(await readBlob(store, image.manifest.config), place)
  const layers = image.manifest.layers.filter((layer) => layer.annotations?.[layerKey] !== undefined)
  if (present) {
    if (await holds(into, layers)) return result(into, imageConfig)
    await rm(into, { recursive: true, force: true })
  }
  const below = modelRoot(layers, place)
  const temporary = join(dirname(into), `.${basename(into)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(join(temporary, 'model'), { recursive: true })
    await mkdir(join(temporary, 'runtime'))
    for (const layer of layers) await unpack(store, layer, below, temporary)
    const model = await readModelDirectory(join(temporary, 'model'))
    if (`${modelsRoot}/${model.manifest.name}` !== below)
      throw new UserError(`${place}: /${below} holds the model ${model.manifest.name}: refused, build the image again`)
    await verifyModelDirectory(model)
    requireSameServing(servingOfImage(imageConfig, place), servingOf(model.manifest), place)
    await writeFile(join(temporary, recordName), JSON.stringify({ digest }))
    await rename(temporary, into)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    // Another run took the same image out meanwhile.
    const { code } = error as NodeJS.ErrnoException
    if (options.reuse === true && (code === 'ENOTEMPTY' || code === 'EEXIST')) return extractModel(options)
    throw diskError(`${into}: cannot be written`, error)
  }
  return result(into, imageConfig)
}

/** What an image's model says of itself, and its golden probes: none where it has none. */
export const imageModel = (
  store: ContentStore,
  digest: Digest,
): Promise<{ manifest: ModelManifest; probes: GoldenProbe[] }> =>
  withoutWeights(store, digest, async (model) => ({ manifest: model.manifest, probes: await readProbes(model) }))

/** What an image's model says of itself. */
export const imageManifest = (store: ContentStore, digest: Digest): Promise<ModelManifest> =>
  withoutWeights(store, digest, async ({ manifest }) => manifest)

/** Of an image, the one layer is pulled in which everything of its model lies but the weights. */
async function withoutWeights<T>(
  store: ContentStore,
  digest: Digest,
  read: (model: ModelDirectory) => Promise<T>,
): Promise<T> {
  const place = `${store.name}@${digest}`
  const image = await choosePlatform(store, digest, hostPlatform(), false)
  const layers = image.manifest.layers.filter((layer) => layer.annotations?.[layerKey] === 'model')
  const below = modelRoot(layers, place)
  const temporary = await mkdtemp(join(tmpdir(), 'model-actions-image-'))
  try {
    await mkdir(join(temporary, 'model'))
    for (const layer of layers) await unpack(store, layer, below, temporary)
    return await read(await readModelDirectory(join(temporary, 'model')))
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Probe and gateway go by the labels, the server by model.json. */
function requireSameServing(labels: ServingContract, file: ServingContract, place: string): void {
  const [key] = (Object.keys(file) as (keyof ServingContract)[]).filter((name) => labels[name] !== file[name])
  if (key !== undefined)
    throw new UserError(
      `${place}: its labels say ${key} ${labels[key]}, its ${manifestName} ${file[key]}: refused, build the image again`,
    )
}

async function unpack(store: ContentStore, layer: Descriptor, below: string, temporary: string): Promise<void> {
  const place = `${store.name}: layer ${layer.digest}`
  if (layer.mediaType !== mediaTypes.layer)
    throw new UserError(
      `${place}: of the kind ${layer.mediaType}, though layers of a model are plain tar archives: build the image again`,
    )
  const isRuntime = layer.annotations?.[layerKey] === 'runtime'
  await unpackLayer(await store.read(layer), {
    below: isRuntime ? runtimeRoot : below,
    into: join(temporary, isRuntime ? 'runtime' : 'model'),
    place,
    limitBytes: layer.size,
  })
}

/** `models/NAME`, as the layer with model.json says. */
function modelRoot(layers: readonly Descriptor[], place: string): string {
  const small = layers.filter((layer) => layer.annotations?.[layerKey] === 'model')
  const path = small[0]?.annotations?.[filepathKey]?.replace(/\/$/, '')
  if (small.length !== 1 || path === undefined || pathFault(path) !== undefined || !/^models\/[^/]+$/.test(path))
    throw new UserError(`${place}: not a model image, no layer says that it holds a model: build it with model-actions`)
  return path
}

/** The directory is one that this module made, of this image. */
async function requireMadeOf(into: string, digest: Digest): Promise<void> {
  const file = join(into, recordName)
  const text = await readFile(file).catch(() => {
    throw new UserError(`${into}: exists, but was not taken out of an image: name another directory`)
  })
  const held = (parseJson(text, file) as { digest?: unknown } | null)?.digest
  if (held !== digest)
    throw new UserError(`${into}: holds another image, ${String(held)}: remove ${into}, it is made again`)
}

/** Whether the layers, made again from what lies there, are those of the image, and nothing else lies there. */
async function holds(into: string, layers: readonly Descriptor[]): Promise<boolean> {
  try {
    const model = await readModelDirectory(join(into, 'model'))
    await verifyModelDirectory(model)
    const [runtime = '', ...more] = await readdir(join(into, 'runtime'))
    if (more.length > 0) return false
    const wanted = new Set(layers.map((layer) => layer.digest))
    for (const { entries } of await planLayers(model, join(into, 'runtime', runtime))) {
      const made = measured(tarStream(entries).stream)
      for await (const _ of made.stream);
      if (!wanted.delete(made.result().digest)) return false
    }
    return wanted.size === 0
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

const result = async (into: string, imageConfig: ImageConfig): Promise<ExtractedModel> => ({
  ...(await extractedAt(into)),
  imageConfig,
})

const extractedAt = async (into: string): Promise<Omit<ExtractedModel, 'imageConfig'>> => ({
  model: await readModelDirectory(join(into, 'model')),
  runtimeDirectory: join(into, 'runtime'),
})

/** What was taken out of an image before. @throws UserError where the model's files are no more what model.json says */
export async function extractedBefore(into: string): Promise<Omit<ExtractedModel, 'imageConfig'>> {
  const found = await extractedAt(into)
  await verifyModelDirectory(found.model)
  return found
}
