import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { World } from '../../../src/actions/definition.ts'
import { readInputs } from '../../../src/actions/inputs.ts'
import { refused } from '../../../src/actions/judgePullRequest.ts'
import { contextOf } from '../../../src/actions/program.ts'
import { exitCodes } from '../../../src/errors.ts'
import type { StageReport } from '../../../src/report/model.ts'
import type { Stored } from '../../../src/results/types.ts'
import { runStep } from '../../step.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../../support/github/fake.ts'

/* The action `pull-request` as the runner starts it, from its source, against a stand-in of GitHub. */

vi.setConfig({ testTimeout: 120_000 })

const headSha = 'a'.repeat(40)
let home = ''
let workspace = ''
let github: FakeGithub
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'pull-request-')))
  workspace = join(home, 'workspace')
  mkdirSync(workspace)
  github = await openFakeGithub()
  const head = { sha: headSha, ref: 'better', owner: 'octo', repositoryId: 1 }
  github.state.pulls.push({ number: 5, state: 'open', head, base: { ref: 'main' } })
  spec('')
})
afterEach(async () => {
  expect(github.violations).toEqual([])
  await github.close()
  rmSync(home, { recursive: true, force: true })
})

const spec = (rest: string): void =>
  writeFileSync(join(workspace, 'model.yml'), `name: intents\nversion: 1.0.0\ntask: text-classification\n${rest}`)
const ownPull = { number: 5, head: { sha: headSha, repo: { id: 1 } }, base: { repo: { id: 1 } } }
const fromFork = { pull_request: { ...ownPull, head: { sha: headSha, repo: { id: 2 } } } }
const predictions = { 'candidate-predictions': 'candidate.jsonl', 'baseline-predictions': 'baseline.jsonl' }

/** Writes what two models answered to 600 examples. @param wrong how many of them the candidate gets wrong */
function answers(wrong: number): void {
  const lines = (bad: number) =>
    Array.from({ length: 600 }, (_, id) => {
      const label = id % 2 === 0 ? 'a' : 'b'
      return `${JSON.stringify({ id: String(id), answer: { label, prediction: id < bad ? 'c' : label } })}\n`
    }).join('')
  writeFileSync(join(workspace, 'candidate.jsonl'), lines(wrong))
  writeFileSync(join(workspace, 'baseline.jsonl'), lines(0))
}

const judge = (
  options: { inputs?: Record<string, string>; event?: unknown; environment?: Record<string, string> } = {},
) =>
  runStep('pull-request', {
    home,
    workspace,
    inputs: { 'github-token': tokens.job, artifact: 'false', ...predictions, ...options.inputs },
    api: github.url,
    event: options.event ?? { pull_request: ownPull },
    environment: { MODEL_ACTIONS_PYTHON: '/bin/false', ...options.environment },
  })

describe('results of the pull request of a fork', () => {
  const publishOf = async (event: unknown) => {
    writeFileSync(join(workspace, 'train.jsonl'), '')
    spec(
      'base: ./base\ndata: {train: train.jsonl}\nengine: {name: process}\nresults: {registry: 127.0.0.1:1/octo/results}\n',
    )
    writeFileSync(join(home, 'event.json'), JSON.stringify(event))
    const said: string[] = []
    const platform = { kind: 'github', log: { info: (line: string) => said.push(line), warn() {} }, secret() {} }
    const given = readInputs([], () => '')
    const environment = { HOME: home, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: join(home, 'event.json') }
    const world = { given, workspace, platform, environment, signal: new AbortController().signal }
    const here = process.cwd()
    process.chdir(workspace)
    try {
      const { results } = await contextOf(['evaluate'], world as unknown as World)
      for (const _ of [1, 2]) await results.publish({} as Stored)
    } finally {
      process.chdir(here)
    }
    return said
  }

  it('are not pushed, which its token may not, and one line says so', async () => {
    expect(await publishOf(fromFork)).toEqual([
      '`results` are not shared with other jobs: this is the pull request of a fork',
    ])
  })

  it('are pushed where the pull request is of this repository', async () => {
    await expect(publishOf({ pull_request: ownPull })).rejects.toThrow()
  })
})

describe('a pull request', () => {
  it('is told what came out in one comment and a check, and fails by the verdict after that', async () => {
    answers(0)
    const good = await judge()
    expect(good.stdout).not.toMatch(/^::error/m)
    expect(good.status).toBe(exitCodes.done)
    answers(200)
    const bad = await judge({ environment: { GITHUB_RUN_ATTEMPT: '2' } })
    expect(bad.status).toBe(exitCodes['gate-failed'])
    expect(github.state.comments).toHaveLength(1)
    expect(github.state.comments[0]?.body).toMatch(/Fail/)
    expect(github.state.checks.map(({ head_sha, conclusion }) => [head_sha, conclusion])).toEqual([
      [headSha, 'success'],
      [headSha, 'failure'],
    ])
    expect(bad.outputs.get('verdict')).toBe('fail')
    expect(bad.outputs.get('comment-url')).toBe(good.outputs.get('comment-url'))
    expect(Object.keys(JSON.parse(bad.outputs.get('json') ?? ''))).toEqual(['evaluate', 'report'])
    expect(bad.summary.match(/^## /gm)).toHaveLength(1)
  })

  it('of a fork is judged all the same, and has its report on the summary page', async () => {
    answers(200)
    const { status, summary, stdout } = await judge({ inputs: { 'github-token': tokens.fork }, event: fromFork })
    expect(status).toBe(exitCodes['gate-failed'])
    expect(summary).toMatch(/Fail/)
    expect(stdout).toMatch(/the comment was not published: [^\n]*workflow/)
    expect(github.state.comments).toEqual([])
  })

  it('whose model.yml is wrong is told so where its author looks, with a remark at the line', async () => {
    spec('evaluate: {gate: []}\n')
    answers(0)
    const { status, outputs } = await judge()
    expect(status).toBe(exitCodes.configuration)
    expect(github.state.comments[0]?.body).toMatch(/Error[\s\S]*evaluate\.gate/)
    expect(github.state.checks[0]).toMatchObject({
      conclusion: 'failure',
      annotations: [{ path: 'model.yml', start_line: 4 }],
    })
    expect(outputs.get('verdict')).toBe('error')
  })

  it('is never shown a secret that a message repeats, which a log hides and a comment would not', async () => {
    spec(`evaluate: {${tokens.job}: 1}\n`)
    answers(0)
    const { status } = await judge()
    expect(status).toBe(exitCodes.configuration)
    expect(github.state.comments[0]?.body).toContain('\\*\\*\\*')
    const told = JSON.stringify([github.state.comments, github.state.checks])
    expect(told).not.toContain(tokens.job)
  })

  it('is not judged by reports that an earlier run left in the checkout', async () => {
    const reports = join(workspace, '.model-actions/reports')
    mkdirSync(reports, { recursive: true })
    writeFileSync(join(reports, 'quantize.json'), JSON.stringify({ schema: 1, verdict: 'fail' }))
    answers(0)
    expect((await judge()).outputs.get('verdict')).toBe('pass')
  })

  it('of a fork is refused where its code would run with the rights of the repository', async () => {
    answers(0)
    const { status, stdout } = await judge({
      event: fromFork,
      environment: { GITHUB_EVENT_NAME: 'pull_request_target' },
    })
    expect(status).toBe(exitCodes.preflight)
    expect(stdout).toMatch(/::error::[^\n]*on: pull_request/)
    expect([github.state.comments, github.state.checks]).toEqual([[], []])
  })

  it('is told when GitHub cannot be reached, and fails by its verdict all the same', async () => {
    answers(200)
    github.fail('issues/list-comments', { kind: 'answer', status: 422, message: 'no' }, 9)
    github.fail('checks/list-for-ref', { kind: 'answer', status: 422, message: 'no' }, 9)
    const { status, stdout } = await judge()
    expect(stdout).toMatch(/::warning::the comment was not published/)
    expect(status).toBe(exitCodes['gate-failed'])
  })
})

describe('what was refused', () => {
  const action = { stages: ['prepare', 'finetune', 'evaluate', 'quantize'] as const }
  const prepare: StageReport = {
    stage: 'prepare',
    result: 'sha256:1',
    report: { schema: 1, title: 'prepare intents 1.0.0', verdict: 'pass', headline: '', gates: [], sections: [] },
    parents: {},
  }

  it('is told as the stage behind those that ended, and as the run before the first', () => {
    expect(refused(action, 'model', [prepare], [{ what: 'out of memory' }])).toMatchObject({
      stage: 'finetune',
      report: { title: 'finetune intents 1.0.0', verdict: 'error', headline: 'out of memory' },
    })
    expect(refused(action, 'model', [], [{ what: 'no Docker' }])).toMatchObject({
      stage: 'run',
      report: { title: 'run model' },
    })
  })
})
