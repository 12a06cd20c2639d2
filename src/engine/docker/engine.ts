import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { configFor, JobOutput, jobEnd } from '../end.ts'
import { type Contract, readContract } from '../events.ts'
import { jobFiles } from '../files.ts'
import { type EngineLog, jobEnvironment } from '../process.ts'
import type { Engine, Job, JobEnd, RuntimeEvent } from '../types.ts'
import type { ContainerEnd, DockerClient } from './client.ts'
import { ensureImage } from './images.ts'
import { jobLabels, removeOrphans } from './orphans.ts'
import { nobody, type Readable, readableInputs } from './readable.ts'

export type DockerEngineOptions = {
  docker: DockerClient
  /** Directory that holds the package `model_runtime`; the job sees it at /opt/runtime. */
  runtimeDirectory: string
  log: EngineLog
  environment: Readonly<Record<string, string | undefined>>
  /** An image that keeps the runtime contract; by default our own, built on demand. */
  image?: string
}

/** Where a job sees things, by the contract. */
const inside = { inputs: '/ml/in', out: '/ml/out', checkpoints: '/ml/checkpoints', config: '/ml/config.json' } as const

/** Ends a job whose output broke the contract; never leaves this file. */
class BrokenContract extends Error {}

/** Runs jobs in containers: no network, no capabilities, read-only inputs, not as root. */
export function createDockerEngine(options: DockerEngineOptions): Engine {
  const contract = readContract(options.runtimeDirectory)
  let image: Promise<string> | undefined
  const imageFor = (signal: AbortSignal): Promise<string> => {
    image ??= begin(signal)
    image.catch(() => {
      image = undefined
    })
    return image
  }
  const begin = async (signal: AbortSignal): Promise<string> => {
    const removed = await removeOrphans(options.docker)
    if (removed > 0) options.log.info(`removed ${removed} containers of jobs whose run was killed`)
    return options.image ?? ensureImage({ ...options, kind: 'train', signal })
  }
  return {
    name: 'docker',
    async preflight(signal) {
      const reference = await imageFor(signal)
      const { docker } = options
      return {
        engine: 'docker',
        because: `jobs run in containers of ${reference} on Docker ${docker.version}`,
        docker: docker.endpoint,
        image: reference,
      }
    },
    run: async (job, onEvent, signal) => runJob(options, contract, await imageFor(signal), job, onEvent, signal),
  }
}

async function runJob(
  options: DockerEngineOptions,
  contract: Contract,
  image: string,
  job: Job,
  onEvent: (event: RuntimeEvent) => void,
  signal: AbortSignal,
): Promise<JobEnd> {
  const files = await jobFiles(job)
  const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) })
  const deadline = new AbortController()
  const deadlineReason = new Error('deadline')
  const timer = setTimeout(() => deadline.abort(deadlineReason), job.deadlineMs)
  let readable: Readable | undefined
  let end: ContainerEnd = { exitCode: 0, outOfMemory: false }
  try {
    const inputs = Object.keys(job.inputs).map((name): [string, string] => [name, `${inside.inputs}/${name}`])
    const checkpoints = job.checkpoints === undefined ? undefined : inside.checkpoints
    const seen = { inputs: Object.fromEntries(inputs), out: inside.out, checkpoints }
    const configFile = await files.writeConfig(configFor(job, seen, contract))
    readable = await readableInputs(
      Object.fromEntries([
        ...inputs.map(([name, to]) => [to, job.inputs[name] ?? '']),
        ['/opt/runtime', options.runtimeDirectory],
      ]),
      job.out,
    )
    const user = await owner([configFile, job.out, ...(job.checkpoints === undefined ? [] : [job.checkpoints])])
    end = await options.docker.run(
      {
        image,
        command: ['python3', '-m', 'model_runtime', job.config.verb, '--config', inside.config],
        environment: {
          ...job.secrets,
          ...jobEnvironment,
          HOME: '/tmp',
          PYTHONPATH: '/opt/runtime',
          MODEL_CONFIG: inside.config,
        },
        labels: await jobLabels(job.config.verb),
        binds: [
          ...Object.entries(job.inputs).map(([name, from]) => ({ from, to: `${inside.inputs}/${name}` })),
          { from: options.runtimeDirectory, to: '/opt/runtime' },
          ...readable.binds,
          { from: configFile, to: inside.config },
          { from: job.out, to: inside.out, writable: true },
          ...(job.checkpoints === undefined ? [] : [{ from: job.checkpoints, to: inside.checkpoints, writable: true }]),
        ],
        user,
        network: 'none',
      },
      {
        stdout(line) {
          files.log(line)
          if (!output.stdout(line)) throw new BrokenContract()
        },
        stderr(line) {
          files.log(line)
          output.log(line)
        },
      },
      AbortSignal.any([signal, deadline.signal]),
    )
  } catch (error) {
    if (error !== deadlineReason && !(error instanceof BrokenContract)) throw error
  } finally {
    clearTimeout(timer)
    await readable?.close()
    await files.close()
  }
  return jobEnd(
    {
      ...output.seen(),
      verb: job.config.verb,
      ...end,
      deadlinePassed: deadline.signal.aborted && !signal.aborted,
      deadlineMs: job.deadlineMs,
      resultFile: await files.resultFile(),
      logFile: job.logFile,
    },
    contract,
  )
}

/** `uid:gid` that owns the outputs: ours, so that they stay readable; where we are root, nobody, who is given them. */
async function owner(paths: readonly string[]): Promise<string> {
  const uid = process.getuid?.() ?? nobody
  const gid = process.getgid?.() ?? nobody
  if (uid !== 0) return `${uid}:${gid}`
  for (const path of paths) {
    await chown(path, nobody, nobody)
    const inner = await readdir(path, { recursive: true }).catch(() => [])
    for (const name of inner) await chown(join(path, name), nobody, nobody)
  }
  return `${nobody}:${nobody}`
}
