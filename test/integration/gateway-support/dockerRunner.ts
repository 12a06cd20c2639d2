import { connectDocker } from '../../../src/docker/client.ts'
import { openGateway } from '../../../src/gateway/dockerShared.ts'
import { type RolloutOptions, runRollout } from '../../../src/rollout/rollout.ts'
import { standIns } from '../docker-support/standIns.ts'

/* A rollout at a Docker engine, of a model that shares its port, in a process of its own that can be killed. One argument: JSON. */

export type DockerRunnerInput = Pick<RolloutOptions, 'plan' | 'release' | 'owner' | 'timing'> & {
  model: string
  name: string
  port: number
  image: string
  /** Of the engine's machine, for the program that serves. */
  directory: string
}

/** What is asked of the gateway and the target, here and where the test itself rolls out. */
export async function openPart({ model, name, port, image, directory }: DockerRunnerInput) {
  const docker = await connectDocker({ environment: process.env })
  const gateway = await openGateway({
    docker,
    model,
    port,
    image,
    front: { host: '127.0.0.1', accessLog: 'none' },
    sharing: { directory: '', name, hosts: [], shared: true },
    log: { info: () => undefined },
  })
  return { gateway, target: standIns({ docker, model, image, directory }) }
}

export async function rollOut(input: DockerRunnerInput): ReturnType<typeof runRollout> {
  const { gateway, target } = await openPart(input)
  const { plan, release, owner, timing } = input
  return runRollout({
    target,
    ...gateway,
    plan,
    release,
    owner,
    timing,
    clock: { monotonicMs: () => performance.now() },
    signal: new AbortController().signal,
    log: { info: () => undefined },
  })
}

if (import.meta.filename === process.argv[1]) await rollOut(JSON.parse(process.argv[2] ?? '') as DockerRunnerInput)
