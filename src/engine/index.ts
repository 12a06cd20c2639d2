import { connectDocker } from '../docker/client.ts'
import { imageAtHand } from '../docker/images.ts'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { runtimeDirectory } from '../installation.ts'
import { createDockerEngine } from './docker.ts'
import type { LeaseStore } from './leasing.ts'
import * as orphans from './orphans.ts'
import { createProcessEngine } from './process.ts'
import { ensurePython } from './python.ts'
import type { EngineLog, EngineOptions, ImageCredentials } from './run.ts'
import { cpuImageServes } from './trainImage.ts'
import type { Engine, ResolveResult } from './types.ts'

type Environment = Readonly<Record<string, string | undefined>>

type EngineChoice = {
  /** `auto`: `docker` where an engine answers and an image is at hand, else `process`. */
  name: 'auto' | 'process' | 'docker'
  /** An image of the user's own that keeps the runtime contract; it needs docker. */
  image?: string | undefined
  log: EngineLog
  signal: AbortSignal
  environment: Environment
  /** Directory for what can be built again; by default `defaultCacheDirectory` of python.ts. */
  cacheDir?: string
  /** For inputs that lie in stored results. */
  resolve?: ResolveResult
  /** What an image of the user's own is fetched with. */
  credentials?: ImageCredentials
  /** By which jobs of this host do not take each other's GPUs. */
  leases?: LeaseStore
}

/**
 * The engine by its name, ready to run. `note` is one line that says why `auto` took `process`.
 * @throws UserError (exit `preflight`) where the named engine cannot be had
 */
export async function createEngine(choice: EngineChoice): Promise<{ engine: Engine; note?: string }> {
  const { name, image, environment, log } = choice
  if (name === 'process' && image !== undefined)
    throw new UserError(`${image} needs a container: write name: docker, or leave the image out`, {
      place: { key: 'engine.image' },
    })
  const options: EngineOptions = {
    runtimeDirectory: runtimeDirectory(),
    log,
    environment,
    ...(choice.resolve === undefined ? {} : { resolve: choice.resolve }),
    ...(choice.credentials === undefined ? {} : { credentials: choice.credentials }),
    ...(choice.leases === undefined ? {} : { leases: choice.leases }),
  }
  const found = name === 'process' ? { because: undefined } : await dockerFor(choice)
  if ('docker' in found)
    return {
      engine: createDockerEngine({
        ...options,
        docker: found.docker,
        ...(image === undefined ? {} : { image }),
      }),
    }
  const python = await ensurePython({ ...choice, requirements: 'train' })
  const engine = createProcessEngine({ ...options, python })
  return found.because === undefined ? { engine } : { engine, note: `${found.because}: jobs run as processes` }
}

/** Which of the two `createEngine` would take; nothing is installed for it. @throws as that does */
export async function engineKind(choice: EngineChoice): Promise<'process' | 'docker'> {
  return choice.name === 'process' || !('docker' in (await dockerFor(choice))) ? 'process' : 'docker'
}

/** The Docker engine where it is the one to take, or why it is not. */
async function dockerFor({
  name,
  image,
  environment,
  signal,
}: EngineChoice): Promise<{ docker: DockerClient } | { because: string }> {
  const must = name === 'docker' || image !== undefined
  try {
    const docker = await connectDocker({ environment })
    if (must) return { docker }
    if (docker.remote !== undefined) return { because: `the Docker engine is on another machine (${docker.remote})` }
    if (await imageAtHand(docker, 'train', environment)) return { docker }
    if (await cpuImageServes({ docker, environment, signal })) return { docker }
    return { because: 'Docker has no image for jobs (MODEL_ACTIONS_BASE_IMAGE names a base)' }
  } catch (error) {
    if (must || !(error instanceof UserError)) throw error
    return { because: 'no Docker reachable' }
  }
}

/**
 * Removes the containers of jobs whose run was killed or cancelled before it could. For a step's `post`, which comes when
 * that run is gone; without a Docker engine there are none.
 */
export async function cleanUpJobs({ environment, log }: { environment: Environment; log: EngineLog }): Promise<void> {
  const docker = await connectDocker({ environment }).catch((error: unknown) => {
    if (error instanceof UserError) return undefined
    throw error
  })
  const removed = docker === undefined ? 0 : await orphans.cleanUpJobs(docker)
  if (removed > 0) log.info(`removed ${removed} containers of jobs that were stopped`)
}
