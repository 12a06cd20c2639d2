import type { ModelManifest } from '../model/types.ts'
import { filepathKey, type PlannedLayer } from './layers.ts'
import { mediaTypes } from './mediaTypes.ts'
import type { Descriptor } from './types.ts'

/*
 * Format: CNCF ModelPack, github.com/modelpack/model-spec v0.0.7 (docs/spec.md, docs/config.md, schema/config-schema.json).
 * It names the same blobs as the image, so it costs no storage. It is attached to the image's index as a referrer: an
 * entry without a platform inside the index would be taken for an image by some engines.
 */

export const modelPackTypes = {
  manifest: 'application/vnd.cncf.model.manifest.v1+json',
  config: 'application/vnd.cncf.model.config.v1+json',
  weight: 'application/vnd.cncf.model.weight.v1.tar',
  weightConfig: 'application/vnd.cncf.model.weight.config.v1.tar',
} as const

type Layer = { planned: PlannedLayer; descriptor: Descriptor }

const modelPackLayers = (layers: readonly Layer[]): Layer[] =>
  layers.filter(({ planned }) => planned.kind !== 'runtime')

export function modelPackConfig(options: {
  model: ModelManifest
  labels: Readonly<Record<string, string>>
  created: Date
  layers: readonly Layer[]
}): Record<string, unknown> {
  const { model, labels, created, layers } = options
  const label = (name: string) => labels[`org.opencontainers.image.${name}`]
  const optional = { sourceURL: label('source'), revision: label('revision') }
  const license = label('licenses')
  return {
    descriptor: {
      createdAt: created.toISOString(),
      name: model.name,
      version: model.version,
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      ...(license === undefined ? {} : { licenses: [license] }),
    },
    config: { format: model.format, precision: model.precision },
    modelfs: { type: 'layers', diffIds: modelPackLayers(layers).map(({ descriptor }) => descriptor.digest) },
  }
}

export function modelPackManifest(options: {
  config: Descriptor
  layers: readonly Layer[]
  subject: Descriptor
}): Record<string, unknown> {
  return {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    artifactType: modelPackTypes.manifest,
    config: options.config,
    layers: modelPackLayers(options.layers).map(({ planned, descriptor }) => ({
      mediaType: planned.kind === 'weight' ? modelPackTypes.weight : modelPackTypes.weightConfig,
      digest: descriptor.digest,
      size: descriptor.size,
      annotations: { [filepathKey]: planned.path },
    })),
    subject: { mediaType: options.subject.mediaType, digest: options.subject.digest, size: options.subject.size },
  }
}
