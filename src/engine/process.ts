import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { constants, cpus, totalmem } from 'node:os'
import { UserError } from '../errors.ts'
import { plainEnvironment, run } from '../processes.ts'
import { busyNote, gpusFor, namesOf, usableGpus } from './gpus.ts'
import { cpuOf } from './machine.ts'
import type { Python } from './python.ts'
import { directoriesOf, type EngineOptions, engineOf, jobEnvironment, threadsOf } from './run.ts'
import type { Engine, Facts, Resources } from './types.ts'

type ProcessEngineOptions = EngineOptions & {
  /** An interpreter that has the packages of requirements/train.txt, and the lock they are from where we installed them. */
  python: Python
}

/** Runs jobs as child processes of this one, with an interpreter on this machine. */
export const createProcessEngine = (options: ProcessEngineOptions): Engine =>
  engineOf(
    {
      name: 'process',
      preflight: (needs, signal) => preflight(options, needs, signal),
      seen: (job, inputs) => ({ inputs: directoriesOf(inputs), out: job.out, checkpoints: job.checkpoints }),
      async start(job, facts, lines, signal, stop) {
        if (job.image !== undefined)
          throw new UserError(`the image ${job.image} needs a container: run jobs with the engine docker`, {
            place: { key: 'engine.name' },
            exit: 'preflight',
          })
        const command = ['-m', 'model_runtime', job.config.verb, '--config', job.configFile]
        const ended = await run(options.python.path, command, {
          cwd: job.directory,
          env: { ...job.secrets, ...environmentFor(options), ...threadsOf(job.resources), ...visible(facts) },
          signal,
          stop,
          onStdoutLine: lines.stdout,
          onStderrLine: lines.stderr,
        })
        const exitCode = ended.exitCode ?? 128 + (ended.signal === null ? 0 : constants.signals[ended.signal])
        // Who killed it, nobody tells a plain process's parent.
        return { exitCode, outOfMemory: false }
      },
    },
    options,
  )

/** What a job inherits of our environment; everything else it gets by name. */
const inherited = ['OMP_NUM_THREADS', 'CUDA_VISIBLE_DEVICES']

const environmentFor = ({ environment, runtimeDirectory }: EngineOptions): Record<string, string | undefined> => ({
  ...plainEnvironment(environment),
  ...Object.fromEntries(inherited.map((name) => [name, environment[name]])),
  ...jobEnvironment,
  PYTHONPATH: runtimeDirectory,
})

/** Shows a job the GPUs that its facts say; where they have numbers alone, as nvidia-smi counts and not as CUDA does. */
const visible = ({ gpus }: Facts): Record<string, string> => ({
  CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
  CUDA_VISIBLE_DEVICES: (namesOf(gpus) ?? gpus.map(({ index }) => index)).join(','),
})

async function preflight(options: ProcessEngineOptions, needs: Resources, signal: AbortSignal): Promise<Facts> {
  await mustHave(needs)
  const ask = (script: string): Promise<string> => answerOf(options, script, signal)
  const told = JSON.parse(
    await ask('import json; from model_runtime.environment import environment; print(json.dumps(environment()))'),
  ) as { python: string; packages: Record<string, string> }
  for (const name of ['torch', 'transformers'])
    if (told.packages[name] === undefined) throw lacking(options, `it has no ${name}`)

  const { gpus, driver } = await usableGpus(options.environment, signal)
  const chosen = await gpusFor(needs.gpus, gpus, async () => {
    const works = await ask('import torch; print(torch.cuda.is_available())')
    return works === 'True'
      ? undefined
      : `torch ${told.packages['torch']} of ${options.python.path} does not reach it: check the driver (nvidia-smi) and that torch is a CUDA build`
  })
  const note = options.leases === undefined ? busyNote(chosen) : undefined
  if (note !== undefined) options.log.info(note)
  const { lock } = options.python
  return {
    engine: 'process',
    identity: { python: told.python, ...(lock === undefined ? told.packages : { lock }) },
    cpu: await cpuOf(),
    gpus: chosen,
    ...(driver === undefined ? {} : { driver }),
    because: `jobs run as processes with Python ${told.python} and torch ${told.packages['torch']}`,
  }
}

/** A process cannot be held to a limit of ours, so what it may use must at least be there. */
async function mustHave({ cpus: wantedCpus, memoryBytes, shmBytes, pids, runtime }: Resources): Promise<void> {
  for (const [key, value] of Object.entries({ pids, runtime }))
    if (value !== undefined)
      throw new UserError(
        `${value} is for containers, and jobs run as processes here: run them in containers (engine.name: docker), or remove it`,
        { place: { key: `engine.${key}` }, exit: 'preflight' },
      )
  const refuse = (key: string, wanted: string, has: string): never => {
    throw new UserError(`${wanted} asked for, and this machine has ${has}: ask for less, or run on a larger one`, {
      place: { key },
      exit: 'preflight',
    })
  }
  const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`
  if (wantedCpus !== undefined && wantedCpus > cpus().length)
    refuse('engine.cpus', `${wantedCpus} cores are`, String(cpus().length))
  const memory = Math.min(totalmem(), groupLimit())
  if (memoryBytes !== undefined && memoryBytes > memory) refuse('engine.memory', `${gib(memoryBytes)} are`, gib(memory))
  if (shmBytes === undefined) return
  const shm = await statfs('/dev/shm').catch(() => undefined)
  if (shm !== undefined && shmBytes > shm.blocks * shm.bsize)
    refuse('engine.shm', `${gib(shmBytes)} of /dev/shm are`, gib(shm.blocks * shm.bsize))
}

/** Memory that the control group (version 2) leaves us, in bytes. */
function groupLimit(): number {
  try {
    const text = readFileSync('/sys/fs/cgroup/memory.max', 'utf8').trim()
    return text === 'max' ? Number.POSITIVE_INFINITY : Number(text)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** PyTorch read for the first time from a slow disk takes a minute. */
const answerTimeoutMs = 180_000

async function answerOf(options: ProcessEngineOptions, script: string, signal: AbortSignal): Promise<string> {
  const lines: string[] = []
  const errors: string[] = []
  const timeout = AbortSignal.timeout(answerTimeoutMs)
  const { exitCode } = await run(options.python.path, ['-c', script], {
    env: environmentFor(options),
    signal: AbortSignal.any([signal, timeout]),
    onStdoutLine: (line) => lines.push(line),
    onStderrLine: (line) => errors.push(line),
  }).catch((error: unknown) => {
    if (error === timeout.reason) throw lacking(options, `it does not answer within ${answerTimeoutMs / 1000} s`)
    throw error
  })
  if (exitCode !== 0) throw lacking(options, errors.at(-1) ?? `exit code ${exitCode}`)
  return lines.at(-1) ?? ''
}

const lacking = ({ python }: ProcessEngineOptions, because: string): UserError =>
  new UserError(
    `the Python ${python.path} lacks what the runtime needs (${because}): install requirements/train.txt into it, or unset MODEL_ACTIONS_PYTHON`,
    { exit: 'preflight' },
  )
