import { constants } from 'node:os'
import { UserError } from '../errors.ts'
import { run } from '../processes.ts'
import { configFor, JobOutput, jobEnd } from './end.ts'
import { type Contract, readContract } from './events.ts'
import { jobFiles } from './files.ts'
import type { Engine, EngineFacts, Job, JobEnd, RuntimeEvent } from './types.ts'

export type EngineLog = {
  info(line: string): void
  foreign(line: string): void
  progress(what: string, share: number): void
}

export type ProcessEngineOptions = {
  /** A Python interpreter that has the packages of requirements/train.txt. */
  python: string
  /** Directory that holds the package `model_runtime`. */
  runtimeDirectory: string
  log: EngineLog
  environment: Readonly<Record<string, string | undefined>>
}

/** What a job inherits from our environment; everything else it gets by name. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'CUDA_VISIBLE_DEVICES', 'OMP_NUM_THREADS']

/** Python's own settings for a job, the same in every engine. */
export const jobEnvironment = {
  LANG: 'C.UTF-8',
  HF_HUB_OFFLINE: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
} as const

/** Ends a job whose output broke the contract; never leaves this file. */
class BrokenContract extends Error {}

/** Runs jobs as child processes of this one, with an interpreter on this machine. */
export function createProcessEngine(options: ProcessEngineOptions): Engine {
  const contract = readContract(options.runtimeDirectory)
  return {
    name: 'process',
    preflight: (signal) => preflight(options, signal),
    run: (job, onEvent, signal) => runJob(options, contract, job, onEvent, signal),
  }
}

const environmentFor = (options: ProcessEngineOptions, secrets: Record<string, string>): Record<string, string> => {
  const env: Record<string, string> = { ...secrets }
  for (const name of inherited) {
    const value = options.environment[name]
    if (value !== undefined) env[name] = value
  }
  return { ...env, ...jobEnvironment, PYTHONPATH: options.runtimeDirectory }
}

async function preflight(options: ProcessEngineOptions, signal: AbortSignal): Promise<EngineFacts> {
  const lines: string[] = []
  const errors: string[] = []
  const { exitCode } = await run(
    options.python,
    ['-c', 'import platform, model_runtime, torch; print(platform.python_version(), torch.__version__)'],
    {
      env: environmentFor(options, {}),
      signal,
      onStdoutLine: (line) => lines.push(line),
      onStderrLine: (line) => errors.push(line),
    },
  )
  if (exitCode !== 0)
    throw new UserError(
      `the Python ${options.python} lacks what the runtime needs (${errors.at(-1) ?? `exit code ${exitCode}`}): install requirements/train.txt into it, or unset MODEL_ACTIONS_PYTHON`,
      { exit: 'preflight' },
    )
  const [python = '', torch = ''] = (lines.at(-1) ?? '').split(' ')
  return {
    engine: 'process',
    because: `jobs run as processes with Python ${python} and torch ${torch}`,
    python: options.python,
  }
}

async function runJob(
  options: ProcessEngineOptions,
  contract: Contract,
  job: Job,
  onEvent: (event: RuntimeEvent) => void,
  signal: AbortSignal,
): Promise<JobEnd> {
  signal.throwIfAborted()
  const files = await jobFiles(job)
  const output = new JobOutput(contract, { event: onEvent, log: (line) => options.log.foreign(line) })
  const deadline = new AbortController()
  const deadlineReason = new Error('deadline')
  const timer = setTimeout(() => deadline.abort(deadlineReason), job.deadlineMs)
  let exitCode = 0
  try {
    const config = configFor(job, { inputs: job.inputs, out: job.out, checkpoints: job.checkpoints }, contract)
    const configFile = await files.writeConfig(config)
    const ended = await run(options.python, ['-m', 'model_runtime', job.config.verb, '--config', configFile], {
      cwd: files.directory,
      env: environmentFor(options, job.secrets),
      signal: AbortSignal.any([signal, deadline.signal]),
      onStdoutLine: (line) => {
        files.log(line)
        if (!output.stdout(line)) throw new BrokenContract()
      },
      onStderrLine: (line) => {
        files.log(line)
        output.log(line)
      },
    })
    exitCode = ended.exitCode ?? 128 + (ended.signal === null ? 0 : constants.signals[ended.signal])
  } catch (error) {
    if (error !== deadlineReason && !(error instanceof BrokenContract)) throw error
  } finally {
    clearTimeout(timer)
    await files.close()
  }
  return jobEnd(
    {
      ...output.seen(),
      verb: job.config.verb,
      exitCode,
      outOfMemory: false,
      deadlinePassed: deadline.signal.aborted && !signal.aborted,
      deadlineMs: job.deadlineMs,
      resultFile: await files.resultFile(),
      logFile: job.logFile,
    },
    contract,
  )
}
