import { describe, expect, test } from 'vitest'
import type { DockerClient } from '../../../src/docker/types.ts'
import { hostPlatform } from '../../../src/oci/platforms.ts'
import { checkContainers, containersOf } from '../../../src/stages/containers.ts'
import type { StageContext } from '../../../src/stages/types.ts'

const contextOf = (docker: Record<string, unknown>): StageContext =>
  ({
    specFile: 'model.yml',
    environment: { CUDA_VISIBLE_DEVICES: '3' },
    spec: { deploy: { replicas: 1, docker: { secrets: {}, env: {}, healthCheck: 'none', ...docker } } },
  }) as unknown as StageContext

const engine = (platform = hostPlatform()): DockerClient =>
  ({
    endpoint: 'ssh://gpu-box',
    platform,
    info: async () => ({ runtimes: ['runc', 'runsc'] }),
  }) as unknown as DockerClient

describe('before hours of work, a Docker engine', () => {
  test('that lacks the runtime of `deploy.docker.runtime` is refused with those that it has', async () => {
    await expect(checkContainers(contextOf({ runtime: 'kata' }), engine())).rejects.toThrow(
      /model\.yml: deploy\.docker\.runtime: the Docker engine has no runtime kata, only runc, runsc: install it there/,
    )
    await checkContainers(contextOf({ runtime: 'runsc' }), engine())
  })

  test('of another architecture than this machine is refused, because the gateway brings the Node of this one', async () => {
    await expect(checkContainers(contextOf({}), engine('linux/riscv64'))).rejects.toThrow(
      /deploy\.docker\.host: the Docker engine at ssh:\/\/gpu-box is for linux\/riscv64, and this machine is linux\/\S+: .*deploy from a machine/,
    )
  })

  test('of another machine has its own GPUs, whatever is left to us here', () => {
    expect(containersOf(contextOf({}), { remote: 'gpu-box' }).visibleGpus).toBeUndefined()
    expect(containersOf(contextOf({}), { remote: undefined }).visibleGpus).toEqual(['3'])
  })
})
