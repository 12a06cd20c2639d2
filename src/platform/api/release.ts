import { readFile } from 'node:fs/promises'
import { digestBytes } from '../../digest.ts'
import { UserError } from '../../errors.ts'
import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'

/* The release of a tag on GitHub: its notes, and files that lie beside them. */

export type ReleaseAsset = { name: string; path: string; contentType: string }

export type ReleaseOf = {
  /** It is there already: a release made from here never makes a tag. */
  tag: string
  title: string
  /** Markdown. */
  notes: string
  prerelease: boolean
  assets: readonly ReleaseAsset[]
}

type Asset = { id: number; name: string; size: number; state: string; digest?: string | null }
type Release = { id: number; tag_name: string; draft: boolean; html_url: string; upload_url: string; assets: Asset[] }

export type PublishedRelease = { url: string; outcome: 'published' | 'unchanged' }

/**
 * Publishes the release of a tag once: as a draft until every file is there, since a published one may not change any
 * more. What an interrupted run left of it is gone on with.
 * @throws UserError where it is published with other files
 */
export async function publishRelease(api: GithubApi, of: ReleaseOf): Promise<PublishedRelease> {
  const { octokit, owner, repo } = api
  const { tag, title: name, notes: body, prerelease } = of
  const files = await Promise.all(
    of.assets.map(async (asset) => {
      const content = await readFile(asset.path)
      return { ...asset, content, digest: digestBytes(content) }
    }),
  )
  const { item: release } = await ensure<Release>(api, `the release ${tag}`, {
    // By its tag a draft is not found.
    find: async () => {
      for await (const { data } of octokit.paginate.iterator(octokit.rest.repos.listReleases, {
        owner,
        repo,
        per_page: 100,
      })) {
        const found = data.find((each) => each.tag_name === tag)
        if (found !== undefined) return found
      }
      return undefined
    },
    create: async () =>
      (await octokit.rest.repos.createRelease({ owner, repo, tag_name: tag, name, body, prerelease, draft: true }))
        .data,
  })
  const isThere = ({ name: wanted, digest }: (typeof files)[number]): boolean =>
    release.assets.some((each) => each.name === wanted && each.state === 'uploaded' && each.digest === digest)
  const missing = files.filter((each) => !isThere(each))
  if (!release.draft) {
    if (missing.length === 0) return { url: release.html_url, outcome: 'unchanged' }
    throw new UserError(
      `the release ${tag} is published already, with another ${missing.map((each) => each.name).join(', ')}: a release does not change, so raise the version`,
    )
  }
  for (const file of missing) await upload(api, release, file)
  const { data } = await octokit.rest.repos.updateRelease({
    owner,
    repo,
    release_id: release.id,
    name,
    body,
    prerelease,
    draft: false,
  })
  return { url: data.html_url, outcome: 'published' }
}

/** Half a file, as an upload that was cut off leaves it, makes place for the whole one. */
async function upload(
  api: GithubApi,
  { id: release_id, upload_url }: Release,
  file: ReleaseAsset & { content: Buffer; digest: string },
): Promise<void> {
  const { octokit, owner, repo } = api
  const { name, content, contentType, digest } = file
  await ensure<Asset>(api, `the file ${name} of the release`, {
    find: async () => {
      const { data } = await octokit.rest.repos.listReleaseAssets({ owner, repo, release_id, per_page: 100 })
      const present: Asset | undefined = data.find((each) => each.name === name)
      if (present === undefined || (present.state === 'uploaded' && present.digest === digest)) return present
      await octokit.rest.repos.deleteReleaseAsset({ owner, repo, asset_id: present.id })
      return undefined
    },
    create: async () => {
      const { data } = await octokit.rest.repos.uploadReleaseAsset({
        owner,
        repo,
        release_id,
        name,
        // The types know text only; what is sent are the bytes.
        data: content as unknown as string,
        headers: { 'content-type': contentType, 'content-length': content.length },
        // Another host than that of the API, which the release names.
        baseUrl: upload_url.split('/repos/')[0] ?? '',
      })
      return data
    },
  })
}
