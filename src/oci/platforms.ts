import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { type Manifest, parseDocument } from './mediaTypes.ts'
import type { ContentStore, Descriptor } from './types.ts'

/** `linux/amd64`, `linux/arm64`, `linux/arm/v7`: the names of Go, which registries use. */
type PlatformName = string

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** Images are for Linux, on the processor that this runs on. */
export const hostPlatform = (): PlatformName => `linux/${architectures[process.arch] ?? process.arch}`

export function parsePlatform(name: PlatformName): { os: string; architecture: string; variant?: string } {
  const [os = '', architecture = '', variant] = name.split('/')
  if (!/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/.test(name))
    throw new Error(`platform ${JSON.stringify(name)}: expected OS/ARCHITECTURE, such as linux/amd64`)
  return { os, architecture, ...(variant === undefined ? {} : { variant }) }
}

export const platformName = (platform: { os: string; architecture: string; variant?: string }): PlatformName =>
  [platform.os, platform.architecture, ...(platform.variant === undefined ? [] : [platform.variant])].join('/')

export type PlatformImage = { descriptor: Descriptor; manifest: Manifest; platform: PlatformName | undefined }

/** The image manifests of an index (attestations and artifacts left out), or the one that `digest` is. */
export async function platformImages(store: ContentStore, digest: Digest): Promise<PlatformImage[]> {
  const { descriptor, bytes } = await store.getManifest(digest)
  const place = `${store.name}@${digest}`
  const document = parseDocument(bytes, place)
  if (document.kind === 'manifest') return [{ descriptor, manifest: document.manifest, platform: undefined }]
  const images: PlatformImage[] = []
  for (const entry of document.index.manifests) {
    if (entry.platform === undefined || entry.platform.os === 'unknown') continue
    const child = await store.getManifest(entry.digest)
    const inner = parseDocument(child.bytes, `${store.name}@${entry.digest}`)
    if (inner.kind !== 'manifest') throw new UserError(`${place}: an index inside an index: give a plain image`)
    images.push({
      descriptor: { ...entry, mediaType: child.descriptor.mediaType },
      manifest: inner.manifest,
      platform: platformName(entry.platform),
    })
  }
  if (images.length === 0) throw new UserError(`${place}: an index without an image: give an image`)
  return images
}

/** The image for this platform; the only one, whatever it is for, where a single one exists and `exact` is false. */
export async function choosePlatform(
  store: ContentStore,
  digest: Digest,
  platform: PlatformName,
  exact: boolean,
): Promise<PlatformImage> {
  const images = await platformImages(store, digest)
  const [first] = images
  const found = images.find((image) => image.platform === platform)
  if (found !== undefined) return found
  if (first !== undefined && (first.platform === undefined || !exact)) return first
  throw new UserError(
    `${store.name}@${digest}: there is no image for ${platform}, only for ${images.map((image) => image.platform).join(', ')}: build it for ${platform} too`,
  )
}
