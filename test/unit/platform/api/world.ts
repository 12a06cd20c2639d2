import { type GithubApi, openGithubApi, type Pace } from '../../../../src/platform/api/client.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../../../support/github/fake.ts'

/* Our client against the stand-in of GitHub, whose seconds are short. */

export type World = {
  github: FakeGithub
  api: GithubApi
  lines: string[]
  as(token: keyof typeof tokens, pace?: Partial<Pace>): GithubApi
}

export async function openWorld(
  options: { signal?: AbortSignal; kind?: Parameters<typeof openFakeGithub>[0] } = {},
): Promise<World> {
  const github = await openFakeGithub(options.kind)
  github.state.pulls.push({
    number: 5,
    state: 'open',
    head: { sha: 'a'.repeat(40), ref: 'better', owner: 'octo', repositoryId: 1 },
    base: { ref: 'main' },
  })
  const lines: string[] = []
  const as: World['as'] = (token, pace = {}) =>
    openGithubApi({
      token: tokens[token],
      environment: { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'octo/models' },
      log: { info: (line) => lines.push(line), warn: (line) => lines.push(`warning: ${line}`) },
      signal: options.signal ?? new AbortController().signal,
      pace: { callMs: 1_000, secondMs: 4, ...pace },
    })
  return { github, api: as('job'), lines, as }
}
