import { describe, expect, test, vi } from 'vitest'
import type { ContainerFacts, DockerClient } from '../../../src/docker/types.ts'
import { protocolVersion } from '../../../src/gateway/agent/protocol.ts'
import { findDockerGateway, openDockerGateway } from '../../../src/gateway/docker.ts'
import { gatewayLabels } from '../../../src/gateway/dockerNames.ts'
import { plain } from '../../../src/gateway/front.ts'
import { deferred } from '../../../src/timers.ts'

const model = 'acme/tone'
const facts = (id: string, running: boolean): ContainerFacts => ({
  id,
  image: 'sha256:1',
  command: [],
  labels: { 'model-actions.port': '8080' },
  running,
  begins: false,
  exitCode: 0,
  outOfMemory: false,
  health: undefined,
  addresses: {},
})

/** An engine whose container is stopped, or removed, just after it was found to run. */
function engine(after: 'stopped' | 'removed') {
  let looked = 0
  let config: { program: string; listening: object } | undefined
  const left = (): ContainerFacts[] => (after === 'stopped' ? [facts('first', false)] : [])
  const asked: Partial<DockerClient> = {
    remote: undefined,
    ensureNetwork: async () => undefined,
    list: async () => (looked++ === 0 ? [facts('first', true)] : left()),
    inspect: async (id) => (id === 'first' ? left()[0] : facts(id, true)),
    remove: async () => undefined,
    start: async ({ command }) => {
      config = JSON.parse(command[3] ?? '')
      return 'second'
    },
    talk: async (id, _command, { onLine }) => {
      if (id === 'first') throw new Error('container first is not running')
      const hello = { protocol: protocolVersion, program: config?.program, listening: config?.listening }
      return {
        say: (line) => {
          const { id: question, ask } = JSON.parse(line)
          onLine(JSON.stringify({ id: question, said: { ok: true, value: ask.op === 'hello' ? hello : null } }))
        },
        keepsAwake: () => undefined,
        hangUp: () => undefined,
        ended: deferred<Error>().promise,
      }
    },
  }
  return asked as DockerClient
}

test.each(['stopped', 'removed'] as const)(
  'a gateway whose container is %s while it is looked for is none, and nobody waits for it',
  async (how) => {
    expect(await findDockerGateway({ docker: engine(how), model })).toBeUndefined()
  },
)

test('one whose container is removed while an answer is owed is none', async () => {
  const talk: DockerClient['talk'] = async () => ({
    say: () => undefined,
    keepsAwake: () => undefined,
    hangUp: () => undefined,
    ended: deferred<Error>().promise,
  })
  const clock = jumpingClock()
  try {
    const docker = { ...engineWith({}), talk, inspect: async () => undefined }
    expect(await findDockerGateway({ docker, model })).toBeUndefined()
  } finally {
    clock.mockRestore()
  }
})

test.each(['stopped', 'removed'] as const)(
  'a gateway whose container is %s while it is opened is made again',
  async (how) => {
    const log = { info: () => undefined }
    const gateway = await openDockerGateway({ docker: engine(how), model, port: 8080, image: 'sha256:1', log })
    expect(gateway.url).toBe('http://127.0.0.1:8080')
  },
)

/** Half a minute is over by the second look. */
function jumpingClock() {
  let nowMs = 0
  return vi.spyOn(performance, 'now').mockImplementation(() => {
    nowMs += 20_000
    return nowMs
  })
}

type Faults = {
  labels?: Record<string, string>
  hello?: object
  /** What it says to `hello` in place of that. */
  silent?: boolean
  lease?: object
  supervisor?: object
  /** What a shell in it ends with. */
  shell?: { exitCode: number; stderr: string }
  /** Why the engine starts none. */
  starts?: string
}

/** An engine with a container of a gateway, until it is removed; every other one is as it is wanted. */
function engineWith({ labels, hello, silent, lease, supervisor, shell, starts }: Faults): DockerClient {
  let config: { program: string } | undefined
  let removed = labels === undefined && starts !== undefined
  const asked: Partial<DockerClient> = {
    remote: undefined,
    ensureNetwork: async () => undefined,
    list: async () =>
      removed ? [] : [{ ...facts('first', true), labels: { 'model-actions.port': '8080', ...labels } }],
    inspect: async (id) => facts(id, true),
    remove: async () => {
      removed = true
    },
    start: async ({ command }) => {
      if (starts !== undefined) throw new Error(starts)
      config = JSON.parse(command[3] ?? '')
      return 'second'
    },
    logTail: async () => ['no space left'],
    exec: async (_id, [command]) => ({ exitCode: 0, stdout: '', stderr: '', ...(command === 'sh' ? shell : {}) }),
    fillVolume: async () => undefined,
    talk: async (id, _command, { onLine }) => {
      const said = (to: string, { op }: { op: string }): object => {
        if (to === 'supervisor') return supervisor ?? { ok: true }
        if (silent) return { ok: false, user: false, message: 'not yet' }
        if (op === 'status') return { ok: true, value: { idle: [], ...(lease && { lease }) } }
        const program = id === 'first' ? 'another' : config?.program
        return {
          ok: true,
          value: op === 'hello' ? { protocol: protocolVersion, program, listening: plain, ...hello } : null,
        }
      }
      return {
        say: (line) => {
          const { id: question, to, ask } = JSON.parse(line)
          onLine(JSON.stringify({ id: question, said: said(to, ask) }))
        },
        keepsAwake: () => undefined,
        hangUp: () => undefined,
        ended: deferred<Error>().promise,
      }
    },
  }
  return asked as DockerClient
}
const log = { info: () => undefined }
const open = (docker: DockerClient, change: Partial<Parameters<typeof openDockerGateway>[0]> = {}) =>
  openDockerGateway({ docker, model, port: 8080, image: 'sha256:1', log, ...change })

describe('a gateway whose container is not as model.yml says', () => {
  test('at another port is served at that one, or where its container is removed', async () => {
    const docker = engineWith({ labels: { [gatewayLabels.port]: '9090' } })
    await expect(open(docker)).rejects.toThrow(
      'is published at port 9090, the key deploy.port says 8080: write that port, or remove container first first',
    )
    expect((await open(docker, { port: 9090 })).url).toBe('http://127.0.0.1:9090')
    await docker.remove('first', 0)
    expect((await open(docker)).url).toBe('http://127.0.0.1:8080')
  })

  test.each([
    [
      'other metrics',
      { [gatewayLabels.metricsPort]: '9100' },
      /made for other metrics than the key deploy\.metrics-port/,
    ],
    ['another address', { [gatewayLabels.host]: '0.0.0.0' }, /made with another deploy\.host than model\.yml says/],
  ])('for %s is made again where that is removed', async (_, labels, message) => {
    const docker = engineWith({ labels })
    await expect(open(docker)).rejects.toThrow(message)
    await expect(open(docker)).rejects.toThrow('remove container first first, what it knows lies in a volume')
    await docker.remove('first', 0)
    expect((await open(docker)).url).toBe('http://127.0.0.1:8080')
  })
})

describe('a gateway in a container that cannot be had says what to do', () => {
  test('where it is of another version of ours', async () => {
    const docker = engineWith({ hello: { protocol: protocolVersion + 1 } })
    await expect(findDockerGateway({ docker, model })).rejects.toThrow(
      `the gateway of ${model} (container first) is of another version of model-actions: ask it by that one`,
    )
  })

  test('where somebody stops it each time', async () => {
    const docker = { ...engineWith({}), inspect: async () => facts('first', false) }
    docker.talk = async () => {
      throw new Error('it is not running')
    }
    await expect(open(docker)).rejects.toThrow('was stopped or removed while it started: see who does that')
  })

  test('where it does not answer, with the last lines of its log', async () => {
    const clock = jumpingClock()
    try {
      await expect(findDockerGateway({ docker: engineWith({ silent: true }), model })).rejects.toThrow(
        'the gateway did not answer within 30 s: not yet; no space left: see why by `docker logs first`, start it again by `docker restart first`, then deploy again',
      )
    } finally {
      clock.mockRestore()
    }
  })

  test('where its log cannot be had either', async () => {
    const clock = jumpingClock()
    const logTail = async () => Promise.reject(new Error('no such container'))
    try {
      await expect(findDockerGateway({ docker: { ...engineWith({ silent: true }), logTail }, model })).rejects.toThrow(
        'the gateway did not answer within 30 s: not yet: see why by',
      )
    } finally {
      clock.mockRestore()
    }
  })

  test.each([
    ['driver failed: cannot assign requested address', /127\.0\.0\.1 is no address of this machine/],
    ['cannot expose privileged port 80', /this user may not listen at port 8080: write one from 1024 on/],
    ['port is already allocated', /port 8080 is taken by another program|port 8080 is taken by/],
  ])('where the engine says: %s', async (starts, message) => {
    await expect(open(engineWith({ starts }))).rejects.toThrow(message)
  })
})

describe('a gateway in a container that does not hand over says what to do', () => {
  test('while a rollout is under way', async () => {
    const docker = engineWith({ lease: { owner: 'run 7', remainingMs: 4_000 } })
    await expect(open(docker)).rejects.toThrow(
      /in container first does not hand over to this version of model-actions: a rollout by run 7 is under way .* wait for its end/,
    )
  })

  test('where its supervisor refuses, and is asked again', async () => {
    await expect(
      open(engineWith({ supervisor: { ok: false, message: 'the gateway is starting again: try again' } })),
    ).rejects.toThrow('does not hand over to this version of model-actions: the gateway is starting again: try again')
    expect((await open(engineWith({}))).url).toBe('http://127.0.0.1:8080')
  })

  test('where its volume is full', async () => {
    const shell = { exitCode: 1, stderr: 'cp: No space left on device\n' }
    await expect(open(engineWith({ shell }))).rejects.toThrow(
      "container first, /state: the files of the gateway's front cannot be kept (cp: No space left on device): see that its volume has room",
    )
  })
})
