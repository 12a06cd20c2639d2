import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { connectDocker } from '../../../src/docker/client.ts'
import { ensureImage } from '../../../src/docker/images.ts'
import type { DockerClient, Holding } from '../../../src/docker/types.ts'
import { frontBefore } from '../../../src/gateway/dockerBefore.ts'
import { gatewayLabel, modelLabel, networkOf } from '../../../src/gateway/dockerNames.ts'
import { readKept } from '../../../src/gateway/dockerRoutes.ts'
import { findGateway, openGateway } from '../../../src/gateway/dockerShared.ts'
import type { Front } from '../../../src/gateway/front.ts'
import { sharedIdentity } from '../../../src/gateway/port.ts'
import type { Backend, Gateway } from '../../../src/gateway/types.ts'
import { servingLabels } from '../../../src/oci/serving.ts'
import { freePort } from '../../../src/ports.ts'
import { labels, removeDockerPlace } from '../../../src/rollout/targets/dockerVersions.ts'
import { deployFirst, digestOf, servingOf } from './place.ts'

export const plain: Front = { host: '127.0.0.1', accessLog: 'none' }
export const identity = (name: string) => `test/${name}-${process.pid}`

/** Models of a Docker engine that share a port, which is another one in each test; what they leave is removed after it. */
export function sharedPorts() {
  let docker: DockerClient
  let image: string
  let directory: string
  let port: number
  let said: string[]
  /** Models and ports of the test. */
  let used: string[]

  type More = {
    front?: Front
    shared?: boolean
    at?: number
    metricsPort?: number
    docker?: DockerClient
    signal?: AbortSignal
  }
  const open = (name: string, { front = plain, shared = true, at = port, ...more }: More = {}): Promise<Gateway> => {
    const model = identity(name)
    used.push(model, sharedIdentity(at))
    const sharing = { directory: '', name, hosts: [], shared }
    const log = { info: (line: string) => void said.push(line) }
    return openGateway({ docker, model, port: at, front, sharing, image, log, ...more })
  }
  const close = async (name: string) =>
    (await findGateway({ docker, model: identity(name), sharing: { name }, log: { info: () => undefined } }))?.close()
  /** A version that answers, as a container that publishes nothing. */
  const serve = async (name: string, letter: string, more?: More): Promise<Backend> => {
    const gateway = await open(name, more)
    const id = `v1-0-0-${letter.repeat(12)}`
    const serving = servingOf('1.0.0')
    await docker.start({
      image,
      command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
      environment: {},
      labels: {
        ...modelLabel(identity(name)),
        ...servingLabels(serving),
        [labels.id]: id,
        [labels.version]: '1.0.0',
        [labels.digest]: digestOf(letter),
      },
      user: '65532:65532',
      network: networkOf(identity(name)),
      aliases: [id],
      binds: [{ from: directory, to: '/programs' }],
    })
    const stable: Backend = { id, version: '1.0.0', digest: digestOf(letter), addresses: [`${id}:8080`], serving }
    await deployFirst({ gateway }, stable)
    return stable
  }
  const ask = (name: string, { at = port, token = '', tls = false } = {}): string =>
    execFileSync('curl', [
      ...[
        // By HTTP/2 HAProxy refuses a client before it has all of the request, and then its stream too, which curl calls an error.
        '-sk',
        '--http1.1',
        '-o',
        '/dev/null',
        '-m',
        '10',
        '-w',
        '%{http_code} %header{x-model-version}',
        '-d',
        '{"inputs":["x"]}',
      ],
      ...(token === '' ? [] : ['-H', `authorization: Bearer ${token}`]),
      `${tls ? 'https' : 'http'}://127.0.0.1:${at}/v2/models/${name}/infer`,
    ]).toString()
  /** curl fails where nobody listens. */
  const answers = (...of: Parameters<typeof ask>) =>
    expect.poll(
      () =>
        Promise.resolve()
          .then(() => ask(...of))
          .catch(String),
      { timeout: 30_000 },
    )
  const containerOf = async (model: string) => (await docker.list(gatewayLabel(model)))[0]?.id ?? ''
  /** The container of a router, and all that it knows. */
  const router = async (at = port) => {
    const container = await containerOf(sharedIdentity(at))
    return { container, ...(await readKept({ docker, container })) }
  }
  /** How the model's own gateway lets its clients in, and all that its container was made for. */
  const frontOf = async (name: string) => {
    const [own] = await docker.list(gatewayLabel(identity(name)))
    if (own === undefined) throw new Error(`${name} has no gateway`)
    const { image: from, labels: carried, command } = own
    return { from, carried, command, ...(await frontBefore({ docker, model: identity(name) }, own)) }
  }
  const tokensFile = (token: string): string => {
    const file = join(directory, 'tokens')
    writeFileSync(file, `search ${token}\n`, { mode: 0o600 })
    return file
  }
  /** Somebody else has the port. */
  const block = async (at: number): Promise<void> => {
    used.push(identity('blocker'))
    await docker.start({
      image,
      command: ['sleep', 'infinity'],
      environment: {},
      labels: modelLabel(identity('blocker')),
      user: '65532:65532',
      network: 'bridge',
      publish: [{ hostPort: at, containerPort: 8080 }],
    })
  }
  /** An engine whose connection ends whenever a router is told of a model. */
  const deafToJoins = (): DockerClient => ({
    ...docker,
    talk: async (...of) => {
      const talk = await docker.talk(...of)
      return { ...talk, say: (line) => (line.includes('"op":"join"') ? talk.hangUp() : talk.say(line)) }
    },
  })
  /** An engine at which the turn for the port ends once a container was removed. */
  const losesTurn = (): DockerClient => {
    let turn: Holding | undefined
    let removed = false
    return {
      ...docker,
      hold: async (of) => {
        turn = await docker.hold(of)
        return turn
      },
      remove: async (...of) => {
        await docker.remove(...of)
        if (removed) return
        removed = true
        execFileSync('docker', ['kill', `${networkOf(sharedIdentity(port))}-changing`], { stdio: 'pipe' })
        await expect.poll(() => turn?.isLost(), { timeout: 30_000 }).toBe(true)
      },
    }
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gateway-changes-'))
    copyFileSync(join(import.meta.dirname, 'model-server.ts'), join(directory, 'model-server.ts'))
    chmodSync(directory, 0o755)
    docker = await connectDocker({ environment: process.env })
    const [log, signal] = [{ info: () => undefined, foreign: () => undefined }, new AbortController().signal]
    image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  beforeEach(async () => {
    ;[port, said, used] = [await freePort(), [], []]
  })
  afterEach(async () => {
    // Models end before the network of the router that they are in.
    const isRouter = (one: string): boolean => one.startsWith('shared/')
    const all = [...new Set(used)]
    for (const some of [all.filter((one) => !isRouter(one)), all.filter(isRouter)])
      await Promise.all(some.map((one) => removeDockerPlace(docker, one)))
  })

  return {
    /** What there is once the tests have begun. */
    engine: () => ({ docker, image, directory }),
    /** What each test has of its own. */
    own: () => ({ port, said, used }),
    open,
    close,
    serve,
    ask,
    answers,
    containerOf,
    router,
    frontOf,
    tokensFile,
    block,
    deafToJoins,
    losesTurn,
  }
}
