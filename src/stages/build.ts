import { join } from 'node:path'
import { type Digest, digestJson } from '../digest.ts'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { runtimeDirectory } from '../installation.ts'
import { probesName } from '../model/probes.ts'
import { type AssembledImage, assembleModelImage, tagImage } from '../oci/assemble.ts'
import { openReference } from '../oci/open.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { resolveInside } from '../spec/paths.ts'
import { jobRuntime } from './code.ts'
import { evaluated } from './evaluate.ts'
import { openImages } from './image.ts'
import { quantizedModel } from './quantize.ts'
import { earlier, type Stage } from './recipe.ts'
import { byPlainHttp, openRepository, repositoryAccess } from './registry.ts'
import { draft } from './reporting.ts'
import type { StageContext, StageName } from './types.ts'

type BuildReport = {
  image: string
  version: string
  index: Descriptor
  manifests: Descriptor[]
  layers: AssembledImage['layers']
  bytesMoved: number
  bytesReused: number
}

/** Assembles the image of a model that passed its gates, and tags it with the spec's version. */
export const build: Stage<BuildReport> = {
  name: 'build',
  parents: ['evaluate', 'quantize'],
  async preflight(context) {
    createdAt(context)
    await tryImageBase(context)
    await (await openImages(context)).tryWriting()
  },
  async inputs(context) {
    const { spec } = context
    await evaluated(context, 'build')
    const model = await quantizedModel(context, 'build')
    return {
      runtime: await jobRuntime(),
      section: digestJson({ name: spec.name, version: spec.version, image: spec.image, probes: spec.deploy.probes }),
      model: model.digest,
    }
  },
  async holds(context, { version, index }) {
    return (await (await openImages(context)).resolve(version))?.digest === index.digest
  },
  async make(context) {
    const { spec, platform } = context
    const store = await openImages(context)
    await evaluated(context, 'build')
    const model = await quantizedModel(context, 'build')
    const shared = spec.results === undefined ? undefined : await openRepository(spec.results, 'results', context)
    const image = await assembleModelImage({
      store,
      model: await model.gated(),
      // Where results are handed over lie the weights already, as the same layers.
      siblings: shared === undefined ? [] : [shared],
      without: spec.deploy.probes === 'none' ? [probesName] : [],
      release: { name: spec.name, version: spec.version },
      runtimeDirectory: join(runtimeDirectory(), 'model_runtime'),
      ...(spec.image.base === undefined ? {} : { base: await openBase(spec.image.base, context) }),
      labels: labels(context),
      created: createdAt(context),
      signal: context.signal,
      onProgress: (what, share) => platform.log.progress(what, share),
    })
    await refuseMovedRelease(store, spec.version, image.index.digest, context)
    await tagImage(store, image.index.digest, spec.version)
    const reference = `${store.name}@${image.index.digest}`
    return draft({
      title: `build ${spec.name} ${spec.version}`,
      data: {
        image: reference,
        version: spec.version,
        index: image.index,
        manifests: image.manifests,
        layers: image.layers,
        bytesMoved: image.bytesMoved,
        bytesReused: image.bytesReused,
      },
      verdict: 'pass',
      headline: `${reference}, ${image.layers.length} layers, ${megabytes(image.bytesMoved)} moved, ${megabytes(image.bytesReused)} were there`,
      outputs: { image: reference, digest: image.index.digest },
      document: {
        sections: [
          {
            kind: 'table',
            title: 'Layers of the model',
            columns: ['what', 'MB', 'digest', 'moved'],
            rows: image.layers.map((layer) => [
              layer.path,
              (layer.size / 1e6).toFixed(1),
              layer.digest,
              layer.moved ? 'yes' : 'was there',
            ]),
          },
        ],
      },
    })
  },
}

/** The runtime image under the model. */
function openBase(reference: string, context: StageContext): Promise<{ store: ContentStore; digest: Digest }> {
  const place = { file: context.specFile, key: 'image.base' }
  return openReference(reference, {
    insecure: byPlainHttp(context.spec.image, reference),
    ...repositoryAccess(reference, context),
    place,
    async directoryOf(path) {
      const directory = await resolveInside(context.bounds, path, place)
      if (await isThere(join(directory, 'oci-layout'))) return directory
      throw new UserError(
        `${path}: not an OCI layout; one lies on the machine that made it: \`model-actions runtime-image --write\` makes one here, and --push puts the image where other machines find it`,
        { place },
      )
    },
  })
}

/** @returns the base @throws UserError where it cannot be had */
export async function tryImageBase(context: StageContext): Promise<string | undefined> {
  const reference = context.spec.image.base
  if (reference === undefined) return undefined
  const { store, digest } = await openBase(reference, context)
  await store.getManifest(digest).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new UserError(
      `${reference} cannot be had (${error.message}): name an image that is there, or make one by \`model-actions runtime-image --write\``,
      {
        place: { file: context.specFile, key: 'image.base' },
        // What a registry answers depends on who asks, and from where.
        exit: reference.startsWith('oci:') ? error.exit : 'preflight',
        cause: error,
      },
    )
  })
  return reference
}

/** The built image, if it is still where it was put. */
export async function built(
  context: StageContext,
  asking: StageName,
): Promise<{ store: ContentStore; report: BuildReport }> {
  const { result } = await earlier(build, context, asking)
  return { store: await openImages(context), report: result.data }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

function labels(context: StageContext): Record<string, string> {
  const { spec, environment } = context
  const repository = environment['GITHUB_REPOSITORY']
  const source =
    spec.image.source ??
    (repository === undefined ? undefined : `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}`)
  return Object.fromEntries(
    Object.entries({
      'org.opencontainers.image.title': spec.name,
      'org.opencontainers.image.version': spec.version,
      'org.opencontainers.image.source': source,
      'org.opencontainers.image.revision': environment['GITHUB_SHA'],
      'org.opencontainers.image.licenses': spec.image.license,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** Same input, same digest: the time of an image is that of its source, as reproducible builds have it, or the epoch. */
function createdAt(context: StageContext): Date {
  const text = context.environment['SOURCE_DATE_EPOCH'] ?? '0'
  if (!/^\d{1,12}$/.test(text))
    throw new UserError(`SOURCE_DATE_EPOCH: ${text}: give seconds since 1970 as a whole number, or leave it unset`, {
      exit: 'preflight',
    })
  return new Date(Number(text) * 1000)
}

/** @throws UserError where the release is there with other content, and nobody said to move it */
export async function refuseMovedRelease(
  store: ContentStore,
  version: string,
  digest: Digest,
  context: StageContext,
): Promise<void> {
  const present = await store.resolve(version)
  if (present === undefined || present.digest === digest || context.force) return
  throw new UserError(
    `${store.name} has a release ${version} already, with other content (${present.digest}): raise the version, or use --force to move the tag`,
    { place: { file: context.specFile, key: 'version' } },
  )
}
