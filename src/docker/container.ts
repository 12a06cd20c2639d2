import { isAbsolute } from 'node:path'
import type Dockerode from 'dockerode'
import { UserError } from '../errors.ts'

/** One container. Everything that is not said here is closed: see `createOptions`. */
export type ContainerSpec = {
  image: string
  /** Empty: the image's own. */
  command: readonly string[]
  environment: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
  name?: string
  /**
   * Absolute path of the engine's host, or name of a volume, and path inside; read-only unless `writable`. A volume that is not
   * there is made, with `labels`.
   */
  binds?: readonly { from: string; to: string; writable?: boolean; labels?: Readonly<Record<string, string>> }[]
  /** `uid:gid`; never root. */
  user: string
  /** `none` or the name of a network of ours. */
  network: string
  /** More names for it in that network. */
  aliases?: readonly string[]
  cpus?: number
  memoryBytes?: number
  shmBytes?: number
  gpus?: GpuRequest
  /** Processes and threads at most, by default 4,096. */
  pids?: number
  /** An isolating runtime of the engine, such as `runsc`. */
  runtime?: string
  /** Networks that it is in besides `network`. */
  alsoIn?: readonly string[]
  /** Whether its root is written to; what is written is gone with it. */
  root?: 'writable'
  healthCheck?: { command: readonly string[]; intervalMs: number }
  stopGraceSeconds?: number
  /** Ports on the host: of loopback where no address is said. */
  publish?: readonly { address?: string; hostPort: number; containerPort: number }[]
  restart?: RestartPolicy
  /** What it reads ends with the connection of the first who writes to it. */
  input?: 'once'
  /** Whether the engine keeps its output too; `no` where we read all of it ourselves. */
  keepLog?: 'no'
}

export type RestartPolicy = 'unless-stopped' | 'on-failure' | 'no' | 'always'

/** How many, all, or which by the driver's own names. */
export type GpuRequest = { count: number | 'all' } | { devices: readonly string[] }

/**
 * The GPUs of one container, or of one of several equal ones, of which each has its own.
 * @param visible the devices that are left to us; undefined: all of the machine
 * @throws UserError where fewer are left than are asked for
 */
export function gpuRequest(
  wanted: number | 'all' | undefined,
  visible: readonly string[] | undefined,
  { index, of }: { index: number; of: number } = { index: 0, of: 1 },
): GpuRequest | undefined {
  if (wanted === undefined || wanted === 0) return undefined
  if (wanted === 'all') return visible === undefined ? { count: 'all' } : { devices: visible }
  if (visible === undefined && of === 1) return { count: wanted }
  const numbered = visible ?? Array.from({ length: of * wanted }, (_, device) => String(device))
  const devices = numbered.slice(index * wanted, (index + 1) * wanted)
  if (devices.length === wanted) return { devices }
  throw new UserError(
    `${of} × ${wanted} GPUs are asked for, and CUDA_VISIBLE_DEVICES leaves ${numbered.length}: ask for fewer, or for \`all\` where containers may share them`,
    { exit: 'preflight' },
  )
}

const gibibyte = 1024 ** 3

const deviceRequest = (gpus: GpuRequest): Dockerode.DeviceRequest => ({
  Driver: '',
  ...('devices' in gpus ? { DeviceIDs: [...gpus.devices] } : { Count: gpus.count === 'all' ? -1 : gpus.count }),
  Capabilities: [['gpu']],
})

const nanosecondsOfMs = 1e6

const healthCheck = ({ command, intervalMs }: { command: readonly string[]; intervalMs: number }) => ({
  Test: ['CMD', ...command],
  Interval: intervalMs * nanosecondsOfMs,
  Timeout: 5_000 * nanosecondsOfMs,
  Retries: 3,
})

/** What a container may take: of jobs and of versions that serve. */
export const limitsOf = (
  { cpus, memoryBytes, shmBytes }: Limits,
  gpus: GpuRequest | undefined,
): Partial<ContainerSpec> => ({
  ...(cpus === undefined ? {} : { cpus }),
  ...(memoryBytes === undefined ? {} : { memoryBytes }),
  ...(shmBytes === undefined ? {} : { shmBytes }),
  ...(gpus === undefined ? {} : { gpus }),
})

type Limits = { cpus?: number; memoryBytes?: number; shmBytes?: number }

/** A container as the engine's API asks for it: no capability, no new rights, a read-only root, a bounded /tmp. */
export function createOptions(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  return {
    ...(spec.name === undefined ? {} : { name: spec.name }),
    Image: spec.image,
    ...(spec.command.length === 0 ? {} : { Entrypoint: [], Cmd: [...spec.command] }),
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Labels: { ...spec.labels },
    User: spec.user,
    WorkingDir: '/tmp',
    StopTimeout: spec.stopGraceSeconds ?? 1,
    ...(spec.input === undefined ? {} : { OpenStdin: true, StdinOnce: true }),
    ...(spec.aliases === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }),
    ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    ...(spec.healthCheck === undefined ? {} : { Healthcheck: healthCheck(spec.healthCheck) }),
    HostConfig: {
      NetworkMode: spec.network,
      // Not `Binds`: where a source is missing, those make an empty directory of it, and a job finds no data.
      Mounts: (spec.binds ?? []).map(({ from, to, writable, labels }) => ({
        Type: isAbsolute(from) ? 'bind' : 'volume',
        Source: from,
        Target: to,
        ReadOnly: writable !== true,
        ...(labels === undefined
          ? {}
          : { VolumeOptions: { NoCopy: false, Labels: { ...labels }, DriverConfig: { Name: 'local', Options: {} } } }),
      })),
      PortBindings: Object.fromEntries(
        (spec.publish ?? []).map(({ address = '127.0.0.1', hostPort, containerPort }) => [
          `${containerPort}/tcp`,
          [{ HostIp: address, HostPort: String(hostPort) }],
        ]),
      ),
      ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
      ...(spec.keepLog === 'no' ? { LogConfig: { Type: 'none', Config: {} } } : {}),
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: spec.root !== 'writable',
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
      ShmSize: spec.shmBytes ?? gibibyte,
      PidsLimit: spec.pids ?? 4096,
      Init: true,
      ...(spec.runtime === undefined ? {} : { Runtime: spec.runtime }),
      ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
      ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
      ...(spec.gpus === undefined ? {} : { DeviceRequests: [deviceRequest(spec.gpus)] }),
    },
  }
}

/** Whether a container was refused because another one has its name. The engine says 409 of other conflicts too. Pure. */
export const isNameTaken = (error: unknown): boolean =>
  error instanceof Error &&
  (error.cause as { statusCode?: unknown } | undefined)?.statusCode === 409 &&
  /is already in use/.test(error.message)
