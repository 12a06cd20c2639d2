import type { Readable } from 'node:stream'
import type { Digest } from '../digest.ts'
import type { Credentials } from './registryAuth.ts'

export type Descriptor = {
  mediaType: string
  digest: Digest
  size: number
  annotations?: Record<string, string>
  platform?: { architecture: string; os: string; variant?: string }
  artifactType?: string
}

/** One repository: of a registry, or an OCI layout directory. Everything read is checked against its digest. */
export interface ContentStore {
  /** `ghcr.io/acme/intents` or `oci:DIR`; with `@sha256:…` behind it, a reference. */
  readonly name: string
  /** How a Docker engine fetches from it by itself; absent where it lies on this machine. */
  readonly remote?: { repository: string; credentials: Credentials | undefined }
  /** Tries whether anything may be put here, and leaves nothing. @throws UserError that names the right that is missing */
  tryWriting(): Promise<void>
  /** @param sizeBytes where it is known: a blob of another size was cut short, and is not there */
  has(digest: Digest, sizeBytes?: number): Promise<boolean>
  /** A blob as a stream that fails at its end where size or digest differ. */
  read(descriptor: Pick<Descriptor, 'digest' | 'size'>): Promise<Readable>
  /** Streams a blob in once and says what it was; nothing is visible before it is whole. */
  write(
    stream: AsyncIterable<Uint8Array>,
    mediaType: string,
    known?: { digest: Digest; size: number },
  ): Promise<Descriptor>
  /** Takes a blob over from a sibling repository without moving it where that is possible; false where it is not. */
  mount?(digest: Digest, from: ContentStore): Promise<boolean>
  putManifest(bytes: Uint8Array, mediaType: string, tag?: string): Promise<Descriptor>
  getManifest(reference: Digest | string): Promise<{ descriptor: Descriptor; bytes: Uint8Array }>
  /** The descriptor behind a tag; undefined where the tag does not exist. A failed lookup throws. */
  resolve(tag: string): Promise<Descriptor | undefined>
  tags(): Promise<string[]>
  /** Manifests whose subject is `digest`. A listing that failed throws; it is never "none". */
  referrers(digest: Digest): Promise<Descriptor[]>
}
