import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorkflow } from '../../../../src/platform/api/dispatch.ts'
import { explain, faultOf } from '../../../../src/platform/api/faults.ts'
import { closeIssue, issueLabel, publishIssue } from '../../../../src/platform/api/issue.ts'
import { openWorld, type World } from './world.ts'

const marker = '<!-- model-actions monitor: intents -->'
const robot = { login: 'github-actions[bot]', type: 'Bot', id: 41898282 } as const

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
})

const publish = (text: string) => publishIssue(world.api, { title: 'intents drifts', text: `${marker}\n${text}` })
const close = (text: string) => closeIssue(world.api, { text: `${marker}\n${text}` })
const issues = () => world.github.state.issues.map(({ state, body }) => `${state}: ${body.split('\n')[1]}`)

describe('the issue of what serves', () => {
  it('is one while something is wrong, changed in place, and closed when all is well again', async () => {
    expect(await close('well')).toBeUndefined()
    expect(await publish('drift')).toMatchObject({ outcome: 'created' })
    expect(await publish('drift')).toMatchObject({ outcome: 'unchanged' })
    expect(await publish('more drift')).toMatchObject({ outcome: 'updated' })
    expect(await close('well')).toMatchObject({ outcome: 'closed' })
    expect(await close('well')).toBeUndefined()
    expect(await publish('drift again')).toMatchObject({ outcome: 'created' })
    expect(issues()).toEqual(['closed: well', 'open: drift again'])
    expect(world.github.state.issues[0]).toMatchObject({ labels: [issueLabel], state_reason: 'completed' })
  })

  it('is found behind hundreds of others, and is never one that somebody else wrote with our marker', async () => {
    const { issues: all, nextId } = world.github.state
    const one = { title: 'x', state: 'open', state_reason: null, labels: [issueLabel] } as const
    for (let i = 0; i < 250; i += 1)
      all.push({
        ...one,
        labels: [...one.labels],
        number: nextId(),
        body: i === 3 || i === 230 ? `${marker}\nold` : 'of another model',
        user: i === 3 ? { login: 'mallory', type: 'User', id: 3 } : robot,
      })
    expect(await publish('new')).toMatchObject({ outcome: 'updated' })
    expect(all).toHaveLength(250)
    expect([3, 230].map((at) => all[at]?.body)).toEqual([`${marker}\nold`, `${marker}\nnew`])
  })

  it('is made once where the answer was lost', async () => {
    world.github.fail('issues/create', { kind: 'answer-after-doing', status: 502, message: 'Server Error' })
    expect(await publish('drift')).toMatchObject({ outcome: 'created' })
    expect(issues()).toEqual(['open: drift'])
  })

  it('is one where two looks began at once', async () => {
    const said = await Promise.all([publish('drift'), publish('drift')])
    expect(issues().filter((one) => one === 'open: drift')).toHaveLength(1)
    expect(new Set(said.map(({ url }) => url)).size).toBe(1)
    await close('well')
    expect(issues().filter((one) => one.startsWith('open'))).toEqual([])
  })

  it('says which permission is missing where the token may not', async () => {
    const fault = await publishIssue(world.as('fork'), { title: 't', text: `${marker}\nx` }).catch(faultOf)
    expect(fault).toMatchObject({ kind: 'not-allowed' })
    expect(explain(fault as NonNullable<ReturnType<typeof faultOf>>, 'issues: write')).toContain('issues: write')
  })
})

describe('a workflow', () => {
  it('is started at a branch, and one that is not there is said', async () => {
    world.github.state.workflows.push('tune.yml')
    await startWorkflow(world.api, { workflow: 'tune.yml', ref: 'main' })
    expect(world.github.state.dispatched).toEqual([{ workflow: 'tune.yml', ref: 'main' }])
    const fault = await startWorkflow(world.api, { workflow: 'other.yml', ref: 'main' }).catch(faultOf)
    expect(fault).toMatchObject({ kind: 'not-found' })
  })
})
