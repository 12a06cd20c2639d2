import { connectDocker } from '../../../src/docker/client.ts'
import { ensureImage, imageBuilt } from '../../../src/docker/images.ts'
import { createDockerEngine } from '../../../src/engine/docker.ts'
import { createProcessEngine } from '../../../src/engine/process.ts'
import type { Engine } from '../../../src/engine/types.ts'
import { runtimeDirectory } from '../../../src/installation.ts'

/* Both engines with the real runtime, or with a copy of it that a test has changed. */

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }
const environment = process.env

/** Building the image for jobs takes minutes: it is done for a test only where every part is asked for. */
export async function dockerEngine(directory = runtimeDirectory()): Promise<Engine | undefined> {
  const docker = await connectDocker({ environment })
  const built = await imageBuilt(docker, 'train', environment)
  if (!built && environment['MODEL_ACTIONS_PARTS'] !== 'all') return undefined
  if (!built) await ensureImage({ docker, kind: 'train', log, signal: never, environment })
  return createDockerEngine({ docker, runtimeDirectory: directory, log, environment })
}

export const processEngine = async (directory = runtimeDirectory()): Promise<Engine> =>
  createProcessEngine({
    python: { path: environment['MODEL_ACTIONS_PYTHON'] ?? 'python3' },
    runtimeDirectory: directory,
    log,
    environment,
  })
