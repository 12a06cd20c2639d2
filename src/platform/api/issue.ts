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
 * our own is taken for it, as anybody can write our marker. @param text its first line is the marker, which no reader sees
 */
export async function publishIssue(
  api: GithubApi,
  { title, text }: { title: string; text: string },
): Promise<PublishedIssue> {
  const { octokit, owner, repo } = api
  const find = await finder(api, text)
  const { item, created } = await ensure<Issue>(api, 'the issue', {
    find,
    create: async () =>
      (await octokit.rest.issues.create({ owner, repo, title, body: text, labels: [issueLabel] })).data as Issue,
  })
  if (created) return { url: item.html_url, outcome: 'created' }
  if (item.body === text && item.title === title) return { url: item.html_url, outcome: 'unchanged' }
  await octokit.rest.issues.update({ owner, repo, issue_number: item.number, title, body: text })
  return { url: item.html_url, outcome: 'updated' }
}

/** Tells the end of it in the open issue and closes that; undefined where none is open. */
export async function closeIssue(api: GithubApi, { text }: { text: string }): Promise<PublishedIssue | undefined> {
  const { octokit, owner, repo } = api
  const open = await (await finder(api, text))()
  if (open === undefined) return undefined
  const { number: issue_number, html_url: url } = open
  await octokit.rest.issues.update({
    owner,
    repo,
    issue_number,
    body: text,
    state: 'closed',
    state_reason: 'completed',
  })
  return { url, outcome: 'closed' }
}

async function finder(api: GithubApi, text: string): Promise<() => Promise<Issue | undefined>> {
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
    return issues.find(
      (each) => each.pull_request === undefined && isOurs(each.user) && firstLine(each.body ?? '') === marker,
    )
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? ''
