import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { artifactName } from '../../../src/actions/reportOfRun.ts'
import { exitCodes } from '../../../src/errors.ts'
import type { Report } from '../../../src/report/model.ts'
import { runStep } from '../../step.ts'
import { openArtifacts } from '../../support/github/artifacts.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../../support/github/fake.ts'
import { zipOf } from '../../support/github/zip.ts'

/* The action `report` as the runner starts it, from its source, against a stand-in of GitHub. */

vi.setConfig({ testTimeout: 60_000 })

const headSha = 'a'.repeat(40)
let home = ''
let workspace = ''
let github: FakeGithub
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'publish-')))
  workspace = join(home, 'workspace')
  mkdirSync(workspace)
  github = await openFakeGithub()
  const head = { sha: headSha, ref: 'better', owner: 'octo', repositoryId: 1 }
  github.state.pulls.push({ number: 5, state: 'open', head, base: { ref: 'main' } })
})
afterEach(async () => {
  expect(github.violations).toEqual([])
  await github.close()
  rmSync(home, { recursive: true, force: true })
})

function stageReport(verdict: Report['verdict'], more: Partial<Report> = {}, directory = ''): void {
  const report = {
    schema: 1,
    title: 'evaluate intents 1.0.0',
    verdict,
    headline: 'accuracy of the candidate',
    gates: [
      {
        name: 'accuracy',
        verdict,
        observed: { value: 0.01, low: -0.005, high: 0.02, unit: 'share' },
        allowed: -0.02,
        because: 'it is as it is',
      },
    ],
    sections: [],
    ...more,
    stage: 'evaluate',
    result: `sha256:${'1'.repeat(64)}`,
  }
  const reports = join(workspace, directory, '.model-actions/reports')
  mkdirSync(reports, { recursive: true })
  writeFileSync(join(reports, 'evaluate.json'), JSON.stringify(report))
}

const pullEvent = { pull_request: { number: 5, head: { sha: headSha, repo: { id: 1 } }, base: { repo: { id: 1 } } } }

const report = (
  options: {
    inputs?: Record<string, string>
    event?: unknown
    attempt?: number
    environment?: Record<string, string>
  } = {},
) =>
  runStep('report', {
    home,
    workspace,
    inputs: { 'github-token': tokens.job, artifact: 'false', ...options.inputs },
    api: github.url,
    event: options.event ?? pullEvent,
    environment: { GITHUB_RUN_ATTEMPT: String(options.attempt ?? 1), ...options.environment },
  })

describe('a pull request', () => {
  it('has one comment and one check, which the next run updates', async () => {
    stageReport('pass')
    const first = await report()
    expect(first.status).toBe(0)
    stageReport('fail')
    const second = await report({ attempt: 2 })
    expect(second.status).toBe(0)
    expect(github.state.comments).toHaveLength(1)
    expect(github.state.comments[0]?.body).toMatch(/^<!-- model-actions report: model -->\n[\s\S]*Fail/)
    expect(github.state.checks.map(({ name, head_sha, conclusion }) => [name, head_sha, conclusion])).toEqual([
      ['model-actions: model', headSha, 'success'],
      ['model-actions: model', headSha, 'failure'],
    ])
    expect(second.outputs.get('verdict')).toBe('fail')
    expect(second.outputs.get('comment-url')).toBe(first.outputs.get('comment-url'))
    expect(second.summary).toContain('Fail')
    expect(JSON.parse(readFileSync(second.outputs.get('report-json') ?? '', 'utf8'))).toMatchObject({ verdict: 'fail' })
  })

  it('has a comment and a check for each name', async () => {
    stageReport('pass')
    await report({ inputs: { name: 'intents' } })
    await report({ inputs: { name: 'topics' } })
    expect(github.state.comments).toHaveLength(2)
    expect(github.state.checks.map(({ name }) => name)).toEqual(['model-actions: intents', 'model-actions: topics'])
  })

  it('has a comment and a check of its own for each directory of a matrix, whose legs are one job of one name', async () => {
    stageReport('fail', { title: 'evaluate intents 1.0.0' }, 'models/intents')
    stageReport('pass', { title: 'evaluate topics 1.0.0' }, 'models/topics')
    for (const name of ['intents', 'topics', 'topics'])
      expect((await report({ inputs: { 'working-directory': `models/${name}` } })).status).toBe(0)
    expect(github.state.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['model-actions: model (models/intents)', 'failure'],
      ['model-actions: model (models/topics)', 'success'],
    ])
    expect(github.state.comments.map(({ body }) => /Fail|Pass/.exec(body)?.[0])).toEqual(['Fail', 'Pass'])
  })

  it('has a check for each model that a job of one name reports in the same directory', async () => {
    stageReport('fail', { title: 'evaluate intents 1.0.0' })
    await report()
    stageReport('pass', { title: 'evaluate topics 1.0.0' })
    await report()
    expect(github.state.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success'])
  })

  it('has an artifact of its own for each directory of a matrix: one leg takes no other away', async () => {
    const artifacts = await openArtifacts()
    try {
      stageReport('pass')
      stageReport('pass', {}, 'models/intents')
      stageReport('fail', {}, 'models/topics')
      for (const directory of ['.', 'models/intents', 'models/topics']) {
        const inputs = { artifact: 'true', 'working-directory': directory }
        const { outputs } = await report({ inputs, environment: artifacts.environment })
        expect(outputs.get('artifact-url')).toMatch(/\/artifacts\/\d+$/)
      }
      const names = [...artifacts.kept.keys()]
      expect(names[0]).toBe('model-actions-report-model')
      expect(new Set(names).size).toBe(3)
    } finally {
      await artifacts.close()
    }
  })

  it('has the remarks of a later step of the same job too, which a check can only add to', async () => {
    for (const line of [3, 9]) {
      stageReport('fail', { annotations: [{ path: 'model.yml', line, level: 'failure', title: 'g', message: 'm' }] })
      await report()
    }
    const remarks = github.state.checks.map(({ annotations }) => annotations.map(({ start_line }) => start_line))
    expect(remarks).toEqual([[3], [9]])
  })

  it('shows in its check what a later step of the same job found', async () => {
    stageReport('pass')
    await report()
    stageReport('fail')
    await report()
    expect(github.state.checks.map(({ conclusion }) => conclusion)).toEqual(['failure'])
  })

  it('of a fork has its report on the summary page, says so in a line each, and the job stays green', async () => {
    stageReport('pass')
    const event = { pull_request: { ...pullEvent.pull_request, head: { sha: headSha, repo: { id: 2 } } } }
    const { status, stdout, summary, outputs } = await report({ inputs: { 'github-token': tokens.fork }, event })
    expect(status).toBe(0)
    expect(summary).toContain('accuracy')
    expect(outputs.get('verdict')).toBe('pass')
    expect(stdout).toMatch(/the comment was not published: [^\n]*pull-requests: write/)
    expect(stdout).toMatch(/the check run was not published: [^\n]*checks: write/)
    expect(stdout).not.toContain('::error')
    expect(github.state.comments).toEqual([])
  })

  it('is not judged by an inconclusive report', async () => {
    stageReport('inconclusive')
    await report()
    expect(github.state.checks[0]?.conclusion).toBe('failure')
  })

  it('shows no token in what a step says', async () => {
    stageReport('pass')
    github.fail('issues/create-comment', { kind: 'answer', status: 422, message: 'Validation Failed' })
    const { stdout, status } = await report()
    expect(status).toBe(0)
    expect(stdout).toContain('the comment was not published: GitHub refused it')
    expect(stdout.replaceAll(`::add-mask::${tokens.job}`, '')).not.toContain(tokens.job)
  })
})

describe('a job whose token may write beside the code of a fork', () => {
  const event = { pull_request: { ...pullEvent.pull_request, head: { sha: headSha, repo: { id: 2 } } } }
  it.each(['pull_request', 'pull_request_target'])(
    '(%s) satisfies no required check by what it reports',
    async (on) => {
      stageReport('pass')
      expect((await report({ event, environment: { GITHUB_EVENT_NAME: on } })).status).toBe(0)
      expect(github.state.checks.map(({ name, conclusion }) => [name, conclusion])).toEqual([
        ['model-actions: model (as a fork says)', 'neutral'],
      ])
    },
  )

  it.each(['prepare', 'evaluate', 'pipeline'])('does not run it: %s', async (action) => {
    const { status, stdout } = await runStep(action, {
      home,
      workspace,
      inputs: { config: 'model.yml', stages: 'finetune', 'working-directory': '.' },
      api: github.url,
      event,
      environment: { GITHUB_EVENT_NAME: 'pull_request_target' },
    })
    expect(status).toBe(exitCodes.preflight)
    expect(stdout).toMatch(/::error::this would run the code of a fork/)
  })
})

describe('the report of a fork', () => {
  const name = 'model-actions-report-model'
  const event = { workflow_run: { id: 70 } }
  const environment = { GITHUB_EVENT_NAME: 'workflow_run' }
  const strangers = {
    schema: 1,
    title: 'intents',
    verdict: 'pass',
    headline: '@team ::error:: <img onerror=x>',
    gates: [],
    sections: [],
  }
  const run = {
    id: 70,
    event: 'pull_request',
    head_sha: 'd'.repeat(40),
    head_branch: 'patch-1',
    owner: 'mallory',
    repositoryId: 2,
  }
  const leave = (content: string): void => {
    const { state } = github
    state.runs.push(run)
    const head = { sha: run.head_sha, ref: 'patch-1', owner: 'mallory', repositoryId: 2 }
    state.pulls.push({ number: 9, state: 'open', head, base: { ref: 'main' } })
    const zip = zipOf([{ name: 'report.json', content }])
    state.artifacts.push({ id: 1, run: 70, name, content: zip, expired: false })
  }

  it('is published by the second workflow at the pull request that GitHub names, as a word of its author', async () => {
    leave(
      JSON.stringify({
        ...strangers,
        annotations: [{ path: 'a', line: 1, level: 'notice', title: 't', message: 'm' }],
      }),
    )
    const { status, stdout } = await report({ event, environment })
    expect(stdout).not.toMatch(/^::error/m)
    expect(status).toBe(0)
    expect(github.state.comments.map(({ issue }) => issue)).toEqual([9])
    expect(github.state.comments[0]?.body).toContain('Run 70 of this pull request made them')
    expect(github.state.comments[0]?.body).not.toMatch(/@team|<img/)
    // Under another name than ours: a required check that is neutral would count as passed.
    expect(github.state.checks).toMatchObject([
      {
        name: 'model-actions: model (as a fork says)',
        head_sha: run.head_sha,
        conclusion: 'neutral',
        annotations: [],
      },
    ])
  })

  it('of one directory of several is found by the inputs of the first workflow, though nothing is checked out', async () => {
    leave(JSON.stringify(strangers))
    for (const artifact of github.state.artifacts) artifact.name = artifactName('model', 'models/intents')
    const { status, stdout } = await report({
      event,
      environment,
      inputs: { 'working-directory': './models/intents/' },
    })
    expect(stdout).not.toMatch(/^::error/m)
    expect(status).toBe(0)
    expect(github.state.checks.map((each) => each.name)).toEqual([
      'model-actions: model (as a fork says) (models/intents)',
    ])
  })

  it('whose pull request has a newer commit, or is closed, is for nobody, and fails nothing', async () => {
    leave(JSON.stringify(strangers))
    for (const pull of github.state.pulls) pull.head.sha = 'e'.repeat(40)
    const { status, stdout } = await report({ event, environment })
    expect(stdout).toMatch(
      /^the report is for nobody: no open pull request has commit dddddddddddd of run 70 any more$/m,
    )
    expect(stdout).not.toMatch(/^::(?:error|warning)/m)
    expect(status).toBe(0)
    expect([github.state.comments, github.state.checks]).toEqual([[], []])
  })

  it.each([
    ['is no JSON', '{', /it is not JSON/],
    ['has more than a report', JSON.stringify({ ...strangers, pull: 5 }), /unknown key/],
    [
      'has more sections than anybody reads',
      JSON.stringify({ ...strangers, sections: Array(20_000).fill({ kind: 'text', title: 'a', text: 'b' }) }),
      /has 20000 sections where 500 are read at the most/,
    ],
    [
      'has a table as wide as no page',
      JSON.stringify({
        ...strangers,
        sections: [{ kind: 'table', title: 't', columns: Array(50_000).fill('c'), rows: Array(500).fill(['x']) }],
      }),
      /has 50000 columns where 100 are read at the most/,
    ],
    ['is a report of a stage only in part', JSON.stringify({ schema: 1, verdict: 'pass' }), /title/],
  ])('that %s is published nowhere', async (_what, content, why) => {
    leave(content)
    const { status, stdout } = await report({ event, environment })
    expect(status).toBe(2)
    expect(stdout).toMatch(why)
    expect([github.state.comments, github.state.checks]).toEqual([[], []])
  })
})

describe('a report', () => {
  it('of a push is a check at its commit, and no comment', async () => {
    stageReport('pass')
    const { status } = await report({ event: { ref: 'refs/heads/main' } })
    expect(status).toBe(0)
    expect(github.state.comments).toEqual([])
    expect(github.state.checks.map(({ head_sha }) => head_sha)).toEqual(['b'.repeat(40)])
  })

  it('that no stage has left is refused with the remedy', async () => {
    const { status, stdout } = await report()
    expect(status).toBe(2)
    expect(stdout).toMatch(/^(?:::add-mask::[^\n]*\n)*::error::input reports: no stage has left a report here[^\n]*\n$/)
  })

  it('is read from the files that the input names, and from nowhere outside the workspace', async () => {
    stageReport('pass')
    const file = join(workspace, '.model-actions/reports/evaluate.json')
    expect((await report({ inputs: { reports: file } })).status).toBe(0)
    for (const [reports, message] of [
      ['../secret.json', 'leaves'],
      ['gone.json', 'gone.json cannot be read (ENOENT): name what a stage put out as report-json, and run this in'],
    ] as const) {
      const { status, stdout } = await report({ inputs: { reports } })
      expect(status).toBe(2)
      expect(stdout).toContain(message)
    }
  })
})

describe('a deployment whose end GitHub did not hear', () => {
  it('is told of by post, though the main program came to its own end', async () => {
    const [id, sha] = [7, headSha]
    const what = { task: 'deploy:intents', environment: 'production', production: true, transient: false }
    github.state.deployments.push({ id, sha, ref: sha, payload: {}, statuses: [], ...what })
    const { status } = await runStep('ship-post', {
      home,
      workspace,
      inputs: { 'github-token': tokens.job },
      api: github.url,
      event: pullEvent,
      environment: {
        STATE_ended: 'true',
        STATE_deployment: JSON.stringify({ id, end: { state: 'failure', description: 'too many errors' } }),
      },
    })
    expect(status).toBe(0)
    expect(github.state.deployments[0]?.statuses).toMatchObject([{ state: 'failure', description: 'too many errors' }])
  })
})
