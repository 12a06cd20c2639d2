import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GithubApi } from '../../../../src/platform/api/client.ts'
import { type DeploymentOf, followDeployment } from '../../../../src/platform/api/deployment.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
})

const of = (key: string, environment = 'production'): DeploymentOf => ({
  environment,
  sha: 'c'.repeat(40),
  task: 'deploy:intents',
  key,
  payload: { version: '1.0.0', digest: `sha256:${'1'.repeat(64)}` },
  description: 'intents 1.0.0',
  logUrl: 'https://github.com/octo/models/actions/runs/11',
})
async function roll(
  key: string,
  end: 'success' | 'failure',
  api: GithubApi = world.api,
  environment?: string,
): Promise<void> {
  const log = followDeployment(api, of(key, environment))
  log.say({ state: 'in_progress', description: 'a tenth of the traffic' })
  await log.settled()
  log.say({
    state: end,
    description: 'every step passed',
    ...(end === 'success' ? { url: 'https://models.example.com/' } : {}),
  })
  await log.settled()
}
const states = (): string[][] =>
  world.github.state.deployments.map(({ statuses }) => statuses.map(({ state }) => state).reverse()).reverse()

describe('a deployment', () => {
  it('is shown in step with the rollout, with the address where it serves', async () => {
    await roll('11/1', 'success')
    expect(states()).toEqual([['in_progress', 'success']])
    expect(world.github.state.deployments[0]).toMatchObject({ environment: 'production', task: 'deploy:intents' })
    expect(world.github.state.deployments[0]?.statuses[0]?.environment_url).toBe('https://models.example.com/')
  })

  it.each(['production', 'staging'])('of %s leaves one that is active: the one that serves', async (environment) => {
    for (const [key, end] of [
      ['11/1', 'success'],
      ['12/1', 'success'],
      ['13/1', 'failure'],
    ] as const)
      await roll(key, end, world.api, environment)
    expect(states()).toEqual([
      ['in_progress', 'success', 'inactive'],
      ['in_progress', 'success'],
      ['in_progress', 'failure'],
    ])
  })

  it('of one model ends none of another that serves in the same environment', async () => {
    await roll('11/1', 'success', world.api, 'staging')
    const other = followDeployment(world.api, { ...of('12/1', 'staging'), task: 'deploy:topics' })
    other.say({ state: 'success', description: 'every step passed' })
    await other.settled()
    expect(states()).toEqual([['in_progress', 'success'], ['success']])
  })

  it('is one of an attempt, also where GitHub made it and did not say so', async () => {
    world.github.fail('repos/create-deployment', { kind: 'silent-after-doing' })
    world.github.fail('repos/create-deployment-status', { kind: 'cut-off-after-doing' })
    await roll('11/1', 'success')
    expect(states()).toEqual([['in_progress', 'success']])
  })

  it('does not hold the rollout up, and tells the newest where much happens meanwhile', async () => {
    const log = followDeployment(world.api, of('11/1'))
    for (let i = 0; i < 200; i += 1) expect(log.say({ state: 'in_progress', description: `${i} %` })).toBeUndefined()
    expect(log.say({ state: 'failure', description: 'd'.repeat(1_000) })).toBeUndefined()
    // GitHub has heard of none yet, and nobody waited for that.
    expect(states()).toEqual([])
    await log.settled()
    expect(states()).toEqual([['failure']])
    expect(world.github.state.deployments[0]?.statuses[0]?.description).toHaveLength(140)
  })

  it('is told how it ended also where GitHub was not to be reached before, with one line about that', async () => {
    world.github.fail('repos/create-deployment-status', { kind: 'answer', status: 502, message: 'Bad Gateway' }, 4)
    await roll('11/1', 'failure')
    expect(states()).toEqual([['failure']])
    expect(world.lines.filter((line) => line.startsWith('warning: '))).toHaveLength(1)
  })

  it('is made with what happens next where GitHub could not make it at first', async () => {
    world.github.fail('repos/create-deployment', { kind: 'answer', status: 502, message: 'Bad Gateway' }, 4)
    await roll('11/1', 'success')
    expect(states()).toEqual([['in_progress', 'success']])
  })

  it('that the token may not make costs a line, and never the rollout', async () => {
    await roll('11/1', 'success', world.as('fork'))
    expect(states()).toEqual([])
    expect(world.lines.filter((line) => line.startsWith('warning: '))).toHaveLength(1)
    expect(world.lines.join('\n')).toMatch(/the deployment is not shown on GitHub: .*`deployments: write`/)
  })
})
