import { join } from 'node:path'
import { connectDocker } from '../../../src/docker/client.ts'
import type { DockerClient } from '../../../src/docker/types.ts'
import { createDockerEngine } from '../../../src/engine/docker.ts'
import { createProcessEngine } from '../../../src/engine/process.ts'
import type { Resources } from '../../../src/engine/types.ts'
import { UserError } from '../../../src/errors.ts'
import { gpuLeases } from '../../../src/place/gpuLeases.ts'

/*
 * A run of its own whose job needs GPUs: ENGINE RUNTIME_DIRECTORY IMAGE ROOT NAME GPUS WAIT_MS. Prints what it says, what GPUs its
 * job has in a container, and how it ended, a line each; SIGINT ends it as a runner's cancellation does. As the user of
 * RUN_AS, where that is set.
 */

const [engineName = '', runtimeDirectory = '', image = '', root = '', name = '', gpus = '1', waitMs = '0'] =
  process.argv.slice(2)
const environment = process.env
const user = Number(environment['RUN_AS'] ?? 0)
if (user !== 0) {
  process.setgroups?.([])
  process.setgid?.(user)
  process.setuid?.(user)
}
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const log = { info: say, foreign: (line: string) => say(`job: ${line}`), progress: () => undefined }
const options = {
  runtimeDirectory,
  environment,
  log,
  leases: gpuLeases({ environment, label: name, log }),
}
const stop = new AbortController()
process.once('SIGINT', () => stop.abort(new Error('cancelled')))

/** An engine on a machine that has the GPUs of the fake nvidia-smi: what asks for them is told, and the rest is real. */
const withGpus = (docker: DockerClient): DockerClient => ({
  ...docker,
  async run({ gpus: asked, ...spec }, on, signal, until) {
    if (spec.command[0] === 'nvidia-smi') {
      on.stdout('0, GPU-00000000-0000-4000-8000-000000000000, 143771, 143771, 580.65.06, NVIDIA H200')
      return { exitCode: 0, outOfMemory: false }
    }
    say(`container with ${JSON.stringify(asked)}`)
    return docker.run(spec, on, signal, until)
  },
})

const wanted: NonNullable<Resources['gpus']> =
  gpus === 'all' ? 'all' : gpus.endsWith('g') ? { memoryBytes: Number.parseInt(gpus, 10) * 1024 ** 3 } : Number(gpus)
try {
  const engine =
    engineName === 'docker'
      ? createDockerEngine({ ...options, image, alone: true, docker: withGpus(await connectDocker({ environment })) })
      : createProcessEngine({ ...options, python: { path: environment['MODEL_ACTIONS_PYTHON'] ?? 'python3' } })
  const end = await engine.run(
    {
      config: { verb: 'selftest' },
      inputs: {},
      out: join(root, `${name}-out`),
      resources: { gpus: wanted },
      gpuWaitMs: Number(waitMs),
      workers: 1,
      secrets: { JOB_NAME: name },
      deadlineMs: 300_000,
      logFile: join(root, `${name}.log`),
    },
    () => undefined,
    stop.signal,
  )
  say(`ended: ${end.exit}`)
} catch (error) {
  if (!(error instanceof UserError) && !stop.signal.aborted) throw error
  say(`refused: ${(error as Error).message}`)
}
