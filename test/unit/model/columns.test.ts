import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { askedAlike, notReadBy } from '../../../src/model/columns.ts'

type Reading = { theirs: string[]; ours: string[]; asked: boolean }
const readings = JSON.parse(
  readFileSync(new URL('../../fixtures/read-columns.json', import.meta.url), 'utf8'),
) as Reading[]

it.each(readings)(
  'a model that reads $theirs is asked about data of $ours: $asked, here as in Python',
  ({ theirs, ours, asked }) => {
    expect(notReadBy(theirs, ours) === undefined).toBe(asked)
  },
)

it.each([
  [[], ['text'], true],
  [['title'], ['text'], true],
  [['title', 'body'], ['body', 'title'], true],
  [['title', 'body'], ['title'], false],
  [[], ['title', 'body'], false],
  [['title', 'body'], ['title', 'body', 'price'], false],
])('clients of a model that reads %j can ask one that reads %j the same way: %s', (theirs, ours, alike) => {
  expect([askedAlike(theirs, ours), askedAlike(ours, theirs)]).toEqual([alike, alike])
})
