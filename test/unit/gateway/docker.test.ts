import { expect, test } from 'vitest'
import type { ContainerFacts, DockerClient } from '../../../src/docker/types.ts'
import { protocolVersion } from '../../../src/gateway/agent/protocol.ts'
import { findDockerGateway, openDockerGateway } from '../../../src/gateway/docker.ts'
import { deferred } from '../../../src/timers.ts'

const model = 'acme/tone'
const facts = (id: string, running: boolean): ContainerFacts => ({
  id,
  image: 'sha256:1',
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

test.each(['stopped', 'removed'] as const)(
  'a gateway whose container is %s while it is opened is made again',
  async (how) => {
    const log = { info: () => undefined }
    const gateway = await openDockerGateway({ docker: engine(how), model, port: 8080, image: 'sha256:1', log })
    expect(gateway.url).toBe('http://127.0.0.1:8080')
  },
)
