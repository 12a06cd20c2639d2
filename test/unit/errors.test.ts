import { expect, it } from 'vitest'
import { UserError } from '../../src/errors.ts'

it('tells file, line, key and cause in one line, and keeps the place as data', () => {
  const error = new UserError('"x" does not exist:\n name a file', {
    place: { file: 'model.yml', line: 3, key: 'data.train' },
  })
  expect(error.message).toBe('model.yml:3: data.train: "x" does not exist: name a file')
  expect(error.place).toEqual({ file: 'model.yml', line: 3, key: 'data.train' })
  expect(new UserError('is empty: give it', { place: { input: 'sign-key' } }).message).toBe(
    'input sign-key: is empty: give it',
  )
})

it('keeps every problem, and tells the first and how many more there are', () => {
  const error = new UserError([{ what: 'one', place: { file: 'a.yml' } }, { what: 'two' }])
  expect(error.message).toBe('a.yml: one (and 1 more)')
  expect(error.problems).toHaveLength(2)
})

it('is no longer than a line can be, whatever somebody else wrote into it', () => {
  expect(new UserError(`key ${'x'.repeat(3_000_000)} is unknown`).message.length).toBeLessThan(5000)
})
