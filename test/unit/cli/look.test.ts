import { expect, test } from 'vitest'
import { lookLines } from '../../../src/cli/monitor.ts'

test('a look at what serves has the longest verdict apart from what it is about', () => {
  const verdict = 'inconclusive'
  const observed = { value: 1, unit: '' }
  const gate = { name: 'serving', verdict, observed, allowed: 0, because: 'a rollout is under way' } as const
  const lines = lookLines({ verdict, headline: 'look again', gates: [gate] })
  expect(lines).toEqual(['inconclusive: look again', '  inconclusive  serving: a rollout is under way'])
})
