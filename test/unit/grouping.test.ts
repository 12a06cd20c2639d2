import { expect, it } from 'vitest'
import { groupedBy } from '../../src/grouping.ts'

it('values stand with those of their key, both in the order in which they came', () => {
  const groups = groupedBy([3, 1, 4, 1, 5, 9, 2, 6], (value) => (value % 2 === 0 ? 'even' : 'odd'))
  expect([...groups]).toEqual([
    ['odd', [3, 1, 1, 5, 9]],
    ['even', [4, 2, 6]],
  ])
  expect([...groupedBy([], String)]).toEqual([])
})
