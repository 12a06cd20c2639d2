import type Dockerode from 'dockerode'
import { expect, test } from 'vitest'
import { execsOf } from '../../../src/docker/exec.ts'
import { UserError } from '../../../src/errors.ts'

test('a program that the engine cannot even be asked for is told as any connection that was lost', async () => {
  const refused = new Error('connect ECONNREFUSED /run/docker.sock')
  const docker = { getContainer: () => ({ exec: () => Promise.reject(refused) }) } as unknown as Dockerode
  const dropped = (error: unknown, what: string): unknown => new UserError(`lost while ${what}`, { cause: error })
  await expect(execsOf(docker, dropped).exec('0123456789abcdef', ['find', '/state'])).rejects.toThrow(
    'lost while find ran in the container 0123456789ab',
  )
})
