import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readGatedModel, releasedAs } from '../model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../model/types.ts'
import { blobOf, moveBlob, readBlob } from './blobs.ts'
import { type ImageConfig, modelImageConfig, parseImageConfig, sorted } from './imageConfig.ts'
import { filepathKey, layerKey, type PlannedLayer, planLayers } from './layers.ts'
import { mediaTypes } from './mediaTypes.ts'
import { modelPackConfig, modelPackManifest, modelPackTypes } from './modelPack.ts'
import { hostPlatform, type PlatformImage, parsePlatform, platformImages, platformName } from './platforms.ts'
import { putArchive } from './putArchive.ts'
import { tarStream } from './tar.ts'
import type { ContentStore, Descriptor } from './types.ts'

type AssembleOptions = {
  store: ContentStore
  /** The model that passed its gates: every file, `model.json` too, as its result lists it. What differs is refused. */
  model: { directory: string; files: readonly FileEntry[] }
  /** Files of the model that stay out of the image, and out of its `model.json`. */
  without?: readonly string[]
  /** Stands in the image's `model.json`. */
  release: { name: string; version: string }
  /** Repositories that may have the weights already, as results of the same model. */
  siblings?: readonly ContentStore[]
  /** Becomes /opt/model-actions/NAME, where NAME is its own: the Python package `model_runtime`. */
  runtimeDirectory: string
  /** The runtime image below; without it the image holds model and runtime only. */
  base?: { store: ContentStore; digest: Digest }
  labels: Readonly<Record<string, string>>
  /** Stands in the image; the same for the same input, or the digest is not. */
  created: Date
  /** Default: those of the base; without one, that of this machine. */
  platforms?: readonly string[]
  signal?: AbortSignal
  onProgress?: (what: string, share: number) => void
}

export type AssembledImage = {
  /** Not tagged yet: nobody finds the image before `tagImage`. */
  index: Descriptor
  /** One a platform. */
  manifests: Descriptor[]
  /** The same model in the ModelPack format, a referrer of the index. */
  modelPack: Descriptor
  /** From the bottom; `path` without a leading slash, or what the layer is. */
  layers: { path: string; digest: Digest; size: number; moved: boolean }[]
  bytesMoved: number
  bytesReused: number
}

type Placed = { planned: PlannedLayer; descriptor: Descriptor }
type Base = {
  config: ImageConfig | undefined
  layers: Descriptor[]
  platform: { os: string; architecture: string; variant?: string }
}

/**
 * Builds and stores the image of a model: an index with one image a platform over the same weight blobs, and a ModelPack
 * manifest over them. Same input, same digests. The blobs come first, the index last. @throws UserError
 */
export async function assembleModelImage(options: AssembleOptions): Promise<AssembledImage> {
  const { store } = options
  const gated = await readGatedModel(options.model.directory, options.model.files)
  const released = releasedAs(gated.manifest, options.release)
  const files = released.files.filter(({ path }) => options.without?.includes(path) !== true)
  const model: ModelDirectory = { ...gated, manifest: { ...released, files } }
  const account = new Account(options.onProgress)
  const bases = await openBases(options)
  const planned = await planLayers(model, options.runtimeDirectory)
  const baseLayers = new Map(bases.flatMap((base) => base.layers.map((layer) => [layer.digest, layer] as const)))
  account.expect([
    ...[...baseLayers.values()].map((layer) => layer.size),
    ...planned.map((layer) => tarStream(layer.entries).sizeBytes),
  ])
  if (options.base !== undefined)
    for (const layer of baseLayers.values()) {
      options.signal?.throwIfAborted()
      account.add('layer of the base', layer, (await moveBlob(options.base.store, layer, store)) === 'moved')
    }
  const layers: Placed[] = []
  for (const layer of planned) {
    const { descriptor, moved } = await putArchive(layer.entries, { ...options, siblings: options.siblings ?? [] })
    account.add(layer.path, descriptor, moved)
    layers.push({ planned: layer, descriptor: annotated(layer, descriptor) })
  }
  const labels = allLabels(model, options)
  const manifests: Descriptor[] = []
  for (const base of bases) manifests.push(await putImage(base, layers, labels, model, options))
  options.signal?.throwIfAborted()
  const index = await putJson(store, mediaTypes.index, {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests,
    annotations: labels,
  })
  const config = await writeJson(
    store,
    modelPackTypes.config,
    modelPackConfig({ model: model.manifest, labels, created: options.created, layers }),
  )
  const modelPack = await putJson(store, mediaTypes.manifest, modelPackManifest({ config, layers, subject: index }))
  return { index, manifests, modelPack, ...account.result() }
}

/** Gives an image that is in the store a name; only now do people find it. */
export async function tagImage(store: ContentStore, digest: Digest, tag: string): Promise<Descriptor> {
  const { descriptor, bytes } = await store.getManifest(digest)
  return store.putManifest(bytes, descriptor.mediaType, tag)
}

async function openBases(options: AssembleOptions): Promise<Base[]> {
  const { base, platforms } = options
  if (base === undefined)
    return (platforms ?? [hostPlatform()]).map((name) => ({
      config: undefined,
      layers: [],
      platform: parsePlatform(name),
    }))
  const found: Base[] = []
  for (const image of await platformImages(base.store, base.digest)) {
    const place = `${base.store.name}@${image.descriptor.digest}`
    const config = parseImageConfig(await readBlob(base.store, image.manifest.config), place)
    const platform = {
      os: config.os,
      architecture: config.architecture,
      ...(config.variant === undefined ? {} : { variant: config.variant }),
    }
    if (platforms !== undefined && !platforms.includes(platformName(platform))) continue
    found.push({ config, layers: baseLayersOf(image, config, place), platform })
  }
  const missing = (platforms ?? []).filter((name) => !found.some((entry) => platformName(entry.platform) === name))
  if (missing.length > 0)
    throw new Error(`base image ${base.store.name}@${base.digest}: it has no ${missing.join(', ')}`)
  return found
}

function baseLayersOf(image: PlatformImage, config: ImageConfig, place: string): Descriptor[] {
  const { layers } = image.manifest
  if ((config.rootfs.diff_ids ?? []).length !== layers.length)
    throw new UserError(
      `base image ${place}: ${layers.length} layers, but its configuration lists ${(config.rootfs.diff_ids ?? []).length}: choose another base`,
    )
  return layers.map(({ mediaType, digest, size }) => ({ mediaType: ociLayerType(mediaType, place), digest, size }))
}

/** Docker's older names for the same bytes. */
function ociLayerType(mediaType: string, place: string): string {
  if (mediaType.startsWith('application/vnd.oci.image.layer.v1.tar')) return mediaType
  if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar.gzip') return mediaTypes.gzipLayer
  if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar') return mediaTypes.layer
  throw new UserError(`base image ${place}: a layer of the kind ${mediaType} cannot be taken over: choose another base`)
}

/** What every descriptor of a layer of ours says about it. */
const annotated = (layer: PlannedLayer, { mediaType, digest, size }: Descriptor): Descriptor => ({
  mediaType,
  digest,
  size,
  annotations: { ...(layer.kind === 'runtime' ? {} : { [filepathKey]: layer.path }), [layerKey]: layer.kind },
})

async function putImage(
  base: Base,
  layers: readonly Placed[],
  labels: Record<string, string>,
  model: ModelDirectory,
  options: AssembleOptions,
): Promise<Descriptor> {
  const { store } = options
  const config = await writeJson(
    store,
    mediaTypes.config,
    modelImageConfig({
      base: base.config,
      platform: base.platform,
      model: model.manifest,
      labels,
      created: options.created,
      layers: layers.map(({ planned, descriptor }) => ({ digest: descriptor.digest, comment: `/${planned.path}` })),
    }),
  )
  const manifest = await putJson(store, mediaTypes.manifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config,
    layers: [...base.layers, ...layers.map(({ descriptor }) => descriptor)],
    annotations: labels,
  })
  return { ...manifest, platform: base.platform }
}

function allLabels(model: ModelDirectory, { base, ...options }: AssembleOptions): Record<string, string> {
  return sorted({
    'org.opencontainers.image.title': model.manifest.name,
    'org.opencontainers.image.version': model.manifest.version,
    'org.opencontainers.image.created': options.created.toISOString(),
    ...(base === undefined
      ? {}
      : { 'org.opencontainers.image.base.name': base.store.name, 'org.opencontainers.image.base.digest': base.digest }),
    ...options.labels,
  })
}

const putJson = (store: ContentStore, mediaType: string, value: unknown): Promise<Descriptor> =>
  store.putManifest(Buffer.from(JSON.stringify(value)), mediaType)

async function writeJson(store: ContentStore, mediaType: string, value: unknown): Promise<Descriptor> {
  const bytes = Buffer.from(JSON.stringify(value))
  const { digest, size } = await store.write(blobOf(bytes), mediaType)
  return { mediaType, digest, size }
}

/** What moved and what was there. */
class Account {
  readonly #layers: AssembledImage['layers'] = []
  readonly #onProgress: AssembleOptions['onProgress']
  #totalBytes = 0
  #doneBytes = 0

  constructor(onProgress: AssembleOptions['onProgress']) {
    this.#onProgress = onProgress
  }

  expect(sizes: readonly number[]): void {
    this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0)
  }

  add(path: string, { digest, size }: Descriptor, moved: boolean): void {
    this.#layers.push({ path, digest, size, moved })
    this.#doneBytes += size
    this.#onProgress?.(path, this.#totalBytes === 0 ? 1 : this.#doneBytes / this.#totalBytes)
  }

  result(): Pick<AssembledImage, 'layers' | 'bytesMoved' | 'bytesReused'> {
    const sum = (moved: boolean) =>
      this.#layers.filter((layer) => layer.moved === moved).reduce((total, layer) => total + layer.size, 0)
    return { layers: this.#layers, bytesMoved: sum(true), bytesReused: sum(false) }
  }
}
