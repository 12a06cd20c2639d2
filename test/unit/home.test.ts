import { expect, it, vi } from 'vitest'
import { homeDirectory } from '../../src/home.ts'

const known = vi.hoisted(() => ({ homedir: '' as string | undefined }))
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  userInfo: () => {
    if (known.homedir === undefined) throw new Error('ENOENT: a user without a name, as in a container')
    return { homedir: known.homedir }
  },
}))

it.each([undefined, ''])('a user without a home directory (the system says %s) is told to set HOME', (homedir) => {
  known.homedir = homedir
  expect(() => homeDirectory({ HOME: 'relative' })).toThrow(
    'HOME=relative is no absolute path, and the system knows no home directory of this user: set HOME to a directory',
  )
  expect(homeDirectory({ HOME: '/home/me' })).toBe('/home/me')
})
