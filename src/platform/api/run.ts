import { createHash } from 'node:crypto'
import { UserError } from '../../errors.ts'
import { isLoopback } from '../../network.ts'
import type { GithubApi } from './client.ts'
import { readOneOfZip } from './zip.ts'

/*
 * What another run left, which may have run anybody's code: whose it is comes from GitHub, and what it says is read as a
 * stranger's word.
 */

export type PullOfRun =
  | { kind: 'found'; pull: number; headSha: string; attempt: number }
  /** There is nobody to tell; why, in a line. */
  | { kind: 'none'; because: string }

/**
 * The open pull request that a run was of, if what it ran is still its newest commit. Nothing that the run wrote is asked:
 * it would name any pull request.
 */
export async function pullOfRun({ octokit, owner, repo }: GithubApi, run: number): Promise<PullOfRun> {
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: run })
  const { event, head_branch: branch, head_sha: headSha, head_repository: from, run_attempt: attempt = 1 } = data
  if (event !== 'pull_request')
    return { kind: 'none', because: `run ${run} was of a ${event}, and not of a pull request` }
  // The repository of a fork may be deleted by now, whatever the description says.
  const source = from as typeof from | null
  if (source === null || branch === null) return { kind: 'none', because: `the branch of run ${run} is gone` }
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    owner,
    repo,
    state: 'open',
    head: `${source.owner.login}:${branch}`,
    per_page: 100,
  })
  const ours = pulls.filter(
    ({ head }) => head.sha === headSha && (head.repo as typeof head.repo | null)?.id === source.id,
  )
  const [first, second] = ours
  if (first === undefined)
    return { kind: 'none', because: `no open pull request has commit ${headSha.slice(0, 12)} of run ${run} any more` }
  if (second !== undefined)
    return {
      kind: 'none',
      because: `pull requests ${first.number} and ${second.number} are of the same commit, and run ${run} does not say which it was of`,
    }
  return { kind: 'found', pull: first.number, headSha, attempt }
}

/** What an artifact may be, which somebody else made. */
export const artifactLimits = { zipBytes: 16 * 1024 * 1024, fileBytes: 8 * 1024 * 1024, entries: 100 } as const

/** One file of an artifact of a run, as text. @throws UserError where it is not what our own step uploads */
export async function fileOfArtifact(
  api: GithubApi,
  { run, artifact: name, file }: { run: number; artifact: string; file: string },
): Promise<string> {
  const { octokit, owner, repo } = api
  const refuse = (why: string, cause?: unknown): UserError =>
    new UserError(`artifact ${name} of run ${run} ${why}`, { exit: 'data', cause })
  const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: run,
    name,
    per_page: 100,
  })
  const found = data.artifacts.filter((each) => each.name === name && !each.expired).sort((a, b) => b.id - a.id)[0]
  if (found === undefined)
    throw refuse(
      'is not there: let the first workflow run the action report with the same `name`, and `artifact: true`',
    )
  if (found.size_in_bytes > artifactLimits.zipBytes)
    throw refuse(
      `has ${found.size_in_bytes} bytes where ${artifactLimits.zipBytes} are read at the most: have the first workflow report less`,
    )
  const answer = await octokit.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: found.id,
    archive_format: 'zip',
    request: { redirect: 'manual' },
  })
  const zip = await download(api, String(answer.headers.location), refuse)
  const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`
  if (typeof found.digest === 'string' && found.digest !== digest)
    throw refuse(`is ${digest}, and GitHub knows it as ${found.digest.slice(0, 100)}: run the job again`)
  return fileOfZip(zip, file, `artifact ${name} of run ${run}`)
}

/** @param where for messages @throws UserError where the archive is not what our own step uploads */
export async function fileOfZip(zip: Buffer, file: string, where: string): Promise<string> {
  try {
    return (await readOneOfZip(zip, file, artifactLimits)).toString('utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError(`${where} is refused: ${why}`, { exit: 'data', cause: error })
  }
}

/** From the storage that GitHub names, without the token, and no further than that. */
async function download(
  { fetch, signal, pace }: GithubApi,
  location: string,
  refuse: (why: string, cause?: unknown) => UserError,
): Promise<Buffer> {
  const url = URL.canParse(location) ? new URL(location) : undefined
  if (url === undefined || !(url.protocol === 'https:' || isLoopback(url.hostname)))
    throw refuse('is at no address that is asked (https://…)')
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(4 * pace.callMs)]),
    })
    if (!response.ok || response.body === null) throw new Error(`answer ${response.status}`)
    const pieces: Uint8Array[] = []
    let bytes = 0
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += piece.length
      if (bytes > artifactLimits.zipBytes) throw new Error(`more than ${artifactLimits.zipBytes} bytes`)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    signal.throwIfAborted()
    throw refuse(
      `cannot be downloaded (${error instanceof Error ? error.message : String(error)}): run the job again`,
      error,
    )
  }
}
