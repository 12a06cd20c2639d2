import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDeepStrictEqual, stripVTControlCharacters } from 'node:util'
import { pack } from 'tar-stream'
import { UserError } from '../errors.ts'
import { agentFiles, dockerDirectory, runtimeDirectory } from '../installation.ts'
import { cpuLock } from './cpuLock.ts'
import type { DockerClient, ImageFacts } from './types.ts'

/*
 * Our own images, built on demand. A tag is the digest of what goes in, so that a changed file is a new image and an
 * unchanged one is never built twice.
 */

type Environment = Readonly<Record<string, string | undefined>>
/** `train-cpu` is `train` with the build of PyTorch that knows no CUDA, 4 GB less. */
type ImageKind = 'train' | 'train-cpu' | 'serve' | 'gateway'

/** A file of a build context, by its path in it. */
type ContextFile = { path: string; bytes: Uint8Array; executable?: boolean }

const publicBase = 'debian:bookworm-slim'

/** Says of an image with our Python packages which lock they are of; the runtime is mounted into it, or lies on top. */
export const runtimeLabel = 'dev.model-actions.packages'

/** The bundle of certificates that this machine trusts, for package installers behind a proxy with its own authority. */
const hostBundles = (environment: Environment): string[] =>
  [environment.SSL_CERT_FILE, '/etc/ssl/certs/ca-certificates.crt'].filter((path) => path !== undefined)

export async function hostBundle(environment: Environment): Promise<Uint8Array> {
  for (const path of hostBundles(environment)) {
    const bytes = await readFile(path).catch(() => undefined)
    if (bytes !== undefined) return bytes
  }
  return new Uint8Array()
}

/**
 * Reference of one of our images; builds it where the engine lacks it.
 * @throws UserError (exit `preflight`) where the base image cannot be had or a step of the build fails
 */
export async function ensureImage(options: {
  docker: DockerClient
  kind: ImageKind
  /** What it is built from, instead of MODEL_ACTIONS_BASE_IMAGE or the public one. */
  base?: string | undefined
  /** Of packages that PyPI does not have; the hashes of the lock say which they are, wherever they come from. */
  index?: string | undefined
  /** Directory of the locks, instead of ours. */
  requirements?: string | undefined
  log: { info(line: string): void; foreign(line: string): void }
  signal: AbortSignal
  environment: Environment
}): Promise<string> {
  const { docker, kind, index, log, signal, environment, base = baseImage(environment) } = options
  const { files, buildArguments } = await contextOf(kind, options.requirements)
  const reference = referenceOf(kind, files, base)
  const there = await docker.image(reference)
  // What serves goes elsewhere and stays: there a base that was mended since counts.
  if (there !== undefined && (kind !== 'serve' || standsOn(there.layers, await baseLayers(docker, environment, base))))
    return reference

  log.info(`building the image ${reference} from ${base}; this happens once`)
  const last: string[] = []
  const bundle = { path: 'host-ca.crt', bytes: await hostBundle(environment) }
  const all = files.map((file) => (file.path === lockFile && index !== undefined ? withIndex(file, index) : file))
  const build = async (): Promise<void> => {
    const context = pack()
    const sent = send(context, [...all, bundle])
    await docker.build(
      Readable.from(context as AsyncIterable<Uint8Array>),
      { tag: reference, arguments: { BASE: base, ...buildArguments } },
      {
        line(line) {
          last.push(line)
          if (last.length > 20) last.shift()
          log.foreign(line)
        },
        signal,
      },
    )
    await sent
  }
  try {
    await build().catch((error: Error) => {
      if (signal.aborted || !clearedAway.test(error.message)) throw error
      log.info('another build on this engine cleared away what this one had made so far: building once more')
      return build()
    })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const python = kind === 'gateway' ? undefined : await pythonOf(docker, base, signal)
    throw buildFailed({ kind, base, python, said: (error as Error).message, last })
  }
  return reference
}

/** What an engine says where another program removed what lay between two steps of a build: it is in no use, by its count. */
const clearedAway = /unknown parent image/i

/** Whether our images can be built on this engine without a registry: one is there, or a base for it. */
export async function imageAtHand(docker: DockerClient, kind: ImageKind, environment: Environment): Promise<boolean> {
  return (await docker.image(baseImage(environment))) !== undefined || (await imageBuilt(docker, kind, environment))
}

/** Whether the engine has this image of ours, so that nothing need be built. */
export async function imageBuilt(
  docker: DockerClient,
  kind: ImageKind,
  environment: Environment,
  requirements?: string,
): Promise<boolean> {
  return (await docker.image(await imageReference(kind, environment, undefined, requirements))) !== undefined
}

/** The name of one of our images, whether the engine has it or not: with the same files and base it is the same. */
export async function imageReference(
  kind: ImageKind,
  environment: Environment,
  base = baseImage(environment),
  requirements?: string,
): Promise<string> {
  return referenceOf(kind, (await contextOf(kind, requirements)).files, base)
}

/** Of what the engine has under the name of the base; undefined where it has nothing, and the name alone decides. */
export const baseLayers = async (
  docker: DockerClient,
  environment: Environment,
  base = baseImage(environment),
): Promise<readonly string[] | undefined> => (await docker.image(base))?.layers

/** Whether an image was built from the base. Layers tell it and no id, which each kind of engine makes in another way. Pure. */
export const standsOn = (layers: readonly string[], base: readonly string[] | undefined): boolean =>
  base === undefined || base.every((layer, at) => layers[at] === layer)

/** What an image configuration says of layers and command, as the OCI image spec writes it. */
type Configured = {
  config?: Record<string, unknown> | null | undefined
  rootfs: { diff_ids?: readonly string[] | null | undefined }
}

/**
 * Whether an image of the engine is the one of this configuration: made of the same layers, and run in the same way. Its id
 * does not tell, because engines with containerd's store name it otherwise than by its configuration.
 */
export function isImageOf(facts: ImageFacts, { config, rootfs }: Configured): boolean {
  const wanted = [rootfs.diff_ids ?? [], config?.['Entrypoint'] ?? [], config?.['Cmd'] ?? [], config?.['Env'] ?? []]
  return isDeepStrictEqual([facts.layers, facts.entrypoint, facts.command, facts.environment], wanted)
}

const baseImage = (environment: Environment): string => {
  const named = environment.MODEL_ACTIONS_BASE_IMAGE ?? ''
  return named === '' ? publicBase : named
}

const referenceOf = (kind: ImageKind, files: readonly ContextFile[], base: string): string =>
  `model-actions-${kind}:${contentHash(files, base)}`

/** The host's certificates are not part of it: they are in no image. */
function contentHash(files: readonly ContextFile[], base: string): string {
  const hash = createHash('sha256').update(`${base}\n`)
  for (const file of files) hash.update(`${file.path}\n${file.bytes.length}\n`).update(file.bytes)
  return hash.digest('hex').slice(0, 16)
}

/** Exactly what the Dockerfile copies; nothing is sent because it happens to lie there. */
async function contextOf(
  kind: ImageKind,
  requirements = join(runtimeDirectory(), 'requirements'),
): Promise<{ files: ContextFile[]; buildArguments: Record<string, string> }> {
  const folder = kind === 'gateway' ? 'gateway' : 'python'
  const dockerfile = { path: 'Dockerfile', bytes: await readFile(join(dockerDirectory(), folder, 'Dockerfile')) }
  if (kind !== 'gateway') {
    const read = (name: string): Promise<string> => readFile(join(requirements, `${name}.txt`), 'utf8')
    const [lock, text] =
      kind === 'train-cpu'
        ? (['train', cpuLock(await read('train'), await read('torch-cpu'))] as const)
        : ([kind, await read(kind)] as const)
    return { files: [dockerfile, { path: lockFile, bytes: Buffer.from(text) }], buildArguments: { LOCK: lock } }
  }
  const node = { path: 'node', bytes: await readFile(process.execPath), executable: true }
  const { directory, names, entry } = await agentFiles()
  const agent = names.map(async (name) => ({ path: `agent/${name}`, bytes: await readFile(join(directory, name)) }))
  const files = [dockerfile, node, ...(await Promise.all(agent))]
  return {
    files: [...files, { path: 'agent/package.json', bytes: Buffer.from('{"type":"module"}\n') }],
    buildArguments: { AGENT: `agent/${entry}` },
  }
}

const lockFile = 'requirements.txt'

/**
 * The same with one more index to look for packages at. Where that is speaks for nothing, so that it is in no tag: the hashes are
 * of the only files that are taken, which is why one without TLS will do.
 */
function withIndex(file: ContextFile, index: string): ContextFile {
  const { protocol, hostname } = new URL(index)
  const trusted = protocol === 'http:' ? `--trusted-host ${hostname}\n` : ''
  return { ...file, bytes: Buffer.concat([Buffer.from(`--extra-index-url ${index}\n${trusted}`), file.bytes]) }
}

async function send(context: ReturnType<typeof pack>, files: readonly ContextFile[]): Promise<void> {
  for (const { path, bytes, executable } of files) {
    const header = { name: path, size: bytes.length, mode: executable === true ? 0o755 : 0o644, mtime: new Date(0) }
    const entry = context.entry(header)
    await pipeline([bytes], entry)
  }
  context.finalize()
}

/** `3.11`, of an image that the engine has; undefined where it has no such image, or the image no Python. */
async function pythonOf(docker: DockerClient, image: string, signal: AbortSignal): Promise<string | undefined> {
  const said: string[] = []
  const asked = {
    image,
    command: ['python3', '-c', 'import sys; print("%d.%d" % sys.version_info[:2])'],
    environment: {},
    labels: {},
    user: '65532:65532',
    network: 'none',
    keepLog: 'no',
  } as const
  await docker
    .run(asked, { stdout: (line) => void said.push(line), stderr: () => undefined }, signal)
    // It is asked after a failure, which is told in any case.
    .catch(() => undefined)
  return said.find((line) => /^\d+\.\d+$/.test(line))
}

/** The oldest that the locks of our packages are made for. */
const oldestPython = { major: 3, minor: 10 }

function isTooOld(python: string): boolean {
  const [major = 0, minor = 0] = python.split('.').map(Number)
  return major < oldestPython.major || (major === oldestPython.major && minor < oldestPython.minor)
}

/** Why an image of ours could not be built, and what to do. @param last the last lines of the build */
export function buildFailed(failed: {
  kind: ImageKind
  base: string
  /** Of the base, where it has one. */
  python: string | undefined
  said: string
  last: readonly string[]
}): UserError {
  const { kind, base, python, said, last } = failed
  const failure = (message: string): UserError => new UserError(message, { exit: 'preflight' })
  if (/no space left/i.test(said))
    return failure(
      `the disk of the Docker engine is full while building the ${kind} image: docker system prune, or make room`,
    )
  if (python !== undefined && isTooOld(python))
    return failure(
      `the base image ${base} of the ${kind} image has Python ${python}, and our packages need ${oldestPython.major}.${oldestPython.minor} or newer: ${anotherBase}`,
    )
  if (
    /pull access denied|manifest unknown|manifest for|not found|lookup|dial tcp|i\/o timeout|TLS|x509|Client\.Timeout/.test(
      said,
    )
  )
    return failure(`the base image ${base} of the ${kind} image cannot be had (${said}): ${anotherBase}`)
  // Engines colour what a step writes to its standard error.
  const cause = last
    .map((line) => stripVTControlCharacters(line).trim())
    .findLast((line) => /^(?:ERROR|E): |: not found$/.test(line))
  return failure(
    `building the ${kind} image from ${base} failed: ${said}${cause === undefined ? '' : ` (${cause})`}; the lines above say where`,
  )
}

const anotherBase =
  'name another one that the engine has, by MODEL_ACTIONS_BASE_IMAGE or `runtime-image --debian`; docker/base/make.sh makes one from Debian packages'
