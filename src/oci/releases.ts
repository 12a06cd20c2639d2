import semver from 'semver'
import type { Digest } from '../digest.ts'
import { type HistoryRecord, servedOf } from '../model/history.ts'
import { parseDocument } from './mediaTypes.ts'
import type { ContentStore } from './types.ts'

/** A tag that is a SemVer version, and what it leads to. Whether it is signed is another question. */
export type Release = { version: string; digest: Digest }

/** Which model in which version an image says that it is: under its own digest, and so under its signature. A tag can move. */
export async function imageSays(store: ContentStore, digest: Digest): Promise<{ name?: string; version?: string }> {
  const place = `${store.name}@${digest}`
  const document = parseDocument((await store.getManifest(digest)).bytes, place)
  const { annotations = {} } = document.kind === 'index' ? document.index : document.manifest
  const name = annotations['org.opencontainers.image.title']
  const version = annotations['org.opencontainers.image.version']
  return { ...(name === undefined ? {} : { name }), ...(version === undefined ? {} : { version }) }
}

/** `intents 1.4.0` */
export const inWords = ({ name, version }: { name?: string; version?: string }): string =>
  `${name ?? 'an image without a name'} ${version ?? 'without a version'}`

/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
export async function releases(store: ContentStore): Promise<Release[]> {
  const versions = (await store.tags()).filter((tag) => semver.valid(tag) === tag).sort(semver.rcompare)
  const found = []
  for (const version of versions) {
    const descriptor = await store.resolve(version)
    if (descriptor !== undefined) found.push({ version, digest: descriptor.digest })
  }
  return found
}

/** A release that `release:latest` may mean, and why, in words that go on from its version. */
export type LatestCandidate = { release: Release; because: string; promoted: boolean }

/**
 * What `release:latest` means for a candidate, the first choice first: the release that was promoted last and not rolled
 * back since, whether a tag still leads to it or not; without one, the newest below the candidate that was never rolled
 * back. The caller takes the first that is signed. Pure.
 * @param options.history of any places and images, in any order
 * @param options.deployed versions that somebody shows as deployed, the last first: a hint of which tag to try before others
 */
export function latestRelease(options: {
  candidate: string
  releases: readonly Release[]
  history: readonly HistoryRecord[]
  deployed?: readonly { version: string }[]
}): LatestCandidate[] {
  const { candidate } = options
  const { served, undone } = servedOf(options.history)
  const last = served.find(({ version }) => version !== candidate)
  if (last !== undefined)
    return [{ release: { version: last.version, digest: last.digest }, because: last.because, promoted: true }]
  const below = options.releases
    .filter(({ version, digest }) => semver.lt(version, candidate) && !undone.has(digest))
    .sort((a, b) => semver.rcompare(a.version, b.version))
    .map((release) => ({
      release,
      because: undone.size === 0 ? 'the newest signed one' : 'the newest signed one that was not rolled back',
      promoted: false,
    }))
  const shown = options.deployed?.find(({ version }) => version !== candidate)
  const hinted = options.releases.find(({ version, digest }) => version === shown?.version && !undone.has(digest))
  if (hinted === undefined) return below
  const first = { release: hinted, because: 'which GitHub shows as deployed last', promoted: false }
  return [first, ...below.filter(({ release }) => release.version !== hinted.version)]
}
