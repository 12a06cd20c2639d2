import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ActEnd, git, makeRepository, repository, type Start } from '../act.ts'
import { actAtGithub, forkRepository, head, pullRequest } from '../atGithub.ts'
import { describeWith } from '../parts.ts'
import { homeOf, makeProject } from '../project.ts'
import { openArtifacts } from '../support/github/artifacts.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../support/github/fake.ts'
import { beginTuned } from '../tuned.ts'

/*
 * The workflows of workflows-examples/ that write at GitHub, run by act, with a stand-in of GitHub's API behind them that
 * remembers what was written and holds it against GitHub's own description.
 */

let fake: FakeGithub
beforeEach(async () => {
  fake = await openFakeGithub()
})
afterEach(async () => {
  expect(fake.violations).toEqual([])
  await fake.close()
})

const run = (directory: string, start: Start, more?: Record<string, string>): Promise<ActEnd> =>
  actAtGithub(fake, directory, start, more)

/** @param workflow what judges a pull request @param files those of the user, by name */
async function makePullRequest(
  workflow: string,
  changes: Record<string, string>,
  files: Record<string, string> = {},
): Promise<string> {
  const directory = makeProject(changes)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  const checkout = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8'
  await makeRepository(directory, [workflow, 'pull-request-fork.yml'], (text) =>
    // GitHub fetches our action; here it lies in the repository, which this workflow never checks out.
    text.replace('      - uses: ./model-actions/actions/report', `      - uses: ${checkout}\n$&`),
  )
  return directory
}

/** A project whose pull requests are judged by what its own harness answered: nothing is trained. */
const makeJudged = (rightOf400: { now: number; before: number }): Promise<string> => {
  const answers = (right: number): string =>
    Array.from({ length: 400 }, (_, i) => {
      const label = i % 2 === 0 ? 'praise' : 'blame'
      const prediction = i < right ? label : i % 2 === 0 ? 'blame' : 'praise'
      return `${JSON.stringify({ id: String(i), answer: { label, prediction, score: 0.9 } })}\n`
    }).join('')
  return makePullRequest(
    'predictions.yml',
    { evaluate: '{gates: [{metric: accuracy, margin: 0.02}]}' },
    { 'new.jsonl': answers(rightOf400.now), 'old.jsonl': answers(rightOf400.before) },
  )
}

describeWith(['act', 'python'], 'a pull request', () => {
  it('of a branch is judged from its data on, and has one comment, which its next commit updates', async () => {
    const directory = await makePullRequest('pull-request.yml', {
      evaluate: '{baseline: majority, gates: [{metric: accuracy, margin: 0.01}]}',
    })
    // Trained by a pull request before; how it is judged is new.
    await beginTuned({ home: homeOf(directory), repository, root: directory })
    const first = await run(directory, pullRequest(fake, directory, 'branch'))
    expect(first.code, first.output.slice(-4000)).toBe(0)
    expect(fake.state.comments).toMatchObject([{ issue: 7, body: expect.stringContaining('✅ Pass · tone 1.0.0') }])
    const reused = /\| evaluate \| pass \| [\d.]+ s, reused \|/
    expect(fake.state.comments[0]?.body).not.toMatch(reused)
    const [{ id } = { id: 0 }] = fake.state.comments

    git(directory, 'commit', '-q', '--allow-empty', '-m', 'the same model')
    const second = await run(directory, pullRequest(fake, directory, 'branch'))
    expect(second.code, second.output.slice(-4000)).toBe(0)
    expect(fake.state.comments).toMatchObject([{ id, body: expect.stringMatching(reused) }])
    expect(fake.state.checks).toMatchObject([{ conclusion: 'success' }, { conclusion: 'success' }])
    expect(new Set(fake.state.checks.map((each) => each.head_sha)).size).toBe(2)
    expect(first.output + second.output).not.toContain(tokens.job)
  })
})

describeWith(['act'], 'a pull request that brings predictions', () => {
  it('fails its job where the candidate is worse, after it has told so', async () => {
    const directory = await makeJudged({ now: 340, before: 390 })
    const { code, output } = await run(directory, pullRequest(fake, directory, 'branch'))
    expect(code, output.slice(-4000)).not.toBe(0)
    expect(fake.state.comments).toMatchObject([{ body: expect.stringContaining('❌ Fail') }])
    expect(fake.state.checks).toMatchObject([{ conclusion: 'failure' }])
  })

  it('of a fork leaves its report as an artifact and stays green; the second workflow comments what it left', async () => {
    const directory = await makeJudged({ now: 396, before: 390 })
    const artifacts = await openArtifacts()
    const first = await run(directory, pullRequest(fake, directory, 'fork'), artifacts.environment)
    await artifacts.close()
    expect(first.code, first.output.slice(-4000)).toBe(0)
    expect(fake.state.comments).toEqual([])
    expect(first.output).toMatch(/the comment was not published: .*pull request of a fork/)

    // GitHub keeps what the run uploaded, and starts the second workflow when the run has ended.
    const name = 'model-actions-report-model'
    const content = artifacts.kept.get(name)
    expect(content).toBeDefined()
    const sha = head(directory)
    const of = { event: 'pull_request', head_branch: 'better', head_sha: sha }
    fake.state.runs.push({ id: 41, ...of, owner: 'mona', repositoryId: forkRepository })
    fake.state.artifacts.push({ id: 42, run: 41, name, content: content as Buffer, expired: false })
    const second = await run(directory, {
      event: 'workflow_run',
      payload: {
        action: 'completed',
        workflow_run: { id: 41, ...of, conclusion: 'success', head_repository: { full_name: 'mona/models' } },
      },
      token: tokens.job,
    })
    expect(second.code, second.output.slice(-4000)).toBe(0)
    expect(fake.state.comments).toMatchObject([{ issue: 7, body: expect.stringContaining('✅ Pass · tone 1.0.0') }])
    // Whatever the fork's code wrote, a rule that asks for this check is not satisfied by it.
    expect(fake.state.checks).toMatchObject([{ head_sha: sha, conclusion: 'neutral' }])
  })
})
