import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { createFeed } from '../../../src/tracking/feed.ts'
import type { Ending, Point, Tracker } from '../../../src/tracking/types.ts'
import { temporary } from '../oci/fixtures.ts'

/* What stands between a training and those who are told of it; they are played here, and are real in the tests beside this one. */

type Played = Tracker & {
  told: Point[]
  begun: (string | undefined)[]
  ended: Ending[]
  fails?: Error
  hangs?: boolean
}

function played(more: Partial<Played> = {}): Played {
  const met = async (): Promise<void> => {
    if (tracker.fails !== undefined) throw tracker.fails
    if (tracker.hangs) await new Promise(() => undefined)
  }
  const tracker: Played = {
    name: 'Somebody',
    forgets: false,
    told: [],
    begun: [],
    ended: [],
    async begin(_, before) {
      await met()
      tracker.begun.push(before)
      return { id: before ?? 'run-1', isNew: before === undefined, where: 'here' }
    },
    async points(points) {
      await met()
      tracker.told.push(...points)
    },
    async end(how) {
      await met()
      tracker.ended.push(how)
    },
    ...more,
  }
  return tracker
}

let file = ''
const lines: string[] = []
beforeEach(async () => {
  file = join(await temporary(), 'memory.json')
  lines.length = 0
})

const feedOf = (...trackers: Tracker[]) =>
  createFeed({
    trackers,
    run: { model: 'm', version: '1.0.0', key: digestBytes('k'), parameters: {} },
    memory: { file, text: existsSync(file) ? readFileSync(file, 'utf8') : undefined },
    warn: (line) => lines.push(`warning: ${line}`),
    info: (line) => lines.push(line),
    now: () => 1_000,
    intervalMs: 5,
  })

test('every number is told in order, also those that belong to no step of their own', async () => {
  const tracker = played()
  const feed = feedOf(tracker)
  feed.point('gpu_utilization', 0.1) // nobody knows of which step
  feed.point('loss', 0.5, 1)
  feed.point('gpu_utilization', 0.9)
  await vi.waitFor(() => expect(tracker.told).toHaveLength(2))
  feed.point('loss', 0.4, 2)
  feed.point('loss', Number.NaN, 3)
  feed.point('a name\nof somebody', 1, 3)
  await feed.end('finished', 1_000)
  expect(tracker.told.map(({ name, value, step }) => [name, value, step])).toEqual([
    ['loss', 0.5, 1],
    ['gpu_utilization', 0.9, 1],
    ['loss', 0.4, 2],
  ])
  expect(tracker.ended).toEqual(['finished'])
  expect(lines).toEqual(['finetune: told to Somebody: here'])
})

test('a run that goes on is the same one, and what was told before the kill is not told again', async () => {
  const first = played()
  const killed = feedOf(first)
  for (let step = 1; step <= 7; step++) killed.point('loss', step, step)
  killed.point('validation_loss', 5, 5)
  await vi.waitFor(() => expect(JSON.parse(readFileSync(file, 'utf8')).Somebody.told.loss).toBe(7))
  // Killed: nobody ends it. The next one goes on from the checkpoint of step 5.
  const second = played()
  const next = feedOf(second)
  for (let step = 6; step <= 9; step++) next.point('loss', step, step)
  next.point('validation_loss', 9, 9)
  await next.end('finished', 1_000)
  expect(second.begun).toEqual(['run-1'])
  expect(second.told.map(({ name, step }) => `${name} ${step}`)).toEqual(['loss 8', 'loss 9', 'validation_loss 9'])
})

test('one who can take back is told of the undone steps again, and a new run of all', async () => {
  const first = feedOf(played({ forgets: true }), played({ name: 'Lost' }))
  first.point('loss', 1, 1)
  await first.end('killed', 1_000)
  const taker = played({ forgets: true })
  const lost = played({ name: 'Lost', begin: async () => ({ id: 'run-2', isNew: true, where: 'there' }) })
  const next = feedOf(taker, lost)
  next.point('loss', 1, 1)
  await next.end('finished', 1_000)
  expect(taker.told).toHaveLength(1)
  expect(lost.told).toHaveLength(1)
})

test('one who is away is a single warning, is told of everything once it is back, and keeps nobody waiting', async () => {
  const away = played({ name: 'Away', fails: new Error('it is away') })
  const there = played({ name: 'There' })
  const feed = feedOf(away, there)
  for (let step = 1; step <= 3; step++) feed.point('loss', step, step)
  await vi.waitFor(() => expect(there.told).toHaveLength(3))
  await vi.waitFor(() => expect(lines.some((line) => line.includes('it is away'))).toBe(true))
  delete away.fails
  await vi.waitFor(() => expect(away.told).toHaveLength(3))
  await feed.end('finished', 1_000)
  expect(lines.filter((line) => line.startsWith('warning'))).toEqual([
    'warning: finetune: Away cannot be told of the training, which goes on: it is away',
  ])
  expect(lines).toContain('finetune: Away is told again of the training')
})

test('one who never answers is given no longer than there is at the end, and the loss is told', async () => {
  const slow = played({ hangs: true })
  const feed = feedOf(slow)
  feed.point('loss', 1, 1)
  await feed.end('killed', 30)
  expect(slow.told).toEqual([])
  expect(lines.at(-1)).toBe('warning: finetune: Somebody was not told of the last 1 numbers')
})

test('what is remembered of before is believed only where it is whole', async () => {
  const tracker = played()
  const feed = createFeed({
    trackers: [tracker],
    run: { model: 'm', version: '1.0.0', key: digestBytes('k'), parameters: {} },
    memory: { file, text: '{"Somebody":{"id":3,"told":{"loss":9}}' },
    warn: () => undefined,
    info: () => undefined,
    now: () => 1,
  })
  feed.point('loss', 1, 1)
  await feed.end('finished', 1_000)
  expect(tracker.begun).toEqual([undefined])
  expect(tracker.told).toHaveLength(1)
})
