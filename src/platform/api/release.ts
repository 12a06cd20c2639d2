import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { ReadableStream } from 'node:stream/web'
import { digestBytes } from '../../digest.ts'
import { UserError } from '../../errors.ts'
import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { faultOf } from './faults.ts'

/* The release of a tag on GitHub: its notes, and files that lie beside them. */

export type ReleaseAsset = { name: string; path: string; contentType: string }

export type ReleaseOf = {
  /** It is there already: a release made from here never makes a tag. */
  tag: string
  /** The commit that it was built from, and that the tag is at. */
  sha: string
  title: string
  /** Markdown. */
  notes: string
  prerelease: boolean
  assets: readonly ReleaseAsset[]
}

type Asset = { id: number; name: string; size: number; state: string; digest?: string | null }
type Release = {
  id: number
  tag_name: string
  name: string | null
  body?: string | null
  prerelease: boolean
  draft: boolean
  /** Nothing of it can be changed or added any more. */
  immutable?: boolean
  html_url: string
  upload_url: string
  assets: Asset[]
}

export type PublishedRelease = { url: string; outcome: 'published' | 'completed' | 'unchanged' }

/**
 * Publishes the release of a tag once: as a draft until every file is there, since a published one may not change any
 * more. What an interrupted run left of it is gone on with. One that a person wrote in GitHub's pages, published or as a draft,
 * keeps its title and notes and gets the files, where it still takes any.
 * @throws UserError where it is published with other files, or the tag is not at the commit any more
 */
export async function publishRelease(api: GithubApi, of: ReleaseOf): Promise<PublishedRelease> {
  const { octokit, owner, repo } = api
  const { tag, title: name, prerelease } = of
  const body = `${of.notes}\n\n${ourNotes}\n`
  const files = await Promise.all(
    of.assets.map(async (asset) => {
      const content = await readFile(asset.path)
      return { ...asset, content, digest: digestBytes(content) }
    }),
  )
  await requireTag(api, of)
  const { item: release } = await ensure<Release>(api, `the release ${tag}`, {
    // By its tag a draft is not found, of which there can be several beside the one that is published.
    find: async () => {
      const all: Release[] = await octokit.paginate(octokit.rest.repos.listReleases, { owner, repo, per_page: 100 })
      const ofTag = all.filter((each) => each.tag_name === tag)
      return ofTag.find(({ draft }) => !draft) ?? ofTag.find(isOurs) ?? ofTag[0]
    },
    create: async () =>
      (
        await octokit.rest.repos.createRelease({
          owner,
          repo,
          tag_name: tag,
          // Where the tag vanishes meanwhile, GitHub makes it: of this commit, and not of the default branch.
          target_commitish: of.sha,
          name,
          body,
          prerelease,
          draft: true,
        })
      ).data,
  })
  const missing: File[] = []
  const other: File[] = []
  for (const file of files) {
    const present = release.assets.find((each) => each.name === file.name)
    if (present === undefined) missing.push(file)
    else if (!(await isSame(api, present, file))) other.push(file)
  }
  const named = (some: readonly File[]): string => some.map((each) => each.name).join(', ')
  if (release.draft) for (const file of [...missing, ...other]) await upload(api, release, file)
  else {
    if (other.length > 0)
      throw new UserError(
        `the release ${tag} is published already, with another ${named(other)}: a release does not change, so raise the version`,
      )
    if (missing.length === 0) return { url: release.html_url, outcome: 'unchanged' }
    if (release.immutable === true)
      throw new UserError(
        `the release ${tag} was published before its files were made (${named(missing)}), and takes none any more: raise the version and push its tag alone, the release is made here`,
      )
    for (const file of missing) await upload(api, release, file)
    return { url: release.html_url, outcome: 'completed' }
  }
  // Uploads take a while.
  await requireTag(api, of, { vanished: 'is made again' })
  const kept = !isOurs(release)
  const { data } = await octokit.rest.repos.updateRelease({
    owner,
    repo,
    release_id: release.id,
    name: kept && release.name ? release.name : name,
    body: kept && release.body ? release.body : body,
    prerelease: prerelease || (kept && release.prerelease),
    target_commitish: of.sha,
    draft: false,
  })
  return { url: data.html_url, outcome: 'published' }
}

/** Last in our notes, and unseen: whose a draft is does not stand in its author, as bots of others draft releases too. */
const ourNotes = '<!-- model-actions release -->'

const isOurs = ({ body }: Release): boolean => (body ?? '').trimEnd().endsWith(ourNotes)

/** GitHub would make a tag that is not there any more, and a release of whatever a moved one is at now. */
async function requireTag(
  { octokit, owner, repo }: GithubApi,
  { tag, sha }: ReleaseOf,
  { vanished }: { vanished: 'is refused' | 'is made again' } = { vanished: 'is refused' },
): Promise<void> {
  const at = await octokit.rest.git
    .getRef({ owner, repo, ref: `tags/${tag}` })
    .then(({ data }) => data.object)
    .catch((error: unknown) => {
      if (faultOf(error)?.kind !== 'not-found') throw error
      if (vanished === 'is made again') return undefined
      throw new UserError(`tag ${tag} is gone: push it again, and run the job again`)
    })
  if (at === undefined) return
  // A tag with a message is an object of its own.
  const commit =
    at.type === 'tag' ? (await octokit.rest.git.getTag({ owner, repo, tag_sha: at.sha })).data.object.sha : at.sha
  if (commit !== sha)
    throw new UserError(
      `tag ${tag} is at ${commit.slice(0, 12)} now, and this was built from ${sha.slice(0, 12)}: raise the version, a tag that was released does not move`,
    )
}

type File = ReleaseAsset & { content: Buffer; digest: string }

/** An older GitHub Enterprise Server knows no digests of files: there the file itself is asked for. */
async function isSame({ octokit, owner, repo }: GithubApi, present: Asset, file: File): Promise<boolean> {
  if (present.state !== 'uploaded' || present.size !== file.content.length) return false
  if (typeof present.digest === 'string') return present.digest === file.digest
  const { data } = await octokit.rest.repos.getReleaseAsset({
    owner,
    repo,
    asset_id: present.id,
    headers: { accept: 'application/octet-stream' },
    // A server that gives the file itself says its type, and of text or JSON there would be no bytes any more.
    request: { parseSuccessResponseBody: false },
  })
  // The types know the description of the file, which is another answer of this call.
  return digestBytes(await buffer(data as unknown as ReadableStream)) === file.digest
}

/** Half a file, as an upload that was cut off leaves it, makes place for the whole one. */
async function upload(api: GithubApi, { id: release_id, upload_url }: Release, file: File): Promise<void> {
  const { octokit, owner, repo } = api
  const { name, content, contentType } = file
  await ensure<Asset>(api, `the file ${name} of the release`, {
    find: async () => {
      const { data } = await octokit.rest.repos.listReleaseAssets({ owner, repo, release_id, per_page: 100 })
      const present: Asset | undefined = data.find((each) => each.name === name)
      if (present === undefined || (await isSame(api, present, file))) return present
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
