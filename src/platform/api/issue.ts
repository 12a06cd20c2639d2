import { sleep } from '../../timers.ts'
import type { GithubApi } from './client.ts'
import { ourselves } from './comment.ts'
import { ensure } from './ensure.ts'

/** By it our issues are found among all that are open, and by people too. */
export const issueLabel = 'model-actions'

export type PublishedIssue = { url: string; outcome: 'created' | 'updated' | 'unchanged' | 'closed' }

type Issue = {
  number: number
  html_url: string
  title: string
  body?: string | null | undefined
  user: { login: string; type: string } | null
  pull_request?: unknown
}

/**
 * One open issue, found again by the first line of its text: made where something is to tell, or changed in place. Only one of
 * our own is taken for it, as anybody can write our marker. Of more than one of ours, which two runs at once can make, the
 * first one stays. @param text its first line is the marker, which no reader sees
 */
export async function publishIssue(
  api: GithubApi,
  { title, text }: { title: string; text: string },
): Promise<PublishedIssue> {
  const { octokit, owner, repo } = api
  const findAll = await finder(api, text)
  const made = await ensure<Issue>(api, 'the issue', {
    find: async () => (await findAll())[0],
    create: async () =>
      (await octokit.rest.issues.create({ owner, repo, title, body: text, labels: [issueLabel] })).data as Issue,
  })
  // Another run may have made one since we looked.
  if (made.created) await sleep(api.pace.secondMs, api.signal)
  const [item = made.item, ...others] = await findAll()
  for (const { number: issue_number } of others)
    await octokit.rest.issues.update({ owner, repo, issue_number, state: 'closed', state_reason: 'not_planned' })
  const url = item.html_url
  if (item.body === text && item.title === title)
    return { url, outcome: made.created && item.number === made.item.number ? 'created' : 'unchanged' }
  await octokit.rest.issues.update({ owner, repo, issue_number: item.number, title, body: text })
  return { url, outcome: 'updated' }
}

/** Tells the end of it in the open issue and closes that; undefined where none is open. */
export async function closeIssue(api: GithubApi, { text }: { text: string }): Promise<PublishedIssue | undefined> {
  const { octokit, owner, repo } = api
  const all = await (await finder(api, text))()
  for (const { number: issue_number } of all)
    await octokit.rest.issues.update({
      owner,
      repo,
      issue_number,
      body: text,
      state: 'closed',
      state_reason: 'completed',
    })
  return all[0] && { url: all[0].html_url, outcome: 'closed' }
}

/** Our open ones, the oldest first. */
async function finder(api: GithubApi, text: string): Promise<() => Promise<Issue[]>> {
  const { octokit, owner, repo } = api
  const marker = firstLine(text)
  if (!/^<!-- .+ -->$/.test(marker)) throw new Error('an issue begins with its marker')
  const isOurs = await ourselves(api)
  return async () => {
    const asked = {
      owner,
      repo,
      state: 'open',
      labels: issueLabel,
      sort: 'created',
      direction: 'asc',
      per_page: 100,
    } as const
    const issues: Issue[] = await octokit.paginate(octokit.rest.issues.listForRepo, asked)
    // A pull request is an issue to this call.
    return issues.filter(
      (each) => each.pull_request === undefined && isOurs(each.user) && firstLine(each.body ?? '') === marker,
    )
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? ''
