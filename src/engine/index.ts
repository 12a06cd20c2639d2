import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import { connectDocker } from './docker/client.ts'
import { createDockerEngine } from './docker/engine.ts'
import { imageAtHand } from './docker/images.ts'
import { createProcessEngine, type EngineLog } from './process.ts'
import { ensurePython } from './python.ts'
import type { Engine } from './types.ts'

export type EngineChoice = {
  /** `auto`: `docker` where an engine answers and an image is at hand, else `process`. */
  name: 'auto' | 'process' | 'docker'
  log: EngineLog
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
  /** Directory for what can be built again; by default `defaultCacheDirectory` of python.ts. */
  cacheDir?: string
}

/**
 * The engine by its name, ready to run. `note` is one line that says why `auto` took `process`.
 * @throws UserError (exit `preflight`) where the named engine cannot be had
 */
export async function createEngine(choice: EngineChoice): Promise<{ engine: Engine; note?: string }> {
  const { environment, log } = choice
  const directory = runtimeDirectory()
  let note: string | undefined
  if (choice.name !== 'process') {
    try {
      const docker = await connectDocker({ environment })
      if (choice.name === 'docker' || (await imageAtHand(docker, 'train', environment)))
        return { engine: createDockerEngine({ docker, runtimeDirectory: directory, log, environment }) }
      note = 'Docker has no image for jobs (MODEL_ACTIONS_BASE_IMAGE names a base): jobs run as processes'
    } catch (error) {
      if (choice.name === 'docker' || !(error instanceof UserError)) throw error
      note = 'no Docker reachable: jobs run as processes'
    }
  }
  const python = await ensurePython({ ...choice, requirements: 'train' })
  const engine = createProcessEngine({ python, runtimeDirectory: directory, log, environment })
  return note === undefined ? { engine } : { engine, note }
}
