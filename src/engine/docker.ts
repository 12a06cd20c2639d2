import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type GpuRequest, gpuRequest, limitsOf } from '../docker/container.ts'
import { imageReference, runtimeLabel } from '../docker/images.ts'
import type { DockerClient, ImageFacts } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { makeTemporary } from '../files.ts'
import { busyNote, gpusFor, namesOf, usableGpus, visibleDevices } from './gpus.ts'
import { cpuOf, plainFields, readSmi, smiQuery } from './machine.ts'
import { cleanUpJobs, jobLabels, leaseLabel } from './orphans.ts'
import { giveAway, nobody, readableInputs } from './readable.ts'
import { type EngineOptions, engineOf, jobEnvironment, threadsOf } from './run.ts'
import { trainImage } from './trainImage.ts'
import type { Engine, Facts, Job, Resources, Verb } from './types.ts'

type DockerEngineOptions = EngineOptions & {
  docker: DockerClient
  /** An image of the user's own for the jobs that it does; our own, built on demand, does the rest. */
  image?: string
  /** Whether it is that image alone that jobs ask for: then none of ours is made ready. */
  alone?: boolean
}

/** Where a job sees things, by the contract. */
const inside = {
  inputs: '/ml/in',
  out: '/ml/out',
  checkpoints: '/ml/checkpoints',
  config: '/ml/config.json',
  runtime: '/opt/runtime',
} as const

/** What an image of the user's own is asked to do, unless its label names other verbs. */
const foreignVerbs: readonly Verb[] = ['finetune', 'evaluate']
const verbsLabel = 'dev.model-actions.verbs'

/** An image that the engine has. */
type Image = {
  reference: string
  facts: ImageFacts
  kind: 'ours' | 'foreign'
  /** What results that it made say of it, where that is not its reference. */
  named?: string
}

/** Runs jobs in containers: no network, no capabilities, read-only inputs, not as root. */
export function createDockerEngine(options: DockerEngineOptions): Engine {
  const images = imagesOf(options)
  return engineOf(
    {
      name: 'docker',
      endpoint: options.docker.endpoint,
      preflight: (needs, signal) => preflight(options, images, needs, signal),
      seen: (job, inputs) => ({
        inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, `${inside.inputs}/${name}`])),
        out: inside.out,
        checkpoints: job.checkpoints === undefined ? undefined : inside.checkpoints,
      }),
      async start(job, facts, lines, signal, stop) {
        const image = await images.for(job, AbortSignal.any([signal, stop.signal]))
        const binds = [
          ...Object.entries(job.inputs).map(([name, { directory, file }]) => {
            const to = `${inside.inputs}/${name}`
            return file === undefined ? { from: directory, to } : { from: join(directory, file), to: `${to}/${file}` }
          }),
          ...(image.kind === 'ours' ? [{ from: options.runtimeDirectory, to: inside.runtime }] : []),
        ]
        const readable = await readableInputs(Object.fromEntries(binds.map(({ from, to }) => [to, from])), job.out)
        const others = binds.filter(({ to }) => readable.binds.every((copy) => copy.to !== to))
        const writable = [
          { from: job.out, to: inside.out, writable: true },
          ...(job.checkpoints === undefined ? [] : [{ from: job.checkpoints, to: inside.checkpoints, writable: true }]),
        ]
        const gpus = requestFor(facts, options.environment)
        try {
          return await options.docker.run(
            {
              image: image.facts.id,
              command: commandOf(image, job.config.verb),
              environment: {
                ...job.secrets,
                ...jobEnvironment,
                ...threadsOf(job.resources),
                HOME: '/tmp',
                MODEL_CONFIG: inside.config,
                ...(image.kind === 'ours' ? { PYTHONPATH: inside.runtime } : {}),
              },
              labels: {
                ...(await jobLabels(job.config.verb)),
                ...(job.lease === undefined ? {} : { [leaseLabel]: job.lease }),
              },
              binds: [...others, ...readable.binds, { from: job.configFile, to: inside.config }, ...writable],
              user: await owner([job.configFile, ...writable.map(({ from }) => from)]),
              network: 'none',
              keepLog: 'no',
              // Whoever else stops it, by hand or with the engine, gives it as long.
              stopGraceSeconds: Math.ceil(stop.patienceMs / 1_000),
              ...limitsOf(job.resources, gpus),
              ...(job.resources.pids === undefined ? {} : { pids: job.resources.pids }),
              ...isolation(job.resources),
            },
            lines,
            signal,
            stop,
          )
        } finally {
          await readable.close()
        }
      },
    },
    options,
  )
}

/** Ours has no program of its own: the runtime is mounted into it. Every other image is run by its own entrypoint. */
const commandOf = ({ facts, kind }: Image, verb: Verb): string[] =>
  kind === 'ours' && facts.entrypoint.length === 0
    ? ['python3', '-m', 'model_runtime', verb, '--config', inside.config]
    : []

type Images = {
  for(job: Pick<Job, 'config' | 'image'>, signal: AbortSignal): Promise<Image>
  all(signal: AbortSignal): Promise<Image[]>
}

function imagesOf(options: DockerEngineOptions): Images {
  const { docker, log } = options
  const known = new Map<string, Promise<Image>>()
  const once = (name: string, find: () => Promise<Image>): Promise<Image> => {
    const found = known.get(name) ?? find()
    known.set(name, found)
    found.catch(() => known.delete(name))
    return found
  }
  const ours = (signal: AbortSignal): Promise<Image> =>
    once('', async () => {
      const image = await mustHave(await trainImage({ docker, environment: options.environment, log, signal }))
      // Which build of PyTorch this machine takes is its own affair, as its GPU is.
      return { ...image, named: await imageReference('train', options.environment) }
    })
  const mustHave = async (reference: string): Promise<Image> => {
    const facts = await docker.image(reference)
    if (facts === undefined)
      throw new UserError(`the Docker engine has lost the image ${reference}: its disk may be full; run again`, {
        exit: 'preflight',
      })
    return { reference, facts, kind: (facts.labels[runtimeLabel] ?? '') !== '' ? 'ours' : 'foreign' }
  }
  const named = (reference: string, signal: AbortSignal): Promise<Image> =>
    once(reference, async () => {
      if ((await docker.image(reference)) === undefined) {
        log.info(`fetching the image ${reference}`)
        const credentials = await options.credentials?.(reference)
        await docker.pull(reference, { line: (line) => log.foreign(line), signal }, credentials)
      }
      const image = await mustHave(reference)
      if (image.kind === 'foreign' && image.facts.entrypoint.length + image.facts.command.length === 0)
        throw new UserError(
          `the image ${reference} has neither entrypoint nor command: write the program that reads $MODEL_CONFIG as its ENTRYPOINT`,
          { place: { key: 'engine.image' }, exit: 'preflight' },
        )
      return image
    })
  return {
    async for({ config, image: wanted }, signal) {
      if (wanted !== undefined) return named(wanted, signal)
      if (options.image === undefined) return ours(signal)
      const image = await named(options.image, signal)
      const verbs =
        image.facts.labels[verbsLabel]?.split(/[\s,]+/) ?? (image.kind === 'ours' ? undefined : foreignVerbs)
      return verbs === undefined || verbs.includes(config.verb) ? image : ours(signal)
    },
    async all(signal) {
      const own = options.image === undefined ? undefined : await named(options.image, signal)
      if (own !== undefined && (own.kind === 'ours' || options.alone === true)) return [own]
      return [await ours(signal), ...(own === undefined ? [] : [own])]
    },
  }
}

async function preflight(
  options: DockerEngineOptions,
  images: Images,
  needs: Resources,
  signal: AbortSignal,
): Promise<Facts> {
  const { docker, environment, log } = options
  if (docker.remote !== undefined)
    throw new UserError(
      `DOCKER_HOST is the engine of another machine (${docker.remote}), which sees no file of this one: run on that machine, or run jobs as processes (engine.name: process)`,
      { exit: 'preflight' },
    )
  const removed = await cleanUpJobs(docker)
  if (removed > 0) log.info(`removed ${removed} containers of jobs whose run was killed`)
  const all = await images.all(signal)
  const [first] = all
  if (first === undefined) throw new Error('an engine without an image')
  await mustIsolate(docker, needs)
  await mustSeeOurFiles(docker, first.facts.id)

  const usable = await usableGpus(environment, signal)
  let { driver } = usable
  const chosen = await gpusFor(needs.gpus, usable.gpus, async () => {
    const probe = await probeGpus(docker, all.at(-1) ?? first, needs, signal)
    if (typeof probe === 'string') return probe
    driver = probe.driver ?? driver
    return undefined
  })
  const note = options.leases === undefined ? busyNote(chosen) : undefined
  if (note !== undefined) log.info(note)
  return {
    engine: 'docker',
    identity: Object.fromEntries(all.map((image) => [`image ${image.kind}`, identityOf(image)])),
    cpu: await cpuOf(),
    gpus: chosen,
    ...(driver === undefined ? {} : { driver }),
    because: `jobs run in containers of ${all.map(({ reference }) => reference).join(' and ')} on Docker ${docker.version}`,
  }
}

/** Ours is named after all that goes in, so that two machines that built it agree; another one is what its registry says, or its id here. */
const identityOf = ({ reference, named, facts, kind }: Image): string =>
  kind === 'ours' ? (named ?? reference) : (facts.digests[0]?.replace(/^.*@/, '') ?? facts.id)

/** The runtime in which a job's container runs, and nothing where it is the engine's own. */
const isolation = ({ runtime }: Resources): { runtime?: string } => (runtime === undefined ? {} : { runtime })

async function mustIsolate(docker: DockerClient, { runtime }: Resources): Promise<void> {
  if (runtime === undefined) return
  const { runtimes } = await docker.info()
  if (!runtimes.includes(runtime))
    throw new UserError(
      `the Docker engine has no runtime ${runtime}, only ${runtimes.join(', ')}: install it there and name it in daemon.json, or name another`,
      { place: { key: 'engine.runtime' }, exit: 'preflight' },
    )
}

/** The engine may run on another machine's disk, or see another tree of directories: a mount of a fresh one tells. */
async function mustSeeOurFiles(docker: DockerClient, image: string): Promise<void> {
  const directory = await makeTemporary('model-actions-seen-')
  try {
    await docker.tryOut({
      image,
      command: ['true'],
      environment: {},
      labels: await jobLabels('preflight'),
      user: `${nobody}:${nobody}`,
      network: 'none',
      binds: [{ from: directory, to: '/ml/in' }],
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The GPUs as a container sees them, or why it sees none. nvidia-smi comes with the driver that the toolkit mounts. */
async function probeGpus(
  docker: DockerClient,
  image: Image,
  needs: Resources,
  signal: AbortSignal,
): Promise<{ driver?: string } | string> {
  const lines: string[] = []
  const toolkit = 'install the NVIDIA container toolkit on its machine'
  try {
    const { exitCode } = await docker.run(
      {
        image: image.facts.id,
        command: ['nvidia-smi', ...smiQuery(plainFields)],
        environment: {},
        labels: await jobLabels('preflight'),
        user: `${nobody}:${nobody}`,
        network: 'none',
        gpus: { count: 'all' },
        ...isolation(needs),
      },
      { stdout: (line) => void lines.push(line), stderr: () => {} },
      signal,
    )
    const { gpus, ...rest } = readSmi(lines, plainFields)
    return exitCode === 0 && gpus.length > 0 ? rest : `containers of this Docker engine see none: ${toolkit}`
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof UserError)) throw error
    return `containers of this Docker engine get none (${error.message}): ${toolkit}`
  }
}

/** The GPUs of a job, by name: inside of its container they are numbered anew. */
export function requestFor(
  { gpus }: Pick<Facts, 'gpus'>,
  environment: EngineOptions['environment'],
): GpuRequest | undefined {
  const devices = namesOf(gpus)
  return devices === undefined || gpus.length === 0 ? gpuRequest(gpus.length, visibleDevices(environment)) : { devices }
}

/** `uid:gid` that owns the outputs: ours, so that they stay readable; where we are root, nobody, who is given them. */
async function owner(paths: readonly string[]): Promise<string> {
  const uid = process.getuid?.() ?? nobody
  const gid = process.getgid?.() ?? nobody
  if (uid !== 0) return `${uid}:${gid}`
  for (const path of paths) await giveAway(path)
  return `${nobody}:${nobody}`
}
