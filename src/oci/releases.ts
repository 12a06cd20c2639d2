import semver from 'semver'
import type { Digest } from '../model/types.ts'
import type { ContentStore } from './types.ts'

/** The releases of a repository: its tags that are SemVer versions (`1.4.0`, not `v1.4.0` or `1.4`), newest first. */
export async function releases(store: ContentStore): Promise<{ version: string; tag: string; digest: Digest }[]> {
  const versions = (await store.tags()).filter((tag) => semver.valid(tag) === tag).sort(semver.rcompare)
  const found = []
  for (const version of versions) {
    const descriptor = await store.resolve(version)
    if (descriptor !== undefined) found.push({ version, tag: version, digest: descriptor.digest })
  }
  return found
}
