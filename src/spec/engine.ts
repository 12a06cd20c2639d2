import { z } from 'zod'
import { gpuCount, limitKeys, runtimeKey } from './containers.ts'
import { duration, memory } from './values.ts'

/** `auto` is docker where a Docker engine answers, process elsewhere. */
export const engineNames = ['auto', 'process', 'docker'] as const
export type EngineName = (typeof engineNames)[number]

/** Keys that only containers have. */
export const containerKeys = ['image', 'shm', 'pids', 'runtime'] as const

const gpuMemory = z.strictObject({
  memory: memory.meta({
    description: 'Memory of one GPU that a job needs, such as 24g. Other jobs may have the rest of it.',
  }),
})

/** `engine`. */
export const engine = z
  .strictObject({
    name: z.enum(engineNames).default('auto').meta({
      description:
        'Where jobs run. `auto`: docker if a Docker engine answers and has an image for jobs, otherwise process.',
    }),
    image: z.string().min(1).optional().meta({
      description: 'Image that runs the jobs instead of ours, pinned by digest (repo@sha256:…); only with docker.',
    }),
    ...limitKeys('a job', 'one if the host has one'),
    gpus: z
      .union([gpuCount, gpuMemory], { error: 'expected a whole number from 0, all, or {memory: 24g}' })
      .optional()
      .meta({
        description:
          'GPUs of a job: a number, `all`, or `{memory: 24g}` for that much of one GPU, which jobs may then share. No other job of this host gets what a job has. Default: one if the host has one.',
      }),
    'gpu-wait': duration.default('0s').meta({
      description:
        'How long a job waits for GPUs that other jobs have. 0s: it does not wait, and ends with an error that names who has them.',
    }),
    shm: memory.optional().meta({
      description:
        'Shared memory (/dev/shm) of a job in a container, such as 2g. Processes use that of the machine, and are refused if it is smaller.',
    }),
    pids: z.int().min(16).max(4_194_304).optional().meta({
      description: 'Processes and threads of a job in a container, at most. Default: 4096. Only with docker.',
    }),
    runtime: runtimeKey('the container of a job'),
  })
  .meta({ description: 'Where training and evaluation run, and with which resources.' })
