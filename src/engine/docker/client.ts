import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type Dockerode from 'dockerode'
import { UserError } from '../../errors.ts'
import { eachLine } from '../../processes.ts'
import { follow, frames } from './streams.ts'

/*
 * What we ask of a Docker engine, over its own API. Nothing else in the project speaks to it.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** One container. Everything that is not said here is closed: see `hostConfig`. */
export type ContainerSpec = {
  image: string
  /** Empty: the image's own. */
  command: readonly string[]
  environment: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
  name?: string
  /** Host path and path inside; read-only unless `writable`. */
  binds?: readonly { from: string; to: string; writable?: boolean }[]
  /** `uid:gid`; never root. */
  user: string
  /** `none` or the name of a network of ours. */
  network: string
  /** More names for it in that network. */
  aliases?: readonly string[]
  memoryBytes?: number
  shmBytes?: number
  stopGraceSeconds?: number
  /** Ports on the host's loopback. */
  publish?: readonly { hostPort: number; containerPort: number }[]
  restart?: 'unless-stopped'
}

export type ContainerEnd = { exitCode: number; outOfMemory: boolean }

export interface DockerClient {
  readonly endpoint: string
  readonly version: string
  /** Runs to the end and removes it. An abort kills and removes it within 2 s and rejects with the reason. */
  run(spec: ContainerSpec, on: OutputLines, signal: AbortSignal): Promise<ContainerEnd>
  /** Starts a container that stays. */
  start(spec: ContainerSpec): Promise<string>
  /** From now on the engine starts it again whenever it ends, and when the engine itself starts. */
  restartAlways(id: string): Promise<void>
  exec(id: string, command: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }>
  inspect(id: string): Promise<ContainerFacts | undefined>
  /** Containers, stopped ones too, that carry all these labels with these values. */
  list(labels: Readonly<Record<string, string>>): Promise<ContainerFacts[]>
  /** The same for one label, whatever its value. */
  listWith(label: string): Promise<ContainerFacts[]>
  /** The last lines of its output. */
  logTail(id: string, lines: number): Promise<string[]>
  /** SIGTERM, after the grace SIGKILL, then removes it; one that is gone is no error. */
  remove(id: string, graceSeconds: number): Promise<void>
  imageId(reference: string): Promise<string | undefined>
  build(context: Readable, options: { tag: string; arguments: Record<string, string> }, on: BuildLines): Promise<void>
  /** Loads a `docker save` archive. */
  load(archive: Readable, signal: AbortSignal): Promise<void>
  /** What `docker save` writes of one image; an abort ends the stream with the signal's reason. */
  save(reference: string, signal: AbortSignal): Promise<Readable>
  /** Takes a name from an image, and with the last one the image; one that is gone or in use is no error. */
  removeImage(reference: string): Promise<void>
  /** Makes a bridge network where there is none of that name. */
  ensureNetwork(name: string, labels: Readonly<Record<string, string>>): Promise<void>
  /** One that is gone is no error. */
  removeNetwork(name: string): Promise<void>
  /** One that is gone is no error. */
  removeVolume(name: string): Promise<void>
}

export type OutputLines = { stdout(line: string): void; stderr(line: string): void }
export type BuildLines = { line(line: string): void; signal: AbortSignal }
export type ContainerFacts = {
  id: string
  labels: Record<string, string>
  running: boolean
  exitCode: number
  outOfMemory: boolean
  /** Address on each network, by the network's name. */
  addresses: Record<string, string>
}

/**
 * Connects to the engine at DOCKER_HOST, or at /var/run/docker.sock.
 * @throws UserError (exit `preflight`) where none answers
 */
export async function connectDocker({ environment }: { environment: Environment }): Promise<DockerClient> {
  const endpoint = environment.DOCKER_HOST ?? 'unix:///var/run/docker.sock'
  const options = endpointOptions(endpoint, environment)
  // Bundled as one ES module, ssh2 below dockerode asks for a name that only CommonJS has.
  if (!('__dirname' in globalThis)) Object.assign(globalThis, { __dirname: '' })
  const { default: Docker } = await import('dockerode')
  const docker = new Docker(options)
  let timer: NodeJS.Timeout | undefined
  const version = await Promise.race([
    docker.version(),
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer within 10 s')), 10_000)
    }),
  ])
    .catch((error: Error) => {
      throw new UserError(
        `no Docker engine answers at ${endpoint} (${error.message}): start it, give this user the right to its socket, or set DOCKER_HOST`,
        { exit: 'preflight', cause: error },
      )
    })
    .finally(() => clearTimeout(timer))
  return client(docker, endpoint, version.Version)
}

function endpointOptions(endpoint: string, environment: Environment): Dockerode.DockerOptions {
  const refused = (because: string): UserError =>
    new UserError(`DOCKER_HOST=${endpoint}: ${because}`, { exit: 'preflight' })
  if (endpoint.startsWith('unix://')) return { socketPath: endpoint.slice('unix://'.length) }
  let url: URL
  try {
    url = new URL(endpoint)
  } catch (error) {
    throw new UserError(`DOCKER_HOST=${endpoint} is no address: use unix:///path or tcp://host:port`, {
      exit: 'preflight',
      cause: error,
    })
  }
  if (url.protocol !== 'tcp:') throw refused(`${url.protocol} is not supported: use unix:///path or tcp://host:port`)
  const place = { host: url.hostname, port: url.port === '' ? '2376' : url.port }
  if ((environment.DOCKER_TLS_VERIFY ?? '') === '') return { ...place, protocol: 'http' }
  const directory = environment.DOCKER_CERT_PATH
  if (directory === undefined) throw refused('DOCKER_TLS_VERIFY is set and DOCKER_CERT_PATH is not')
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFileSync(join(directory, name)))
  if (ca === undefined || cert === undefined || key === undefined) throw refused('DOCKER_CERT_PATH is not whole')
  return { ...place, protocol: 'https', ca, cert, key }
}

const statusCode = (error: unknown): number | undefined => (error as { statusCode?: number }).statusCode

/** Resolves to undefined where the engine answers 404 (or 304: already so, 409: being removed). */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if ([304, 404, 409].includes(statusCode(error) ?? 0)) return undefined
    throw error
  }
}

/** What is in use stays, and says so. */
async function unlessAbsent(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (statusCode(error) !== 404) throw error
  })
}

/** Carried by the earlier stages of our Dockerfiles and by no finished image. */
const stageLabel = 'model-actions.stage'

const gibibyte = 1024 ** 3

function createOptions(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  return {
    ...(spec.name === undefined ? {} : { name: spec.name }),
    Image: spec.image,
    ...(spec.command.length === 0 ? {} : { Entrypoint: [], Cmd: [...spec.command] }),
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...spec.labels },
    User: spec.user,
    WorkingDir: '/tmp',
    StopTimeout: spec.stopGraceSeconds ?? 1,
    ...(spec.aliases === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }),
    ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    HostConfig: {
      NetworkMode: spec.network,
      Binds: (spec.binds ?? []).map(({ from, to, writable }) => `${from}:${to}:${writable === true ? 'rw' : 'ro'}`),
      PortBindings: Object.fromEntries(
        (spec.publish ?? []).map(({ hostPort, containerPort }) => [
          `${containerPort}/tcp`,
          [{ HostIp: '127.0.0.1', HostPort: String(hostPort) }],
        ]),
      ),
      ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
      ShmSize: spec.shmBytes ?? gibibyte,
      PidsLimit: 4096,
      Init: true,
      ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
    },
  }
}

function client(docker: Dockerode, endpoint: string, version: string): DockerClient {
  const create = async (spec: ContainerSpec): Promise<Dockerode.Container> => {
    try {
      return await docker.createContainer(createOptions(spec))
    } catch (error) {
      throw new UserError(`the Docker engine refuses a container of ${spec.image}: ${(error as Error).message}`, {
        exit: 'preflight',
        cause: error,
      })
    }
  }
  const remove = async (id: string, graceSeconds: number): Promise<void> => {
    const container = docker.getContainer(id)
    if (graceSeconds > 0) await unlessGone(container.stop({ t: graceSeconds }))
    await unlessGone(container.remove({ force: true, v: true }))
  }
  const output = async (container: Dockerode.Container, on: OutputLines): Promise<{ drained: Promise<void> }> => {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true })
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    docker.modem.demuxStream(stream, stdout, stderr)
    eachLine(stdout, on.stdout)
    eachLine(stderr, on.stderr)
    const end = (): void => {
      stdout.end()
      stderr.end()
    }
    stream.once('end', end)
    stream.once('close', end)
    // An object, because a promise inside a promise would be waited for.
    return { drained: Promise.all([finished(stdout), finished(stderr)]).then(() => {}) }
  }

  const inspect: DockerClient['inspect'] = async (id) => {
    const found = await unlessGone(docker.getContainer(id).inspect())
    if (found === undefined) return undefined
    const networks = Object.entries(found.NetworkSettings.Networks).map(([name, { IPAddress }]) => [name, IPAddress])
    return {
      id: found.Id,
      labels: found.Config.Labels,
      running: found.State.Running,
      exitCode: found.State.ExitCode,
      outOfMemory: found.State.OOMKilled,
      addresses: Object.fromEntries(networks) as Record<string, string>,
    }
  }

  const list = async (label: string[]): Promise<ContainerFacts[]> => {
    const found = await docker.listContainers({ all: true, filters: { label } })
    const facts = await Promise.all(found.map(({ Id }) => inspect(Id)))
    return facts.filter((one) => one !== undefined)
  }

  return {
    endpoint,
    version,
    remove,
    inspect,
    async run(spec, on, signal) {
      signal.throwIfAborted()
      const container = await create(spec)
      let failure: { reason: unknown } | undefined
      let ending: Promise<unknown> = Promise.resolve()
      const end = (reason: unknown): void => {
        if (failure !== undefined) return
        failure = { reason }
        ending = unlessGone(container.stop({ t: 1 })).catch(() => undefined)
      }
      const onAbort = (): void => end(signal.reason)
      signal.addEventListener('abort', onAbort, { once: true })
      const guarded = (callback: (line: string) => void) => (line: string) => {
        try {
          if (failure === undefined) callback(line)
        } catch (error) {
          end(error)
        }
      }
      try {
        const { drained } = await output(container, { stdout: guarded(on.stdout), stderr: guarded(on.stderr) })
        signal.throwIfAborted()
        await container.start()
        // Aborted while it started: the stop that was asked then found nothing to stop.
        if (signal.aborted) ending = unlessGone(container.stop({ t: 1 }))
        await container.wait()
        await drained
        const facts = await inspect(container.id)
        if (failure !== undefined) throw (failure as { reason: unknown }).reason
        return { exitCode: facts?.exitCode ?? 137, outOfMemory: facts?.outOfMemory ?? false }
      } finally {
        signal.removeEventListener('abort', onAbort)
        await ending
        await remove(container.id, 0)
      }
    },
    async start(spec) {
      const container = await create(spec)
      try {
        await container.start()
        return container.id
      } catch (error) {
        await remove(container.id, 0)
        throw new UserError(`the container ${spec.name ?? spec.image} does not start: ${(error as Error).message}`, {
          exit: 'preflight',
          cause: error,
        })
      }
    },
    async restartAlways(id) {
      await docker.getContainer(id).update({ RestartPolicy: { Name: 'unless-stopped' } })
    },
    async exec(id, command) {
      const exec = await docker.getContainer(id).exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true })
      const stream = await exec.start({})
      const stdout = new PassThrough()
      const stderr = new PassThrough()
      docker.modem.demuxStream(stream, stdout, stderr)
      stream.once('end', () => {
        stdout.end()
        stderr.end()
      })
      const text = async (pipe: Readable): Promise<string> => {
        const chunks: Buffer[] = []
        for await (const chunk of pipe) chunks.push(chunk as Buffer)
        return Buffer.concat(chunks).toString('utf8')
      }
      const [out, err] = await Promise.all([text(stdout), text(stderr)])
      return { exitCode: (await exec.inspect()).ExitCode ?? 137, stdout: out, stderr: err }
    },
    list: (labels) => list(Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
    listWith: (label) => list([label]),
    async logTail(id, lines) {
      const log = await unlessGone(docker.getContainer(id).logs({ stdout: true, stderr: true, tail: lines }))
      if (log === undefined) return []
      return frames(log)
        .split(/[\r\n]+/)
        .filter((line) => line.trim() !== '')
    },
    async imageId(reference) {
      return (await unlessGone(docker.getImage(reference).inspect()))?.Id
    },
    async build(context, options, on) {
      const stream = await docker.buildImage(context, {
        t: options.tag,
        buildargs: options.arguments,
        rm: true,
        forcerm: true,
        abortSignal: on.signal,
      })
      await follow(stream, (line) => on.line(line), on.signal)
      // The engine keeps what earlier stages left, as large as the image itself.
      await docker.pruneImages({ filters: { dangling: { true: true }, label: { [stageLabel]: true } } })
    },
    async load(archive, signal) {
      const stream = await docker.loadImage(archive, { quiet: true })
      await follow(stream, () => {}, signal)
    },
    async save(reference, signal) {
      signal.throwIfAborted()
      const stream = (await docker.getImage(reference).get()) as Readable
      const onAbort = (): void => void stream.destroy(signal.reason as Error)
      signal.addEventListener('abort', onAbort, { once: true })
      stream.once('close', () => signal.removeEventListener('abort', onAbort))
      if (signal.aborted) onAbort()
      return stream
    },
    async removeImage(reference) {
      await unlessGone(docker.getImage(reference).remove())
    },
    async ensureNetwork(name, labels) {
      const found = await docker.listNetworks({ filters: { name: [name] } })
      if (found.some((network) => network.Name === name)) return
      await docker.createNetwork({ Name: name, Driver: 'bridge', CheckDuplicate: true, Labels: { ...labels } })
    },
    removeNetwork: (name) => unlessAbsent(docker.getNetwork(name).remove()),
    removeVolume: (name) => unlessAbsent(docker.getVolume(name).remove()),
  }
}
