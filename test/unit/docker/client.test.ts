import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Dockerode from 'dockerode'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectDocker } from '../../../src/docker/client.ts'
import type { ContainerSpec } from '../../../src/docker/container.ts'
import { ensureImage } from '../../../src/docker/images.ts'
import { storageOf } from '../../../src/docker/storage.ts'
import type { DockerClient } from '../../../src/docker/types.ts'
import { UserError } from '../../../src/errors.ts'

/* Engines that refuse what they are asked. */

describe('an engine', () => {
  let directory: string
  let server: http.Server
  let socket: string
  /** Without an answer it stays silent. */
  let answers: Record<string, { status: number; body: object }>
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'docker-client-'))
    socket = join(directory, 'docker.sock')
    answers = { '/version': { status: 200, body: { Version: '28', Os: 'linux', Arch: 'amd64' } } }
    server = http.createServer((request, response) => {
      const path = (request.url ?? '').replace(/^\/v[\d.]+(?=\/)/, '').replace(/\?.*/, '')
      const answer = answers[path]
      if (answer === undefined) return
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
    await new Promise<void>((resolve) => server.listen(socket, resolve))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(directory, { recursive: true, force: true })
  })
  const connected = (): Promise<DockerClient> => connectDocker({ environment: { DOCKER_HOST: `unix://${socket}` } })
  const spec: ContainerSpec = {
    ...{ image: 'tone:1', command: [], environment: {}, labels: {}, user: '65532:65532', network: 'inner' },
  }

  test('that is silent is told as one that does not answer', async () => {
    answers = {}
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const asked = once(server, 'request')
      const refused = expect(connected()).rejects.toThrow(/no answer within 20 s/)
      await asked
      await vi.advanceTimersByTimeAsync(20_000)
      await refused
    } finally {
      vi.useRealTimers()
    }
  })

  test('that refuses a container says why, and what it does not see', async () => {
    const docker = await connected()
    answers['/containers/create'] = { status: 400, body: { message: 'unknown runtime runsc' } }
    await expect(docker.start(spec)).rejects.toThrow(/refuses a container of tone:1 \(.*unknown runtime runsc/)
    answers['/containers/create'] = { status: 400, body: { message: 'bind source path does not exist: /data' } }
    await expect(docker.start(spec)).rejects.toThrow(
      /does not see \/data.* of this machine: it runs on another machine/,
    )
  })

  test('that cannot start a container says why, and what a GPU needs', async () => {
    const docker = await connected()
    answers['/containers/create'] = { status: 201, body: { Id: 'one' } }
    answers['/containers/one'] = { status: 204, body: {} }
    answers['/containers/one/start'] = { status: 500, body: { message: 'could not select device driver "nvidia"' } }
    await expect(docker.start(spec)).rejects.toThrow(
      /the container tone:1 does not start \(.*device driver.*install the NVIDIA container toolkit on its machine/,
    )
  })

  test('that cannot fetch an image says which, and how to fetch it by hand', async () => {
    const docker = await connected()
    answers['/images/create'] = { status: 404, body: { message: 'pull access denied for tone' } }
    const on = { line: () => undefined, signal: new AbortController().signal }
    await expect(docker.pull('tone:1', on)).rejects.toThrow(
      /has no image tone:1 and cannot fetch it \(.*pull access denied.*or fetch it there with docker pull/,
    )
  })
})

describe('an image of ours that cannot be built', () => {
  const building = (said: string) => {
    const docker: Partial<DockerClient> = {
      image: async () => undefined,
      build: async () => {
        throw new Error(said)
      },
    }
    const log = { info: () => undefined, foreign: () => undefined }
    const [signal, environment] = [new AbortController().signal, { MODEL_ACTIONS_BASE_IMAGE: 'base:1' }]
    return ensureImage({ docker: docker as DockerClient, kind: 'gateway', log, signal, environment })
  }

  test.each([
    ['write /x: no space left on device', /the disk of the Docker engine is full while building the gateway image/],
    [
      'pull access denied for base',
      /the base image base:1 of the gateway image cannot be had .*MODEL_ACTIONS_BASE_IMAGE/,
    ],
    ['exit code: 100', /building the gateway image from base:1 failed: exit code: 100; the lines above say where/],
  ])('for “%s” says what to do', async (said, message) => {
    await expect(building(said)).rejects.toThrow(message)
  })
})

test.each([
  ['internal', false, /the network n of the Docker engine leads outside, and must not: remove it/],
  ['outside', true, /the network n of the Docker engine leads nowhere, and must lead outside: remove it/],
] as const)('a network that must be %s and is not is removed first', async (kind, internal, message) => {
  const networks = [{ Name: 'n', Id: 'one', Created: '2026', Internal: internal }]
  const docker = {
    listNetworks: async () => networks,
    createNetwork: async ({ Internal }: { Internal: boolean }) => {
      networks.push({ Name: 'n', Id: 'two', Created: '2027', Internal })
    },
    getNetwork: () => ({ remove: async () => void networks.splice(0) }),
  } as unknown as Dockerode
  const storage = storageOf(docker, () => Promise.reject(new Error('no container is needed')))
  await expect(storage.ensureNetwork('n', {}, kind)).rejects.toThrow(message)
  await storage.removeNetwork('n')
  await storage.ensureNetwork('n', {}, kind)
})

describe('a volume that is in use', () => {
  const inUse = Object.assign(new Error('remove v: volume is in use - [one]'), { statusCode: 409 })
  const storage = (users: object[], waits: { passingMs: number; inUseMs: number }) =>
    storageOf(
      {
        getVolume: () => ({ remove: () => Promise.reject(inUse) }),
        listContainers: async () => users,
      } as unknown as Dockerode,
      () => Promise.reject(new Error('no container is needed')),
      waits,
    )

  test.each([
    [
      'by no container that is listed',
      [],
      'the volume v is in use, as the Docker engine says (remove v: volume is in use - [one]), by no container that it lists: start the engine anew (systemctl restart docker), then try again',
    ],
    [
      'by one of ours that does not go',
      [{ Id: 'b'.repeat(64), Names: ['/passing'], State: 'removing', Labels: {} }],
      'the volume v is used by the container passing: remove that (docker rm --force bbbbbbbbbbbb), then try again',
    ],
  ])('%s is told with what to do', async (_how, users, message) => {
    const error = await storage(users, { passingMs: 0, inUseMs: 0 })
      .removeVolume('v')
      .catch((one: unknown) => one)
    expect(error).toBeInstanceOf(UserError)
    expect((error as Error).message).toBe(message)
  })

  test('is waited for until that is interrupted', async () => {
    const interrupted = new Error('interrupted')
    const users = [{ Id: 'b', Names: ['/passing'], State: 'created', Labels: { 'model-actions.passing': 'files' } }]
    const waits = storage(users, { passingMs: 60_000, inUseMs: 60_000 })
    await expect(waits.removeVolume('v', AbortSignal.abort(interrupted))).rejects.toBe(interrupted)
  })
})
