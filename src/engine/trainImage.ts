import { ensureImage, imageBuilt } from '../docker/images.ts'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { cpuIndex, hasNoGpu } from './cpuTorch.ts'

/* The image in which jobs run: with CUDA, and 4 GB smaller without it for a machine that has no GPU. */

type Wanted = {
  docker: DockerClient
  /** Directory of the locks, instead of ours. */
  requirements?: string
  log: { info(line: string): void; foreign(line: string): void }
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
}

/**
 * Reference of our image for jobs, which is built where the engine has none that will do: one with CUDA does for every machine.
 * @throws UserError (exit `preflight`) where none can be built
 */
export async function trainImage(wanted: Wanted): Promise<string> {
  const { docker, environment, signal, log, requirements } = wanted
  const withCuda = (): Promise<string> => ensureImage({ ...wanted, kind: 'train' })
  if (!(await hasNoGpu(environment, signal))) return withCuda()
  const withoutCuda = (index?: string): Promise<string> => ensureImage({ ...wanted, kind: 'train-cpu', index })
  if (await imageBuilt(docker, 'train-cpu', environment, requirements)) return withoutCuda()
  if (await imageBuilt(docker, 'train', environment, requirements)) return withCuda()
  const index = await cpuIndex('python3', environment, signal)
  if (index === undefined) {
    log.info(
      'the image for jobs is built with CUDA, 4 GB more than this machine needs: the index of PyTorch’s CPU builds does not answer',
    )
    return withCuda()
  }
  try {
    return await withoutCuda(index)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof UserError)) throw error
    log.info(`the image for jobs is built with CUDA, 4 GB more than this machine needs: ${error.message}`)
    return withCuda()
  }
}

/** Whether the engine has the image without CUDA, and this machine needs no other. */
export const cpuImageServes = async ({ docker, environment, signal }: Omit<Wanted, 'log'>): Promise<boolean> =>
  (await imageBuilt(docker, 'train-cpu', environment)) && (await hasNoGpu(environment, signal))
