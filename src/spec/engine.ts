import { z } from 'zod'
import { gpuCount, limitKeys, runtimeKey } from './containers.ts'
import type { Finding } from './load.ts'
import { duration, memory, path } from './values.ts'

/** `auto` is docker where a Docker engine answers, process elsewhere. */
export const engineNames = ['auto', 'process', 'docker'] as const
export type EngineName = (typeof engineNames)[number]

/** Keys that only containers have. */
export const containerKeys = ['image', 'files', 'shm', 'pids', 'runtime'] as const

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
    files: z
      .record(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'expected a file name of letters, digits, ., _ and -'),
        path,
      )
      .optional()
      .meta({
        description:
          'Files that an image of your own reads, such as the configuration of its trainer: `{axolotl.yml: ./axolotl.yml}` is /ml/in/files/axolotl.yml for its jobs, read-only. A change of one makes the results of these jobs anew. Only with `image`.',
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

/** What `engine.files` cannot be used for. */
export function ownFilesErrors({ engine: { name, image, files = {} } }: { engine: z.infer<typeof engine> }): Finding[] {
  const names = Object.keys(files)
  const findings = names.flatMap((file, index): Finding[] => {
    // On some hosts they are one file.
    const clash = names.slice(0, index).find((other) => other.toLowerCase() === file.toLowerCase())
    return clash === undefined
      ? []
      : [
          {
            path: ['engine', 'files', file],
            at: 'key',
            message: `differs from ${clash} by capital letters alone: give it another name`,
          },
        ]
  })
  if (name !== 'process' && image === undefined && names.length > 0)
    findings.push({
      path: ['engine', 'files'],
      at: 'value',
      message:
        'is not used without engine.image, as the image of model-actions reads none: name an image of your own, or remove it',
    })
  return findings
}
