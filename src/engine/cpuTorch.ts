import { plainEnvironment, run } from '../processes.ts'
import { installedGpus } from './machine.ts'

/*
 * PyTorch without CUDA: 200 MB instead of 4 GB, for a machine that has no GPU. It is on no package index but PyTorch's own.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** The one index that has it; a mirror of it is named by MODEL_ACTIONS_TORCH_CPU_INDEX, and an empty one means none. */
const ownIndex = 'https://download.pytorch.org/whl/cpu'

/** An index that does not answer at once is not worth waiting for: the ordinary packages work as well. */
const answerMs = 1_500

/** Whether there are wheels of it for this machine and Python. */
export const hasCpuWheel = (platform: string, machine: string, pythonVersion: string): boolean =>
  platform === 'linux' && ['x64', 'arm64'].includes(machine) && /^3\.1[1-4]\./.test(pythonVersion)

/** Whether this machine has no use for CUDA. */
export const hasNoGpu = async (environment: Environment, signal: AbortSignal): Promise<boolean> =>
  (await installedGpus(environment, signal)).gpus.length === 0

/** The index to take it from, where it answers; asked as pip would ask it, with the same proxy and certificates. */
export async function cpuIndex(
  python: string,
  environment: Environment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const index = environment['MODEL_ACTIONS_TORCH_CPU_INDEX'] ?? ownIndex
  if (index === '') return undefined
  const script = 'import sys, urllib.request as r; r.urlopen(sys.argv[1], timeout=float(sys.argv[2])).read(1)'
  const ended = await run(python, ['-I', '-c', script, `${index}/torch/`, String(answerMs / 1_000)], {
    env: plainEnvironment(environment),
    // A name server that is silent has no time limit of Python's.
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs + 500)]),
  }).catch(() => {
    signal.throwIfAborted()
    return undefined
  })
  return ended?.exitCode === 0 ? index : undefined
}
