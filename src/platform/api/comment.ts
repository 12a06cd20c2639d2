import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { faultOf } from './faults.ts'

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
  for (const { id } of others) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id })
  if (created) return { url: item.html_url, outcome: 'created' }
  if (item.body === body) return { url: item.html_url, outcome: 'unchanged' }
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: item.id, body })
  return { url: item.html_url, outcome: 'updated' }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? ''

/** Who we are to GitHub: a person by name; the token of a job or an app is not told its name, but it is of a bot. */
async function ourselves({ octokit }: GithubApi): Promise<(user: Comment['user']) => boolean> {
  try {
    const { login } = (await octokit.rest.users.getAuthenticated()).data
    return (user) => user?.login === login
  } catch (error) {
    if (faultOf(error)?.kind !== 'not-allowed') throw error
    return (user) => user?.type === 'Bot'
  }
}
