import { type Digest, digestJson, hexOf } from '../../digest.ts'
import { type ContainerSpec, gpuRequest, limitsOf, type RestartPolicy } from '../../docker/container.ts'
import type { DockerClient, ImageFacts } from '../../docker/types.ts'
import { UserError } from '../../errors.ts'
import { modelLabel, networkOf, outsideOf } from '../../gateway/dockerNames.ts'
import { servingOfLabels } from '../../oci/serving.ts'
import type { ContentStore } from '../../oci/types.ts'
import type { Release, Target } from '../types.ts'
import { bringImage } from './dockerImage.ts'
import { type Container, dockerVersions, drainMs, hostOf, isWhole, labels, secretsOf, tagOf } from './dockerVersions.ts'
import { backendId, waitUntilReady } from './ready.ts'

/** How versions run as containers. */
export type Containers = {
  /** Equal containers of one version, which share its requests. */
  replicas: number
  limits: { cpus?: number; memoryBytes?: number; shmBytes?: number }
  gpus: number | 'all' | undefined
  /** The GPUs that are left to us; undefined: all of the machine. */
  visibleGpus: readonly string[] | undefined
  runtime: string | undefined
  /** `uid` or `uid:gid`, never root. */
  user: string
  root: 'read-only' | 'writable'
  /** Whether a version reaches what lies outside of the host. */
  outside: boolean
  environment: Readonly<Record<string, string>>
  /** By name; each is the file `/run/secrets/NAME` in the container, and `NAME_FILE` says so. */
  secrets: { names: readonly string[]; read(): Promise<Record<string, Uint8Array>> }
  /** Of what serves, once it is stable. */
  restart: RestartPolicy
  healthIntervalMs: number | undefined
}

/** Of a version without a word of the spec. */
export const plainContainers: Containers = {
  replicas: 1,
  limits: {},
  gpus: undefined,
  visibleGpus: undefined,
  runtime: undefined,
  user: '65532:65532',
  root: 'read-only',
  outside: false,
  environment: {},
  secrets: { names: [], read: async () => ({}) },
  restart: 'unless-stopped',
  healthIntervalMs: undefined,
}

type DockerTargetOptions = {
  docker: DockerClient
  /** The repository that holds the verified image. */
  store: ContentStore
  /** Which model it is, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  containers: Containers
  log: { info(line: string): void }
}

const secretsAt = '/run/secrets'

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

/** Runs versions as containers without published ports; what runs is read from their labels. */
export async function createDockerTarget(options: DockerTargetOptions): Promise<Target> {
  const { docker, store, model, containers: wanted, log } = options
  const network = networkOf(model)
  await docker.ensureNetwork(network, modelLabel(model), 'internal')
  const known = dockerVersions({ docker, model })
  const { replicas, backendOf } = known
  /** Tells containers that were started otherwise; secrets may change, and a label is no place for what they are. */
  const settings = (): string => {
    const { secrets, visibleGpus: _, ...plain } = wanted
    return hexOf(digestJson({ ...plain, secrets: secrets.names.toSorted() }), 12)
  }

  const specOf = (image: ImageFacts, id: string, { version, digest }: Release, index: number): ContainerSpec => {
    const { limits, gpus, visibleGpus, runtime, user, root, outside, environment, secrets, healthIntervalMs } = wanted
    const { names } = secrets
    const { port, readyPath } = servingOfLabels(image.labels, `image ${image.id}`)
    return {
      image: image.id,
      // The image's own command: it knows where its model lies.
      command: [],
      environment: {
        ...environment,
        ...Object.fromEntries(names.map((name) => [`${name}_FILE`, `${secretsAt}/${name}`])),
      },
      name: `${network}-${id}-${index}`,
      aliases: [hostOf(digest, index)],
      labels: {
        ...modelLabel(model),
        [labels.id]: id,
        [labels.version]: version,
        [labels.digest]: digest,
        [labels.replicas]: String(wanted.replicas),
        [labels.settings]: settings(),
      },
      user,
      network,
      stopGraceSeconds: drainMs / 1000,
      ...limitsOf(limits, gpuRequest(gpus, visibleGpus, { index, of: wanted.replicas })),
      ...(runtime === undefined ? {} : { runtime }),
      ...(root === 'writable' ? { root } : {}),
      ...(outside ? { alsoIn: [outsideOf(model)] } : {}),
      ...(names.length === 0 ? {} : { binds: [{ from: secretsOf(model, id), to: secretsAt }] }),
      ...(healthIntervalMs === undefined
        ? {}
        : { healthCheck: { command: askReady(port, readyPath), intervalMs: healthIntervalMs } }),
    }
  }

  const bring = (digest: Digest, id: string, signal: AbortSignal): Promise<ImageFacts> =>
    bringImage({ docker, store, digest, tag: tagOf(model, id), signal, log })
  const restart = (found: readonly Container[], policy: RestartPolicy): Promise<unknown> =>
    Promise.all(found.map((one) => docker.restart(one.id, policy)))

  return {
    name: known.name,
    list: known.list,
    stop: known.stop,
    sweep: known.sweep,
    async start(release, signal) {
      const { version, digest } = release
      const id = backendId(version, digest)
      const found = await replicas(id)
      if (found.length > 0 && isWhole(found)) return backendOf(found)
      await Promise.all(found.map((one) => docker.remove(one.id, 0)))
      const image = await bring(digest, id, signal)
      signal.throwIfAborted()
      if (wanted.outside) await docker.ensureNetwork(outsideOf(model), modelLabel(model), 'outside')
      if (wanted.secrets.names.length > 0)
        await docker.fillVolume(
          { name: secretsOf(model, id), labels: modelLabel(model) },
          { image: image.id, uid: Number.parseInt(wanted.user, 10), files: await wanted.secrets.read() },
        )
      const what = wanted.replicas === 1 ? 'a container' : `${wanted.replicas} containers`
      log.info(`starting version ${version} (${digest}) as ${what}`)
      for (let index = 0; index < wanted.replicas; index++) {
        signal.throwIfAborted()
        await docker.start(specOf(image, id, release, index))
      }
      const started = await replicas(id)
      if (started.length === 0) throw gone(id, 'crashed')
      return backendOf(started)
    },
    async prepare({ version, digest }, signal) {
      await bring(digest, backendId(version, digest), signal)
    },
    async halt(id, graceMs = drainMs) {
      const found = await replicas(id)
      // An engine that starts again meanwhile would start it beside the other one.
      await restart(found, 'no')
      await Promise.all(found.map((one) => docker.halt(one.id, Math.ceil(Math.min(graceMs, drainMs) / 1000))))
    },
    async startAgain(id) {
      const found = await replicas(id)
      if (found.length === 0) throw gone(id, 'configuration')
      for (const one of found) await docker.startAgain(one.id)
      await restart(found, wanted.restart)
      return backendOf(found)
    },
    async ready(backend, timeoutMs, signal) {
      const { port, readyPath } = backend.serving
      const fallen = (containers: readonly Container[]) => containers.find(({ running }) => !running)
      await waitUntilReady({
        id: backend.id,
        timeoutMs,
        signal,
        async ask() {
          const found = await replicas(backend.id)
          if (!isWhole(found)) return false
          const answers = await Promise.all(found.map((one) => docker.exec(one.id, askReady(port, readyPath))))
          return answers.every(({ exitCode }) => exitCode === 0)
        },
        async gone() {
          const found = await replicas(backend.id)
          const facts = fallen(found)
          if (found.length < backend.addresses.length) return 'its container is gone'
          if (facts === undefined) return undefined
          return facts.outOfMemory ? 'it was out of memory' : `its container ended with exit code ${facts.exitCode}`
        },
        async tail() {
          const found = await replicas(backend.id)
          const facts = fallen(found) ?? found[0]
          return facts === undefined ? [] : docker.logTail(facts.id, 5)
        },
      })
    },
    async keep(id) {
      const found = await replicas(id)
      await restart(found, wanted.restart)
      if (found.some((one) => one.labels[labels.settings] !== settings()))
        log.info(
          `${id} runs with other settings than deploy.docker and deploy.replicas say now: the next version takes them`,
        )
    },
  }
}

const gone = (id: string, exit: 'crashed' | 'configuration'): UserError =>
  new UserError(`the containers of version ${id} are gone: see who removes them, then deploy it again`, { exit })
