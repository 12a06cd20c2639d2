import { expect, test } from 'vitest'
import { PointQueue } from '../../../src/tracking/queue.ts'

const point = (step: number, name = 'loss') => ({ name, value: step, step, atMs: step })

test('a million points that nobody takes stay within the bound, with the newest whole and the older thinner', () => {
  const queue = new PointQueue(10_000)
  for (let step = 0; step < 1_000_000; step++) {
    queue.push(point(step))
    if (queue.length > 10_000) expect.unreachable()
  }
  const steps = queue.first(10_000).map((each) => each.step)
  expect(steps.at(-1)).toBe(999_999)
  expect(steps.slice(-2_000)).toEqual(Array.from({ length: 2_000 }, (_, at) => 998_000 + at))
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  expect(steps.length).toBeGreaterThan(5_000)
})

test('what is left out of one number leaves the others in', () => {
  const queue = new PointQueue(8)
  for (let step = 0; step < 6; step++) queue.push(point(step))
  queue.push(point(6, 'validation_loss'))
  queue.push(point(7))
  queue.push(point(8))
  expect(queue.first(8).map(({ name, step }) => `${name} ${step}`)).toEqual([
    'loss 0',
    'loss 2',
    'loss 4',
    'loss 5',
    'validation_loss 6',
    'loss 7',
    'loss 8',
  ])
})

test('as many names as there are points keep the bound too', () => {
  const queue = new PointQueue(10)
  for (let step = 0; step < 100; step++) queue.push(point(step, `n${step}`))
  expect(queue.length).toBeLessThanOrEqual(10)
  expect(queue.first(10).at(-1)?.name).toBe('n99')
})

test('points stay until they were told, also where others came meanwhile', () => {
  const queue = new PointQueue(10)
  queue.push(point(1))
  const taken = queue.first(5)
  queue.push(point(2))
  queue.drop(taken)
  expect(queue.first(5)).toEqual([point(2)])
})
