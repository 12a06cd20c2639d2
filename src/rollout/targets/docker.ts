import type { DockerClient } from '../../docker/client.ts'
import { isImageOf } from '../../docker/images.ts'
import { UserError } from '../../errors.ts'
import type { Digest } from '../../model/types.ts'
import { readBlob } from '../../oci/blobs.ts'
import { dockerArchive } from '../../oci/dockerArchive.ts'
import { parseImageConfig } from '../../oci/imageConfig.ts'
import { choosePlatform, hostPlatform } from '../../oci/platforms.ts'
import type { ContentStore } from '../../oci/types.ts'
import type { Backend, Target } from '../types.ts'
import { backendId, waitUntilReady } from './ready.ts'

export type DockerTargetOptions = {
  docker: DockerClient
  /** The repository that holds the verified image. */
  store: ContentStore
  /** The model's name; ours are told from others by it. */
  name: string
  log: { info(line: string): void }
}

/** The port that a model's image serves at. */
const servingPort = 8080

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainSeconds = 10

/** Name of the network that gateway and versions of a model share. */
export const networkOf = (name: string): string => `model-actions-${name}`

/**
 * Removes everything of a model from the engine: versions, gateway, what the gateway knew, network. Nothing serves after
 * it, and the next deploy is a first one.
 */
export async function removeDockerPlace(docker: DockerClient, name: string): Promise<void> {
  for (const facts of await docker.list({ 'model-actions.name': name })) {
    await docker.remove(facts.id, drainSeconds)
    const id = facts.labels['model-actions.id']
    if (id !== undefined) await docker.removeImage(`${networkOf(name)}:${id}`)
  }
  await docker.removeVolume(`${networkOf(name)}-gateway`)
  await docker.removeNetwork(networkOf(name))
}

/** Asks from inside the container, so that nothing but the engine's endpoint must be reachable from here. */
const askReady = [
  'python3',
  '-c',
  `import urllib.request as r; r.urlopen("http://127.0.0.1:${servingPort}/v2/health/ready", timeout=2)`,
]

/** Runs versions as containers without published ports; what runs is read from their labels. */
export async function createDockerTarget(options: DockerTargetOptions): Promise<Target> {
  const { docker, store, name, log } = options
  const network = networkOf(name)
  await docker.ensureNetwork(network, { 'model-actions.name': name })
  const find = (more: Readonly<Record<string, string>> = {}) => docker.list({ 'model-actions.name': name, ...more })
  const versions = async (id?: string) =>
    (await find(id === undefined ? {} : { 'model-actions.id': id })).filter(
      ({ labels }) => labels['model-actions.id'] !== undefined,
    )
  const backendOf = (facts: Awaited<ReturnType<typeof find>>[number]): Backend => ({
    id: facts.labels['model-actions.id'] ?? '',
    version: facts.labels['model-actions.version'] ?? '',
    digest: (facts.labels['model-actions.digest'] ?? '') as Digest,
    host: facts.addresses[network] ?? '',
    port: servingPort,
  })

  /** Brings the verified image into the engine and returns the engine's id of it, once it is seen to be that image. */
  const load = async (digest: Digest, id: string, signal: AbortSignal): Promise<string> => {
    const { manifest } = await choosePlatform(store, digest, hostPlatform(), true)
    const config = parseImageConfig(await readBlob(store, manifest.config), `${store.name}@${digest}`)
    const tag = `${network}:${id}`
    const held = async (): Promise<string | undefined> => {
      const facts = await docker.image(tag)
      return facts !== undefined && isImageOf(facts, config) ? facts.id : undefined
    }
    const found = await held()
    if (found !== undefined) return found
    const archive = await dockerArchive({ store, digest, tags: [tag] })
    await docker.load(archive, signal).catch((error: Error) => {
      if (signal.aborted) throw signal.reason
      throw new UserError(
        `the Docker engine could not load ${store.name}@${digest} (${error.message}): make room on its disk`,
        { exit: 'preflight', cause: error },
      )
    })
    // A full disk shows as an image that is not there.
    const loaded = await held()
    if (loaded === undefined)
      throw new UserError(
        `the Docker engine has no such image as ${store.name}@${digest} after loading it: its disk may be full`,
        { exit: 'preflight' },
      )
    return loaded
  }

  return {
    name: 'docker',
    async start({ version, digest }, signal) {
      const id = backendId(version, digest)
      for (const facts of await versions(id)) {
        if (facts.running) return backendOf(facts)
        await docker.remove(facts.id, 0)
      }
      const image = await load(digest, id, signal)
      signal.throwIfAborted()
      log.info(`starting version ${version} (${digest}) as a container`)
      const container = await docker.start({
        image,
        // The image's own command: it knows where its model lies.
        command: [],
        environment: {},
        name: `${network}-${id}`,
        labels: {
          'model-actions.name': name,
          'model-actions.id': id,
          'model-actions.version': version,
          'model-actions.digest': digest,
        },
        user: '65532:65532',
        network,
        stopGraceSeconds: drainSeconds,
      })
      const facts = await docker.inspect(container)
      if (facts === undefined) throw new UserError(`the container of version ${id} is gone`, { exit: 'crashed' })
      return backendOf(facts)
    },
    async ready(backend, timeoutMs, signal) {
      const find = async () => (await versions(backend.id))[0]
      await waitUntilReady({
        id: backend.id,
        timeoutMs,
        signal,
        async ask() {
          const facts = await find()
          return facts?.running === true && (await docker.exec(facts.id, askReady)).exitCode === 0
        },
        async gone() {
          const facts = await find()
          if (facts === undefined) return 'its container is gone'
          if (facts.running) return undefined
          return facts.outOfMemory ? 'it was out of memory' : `its container ended with exit code ${facts.exitCode}`
        },
        async tail() {
          const facts = await find()
          return facts === undefined ? [] : docker.logTail(facts.id, 5)
        },
      })
    },
    async stop(id) {
      for (const facts of await versions(id)) await docker.remove(facts.id, drainSeconds)
      // The store has it still; an engine that keeps every version has a full disk some day.
      await docker.removeImage(`${network}:${id}`)
    },
    async list() {
      return (await versions()).filter(({ running }) => running).map(backendOf)
    },
  }
}
