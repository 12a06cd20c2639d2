import { expect, it } from 'vitest'
import { expiryOf } from '../../../src/gateway/agent/certificate.ts'

it('a certificate whose date nobody can read has no expiry, and ends no gateway', () => {
  expect(expiryOf({ validTo: 'Jan  1 00:00:00 2030 GMT' })).toBe('2030-01-01T00:00:00.000Z')
  for (const shown of [{ validTo: 'Bad time value' }, { validTo: '' }, undefined])
    expect(expiryOf(shown)).toBeUndefined()
})
