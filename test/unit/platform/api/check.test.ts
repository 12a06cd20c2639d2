import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Check, publishCheck } from '../../../../src/platform/api/check.ts'
import { openWorld, type World } from './world.ts'

const headSha = 'a'.repeat(40)
let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
})

const check = (count: number, more: Partial<Check> = {}): Check => ({
  name: 'model-actions: model',
  headSha,
  externalId: 'model-actions/model/11/1/model',
  conclusion: 'failure',
  title: 'fail: accuracy',
  summary: 'the report',
  text: 'all of it',
  annotations: Array.from({ length: count }, (_, i) => ({
    path: 'model.yml',
    start_line: i + 1,
    end_line: i + 1,
    annotation_level: 'failure',
    title: `gate ${i}`,
    message: 'why',
  })),
  ...more,
})
const lines = (): number[] =>
  world.github.state.checks.flatMap((each) => each.annotations.map(({ start_line }) => start_line))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

describe('a check run', () => {
  it('has every remark, 50 a request', async () => {
    await publishCheck(world.api, check(120))
    expect(lines()).toEqual(upTo(120))
    expect(world.github.count('checks/create') + world.github.count('checks/update')).toBe(3)
  })

  it('is one of an attempt, and its remarks stand there once, however often a step publishes it', async () => {
    await publishCheck(world.api, check(70))
    await publishCheck(world.api, check(70))
    expect(world.github.state.checks).toHaveLength(1)
    expect(lines()).toEqual(upTo(70))
  })

  it('is made once where GitHub made it and did not say so', async () => {
    world.github.fail('checks/create', { kind: 'silent-after-doing' })
    await publishCheck(world.api, check(60))
    expect(world.github.state.checks).toHaveLength(1)
    expect(lines()).toEqual(upTo(60))
  })

  it('has each remark once where GitHub added them and did not say so', async () => {
    world.github.fail('checks/update', { kind: 'answer-after-doing', status: 502, message: 'Server Error' })
    await publishCheck(world.api, check(170))
    expect(lines()).toEqual(upTo(170))
  })

  it('has each remark once where GitHub says a while that it has none yet', async () => {
    world.github.state.annotationsLag = true
    await publishCheck(world.api, check(120))
    expect(lines()).toEqual(upTo(120))
    expect(world.github.count('checks/update')).toBe(2)
  })

  it('that a step publishes again says what the later report says', async () => {
    await publishCheck(world.api, check(2, { conclusion: 'success', title: 'pass: accuracy', summary: 'good' }))
    world.github.fail('checks/update', { kind: 'answer', status: 502, message: 'Bad Gateway' })
    await publishCheck(world.api, check(2, { text: 'the later one' }))
    expect(world.github.state.checks).toMatchObject([
      {
        conclusion: 'failure',
        output: { title: 'fail: accuracy', summary: 'the report', text: 'the later one' },
      },
    ])
    expect(lines()).toEqual(upTo(2))
  })

  it('of 1,000 remarks stays under 80 writes a minute, and has each of them once', async () => {
    // A tenth of each. Seconds that are much longer than a call takes here, which would be too slow to write too fast else.
    const secondMs = 80
    const api = world.as('job', { secondMs })
    world.github.mostWrites = { count: 8, withinMs: 6 * secondMs }
    await publishCheck(api, check(1_000))
    expect(lines()).toEqual(upTo(1_000))
    expect(world.github.calls.filter(({ status }) => status === 403)).toEqual([])
  })

  const hourly = (inSeconds: number) =>
    ({
      kind: 'answer',
      status: 403,
      message: 'API rate limit exceeded',
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + inSeconds),
      },
    }) as const

  it('has each remark once where the hourly limit is reached among them and is soon over', async () => {
    world.github.fail('checks/update', hourly(100), 2, 3)
    await publishCheck(world.api, check(400))
    expect(lines()).toEqual(upTo(400))
    expect(world.lines.join('\n')).toMatch(/the hourly limit\): going on in \d+ s/)
  })

  it('says how many of its remarks it has where the hourly limit lasts, and is there with its verdict', async () => {
    world.github.fail('checks/update', hourly(3_000), 1, 3)
    const { url, outcome } = await publishCheck(world.api, check(400))
    expect([url, outcome]).toEqual([expect.stringContaining('/runs/'), 'created'])
    expect(lines()).toEqual(upTo(200))
    expect(world.github.state.checks).toMatchObject([{ conclusion: 'failure', output: { title: 'fail: accuracy' } }])
    expect(world.lines).toContainEqual(
      "warning: the check run has 200 of 400 remarks: GitHub's rate limit is reached: run the job again later",
    )
  })

  it('that was there and cannot be told anew says so, as it says what an earlier step said', async () => {
    await publishCheck(world.api, check(1, { conclusion: 'success' }))
    world.github.fail('checks/update', hourly(3_000), 1)
    await expect(publishCheck(world.api, check(1))).rejects.toMatchObject({ status: 403 })
  })

  it('of another attempt is another one', async () => {
    await publishCheck(world.api, check(1))
    await publishCheck(world.api, check(1, { externalId: 'model-actions/model/11/2/model' }))
    expect(world.github.state.checks).toHaveLength(2)
  })
})

describe('the stand-in of GitHub', () => {
  it('refuses what GitHub refuses: a field of another name, a 51st remark, a text that is too long', async () => {
    const { octokit, owner, repo } = world.api
    const wrong = { owner, repo, name: 'x', head_sha: headSha, headSha: headSha }
    await expect(octokit.rest.checks.create(wrong)).rejects.toMatchObject({ status: 422 })
    const annotations = Array.from({ length: 51 }, () => ({
      path: 'a',
      start_line: 1,
      end_line: 1,
      annotation_level: 'notice' as const,
      message: 'm',
    }))
    const much = { owner, repo, name: 'x', head_sha: headSha, output: { title: 't', summary: 's', annotations } }
    await expect(octokit.rest.checks.create(much)).rejects.toMatchObject({ status: 422 })
    const long = { owner, repo, name: 'x', head_sha: headSha, output: { title: 't', summary: 's'.repeat(65_536) } }
    await expect(octokit.rest.checks.create(long)).rejects.toMatchObject({ status: 422 })
  })
})
