import { expect, test } from 'vitest'
import { admits, afterPause, afterRequest, type Breaker, closedBreaker } from '../../../src/gateway/agent/breaker.ts'
import type { Outcome } from '../../../src/gateway/agent/proxy.ts'

const after = (breaker: Breaker, ...outcomes: Outcome[]): Breaker => outcomes.reduce(afterRequest, breaker)
const fails = (count: number): Outcome[] =>
  Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 'server-error' : 'unanswered'))

test('five failures in a row take the share, four do not, and what the client did wrong is no failure', () => {
  expect(admits(after(closedBreaker, ...fails(5)))).toBe('nobody')
  expect(admits(after(closedBreaker, ...fails(4), 'answered', ...fails(4)))).toBe('drawn')
  expect(admits(after(closedBreaker, ...fails(4), 'client-error', ...fails(4)))).toBe('drawn')
})

test('a client that leaves neither ends a run of failures nor adds to it', () => {
  expect(admits(after(closedBreaker, ...fails(4), 'abandoned', 'abandoned'))).toBe('drawn')
  expect(admits(after(closedBreaker, ...fails(4), 'abandoned', 'unanswered'))).toBe('nobody')
})

test('after the pause one request tries: well, and the share is back; failed, and it waits once more', () => {
  const trying = afterPause(after(closedBreaker, ...fails(5)))
  expect(admits(trying)).toBe('one')
  expect(after(trying, 'answered')).toEqual({ state: 'closed', failures: 0, opened: 1 })
  expect(after(trying, 'unanswered')).toEqual({ state: 'open', inARow: 2, opened: 2 })
  expect(admits(after(trying, 'abandoned'))).toBe('one')
})

test('what was under way when it opened opens it no second time and does not close it', () => {
  const open = after(closedBreaker, ...fails(5))
  expect(after(open, 'answered', ...fails(7))).toEqual(open)
})
