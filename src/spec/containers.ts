import { z } from 'zod'
import { duration, memory, path } from './values.ts'

/* What a container may take and reach: of jobs, and of versions that serve. */

export const gpuCount = z.union([z.int().min(0), z.literal('all')], { error: 'expected a whole number from 0, or all' })

/** @param of what it isolates, for the description */
export const runtimeKey = (of: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'expected the name of a runtime of the engine, such as runsc')
    .optional()
    .meta({ description: `Runtime of the engine that isolates ${of}, such as runsc (gVisor).` })

/** @param of whose they are, for descriptions: `a job` */
export const limitKeys = (of: string, gpus: string) => ({
  cpus: z
    .number()
    .gt(0)
    .max(1024)
    .optional()
    .meta({ description: `CPUs of ${of}. Default: all.` }),
  memory: memory.optional().meta({ description: `Memory of ${of}, such as 16g. Default: no limit.` }),
  gpus: gpuCount.optional().meta({ description: `GPUs of ${of}: a number, or all. Default: ${gpus}.` }),
})

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'expected a name of letters, digits and _')

const port = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?/?'
const machine = '(?:\\w[\\w.-]*|\\[[\\da-fA-F:]+\\])'
/** What the client of Docker engines takes, so that none is refused only when it is used: no password, no path, a port that there is. */
const engineAddress = new RegExp(
  `^(?:unix:///\\S+|ssh://(?:[\\w.](?:[\\w.-]|%40)*@)?${machine}${port}|tcp://${machine}${port})$`,
)

/** `deploy.docker`. */
export const servingContainers = z
  .strictObject({
    host: z
      .string()
      .max(1_000)
      .regex(engineAddress, 'expected unix:///path, ssh://user@host, ssh://user@host:22 or tcp://host:2376')
      .optional()
      .meta({
        description:
          'Docker engine that serves, as unix:///path, ssh://user@host (with this machine’s ssh, its ~/.ssh/config, known_hosts and agent) or tcp://host:2376 (TLS, with ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH). Default: DOCKER_HOST. Jobs always run at DOCKER_HOST.',
      }),
    ...limitKeys('a container', 'none. With replicas each has its own GPUs; `all` gives all to each'),
    shm: memory.optional().meta({ description: 'Shared memory (/dev/shm) of a container, such as 2g. Default: 1g.' }),
    runtime: runtimeKey('the containers'),
    user: z
      .string()
      .regex(/^[1-9]\d{0,8}(?::[1-9]\d{0,8})?$/, 'expected UID or UID:GID, in quotes, and not root')
      .default('65532:65532')
      .meta({ description: 'User that the server runs as, as "UID:GID"; never root.' }),
    'read-only': z.boolean().default(true).meta({
      description: 'Whether the image’s file system is read-only; /tmp is always writable, up to 1 GB.',
    }),
    network: z.boolean().default(false).meta({
      description:
        "Whether a version can reach networks outside the host. Otherwise only the gateway reaches the version, and the version only its model's containers.",
    }),
    env: z.record(variable, z.string().max(10_000)).default({}).meta({
      description: 'Environment variables of the server. Not for secrets: whoever can see the container can read them.',
    }),
    secrets: z.record(variable, path).default({}).meta({
      description:
        'Files that only the server can read, as NAME: FILE. Each is /run/secrets/NAME in the container, and the variable NAME_FILE has that path. They are in a volume of the engine until the version is stopped.',
    }),
    restart: z.enum(['unless-stopped', 'on-failure', 'no']).default('unless-stopped').meta({
      description:
        'When the engine restarts the container that serves. A canary is never restarted: if it ends, it has failed.',
    }),
    'health-check': z
      .union([duration, z.literal('none')])
      .default('30s')
      .meta({
        description:
          'How often the engine itself asks each container whether it is ready, for `docker ps` and tools that watch it; none: never. The gates of a rollout do not use it.',
      }),
  })
  .meta({ description: 'How versions run as containers; only with `target: docker`.' })
