import { execFileSync } from 'node:child_process'
import { type ActEnd, act, type Start } from './act.ts'
import { homeOf } from './project.ts'
import { type FakeGithub, tokens } from './support/github/fake.ts'

/* Workflows run by act, with the stand-in of GitHub's API behind them. */

const ownRepository = 1
export const forkRepository = 2

export const head = (directory: string): string =>
  execFileSync('git', ['rev-parse', 'HEAD'], { cwd: directory, encoding: 'utf8' }).trim()

/** Pull request 7, opened from a branch of this repository or of a fork. */
export function pullRequest(fake: FakeGithub, directory: string, from: 'branch' | 'fork'): Start {
  const sha = head(directory)
  const [owner, id] = from === 'fork' ? ['mona', forkRepository] : ['octo', ownRepository]
  fake.state.pulls.splice(0, Infinity, {
    number: 7,
    state: 'open',
    head: { sha, ref: 'better', owner, repositoryId: id },
    base: { ref: 'main' },
  })
  return {
    event: 'pull_request',
    payload: {
      action: 'synchronize',
      number: 7,
      pull_request: {
        number: 7,
        head: { sha, ref: 'better', repo: { id, full_name: `${owner}/models` } },
        base: { sha, ref: 'main', repo: { id: ownRepository, full_name: 'octo/models' } },
      },
    },
    token: from === 'fork' ? tokens.fork : tokens.job,
  }
}

export const actAtGithub = (
  fake: FakeGithub,
  directory: string,
  start: Start,
  more: Record<string, string> = {},
): Promise<ActEnd> =>
  act(directory, homeOf(directory), {
    token: tokens.job,
    ...start,
    environment: { GITHUB_API_URL: fake.url, ...more },
  })
