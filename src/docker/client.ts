import type { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { UserError } from '../errors.ts'
import type { OnLine } from '../lines.ts'
import { inTime, sleep } from '../timers.ts'
import { type ContainerSpec, createOptions } from './container.ts'
import { dockerEndpoint, type Endpoint, whyUnanswered } from './endpoint.ts'
import { execsOf } from './exec.ts'
import { holdsOf } from './hold.ts'
import { engineFacts } from './info.ts'
import { readLogs } from './logs.ts'
import { onceSettled, storageOf } from './storage.ts'
import { eachFrameLine, follow } from './streams.ts'
import type { ContainerFacts, DockerClient } from './types.ts'

/*
 * What we ask of a Docker engine, over its own API. Nothing else in the project speaks to it.
 */

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Connects to the engine at `host`, else at DOCKER_HOST, or at /var/run/docker.sock.
 * @param host as `deploy.docker.host` names it
 * @throws UserError (exit `preflight`) where none answers
 */
export async function connectDocker(options: {
  environment: Environment
  host?: string | undefined
}): Promise<DockerClient> {
  const { environment, host } = options
  const asked = host === undefined ? undefined : { address: host, key: 'deploy.docker.host' }
  const endpoint = dockerEndpoint(environment, asked)
  // Bundled as one ES module, ssh2 below dockerode asks for a name that only CommonJS has.
  if (!('__dirname' in globalThis)) Object.assign(globalThis, { __dirname: '' })
  const { default: Docker } = await import('dockerode')
  const docker = new Docker(onlyThese(endpoint.options))
  const unanswered = (error: Error): UserError =>
    new UserError(whyUnanswered(endpoint.address, error), { exit: 'preflight', cause: error })
  const facts = docker.version().catch((error: Error) => {
    throw unanswered(error)
  })
  const found = await inTime(facts, answerMs, undefined)
  if (found === undefined) throw unanswered(new Error(`no answer within ${answerMs / 1000} s`))
  return client(docker, endpoint, { version: found.Version, platform: `${found.Os}/${found.Arch}` })
}

/** A login of ssh at a machine far away takes some of it. */
const answerMs = 20_000

/** dockerode reads DOCKER_HOST and DOCKER_CERT_PATH too, and takes from there what it is not given. */
const onlyThese = (options: Dockerode.DockerOptions): Dockerode.DockerOptions =>
  Object.assign({ host: undefined, socketPath: undefined, ca: undefined, cert: undefined, key: undefined }, options)

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

/** Carried by the earlier stages of our Dockerfiles and by no finished image. */
const stageLabel = 'model-actions.stage'

const silenceMs = 5_000

function client(
  docker: Dockerode,
  { address, remote }: Endpoint,
  engine: Pick<DockerClient, 'version' | 'platform'>,
): DockerClient {
  const create = async (spec: ContainerSpec): Promise<Dockerode.Container> => {
    try {
      return await docker.createContainer(createOptions(spec))
    } catch (error) {
      const said = (error as Error).message.trim()
      const missing = /bind source path does not exist: (.+)/.exec(said)?.[1]
      throw new UserError(
        missing === undefined
          ? `the Docker engine at ${address} refuses a container of ${spec.image} (${said}): correct what it names`
          : `the Docker engine at ${address} does not see ${missing} of this machine: it runs on another machine, or this job runs in a container (\`container:\`) or the directory is not shared with it; run jobs as processes (engine.name: process), or where the engine runs`,
        { exit: 'preflight', cause: error },
      )
    }
  }
  const remove = async (id: string, graceSeconds: number): Promise<void> => {
    const container = docker.getContainer(id)
    if (graceSeconds > 0) await unlessGone(container.stop({ t: graceSeconds }))
    await unlessGone(container.remove({ force: true, v: true }))
  }
  const started = async (
    container: Dockerode.Container,
    spec: Pick<ContainerSpec, 'image' | 'name'>,
  ): Promise<void> => {
    try {
      await container.start()
    } catch (error) {
      // It may have started all the same, and even have said so.
      if (statusCode(error) === undefined) throw dropped(error, `the container of ${spec.image} ran`)
      const said = (error as Error).message.trim()
      const remedy = /could not select device driver|nvidia-container-cli|CDI device/i.test(said)
        ? ': the engine cannot give GPUs to containers; install the NVIDIA container toolkit on its machine'
        : ''
      throw new UserError(`the container ${spec.name ?? spec.image} does not start (${said})${remedy}`, {
        exit: 'preflight',
        cause: error,
      })
    }
  }
  /** A connection that ends in the middle is the machine's trouble, and no bug. */
  const dropped = (error: unknown, what: string): unknown =>
    error instanceof UserError || statusCode(error) !== undefined
      ? error
      : new UserError(
          `the connection to the Docker engine at ${address} was lost while ${what} (${(error as Error).message}): see whether the engine was stopped, and run again`,
          { exit: 'preflight', cause: error },
        )

  const inspect: DockerClient['inspect'] = async (id) => {
    const found = await unlessGone(docker.getContainer(id).inspect())
    if (found === undefined) return undefined
    const networks = Object.entries(found.NetworkSettings.Networks).map(([name, { IPAddress }]) => [name, IPAddress])
    return {
      id: found.Id,
      image: found.Image,
      command: found.Config.Cmd ?? [],
      labels: found.Config.Labels,
      running: found.State.Running,
      begins: found.State.Status === 'created',
      exitCode: found.State.ExitCode,
      outOfMemory: found.State.OOMKilled,
      health: found.State.Health?.Status,
      addresses: Object.fromEntries(networks) as Record<string, string>,
    }
  }

  /**
   * Asks until a container has ended; the engine's own `wait` cannot tell a connection that dropped from one that is quiet.
   * @param onSilence called once, where it runs on for long after its output has ended
   */
  const ended = async (id: string, onSilence: () => void): Promise<ContainerFacts | undefined> => {
    const beganMs = performance.now()
    let heardMs = beganMs
    for (let pauseMs = 10, said = false; ; pauseMs = Math.min(1_000, 2 * pauseMs)) {
      const facts = await inspect(id).catch((error: unknown) => {
        // Connections of before are gone with the one that dropped; one that is made anew may find the engine.
        if (performance.now() - heardMs > silenceMs) throw error
        return 'no answer' as const
      })
      if (facts !== 'no answer') {
        if (facts?.running !== true) return facts
        heardMs = performance.now()
      }
      if (!said && performance.now() - beganMs > silenceMs) {
        said = true
        onSilence()
      }
      await sleep(pauseMs)
    }
  }

  const list = async (label: string[]): Promise<ContainerFacts[]> => {
    const found = await docker.listContainers({ all: true, filters: { label } })
    const facts = await Promise.all(found.map(({ Id }) => inspect(Id)))
    return facts.filter((one) => one !== undefined)
  }

  return {
    endpoint: address,
    remote,
    ...engine,
    info: () => engineFacts(docker),
    remove,
    inspect,
    async run(spec, on, signal, stop) {
      signal.throwIfAborted()
      stop?.signal.throwIfAborted()
      const container = await create(spec)
      let failure: { reason: unknown } | undefined
      const endings: Promise<unknown>[] = []
      // Each asks anew: an engine takes any number, and the first whose time is over ends it, also when we are gone by then.
      const endWithin = (seconds: number): void =>
        void endings.push(unlessGone(container.stop({ t: seconds })).catch(() => undefined))
      const end = (reason: unknown): void => {
        if (failure !== undefined) return
        failure = { reason }
        endWithin(1)
      }
      const onAbort = (): void => end(signal.reason)
      const onStop = (): void => endWithin(Math.ceil((stop?.patienceMs ?? 0) / 1_000))
      signal.addEventListener('abort', onAbort, { once: true })
      stop?.signal.addEventListener('abort', onStop, { once: true })
      const guarded = (callback: OnLine): OnLine => {
        return async (line) => {
          if (failure !== undefined) return
          try {
            await callback(line)
          } catch (error) {
            end(error)
          }
        }
      }
      try {
        const stream = (await container.attach({ stream: true, stdout: true, stderr: true })) as unknown as Readable
        // Output that is lost with its connection is no end of the job: its result is a file.
        const onStderr = guarded(on.stderr)
        const read = eachFrameLine(stream, { stdout: guarded(on.stdout), stderr: onStderr }).catch(() => {})
        signal.throwIfAborted()
        if (stop?.signal.aborted === true) end(stop.signal.reason)
        if (failure !== undefined) throw (failure as { reason: unknown }).reason
        await started(container, spec).catch(async (error: unknown) => {
          // The engine may have started it, and its answer was lost with the connection.
          const facts = await inspect(container.id).catch(() => undefined)
          if (facts === undefined || facts.begins) throw error
        })
        // What was asked for while it started found nothing to stop.
        if (signal.aborted) endWithin(1)
        else if (stop?.signal.aborted === true) onStop()
        await read
        const facts = await ended(container.id, () => onStderr('[its output from here on is lost, it still runs]'))
        if (failure !== undefined) throw (failure as { reason: unknown }).reason
        return { exitCode: facts?.exitCode ?? 137, outOfMemory: facts?.outOfMemory ?? false }
      } catch (error) {
        if (failure !== undefined) throw (failure as { reason: unknown }).reason
        throw dropped(error, `the container of ${spec.image} ran`)
      } finally {
        signal.removeEventListener('abort', onAbort)
        stop?.signal.removeEventListener('abort', onStop)
        await Promise.all(endings)
        // An engine that is gone cannot remove it: the next run does, by its labels.
        await remove(container.id, 0).catch((error: unknown) => {
          if (statusCode(error) !== undefined) throw error
        })
      }
    },
    async tryOut(spec) {
      await remove((await create(spec)).id, 0)
    },
    async start(spec, prepare) {
      const container = await create(spec)
      try {
        await prepare?.()
        for (const network of spec.alsoIn ?? [])
          await onceSettled(() => docker.getNetwork(network).connect({ Container: container.id }))
        await onceSettled(() => started(container, spec))
        return container.id
      } catch (error) {
        await remove(container.id, 0)
        throw error
      }
    },
    async restart(id, policy) {
      await docker.getContainer(id).update({ RestartPolicy: { Name: policy } })
    },
    async halt(id, graceSeconds) {
      await unlessGone(docker.getContainer(id).stop({ t: graceSeconds }))
    },
    async startAgain(id) {
      const container = docker.getContainer(id)
      const { Name, Image, State } = await container.inspect()
      if (!State.Running) await started(container, { name: Name.replace('/', ''), image: Image })
    },
    ...execsOf(docker, dropped),
    list: (labels) => list(Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
    listWith: (label) => list([label]),
    async logTail(id, lines) {
      const found: string[] = []
      const all = { lines, follow: false, signal: new AbortController().signal }
      await readLogs(docker.getContainer(id), all, (line) => void found.push(line))
      return found.filter((line) => line.trim() !== '')
    },
    logs: (id, options, onLine) =>
      readLogs(docker.getContainer(id), options, onLine).catch((error: unknown) => {
        options.signal.throwIfAborted()
        throw dropped(error, `the output of the container ${id.slice(0, 12)} was read`)
      }),
    async image(reference) {
      const found = await unlessGone(docker.getImage(reference).inspect())
      if (found === undefined) return undefined
      const words = (value: string | string[] | null | undefined): string[] =>
        value === null || value === undefined ? [] : [value].flat()
      return {
        id: found.Id,
        digests: found.RepoDigests ?? [],
        labels: found.Config?.Labels ?? {},
        entrypoint: words(found.Config?.Entrypoint),
        command: words(found.Config?.Cmd),
        environment: found.Config?.Env ?? [],
        layers: found.RootFS?.Layers ?? [],
      }
    },
    async pull(reference, on, credentials) {
      const options = { abortSignal: on.signal, ...(credentials === undefined ? {} : { authconfig: credentials }) }
      try {
        await follow(await docker.pull(reference, options), (line) => on.line(line), on.signal)
      } catch (error) {
        on.signal.throwIfAborted()
        const said = (error as Error).message.trim()
        const isRefused = /no basic auth|unauthorized|authentication required|denied|incorrect username/i.test(said)
        const remedy = isRefused
          ? `${credentials === undefined ? 'no credentials were given' : 'the credentials were refused'}; run docker login for that registry, or set MODEL_ACTIONS_REGISTRY_HOST, MODEL_ACTIONS_REGISTRY_USERNAME and MODEL_ACTIONS_REGISTRY_PASSWORD; or check the name, or fetch it there with docker pull`
          : 'check the name and its way to the registry, or fetch it there with docker pull'
        throw new UserError(
          `the Docker engine at ${address} has no image ${reference} and cannot fetch it (${said}): ${remedy}`,
          { exit: 'preflight', cause: error },
        )
      }
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
      // The engine keeps what earlier stages left, as large as the image itself. Another build may be clearing away just now.
      await unlessGone(docker.pruneImages({ filters: { dangling: { true: true }, label: { [stageLabel]: true } } }))
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
    async tag(id, name) {
      const colon = name.lastIndexOf(':')
      await docker.getImage(id).tag({ repo: name.slice(0, colon), tag: name.slice(colon + 1) })
    },
    async removeImage(reference) {
      await unlessGone(docker.getImage(reference).remove())
    },
    ...holdsOf(create, remove),
    ...storageOf(docker, create),
  }
}
