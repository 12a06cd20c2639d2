import { isAbsolute } from 'node:path'
import type Dockerode from 'dockerode'

/** One container. Everything that is not said here is closed: see `createOptions`. */
export type ContainerSpec = {
  image: string
  /** Empty: the image's own. */
  command: readonly string[]
  environment: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
  name?: string
  /** Absolute path of the engine's host, or name of a volume, and path inside; read-only unless `writable`. */
  binds?: readonly { from: string; to: string; writable?: boolean }[]
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
  stopGraceSeconds?: number
  /** Ports on the host's loopback. */
  publish?: readonly { hostPort: number; containerPort: number }[]
  restart?: 'unless-stopped'
  /** Whether the engine keeps its output too; `no` where we read all of it ourselves. */
  keepLog?: 'no'
}

/** How many, all, or which by the driver's own names. */
export type GpuRequest = { count: number | 'all' } | { devices: readonly string[] }

const gibibyte = 1024 ** 3

const deviceRequest = (gpus: GpuRequest): Dockerode.DeviceRequest => ({
  Driver: '',
  ...('devices' in gpus ? { DeviceIDs: [...gpus.devices] } : { Count: gpus.count === 'all' ? -1 : gpus.count }),
  Capabilities: [['gpu']],
})

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
    ...(spec.aliases === undefined
      ? {}
      : { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }),
    ExposedPorts: Object.fromEntries((spec.publish ?? []).map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    HostConfig: {
      NetworkMode: spec.network,
      // Not `Binds`: where a source is missing, those make an empty directory of it, and a job finds no data.
      Mounts: (spec.binds ?? []).map(({ from, to, writable }) => ({
        Type: isAbsolute(from) ? 'bind' : 'volume',
        Source: from,
        Target: to,
        ReadOnly: writable !== true,
      })),
      PortBindings: Object.fromEntries(
        (spec.publish ?? []).map(({ hostPort, containerPort }) => [
          `${containerPort}/tcp`,
          [{ HostIp: '127.0.0.1', HostPort: String(hostPort) }],
        ]),
      ),
      ...(spec.restart === undefined ? {} : { RestartPolicy: { Name: spec.restart } }),
      ...(spec.keepLog === 'no' ? { LogConfig: { Type: 'none', Config: {} } } : {}),
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,size=1g' },
      ShmSize: spec.shmBytes ?? gibibyte,
      PidsLimit: 4096,
      Init: true,
      ...(spec.cpus === undefined ? {} : { NanoCpus: Math.round(spec.cpus * 1e9) }),
      ...(spec.memoryBytes === undefined ? {} : { Memory: spec.memoryBytes, MemorySwap: spec.memoryBytes }),
      ...(spec.gpus === undefined ? {} : { DeviceRequests: [deviceRequest(spec.gpus)] }),
    },
  }
}
