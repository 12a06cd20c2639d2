import { expect, test } from 'vitest'
import { misfit, neededPerSecond } from '../../../src/rollout/fit.ts'
import { planOf } from '../../rolloutPlan.ts'

test('the default plan needs 6.5 requests a second, and larger steps need fewer', () => {
  expect(neededPerSecond(planOf())).toBeCloseTo(6.47, 2)
  expect(neededPerSecond(planOf({ steps: [0.1, 0.5, 0.95] }))).toBeCloseTo(0.65, 2)
  expect(neededPerSecond(planOf({ steps: [0.95] }))).toBeLessThan(0.25)
})

test('too little traffic is said with the steps that fit it', () => {
  expect(misfit(planOf(), { requests: 20, errors: 0, ms: 20_000 })).toMatch(
    /^stable answered 20 requests in 20 s, and this plan needs 6.5 a second .*: deploy.steps: \[10, 50, 100\] fits$/,
  )
  expect(misfit(planOf(), { requests: 0, errors: 0, ms: 60_000 })).toMatch(
    /no steps fit so little: raise deploy.step.deadline/,
  )
  const hasty = planOf({ stepDeadlineMs: 10_000 })
  expect(misfit(hasty, { requests: 0, errors: 0, ms: 432 })).toMatch(/^stable answered 0 requests in 0.43 s, and /)
  // Hundreds a second are a number that people read.
  expect(misfit(hasty, { requests: 0, errors: 0, ms: 432 })).toMatch(/ needs \d+ a second /)
})

test('traffic that is enough, or may be, is not spoken of', () => {
  expect(misfit(planOf(), { requests: 140, errors: 0, ms: 20_000 })).toBeUndefined()
  expect(misfit(planOf(), { requests: 0, errors: 0, ms: 300 })).toBeUndefined()
})

test('golden probes fill in for requests that nobody sends, and that is said', () => {
  expect(neededPerSecond(planOf(), 1)).toBe(0)
  expect(misfit(planOf(), { requests: 0, errors: 0, ms: 60_000 }, 1)).toMatch(
    /^stable answered 0 requests in 60 s, and this plan needs 6.5 a second .*: golden probes fill in, 1 a second$/,
  )
  const hasty = planOf({ stepDeadlineMs: 60_000 })
  expect(misfit(hasty, { requests: 0, errors: 0, ms: 60_000 }, 1)).toMatch(/no steps fit so little/)
})

test('a stable that fails requests itself needs more of them, as a canary like it does', () => {
  const plan = planOf()
  expect(neededPerSecond(plan, 0, 0.005)).toBeGreaterThan(2 * neededPerSecond(plan))
  expect(
    neededPerSecond(planOf({ classes: { ...plan.classes, errors: { ratio: 1, tolerance: 0.01 } } }), 0, 0.01),
  ).toBe(Number.POSITIVE_INFINITY)
  expect(misfit(plan, { requests: 1_000, errors: 0, ms: 100_000 })).toBeUndefined()
  expect(misfit(plan, { requests: 1_000, errors: 20, ms: 100_000 })).toMatch(/^stable answered 1000 requests in 100 s/)
})
