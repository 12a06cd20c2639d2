import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { explain, faultOf } from './faults.ts'

/** GitHub refuses a longer one. */
export const commentLimitChars = 65_536

export type PublishedComment = { url: string; outcome: 'created' | 'updated' | 'unchanged' }

type Comment = { id: number; body?: string | undefined; html_url: string; user: { login: string; type: string } | null }

/**
 * One comment at a pull request, found again by its first line: made, or changed in place. Only a comment of our own is
 * taken for it: anybody can write our marker, and could later change what then stands under their name. More than one of
 * ours, which two runs at once can make, become one.
 * @param body its first line is the marker, which no reader sees
 */
export async function publishComment(
  api: GithubApi,
  { pull, body }: { pull: number; body: string },
): Promise<PublishedComment> {
  const { octokit, owner, repo } = api
  const marker = firstLine(body)
  if (!/^<!-- .+ -->$/.test(marker)) throw new Error('a comment begins with its marker')
  if (body.length > commentLimitChars) throw new Error(`a comment of ${body.length} characters`)
  const isOurs = await ourselves(api)
  let others: Comment[] = []
  const find = async (): Promise<Comment | undefined> => {
    const comments: Comment[] = await octokit.paginate(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number: pull,
      per_page: 100,
    })
    const [first, ...rest] = comments.filter((each) => isOurs(each.user) && firstLine(each.body ?? '') === marker)
    others = rest
    return first
  }
  const { item, created } = await ensure<Comment>(api, 'the comment', {
    find,
    create: async () =>
      (await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body })).data as Comment,
  })
  const outcome = created ? 'created' : item.body === body ? 'unchanged' : 'updated'
  if (outcome === 'updated') await octokit.rest.issues.updateComment({ owner, repo, comment_id: item.id, body })
  // Only now: what is left over is less bad than a report that is not told.
  for (const { id } of others) await remove(api, id)
  return { url: item.html_url, outcome }
}

/** A comment that is not there any more was removed by us, in a call whose answer was lost, or by whoever was faster. */
async function remove({ octokit, owner, repo, log }: GithubApi, id: number): Promise<void> {
  try {
    await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    if (fault.kind !== 'not-found')
      log.info(`an earlier comment of ours is still there: ${explain(fault, 'pull-requests: write')}`)
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? ''

/** The token of a job, whose name GitHub tells by no other way where the token may not ask for it. */
const jobLogin = 'github-actions[bot]'

/**
 * Who we are to GitHub. Every bot can write our marker too, and some quote what they find: the token of a job or an app is
 * asked for its own name, which only the other API tells it.
 */
async function ourselves({ octokit }: GithubApi): Promise<(user: Comment['user']) => boolean> {
  try {
    const { login } = (await octokit.rest.users.getAuthenticated()).data
    return (user) => user?.login === login
  } catch (error) {
    if (faultOf(error)?.kind !== 'not-allowed') throw error
  }
  const login = await viewer(octokit)
  return (user) => user?.type === 'Bot' && user.login === login
}

async function viewer(octokit: GithubApi['octokit']): Promise<string> {
  try {
    const { viewer: me } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    return me.login.endsWith('[bot]') ? me.login : `${me.login}[bot]`
  } catch (error) {
    const refused = error instanceof Error && error.name === 'GraphqlResponseError'
    const kind = faultOf(error)?.kind
    if (refused || kind === 'not-allowed' || kind === 'not-found') return jobLogin
    throw error
  }
}
