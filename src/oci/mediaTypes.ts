import { z } from 'zod'
import { deepestLevels, isTooDeep } from '../depth.ts'
import { type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { Descriptor } from './types.ts'

/** OCI image specification 1.1, and Docker's older names that registries still hold. */
export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  gzipLayer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
} as const

export const manifestTypes: readonly string[] = [
  mediaTypes.index,
  mediaTypes.manifest,
  mediaTypes.dockerIndex,
  mediaTypes.dockerManifest,
]

/** A manifest is read whole into memory; registries refuse larger ones too. */
export const manifestLimitBytes = 4 * 1024 * 1024

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'not a sha256 digest')
const descriptor = z.object({
  mediaType: z.string(),
  digest,
  size: z.int().min(0),
  annotations: z.record(z.string(), z.string()).optional(),
  platform: z.object({ architecture: z.string(), os: z.string(), variant: z.string().optional() }).optional(),
  artifactType: z.string().optional(),
})
const manifest = z.object({
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor),
  subject: descriptor.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})
const index = z.object({
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  manifests: z.array(descriptor),
  subject: descriptor.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})

export type Manifest = {
  artifactType?: string
  config: Descriptor
  layers: Descriptor[]
  subject?: Descriptor
  annotations?: Record<string, string>
}
export type Index = {
  artifactType?: string
  manifests: Descriptor[]
  subject?: Descriptor
  annotations?: Record<string, string>
}
export type Document = { kind: 'manifest'; manifest: Manifest } | { kind: 'index'; index: Index }

/** What came whole, and is not what it should be: asking again would bring the same. Others may have put it there. */
export class UnreadableError extends UserError {}

/** A manifest that is named and not there. */
export class MissingError extends UserError {}

/** @param place what to name in the error: the reference that these bytes came from */
export const parseDocument = (bytes: Uint8Array, place: string): Document =>
  readDocument(parseJson(bytes, place), place)

/** As `parseDocument`, of a value that was parsed already. */
export function readDocument(value: unknown, place: string): Document {
  const isIndex = typeof value === 'object' && value !== null && 'manifests' in value
  const parsed = isIndex ? index.safeParse(value) : manifest.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new UnreadableError(
      `${place}: neither an image manifest nor an index (${describeIssue(issue)}): give an OCI image`,
    )
  }
  const clean = JSON.parse(JSON.stringify(parsed.data)) as Manifest & Index
  return isIndex ? { kind: 'index', index: clean } : { kind: 'manifest', manifest: clean }
}

/** What is wrong and where, in words; keys of somebody else's document may be as long as it. */
export const describeIssue = (issue: { path: PropertyKey[]; message: string } | undefined): string =>
  `${issue?.path.join('.').slice(0, 100) ?? ''}: ${issue?.message.slice(0, 300) ?? ''}`

export function parseJson(bytes: Uint8Array, place: string): unknown {
  const refused = (reason: string): UserError =>
    new UnreadableError(`${place}: not JSON (${reason}): the image is damaged, build or push it again`)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw refused((error as Error).message)
  }
  if (isTooDeep(value)) throw refused(`more than ${deepestLevels} levels deep`)
  return value
}

/**
 * What an index lists, as it stands there. What another tool attached may have a digest of another kind, and is
 * no reason to overlook the rest. @throws UserError where it is no document at all
 */
export function entriesOf(value: unknown, place: string): readonly { digest?: unknown }[] {
  const manifests: unknown =
    typeof value === 'object' && value !== null && 'manifests' in value ? value.manifests : undefined
  if (Array.isArray(manifests))
    return manifests.filter((entry): entry is object => typeof entry === 'object' && entry !== null)
  readDocument(value, place)
  return []
}

/** What a referrers listing says about a manifest: its type and annotations are those of the manifest itself. */
export function referrerDescriptor(descriptor: Descriptor, document: Document): Descriptor {
  const own = document.kind === 'index' ? document.index : document.manifest
  const artifactType =
    own.artifactType ?? (document.kind === 'manifest' ? document.manifest.config.mediaType : undefined)
  return {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(own.annotations === undefined ? {} : { annotations: own.annotations }),
  }
}

export const subjectOf = (document: Document): Digest | undefined =>
  (document.kind === 'index' ? document.index.subject : document.manifest.subject)?.digest

export const mediaTypeOf = (bytes: Uint8Array, place: string): string => {
  const value = parseJson(bytes, place) as { mediaType?: unknown } | null
  if (typeof value?.mediaType === 'string') return value.mediaType
  return readDocument(value, place).kind === 'index' ? mediaTypes.index : mediaTypes.manifest
}
