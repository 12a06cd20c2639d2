import { type Digest, digestBytes, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { type Fetch, isLoopback, openFetch } from '../network.ts'
import { isRepeatable, measured, readAll, readableFrom, repeatable, verified } from './blobs.ts'
import { Listing } from './listing.ts'
import {
  entriesOf,
  MissingError,
  manifestLimitBytes,
  manifestTypes,
  mediaTypeOf,
  mediaTypes,
  parseDocument,
  parseJson,
  referrerDescriptor,
  subjectOf,
  UnreadableError,
} from './mediaTypes.ts'
import { parseReference } from './reference.ts'
import { type Credentials, dockerCredentials, RegistryAuth } from './registryAuth.ts'
import { addressOf, bodyOf, type HttpOptions, type RegistryRequest, send } from './registryHttp.ts'
import type { ContentStore, Descriptor } from './types.ts'

export type RegistryOptions = {
  /** `HOST/NAME`, without a tag. */
  repository: string
  /** Plain HTTP; loopback addresses only. */
  insecure: boolean
  /** Default: what `docker login` left in the configuration that `environment` points to. */
  credentials?: Credentials
  /** Where neither gave any. */
  fallback?: Credentials
  /** Names the proxy, too. */
  environment?: Readonly<Record<string, string | undefined>>
  fetch?: Fetch
  /** A registry that is silent for so long has failed. Default 60 s. */
  timeoutMs?: number
  /** Wait before the first repetition; doubles. Default 500 ms. */
  backoffMs?: number
  signal?: AbortSignal
}

/** A repository of a registry (OCI distribution-spec 1.1). No request is sent yet. @throws UserError */
export async function openRegistry(options: RegistryOptions): Promise<ContentStore> {
  const reference = parseReference(options.repository)
  if (reference.kind !== 'registry' || reference.tag !== undefined || reference.digest !== undefined)
    throw new UserError(`${options.repository}: expected the repository alone, HOST/NAME, without a tag or digest`)
  const { host, name } = reference
  const origin = new URL(
    `${options.insecure ? 'http' : 'https'}://${host === 'docker.io' ? 'registry-1.docker.io' : host}`,
  )
  if (options.insecure && !isLoopback(origin.hostname))
    throw new UserError(
      `${host}: plain HTTP is allowed on loopback addresses only: leave insecure-registry out and use TLS`,
    )
  const environment = options.environment ?? process.env
  const credentials = options.credentials ?? (await dockerCredentials(host, environment)) ?? options.fallback
  const fetch = options.fetch ?? openFetch(environment)
  const timeoutMs = options.timeoutMs ?? 60_000
  const path = host === 'docker.io' && !name.includes('/') ? `library/${name}` : name
  return new Registry(
    origin,
    { repository: `${host}/${name}`, credentials },
    new RegistryAuth({ repository: path, credentials, fetch, timeoutMs }),
    {
      fetch,
      timeoutMs,
      backoffMs: options.backoffMs ?? 500,
      signal: options.signal,
    },
  )
}

/**
 * What registries answer that have no referrers API: 404 says the specification, Artifactory says 406, others 400, and ghcr.io
 * sends us to a page of its website (303). What is attached is then found by the fallback tag.
 */
const noReferrersApi = [303, 400, 404, 406]

/** Not every registry tells how many bytes there are, and packed they are others. */
function mayHold({ headers }: Response, sizeBytes: number): boolean {
  const said = headers.get('content-length')
  return said === null || headers.has('content-encoding') || Number(said) === sizeBytes
}

class Registry implements ContentStore {
  readonly name: string
  readonly remote: NonNullable<ContentStore['remote']>
  readonly origin: URL
  readonly auth: RegistryAuth
  readonly #http: HttpOptions

  constructor(origin: URL, remote: NonNullable<ContentStore['remote']>, auth: RegistryAuth, http: HttpOptions) {
    this.origin = origin
    this.name = remote.repository
    this.remote = remote
    this.auth = auth
    this.#http = http
  }

  async has(digest: Digest, sizeBytes?: number): Promise<boolean> {
    // Some proxies answer a HEAD with another size than the blob's. The answer that brings its bytes has the right one.
    for (const method of ['HEAD', 'GET'] as const) {
      const response = await this.#send({
        method,
        url: this.#url(`blobs/${digest}`),
        doing: `look for ${digest}`,
        accept: [200, 404],
      })
      await response.body?.cancel()
      if (response.status === 404) return false
      if (sizeBytes === undefined || mayHold(response, sizeBytes)) return true
    }
    return false
  }

  async read(descriptor: Pick<Descriptor, 'digest' | 'size'>) {
    const doing = `pull ${descriptor.digest}`
    const response = await this.#send({
      method: 'GET',
      url: this.#url(`blobs/${descriptor.digest}`),
      doing,
      accept: [200],
    })
    return readableFrom(
      verified(bodyOf(response, doing, this.#http.timeoutMs), descriptor, `${this.name}@${descriptor.digest}`),
    )
  }

  async write(
    stream: AsyncIterable<Uint8Array>,
    mediaType: string,
    known?: { digest: Digest; size: number },
  ): Promise<Descriptor> {
    if (known !== undefined && (await this.has(known.digest, known.size))) return { mediaType, ...known }
    return known === undefined ? this.#writeUnknown(stream, mediaType) : this.#writeKnown(stream, mediaType, known)
  }

  /** In one request: a whole upload is made visible by the registry, or nothing is. A failed one is repeated where it can be. */
  async #writeKnown(
    stream: AsyncIterable<Uint8Array>,
    mediaType: string,
    known: { digest: Digest; size: number },
  ): Promise<Descriptor> {
    const url = await this.#startUpload(known.digest)
    url.searchParams.set('digest', known.digest)
    const place = `${this.name}@${known.digest}`
    const checked = isRepeatable(stream)
      ? repeatable(() => verified(stream, known, place))
      : verified(stream, known, place)
    await this.#send({
      method: 'PUT',
      url,
      doing: `push ${known.digest}`,
      headers: { 'content-type': 'application/octet-stream' },
      body: { stream: checked, size: known.size },
      accept: [201, 202, 204],
    })
    return { mediaType, ...known }
  }

  async #writeUnknown(stream: AsyncIterable<Uint8Array>, mediaType: string): Promise<Descriptor> {
    const checked = measured(stream)
    const sent = await this.#send({
      method: 'PATCH',
      url: await this.#startUpload('a blob'),
      doing: 'push a blob',
      headers: { 'content-type': 'application/octet-stream' },
      body: { stream: checked.stream, size: undefined },
      accept: [202, 204],
    })
    const found = checked.result()
    const url = this.#location(sent, 'push a blob')
    url.searchParams.set('digest', found.digest)
    await this.#send({ method: 'PUT', url, doing: `push ${found.digest}`, accept: [201, 202, 204] })
    return { mediaType, ...found }
  }

  /** An upload that is begun and given up. A registry that cannot give it up forgets it by itself. */
  async tryWriting(): Promise<void> {
    const url = await this.#startUpload('to this repository')
    await this.#send({ method: 'DELETE', url, doing: 'give an upload up', accept: [202, 204, 400, 403, 404, 405] })
  }

  async mount(digest: Digest, from: ContentStore): Promise<boolean> {
    if (!(from instanceof Registry) || from.origin.origin !== this.origin.origin) return false
    const url = this.#url('blobs/uploads/')
    url.searchParams.set('mount', digest)
    url.searchParams.set('from', from.auth.repository)
    const response = await this.#send({
      method: 'POST',
      url,
      doing: `mount ${digest}`,
      accept: [201, 202],
      alsoPull: from.auth.repository,
    })
    return response.status === 201
  }

  async putManifest(bytes: Uint8Array, mediaType: string, tag?: string): Promise<Descriptor> {
    const descriptor = { mediaType, digest: digestBytes(bytes), size: bytes.length }
    const document = parseDocument(bytes, `${this.name}@${descriptor.digest}`)
    const response = await this.#send({
      method: 'PUT',
      url: this.#url(`manifests/${tag ?? descriptor.digest}`),
      doing: tag === undefined ? `push the manifest ${descriptor.digest}` : `push the tag ${tag}`,
      headers: { 'content-type': mediaType },
      body: bytes,
      accept: [201, 202],
    })
    const said = response.headers.get('docker-content-digest')
    if (said !== null && said !== descriptor.digest)
      throw new UserError(
        `${this.name}: the registry changed the manifest ${descriptor.digest} to ${said}: it cannot be trusted with images, use another`,
      )
    const subject = subjectOf(document)
    if (subject !== undefined && response.headers.get('oci-subject') === null)
      await this.#addToFallback(subject, referrerDescriptor(descriptor, document))
    return descriptor
  }

  async getManifest(reference: Digest | string): Promise<{ descriptor: Descriptor; bytes: Uint8Array }> {
    const found = await this.#fetchManifest(reference, `pull ${reference}`)
    if (found === undefined)
      throw new MissingError(
        `${this.name}: there is no ${isDigest(reference) ? 'manifest' : 'tag'} ${reference}: check it, and that the account may see it`,
      )
    return found
  }

  async resolve(tag: string): Promise<Descriptor | undefined> {
    return (await this.#fetchManifest(tag, `look up the tag ${tag}`))?.descriptor
  }

  async tags(): Promise<string[]> {
    const tags = new Set<string>()
    const listing = new Listing(this.name, this.#http.timeoutMs)
    for await (const page of this.#pages(this.#url('tags/list'), listing, 'list the tags')) {
      const listed = (page as { tags?: unknown } | null)?.tags
      for (const tag of Array.isArray(listed) ? listed : []) if (typeof tag === 'string') tags.add(tag)
      listing.require(tags.size, 'list the tags')
    }
    return [...tags].sort()
  }

  /**
   * From the referrers API and from the fallback tag, as registries moved from one to the other. What a listing says of
   * a manifest is not believed (GHCR misreports artifactType): each is fetched, checked for its subject, and described
   * from its own content.
   */
  async referrers(digest: Digest): Promise<Descriptor[]> {
    const place = `${this.name}: referrers of ${digest}`
    const doing = `list the referrers of ${digest}`
    const listed = new Set<Digest>()
    const listing = new Listing(this.name, this.#http.timeoutMs)
    for await (const page of this.#pages(this.#url(`referrers/${digest}`), listing, doing, noReferrersApi)) {
      for (const { digest: each } of entriesOf(page, place)) if (isListed(each)) listed.add(each)
      listing.require(listed.size, doing)
    }
    for (const { digest: each } of await this.#fallback(digest)) if (isListed(each)) listed.add(each)
    const found: Descriptor[] = []
    for (const entry of listed) {
      try {
        const manifest = await this.#fetchManifest(entry, `pull the referrer ${entry}`)
        if (manifest === undefined) continue // a listing may outlive what was deleted; the manifest itself decides
        listing.took(manifest.bytes.length, doing)
        const document = parseDocument(manifest.bytes, `${this.name}@${entry}`)
        if (subjectOf(document) === digest) found.push(referrerDescriptor(manifest.descriptor, document))
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error
        // Whoever may push can attach anything: it is listed, and whoever reads it says what it is.
        found.push({ mediaType: mediaTypes.manifest, digest: entry, size: 0 })
      }
    }
    return found
  }

  async #fallback(subject: Digest): Promise<readonly { digest?: unknown }[]> {
    const tag = subject.replace(':', '-')
    const present = await this.#fetchManifest(tag, `look up the tag ${tag}`)
    if (present === undefined) return []
    return entriesOf(parseJson(present.bytes, `${this.name}:${tag}`), `${this.name}:${tag}`)
  }

  /** The tag is not locked: after writing we look whether another writer put its list over ours. */
  async #addToFallback(subject: Digest, entry: Descriptor): Promise<void> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const present = await this.#fallback(subject)
      if (present.some((other) => other.digest === entry.digest)) return
      const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [...present, entry] }
      await this.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes.index, subject.replace(':', '-'))
    }
    if ((await this.#fallback(subject)).some((other) => other.digest === entry.digest)) return
    throw new UserError(
      `${this.name}: ${subject.replace(':', '-')}: others keep writing this tag at the same time: run again`,
    )
  }

  async #fetchManifest(
    reference: string,
    doing: string,
  ): Promise<{ descriptor: Descriptor; bytes: Uint8Array } | undefined> {
    const response = await this.#send({
      method: 'GET',
      url: this.#url(`manifests/${reference}`),
      doing,
      headers: { accept: manifestTypes.join(', ') },
      accept: [200, 404],
    })
    if (response.status === 404) {
      await response.body?.cancel()
      return undefined
    }
    const bytes = await readAll(limited(bodyOf(response, doing, this.#http.timeoutMs), `${this.name}: ${reference}`))
    const digest = digestBytes(bytes)
    if (isDigest(reference) && digest !== reference)
      throw new UserError(
        `${this.name}@${reference}: not what its digest says, its digest is ${digest}: the registry or something before it tampers: find out which, or use another registry`,
      )
    return {
      descriptor: { mediaType: mediaTypeOf(bytes, `${this.name}:${reference}`), digest, size: bytes.length },
      bytes,
    }
  }

  /** @param absent answers to the first request that mean that there is no such listing; half of one is never a whole */
  async *#pages(first: URL, listing: Listing, doing: string, absent = [404]): AsyncGenerator<unknown> {
    let url: URL | undefined = first
    while (url !== undefined) {
      const accept: number[] = url === first ? [200, ...absent] : [200]
      const response = await this.#send({ method: 'GET', url, doing, accept })
      if (response.status !== 200) {
        await response.body?.cancel()
        return
      }
      const bytes = await readAll(limited(bodyOf(response, doing, this.#http.timeoutMs), url.href))
      listing.took(bytes.length, doing)
      yield parseJson(bytes, url.href)
      const next: string | undefined = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1]
      url = next === undefined ? undefined : this.#sameOrigin(addressOf(next, url, doing), doing)
    }
  }

  async #startUpload(what: string): Promise<URL> {
    const doing = `push ${what}`
    return this.#location(
      await this.#send({ method: 'POST', url: this.#url('blobs/uploads/'), doing, accept: [202] }),
      doing,
    )
  }

  #location(response: Response, doing: string): URL {
    const location = response.headers.get('location')
    if (location === null)
      throw new UserError(
        `${this.name}: cannot ${doing}: the registry names no place for the upload: check the registry`,
      )
    const base = URL.canParse(response.url) ? new URL(response.url) : this.origin
    return this.#sameOrigin(addressOf(location, base, doing), doing)
  }

  /** Uploads and pages that another host should get would carry our credentials there. */
  #sameOrigin(url: URL, doing: string): URL {
    if (url.hostname !== this.origin.hostname)
      throw new UserError(
        `${this.name}: cannot ${doing}: the registry sends us to ${url.host}: refused, check the registry`,
      )
    // A registry behind a proxy may name its own scheme or port; we stay where we were sent by the user.
    const own = new URL(this.origin)
    own.pathname = url.pathname
    own.search = url.search
    return own
  }

  #url(path: string): URL {
    return new URL(`/v2/${this.auth.repository}/${path}`, this.origin)
  }

  #send(request: RegistryRequest): Promise<Response> {
    return send(request, this.auth, this.#http)
  }
}

const isListed = (value: unknown): value is Digest => typeof value === 'string' && isDigest(value)

async function* limited(stream: AsyncIterable<Uint8Array>, place: string): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > manifestLimitBytes)
      throw new UnreadableError(
        `${place}: more than ${manifestLimitBytes} bytes, too large for a manifest: find out who pushed it, and push the image again`,
      )
    yield piece
  }
}
