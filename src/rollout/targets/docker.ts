import { type Digest, hexOf } from '../../digest.ts'
import type { DockerClient } from '../../docker/client.ts'
import { isImageOf } from '../../docker/images.ts'
import { UserError } from '../../errors.ts'
import { joinAddress } from '../../gateway/address.ts'
import { gatewayVolume, modelLabel, networkOf } from '../../gateway/dockerNames.ts'
import type { Backend } from '../../gateway/types.ts'
import { readBlob } from '../../oci/blobs.ts'
import { dockerArchive } from '../../oci/dockerArchive.ts'
import { parseImageConfig } from '../../oci/imageConfig.ts'
import { choosePlatform, hostPlatform } from '../../oci/platforms.ts'
import { servingOfLabels } from '../../oci/serving.ts'
import type { ContentStore } from '../../oci/types.ts'
import type { Target, Versions } from '../types.ts'
import { backendId, waitUntilReady } from './ready.ts'

type DockerTargetOptions = {
  docker: DockerClient
  /** The repository that holds the verified image. */
  store: ContentStore
  /** Which model it is, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  log: { info(line: string): void }
}

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000

/**
 * Removes everything of a model from the engine: versions, gateway, what the gateway knew, network. Nothing serves after
 * it, and the next deploy is a first one.
 */
export async function removeDockerPlace(docker: DockerClient, model: string): Promise<void> {
  for (const facts of await docker.list(modelLabel(model))) {
    await docker.remove(facts.id, drainMs / 1000)
    const id = facts.labels['model-actions.id']
    if (id !== undefined) await docker.removeImage(`${networkOf(model)}:${id}`)
  }
  await docker.removeVolume(gatewayVolume(model))
  await docker.removeNetwork(networkOf(model))
}

/**
 * Asks from inside the container, so that nothing but the engine's endpoint must be reachable from here.
 * 200 alone is a yes: a server of another model answers 404 at this one's path.
 */
const askReady = (port: number, path: string): string[] => [
  'python3',
  '-c',
  'import http.client as h, sys; c = h.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=2); c.request("GET", sys.argv[2]); sys.exit(c.getresponse().status != 200)',
  String(port),
  path,
]

/** A version's name in the network of its model: a container that starts again may have another address. */
const hostOf = (digest: Digest): string => `model-${hexOf(digest, 12)}`

type DockerVersions = Versions & {
  /** Containers of one version, or of all. */
  containers(id?: string): ReturnType<DockerClient['list']>
  backendOf(container: Awaited<ReturnType<DockerClient['list']>>[number]): Backend
}

/** The versions of a model that a Docker engine has; read from their labels. */
export function dockerVersions({ docker, model }: { docker: DockerClient; model: string }): DockerVersions {
  const network = networkOf(model)
  const containers = async (id?: string) =>
    (await docker.list({ ...modelLabel(model), ...(id === undefined ? {} : { 'model-actions.id': id }) })).filter(
      ({ labels }) => labels['model-actions.id'] !== undefined,
    )
  const backendOf = ({ id: container, labels }: Awaited<ReturnType<typeof containers>>[number]): Backend => {
    const serving = servingOfLabels(labels, `container ${container.slice(0, 12)}`)
    const digest = (labels['model-actions.digest'] ?? '') as Digest
    return {
      id: labels['model-actions.id'] ?? '',
      version: labels['model-actions.version'] ?? '',
      digest,
      addresses: [joinAddress(hostOf(digest), serving.port)],
      serving,
    }
  }
  const stop: Versions['stop'] = async (id, graceMs = drainMs) => {
    for (const facts of await containers(id))
      await docker.remove(facts.id, Math.ceil(Math.min(graceMs, drainMs) / 1000))
    // The store has it still; an engine that keeps every version has a full disk some day.
    await docker.removeImage(`${network}:${id}`)
  }

  return {
    name: 'docker',
    containers,
    backendOf,
    stop,
    async sweep(keepId, graceMs) {
      const gone = new Set((await containers()).map(({ labels }) => labels['model-actions.id'] ?? ''))
      gone.delete(keepId ?? '')
      await Promise.all([...gone].map((id) => stop(id, graceMs)))
      return [...gone]
    },
    async list() {
      return (await containers()).filter(({ running }) => running).map(backendOf)
    },
    async known() {
      return (await containers()).map((facts) => ({ backend: backendOf(facts), running: facts.running }))
    },
    async logs(id, { onLine, ...options }) {
      const found = await containers(id)
      const several = found.length > 1
      await Promise.all(
        found.map((facts) =>
          docker.logs(facts.id, options, (line) => onLine(several ? `${facts.id.slice(0, 12)} ${line}` : line)),
        ),
      )
      return found.length > 0
    },
  }
}

/** Runs versions as containers without published ports; what runs is read from their labels. */
export async function createDockerTarget(options: DockerTargetOptions): Promise<Target> {
  const { docker, store, model, log } = options
  const network = networkOf(model)
  await docker.ensureNetwork(network, modelLabel(model))
  const known = dockerVersions({ docker, model })
  const { containers: versions, backendOf } = known

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
    name: known.name,
    list: known.list,
    stop: known.stop,
    sweep: known.sweep,
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
        aliases: [hostOf(digest)],
        labels: {
          ...modelLabel(model),
          'model-actions.id': id,
          'model-actions.version': version,
          'model-actions.digest': digest,
        },
        user: '65532:65532',
        network,
        stopGraceSeconds: drainMs / 1000,
      })
      const facts = await docker.inspect(container)
      if (facts === undefined) throw new UserError(`the container of version ${id} is gone`, { exit: 'crashed' })
      return backendOf(facts)
    },
    async ready(backend, timeoutMs, signal) {
      const { port, readyPath } = backend.serving
      const find = async () => (await versions(backend.id))[0]
      await waitUntilReady({
        id: backend.id,
        timeoutMs,
        signal,
        async ask() {
          const facts = await find()
          return facts?.running === true && (await docker.exec(facts.id, askReady(port, readyPath))).exitCode === 0
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
    async keep(id) {
      for (const facts of await versions(id)) await docker.restartAlways(facts.id)
    },
  }
}
