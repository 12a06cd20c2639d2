import { describe, expect, it } from 'vitest'
import { type ContainerSpec, createOptions, gpuRequest, isNameTaken } from '../../../src/docker/container.ts'
import { UserError } from '../../../src/errors.ts'

const plain: ContainerSpec = {
  image: 'an-image',
  command: [],
  environment: {},
  labels: {},
  user: '65532:65532',
  network: 'inner',
}

describe('a container', () => {
  it('is closed unless its spec opens it', () => {
    expect(createOptions(plain)).toMatchObject({
      User: '65532:65532',
      HostConfig: { ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'], PortBindings: {} },
    })
    expect(createOptions(plain).HostConfig).not.toHaveProperty('Runtime')
    expect(createOptions(plain)).not.toHaveProperty('Healthcheck')
  })

  it('has the runtime, the root and the health check that are asked for', () => {
    const healthCheck = { command: ['ask', 'me'], intervalMs: 2_000 }
    expect(createOptions({ ...plain, runtime: 'runsc', root: 'writable', healthCheck })).toMatchObject({
      HostConfig: { Runtime: 'runsc', ReadonlyRootfs: false },
      Healthcheck: { Test: ['CMD', 'ask', 'me'], Interval: 2e9 },
    })
  })
})

describe('the name of a container', () => {
  it('that another one has is told from whatever else an engine refuses', () => {
    const refused = (statusCode: number, said: string) => {
      const cause = Object.assign(new Error(`(HTTP code ${statusCode}) ${said}`), { statusCode })
      return new UserError(`the Docker engine refuses a container (${cause.message}): correct what it names`, { cause })
    }
    expect(isNameTaken(refused(409, 'conflict - The container name "/a" is already in use by container "5b"'))).toBe(
      true,
    )
    expect(isNameTaken(refused(409, 'conflict - cannot join network of a non running container: 5b'))).toBe(false)
    expect(isNameTaken(refused(500, 'server error - device is already in use by container "5b"'))).toBe(false)
    expect(isNameTaken(new Error('socket hang up'))).toBe(false)
  })
})

describe('GPUs of containers', () => {
  it('are none where none are asked for', () => {
    expect(gpuRequest(undefined, ['0'])).toBeUndefined()
    expect(gpuRequest(0, undefined)).toBeUndefined()
  })

  it('are those that are left to us', () => {
    expect(gpuRequest(2, undefined)).toEqual({ count: 2 })
    expect(gpuRequest(2, ['GPU-a', 'GPU-b', 'GPU-c'])).toEqual({ devices: ['GPU-a', 'GPU-b'] })
    expect(gpuRequest('all', undefined)).toEqual({ count: 'all' })
    expect(gpuRequest('all', ['3'])).toEqual({ devices: ['3'] })
  })

  it('are its own of each replica, and too few are refused', () => {
    expect(gpuRequest(1, undefined, { index: 1, of: 2 })).toEqual({ devices: ['1'] })
    expect(gpuRequest(2, ['4', '5', '6', '7'], { index: 1, of: 2 })).toEqual({ devices: ['6', '7'] })
    expect(() => gpuRequest(2, ['4', '5', '6'], { index: 1, of: 2 })).toThrow(
      '2 × 2 GPUs are asked for, and CUDA_VISIBLE_DEVICES leaves 3',
    )
  })
})
