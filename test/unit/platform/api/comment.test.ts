import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GithubApi } from '../../../../src/platform/api/client.ts'
import { type Origin, publishComment } from '../../../../src/platform/api/comment.ts'
import { explain, faultOf } from '../../../../src/platform/api/faults.ts'
import { openWorld, type World } from './world.ts'

const marker = '<!-- model-actions: intents -->'
const ours: Origin = { run: 11, commit: 'a'.repeat(40) }
const bodyOf = (text: string, { run, commit } = ours): string => `${marker}\n<!-- run ${run} of ${commit} -->\n${text}`
const robot = { login: 'github-actions[bot]', type: 'Bot', id: 41898282 } as const

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
})

const publish = (text: string, api: GithubApi = world.api, origin = ours) =>
  publishComment(api, { pull: 5, text: `${marker}\n${text}`, origin })
const bodies = (): string[] => world.github.state.comments.map(({ body }) => body)
const fault = async (work: Promise<unknown>) => faultOf(await work.catch((error: unknown) => error))

describe('the comment at a pull request', () => {
  it('is one, changed in place when a run comes again', async () => {
    expect(await publish('first')).toMatchObject({ outcome: 'created' })
    expect(await publish('second')).toMatchObject({ outcome: 'updated' })
    expect(await publish('second')).toMatchObject({ outcome: 'unchanged' })
    expect(bodies()).toEqual([bodyOf('second')])
  })

  it('is found behind hundreds of others', async () => {
    const { comments, nextId } = world.github.state
    for (let i = 0; i < 250; i += 1)
      comments.push({ id: nextId(), issue: 5, body: i === 230 ? bodyOf('old') : `hello ${i}`, user: robot })
    expect(await publish('new')).toMatchObject({ outcome: 'updated' })
    expect(comments).toHaveLength(250)
    expect(comments[230]?.body).toBe(bodyOf('new'))
  })

  it('is never one that somebody else wrote with our marker', async () => {
    const { comments, nextId } = world.github.state
    comments.push({ id: nextId(), issue: 5, body: bodyOf('forged'), user: { login: 'mallory', type: 'User', id: 3 } })
    expect(await publish('ours')).toMatchObject({ outcome: 'created' })
    expect(bodies()).toEqual([bodyOf('forged'), bodyOf('ours')])
  })

  it('is found by a person too, whose token is not that of a job', async () => {
    const person = world.as('person')
    await publish('of the job')
    expect(await publish('of a person', person)).toMatchObject({ outcome: 'created' })
    expect(await publish('again', person)).toMatchObject({ outcome: 'updated' })
    expect(bodies()).toEqual([bodyOf('of the job'), bodyOf('again')])
  })

  it('is never one of another bot, which can quote ours with its marker', async () => {
    const { comments, nextId } = world.github.state
    const other = { login: 'reviewdog[bot]', type: 'Bot', id: 99 } as const
    comments.push({ id: nextId(), issue: 5, body: bodyOf('quoted'), user: other })
    expect(await publish('of the job')).toMatchObject({ outcome: 'created' })
    expect(await publish('of an app', world.as('app'))).toMatchObject({ outcome: 'created' })
    expect(await publish('of an app again', world.as('app'))).toMatchObject({ outcome: 'updated' })
    expect(await publish('of the job again')).toMatchObject({ outcome: 'updated' })
    expect(bodies()).toEqual(['quoted', 'of the job again', 'of an app again'].map((text) => bodyOf(text)))
  })

  it.each([
    ['whose answer was lost', { kind: 'answer-after-doing', status: 502, message: 'Server Error' }, ['new']],
    ['that somebody else removed', { kind: 'answer', status: 404, message: 'Not Found' }, ['new', 'two']],
    ['that may not be removed', { kind: 'answer', status: 403, message: 'Forbidden' }, ['new', 'two']],
  ] as const)('is updated whatever becomes of a second one %s', async (_what, how, left) => {
    const { comments, nextId } = world.github.state
    for (const text of ['one', 'two']) comments.push({ id: nextId(), issue: 5, body: bodyOf(text), user: robot })
    world.github.fail('issues/delete-comment', how)
    expect(await publish('new')).toMatchObject({ outcome: 'updated' })
    expect(bodies()).toEqual(left.map((text) => bodyOf(text)))
  })

  it('becomes one again where two runs at once made two', async () => {
    const { comments, nextId } = world.github.state
    for (const text of ['one', 'two', 'three'])
      comments.push({ id: nextId(), issue: 5, body: bodyOf(text), user: robot })
    await publish('new')
    expect(bodies()).toEqual([bodyOf('new')])
  })

  it('is one where two first runs publish at once', async () => {
    const outcomes = await Promise.all([publish('one'), publish('two', world.as('job'))])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['created', 'updated'])
    expect(bodies()).toHaveLength(1)
    expect(new Set(outcomes.map(({ url }) => url))).toHaveProperty('size', 1)
  })

  it('of a newer commit is not overwritten by a slow run of an older one', async () => {
    const newer = { run: 12, commit: 'b'.repeat(40) }
    await publish('of the newer commit', world.api, newer)
    expect(await publish('of the older commit')).toMatchObject({ outcome: 'left-newer' })
    expect(bodies()).toEqual([bodyOf('of the newer commit', newer)])
    expect(await publish('of a later run', world.api, { ...ours, run: 13 })).toMatchObject({ outcome: 'updated' })
    expect(await publish('of that commit, run again', world.api, ours)).toMatchObject({ outcome: 'updated' })
  })

  it('of a newer commit that is made at the same time stays, and the older one goes', async () => {
    const newer = { run: 12, commit: 'b'.repeat(40) }
    world.github.fail('issues/create-comment', { kind: 'answer', status: 502, message: 'Bad Gateway' })
    const slow = publish('of the older commit')
    await publish('of the newer commit', world.as('job'), newer)
    await slow
    expect(bodies()).toEqual([bodyOf('of the newer commit', newer)])
  })

  it.each(['told', 'untold'] as const)(
    'is not made a second time where the list of comments was cut off, whose length was %s',
    async (length) => {
      await publish('first')
      world.github.fail('issues/list-comments', { kind: 'half-an-answer', length })
      expect(await publish('second')).toMatchObject({ outcome: 'updated' })
      expect(bodies()).toEqual([bodyOf('second')])
    },
  )

  it.each([
    ['half an answer', { kind: 'half-an-answer', length: 'told' }],
    ['an answer that never comes', { kind: 'silent-after-doing' }],
    ['a connection that is cut off', { kind: 'cut-off-after-doing' }],
    ['a 502', { kind: 'answer-after-doing', status: 502, message: 'Server Error' }],
    ['a 500', { kind: 'answer-after-doing', status: 500, message: 'Server Error' }],
  ] as const)('is not made twice where GitHub wrote it and %s hid that', async (_what, how) => {
    world.github.fail('issues/create-comment', how)
    await publish('once')
    expect(bodies()).toEqual([bodyOf('once')])
    expect(world.github.count('issues/create-comment')).toBe(1)
  })

  it.each([
    ['an answer that never comes', { kind: 'silent' }],
    ['a 502', { kind: 'answer', status: 502, message: 'Bad Gateway' }],
  ] as const)('is made all the same where %s meant that it was not', async (_what, how) => {
    world.github.fail('issues/create-comment', how)
    await publish('once')
    expect(bodies()).toEqual([bodyOf('once')])
  })

  it('is updated through a 502 and a search that fails', async () => {
    await publish('first')
    world.github.fail('issues/list-comments', { kind: 'answer', status: 502, message: 'Bad Gateway' })
    world.github.fail('issues/update-comment', { kind: 'answer', status: 503, message: 'unavailable' })
    expect(await publish('second')).toMatchObject({ outcome: 'updated' })
    expect(bodies()).toEqual([bodyOf('second')])
  })

  it.each([
    ['a 429 with retry-after', { status: 429, message: 'Too Many Requests', headers: { 'retry-after': '20' } }, 20],
    ['a 403 with retry-after', { status: 403, message: 'You have exceeded it', headers: { 'retry-after': '20' } }, 20],
    ['a secondary limit that names no time', { status: 403, message: 'You have exceeded a secondary rate limit' }, 60],
    ['a 429 that names no time', { status: 429, message: 'Slow down' }, 60],
  ] as const)('waits as long as %s asks', async (_what, answer, seconds) => {
    world.github.fail('issues/create-comment', { kind: 'answer', ...answer })
    const beganMs = performance.now()
    await publish('patient')
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(seconds * world.api.pace.secondMs * 0.95)
    expect(bodies()).toEqual([bodyOf('patient')])
    expect(world.lines.join('\n')).toContain(`going on in ${seconds} s`)
  })

  it('waits until the hourly limit is over, where that is soon', async () => {
    const reset = String(Math.floor(Date.now() / 1000) + 40)
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    world.github.fail('issues/list-comments', {
      kind: 'answer',
      status: 403,
      message: 'API rate limit exceeded',
      headers,
    })
    await publish('patient')
    expect(bodies()).toEqual([bodyOf('patient')])
    expect(world.lines.join('\n')).toContain('the hourly limit')
  })

  it('does not keep a job waiting for an hour', async () => {
    const headers = { 'retry-after': '3600' }
    world.github.fail('issues/create-comment', { kind: 'answer', status: 429, message: 'Slow down', headers })
    expect(await fault(publish('x'))).toEqual({ kind: 'limited' })
    expect(world.lines.join('\n')).toContain('too long (3600 s), given up')
  })

  it('gives up after a few waits where GitHub only ever asks to wait', async () => {
    world.github.fail(
      'issues/list-comments',
      { kind: 'answer', status: 429, message: 'Slow down', headers: { 'retry-after': '1' } },
      99,
    )
    expect(await fault(publish('x'))).toEqual({ kind: 'limited' })
    expect(world.github.count('issues/list-comments')).toBe(4)
  })

  it('says that a fork may not write', async () => {
    expect(await fault(publish('x', world.as('fork')))).toEqual({ kind: 'not-allowed' })
    expect(world.github.count('issues/create-comment')).toBe(1)
  })

  it.each([
    'Unable to create comment because issue is locked.',
    'the `octo` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    'Resource protected by organization SAML enforcement.',
  ])('says what GitHub says where no permission of the job would help: %s', async (message) => {
    world.github.fail('issues/create-comment', { kind: 'answer', status: 403, message })
    const found = await fault(publish('x'))
    expect(found === undefined ? '' : explain(found, 'pull-requests: write')).toBe(
      `GitHub refused it (403: ${message} - https://docs.github.com/rest)`,
    )
  })

  it('says that a pull request is gone, and what GitHub refuses', async () => {
    expect(await fault(publishComment(world.api, { pull: 77, text: `${marker}\nx`, origin: ours }))).toEqual({
      kind: 'not-found',
    })
    world.github.fail('issues/create-comment', { kind: 'answer', status: 422, message: 'Validation Failed' })
    expect(await fault(publish('x'))).toMatchObject({ kind: 'refused' })
  })

  it('of 65,536 characters is taken, as GitHub counts them', async () => {
    const text = 'é'.repeat(65_536 - bodyOf('').length)
    await publish(text)
    expect(bodies()).toEqual([bodyOf(text)])
    await expect(publish(`${text}x`)).rejects.toThrow('65537 characters')
  })
})

describe('a call', () => {
  it('is given up at once where the job is cancelled, even while it waits', async () => {
    const controller = new AbortController()
    const own = await openWorld({ signal: controller.signal })
    own.github.fail('issues/create-comment', {
      kind: 'answer',
      status: 429,
      message: 'Slow down',
      headers: { 'retry-after': '250' },
    })
    const reason = new Error('stopped')
    const ended = publish('x', own.as('job', { secondMs: 400 })).catch((error: unknown) => error)
    await expect.poll(() => own.lines.join('\n'), { timeout: 8_000 }).toContain('going on in 250 s')
    controller.abort(reason)
    // Long before the time that GitHub asked for, which no test waits for.
    expect(await ended).toBe(reason)
    await own.github.close()
  })

  it('sends its token to the API of the job, and to nobody else', async () => {
    await publish('x')
    expect(new Set(world.github.calls.map(({ authorization }) => authorization))).toEqual(
      new Set(['token ghs_jobjobjobjobjobjobjobjobjobjobjobjob']),
    )
  })

  it('says nothing of its token in an error', async () => {
    world.github.fail('issues/create-comment', { kind: 'answer', status: 422, message: 'Validation Failed' })
    const error: unknown = await publish('x').catch((caught: unknown) => caught)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('ghs_')
  })
})
