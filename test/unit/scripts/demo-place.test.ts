import { expect, it } from 'vitest'
import { demoPlace } from '../../../scripts/demoPlace.ts'

it('the demo of a new checkout knows nothing of one that was removed from the same directory', () => {
  const at = (work: string, key: string): string => demoPlace('/cache', work, key)
  expect(at('/clone', 'key')).toBe(at('/clone', 'key'))
  expect(new Set([at('/clone', 'key'), at('/clone', 'new key'), at('/other', 'key')]).size).toBe(3)
})
