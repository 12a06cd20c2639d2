import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, endAbandoned, listDeployed, showDeployment } from '../../../src/platform/deployments.ts'
import type { Log } from '../../../src/platform/types.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../../support/github/fake.ts'

let github: FakeGithub
let saved: Map<string, string>
let lines: string[]
beforeEach(async () => {
  github = await openFakeGithub()
  saved = new Map()
  lines = []
})
afterEach(async () => {
  expect(github.violations).toEqual([])
  await github.close()
})

const say = (line: string): void => void lines.push(line)
const log: Log = {
  info: say,
  warn: say,
  error: say,
  debug: say,
  foreign: say,
  progress: () => undefined,
  live: () => undefined,
}
const world = (job: Record<string, string> = {}) => ({
  job: {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_SHA: 'c'.repeat(40),
    GITHUB_RUN_ID: '11',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'deploy',
    ...job,
  },
  log,
  redacted: (text: string) => text.replaceAll('hunter2', '***'),
  state: {
    save: (name: string, value: string) => saved.set(name, value),
    get: (name: string) => saved.get(name) ?? '',
  },
})
const to = (deployTo?: string): Connection => ({
  token: tokens.job,
  signal: new AbortController().signal,
  ...(deployTo === undefined ? {} : { deployTo }),
})
const release = { model: 'intents', version: '1.0.0', digest: `sha256:${'1'.repeat(64)}` }
const states = (): string[][] => github.state.deployments.map(({ statuses }) => statuses.map(({ state }) => state))

describe('the deployment that a job shows', () => {
  it('is none where the job names no environment', async () => {
    const shown = showDeployment(release, to(), world())
    shown.say({ state: 'success', description: 'done' })
    await shown.settled()
    expect(github.calls).toEqual([])
  })

  it('is told to have ended by post, where the job was cancelled', async () => {
    const shown = showDeployment(release, to('production'), world())
    shown.say({ state: 'in_progress', description: 'half of the traffic' })
    await shown.settled()
    await endAbandoned(to('production'), world())
    expect(states()).toEqual([['error', 'in_progress']])
  })

  it('has nothing for post to say once it came to an end', async () => {
    const shown = showDeployment(release, to('production'), world())
    shown.say({ state: 'failure', description: 'too many errors' })
    await shown.settled()
    await endAbandoned(to('production'), world())
    expect(states()).toEqual([['failure']])
    expect(github.state.deployments[0]?.payload).toMatchObject(release)
  })

  it('says no secret in its statuses', async () => {
    const shown = showDeployment(release, to('production'), world())
    shown.say({ state: 'failure', description: `${'x'.repeat(136)}hunter2` })
    await shown.settled()
    expect(github.state.deployments[0]?.statuses[0]?.description).toBe(`${'x'.repeat(136)}***`)
  })

  it('that cannot be shown costs a line', async () => {
    const shown = showDeployment(release, to('production'), world({ GITHUB_REPOSITORY: '' }))
    shown.say({ state: 'success', description: 'done' })
    await shown.settled()
    expect(lines).toEqual([expect.stringContaining('the deployment is not shown on GitHub: GITHUB_REPOSITORY')])
  })

  it('is told by post too where the job was cancelled while it told of the end', async () => {
    const cancel = new AbortController()
    const shown = showDeployment(release, { ...to('production'), signal: cancel.signal }, world())
    shown.say({ state: 'in_progress', description: 'half of the traffic' })
    await shown.settled()
    cancel.abort()
    shown.say({ state: 'error', description: 'stopped' })
    await shown.settled()
    await endAbandoned(to('production'), world())
    expect(states()).toEqual([['error', 'in_progress']])
    expect(github.state.deployments[0]?.statuses[0]?.description).toBe('stopped')
  })

  it('has nothing for post to say once GitHub has heard of its end, though the job was cancelled then', async () => {
    const cancel = new AbortController()
    const shown = showDeployment(release, { ...to('production'), signal: cancel.signal }, world())
    shown.say({ state: 'success', description: 'serves' })
    while (github.state.deployments[0]?.statuses.length !== 1) await sleep(5)
    cancel.abort()
    await shown.settled()
    await endAbandoned(to('production'), world())
    expect(states()).toEqual([['success']])
  })

  it('is told by post as it ended, where GitHub did not hear that', async () => {
    const shown = showDeployment(release, to('production'), world())
    github.fail('repos/create-deployment-status', {
      kind: 'answer',
      status: 403,
      message: 'Resource not accessible by integration',
    })
    shown.say({ state: 'success', description: 'serves', url: 'https://models.example.com/' })
    await shown.settled()
    expect(states()).toEqual([[]])
    await endAbandoned(to('production'), world())
    expect(github.state.deployments[0]?.statuses).toMatchObject([
      { state: 'success', description: 'serves', environment_url: 'https://models.example.com/' },
    ])
  })
})

describe('what GitHub shows as deployed', () => {
  const deploy = async (version: string, state: 'success' | 'failure', job = version): Promise<void> => {
    const shown = showDeployment({ ...release, version }, to('production'), world({ GITHUB_JOB: job }))
    shown.say({ state, description: 'x' })
    await shown.settled()
  }

  it('is what succeeded there, the last first, also where it ended since', async () => {
    await deploy('1.0.0', 'success')
    await deploy('1.1.0', 'success')
    await deploy('1.2.0', 'failure')
    expect(await listDeployed('intents', to(), world())).toEqual([
      { version: '1.1.0', digest: release.digest },
      { version: '1.0.0', digest: release.digest },
    ])
    expect(await listDeployed('topics', to(), world())).toEqual([])
  })

  it('is that of the environment of the action alone; where it names none, that of production, or of the only one', async () => {
    const versions = async (environment?: string): Promise<string[]> =>
      (await listDeployed('intents', to(environment), world())).map(({ version }) => version)
    const there = (version: string, environment: string): void => {
      const id = github.state.nextId()
      const status = { id, state: 'success', description: '', environment_url: '', log_url: '' }
      github.state.deployments.unshift({
        id,
        ref: 'c'.repeat(40),
        sha: 'c'.repeat(40),
        task: 'deploy:intents',
        environment,
        payload: { ...release, version },
        production: environment === 'production',
        transient: false,
        statuses: [status],
      })
    }
    there('2.0.0', 'staging')
    expect(await versions()).toEqual(['2.0.0'])
    there('2.1.0', 'live')
    expect(await versions()).toEqual([])
    there('1.4.0', 'production')
    there('1.5.0', 'production')
    for (let i = 1; i <= 12; i += 1) there(`3.0.${i}`, 'staging')
    expect(await versions('production')).toEqual(['1.5.0', '1.4.0'])
    expect(await versions()).toEqual(['1.5.0', '1.4.0'])
    expect(await versions('live')).toEqual(['2.1.0'])
  })

  it('is nothing where somebody else wrote what no release is', async () => {
    await deploy('latest', 'success')
    expect(await listDeployed('intents', to(), world())).toEqual([])
  })

  it('is not known where the token may not read it: a line, and no error', async () => {
    github.fail('repos/list-deployments', {
      kind: 'answer',
      status: 403,
      message: 'Resource not accessible by integration',
    })
    expect(await listDeployed('intents', to(), world())).toEqual([])
    expect(lines).toEqual([expect.stringContaining('deployments: read')])
  })
})
