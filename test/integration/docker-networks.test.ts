import { afterAll, expect, test } from 'vitest'
import { describeWith } from '../parts.ts'
import { PrivateEngine } from './docker-support/privateEngine.ts'

describeWith(['dockerd', 'root'], 'a Docker engine that has addresses for two networks', () => {
  const engine = new PrivateEngine({ addressPool: 'base=10.111.0.0/24,size=25' })
  afterAll(() => engine.end())

  test('tells who would make the third what to do, and makes it once one of the others is gone', async () => {
    const docker = await engine.start()
    for (const name of ['one', 'two']) await docker.ensureNetwork(name, {}, 'internal')
    await expect(docker.ensureNetwork('three', {}, 'outside')).rejects.toThrow(
      /^the Docker engine has no range of addresses left for the network three, after 2 others, .*: remove .*docker network prune.*default-address-pools/,
    )
    await docker.removeNetwork('one')
    await docker.ensureNetwork('three', {}, 'outside')
  }, 120_000)
})
