import { sleep } from '../../timers.ts'
import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { explain, faultOf } from './faults.ts'

/** GitHub refuses a longer one. */
export const commentLimitChars = 65_536

/** `left-newer`: what stands there tells of a newer commit. */
export type PublishedComment = { url: string; outcome: 'created' | 'updated' | 'unchanged' | 'left-newer' }

/** The run that a comment tells of, and the commit that it was at. GitHub numbers runs as they begin. */
export type Origin = { run: number; commit: string }

type Comment = { id: number; body?: string | undefined; html_url: string; user: { login: string; type: string } | null }

/**
 * One comment at a pull request, found again by its first line: made, or changed in place. Only a comment of our own is
 * taken for it: anybody can write our marker, and could later change what then stands under their name. More than one of
 * ours, which two runs at once can make, become the first one. What a newer commit came to is not overwritten by a slow run
 * of an older one.
 * @param text its first line is the marker, which no reader sees
 */
export async function publishComment(
  api: GithubApi,
  { pull, text, origin }: { pull: number; text: string; origin: Origin },
): Promise<PublishedComment> {
  const { octokit, owner, repo } = api
  const [marker = ''] = linesOf(text)
  if (!/^<!-- .+ -->$/.test(marker)) throw new Error('a comment begins with its marker')
  const body = [marker, originLine(origin), text.slice(marker.length + 1)].join('\n')
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
    const [first, ...rest] = comments.filter((each) => isOurs(each.user) && linesOf(each.body ?? '')[0] === marker)
    others = rest
    return first
  }
  const made = await ensure<Comment>(api, 'the comment', {
    find,
    create: async () =>
      (await octokit.rest.issues.createComment({ owner, repo, issue_number: pull, body })).data as Comment,
  })
  // Another run may have made one since we looked. Whoever finds that theirs is the later one takes it back.
  if (made.created) await sleep(api.pace.secondMs, api.signal)
  const item = made.created ? ((await find()) ?? made.item) : made.item
  if (made.created && item.id === made.item.id) return { url: item.html_url, outcome: 'created' }
  const newer = [item, ...others].find((each) => tellsOfNewer(each.body ?? '', origin))
  if (newer !== undefined) {
    if (made.created) await remove(api, made.item.id)
    return { url: newer.html_url, outcome: 'left-newer' }
  }
  const outcome = item.body === body ? 'unchanged' : 'updated'
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

const linesOf = (text: string): string[] => text.split(/\r?\n/, 2)

const originLine = ({ run, commit }: Origin): string => `<!-- run ${run} of ${commit} -->`

/** Pure. A run that comes again has its old number, and counts as new for its own commit alone. */
export function tellsOfNewer(body: string, { run, commit }: Origin): boolean {
  const [, theirs, at] = /^<!-- run (\d+) of ([0-9a-f]+) -->$/.exec(linesOf(body)[1] ?? '') ?? []
  return theirs !== undefined && Number(theirs) > run && at !== commit
}

/** The token of a job, whose name GitHub tells by no other way where the token may not ask for it. */
const jobLogin = 'github-actions[bot]'

/**
 * Who we are to GitHub. Every bot can write our marker too, and some quote what they find: the token of a job or an app is
 * asked for its own name, which only the other API tells it.
 */
export async function ourselves({ octokit }: GithubApi): Promise<(user: Comment['user']) => boolean> {
  try {
    const { login } = (await octokit.rest.users.getAuthenticated()).data
    return (user) => user?.login === login
  } catch (error) {
    const kind = faultOf(error)?.kind
    if (kind !== 'not-allowed' && kind !== 'refused') throw error
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
    if (refused || kind === 'not-allowed' || kind === 'refused' || kind === 'not-found') return jobLogin
    throw error
  }
}
