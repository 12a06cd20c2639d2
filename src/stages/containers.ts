import type { DockerClient } from '../docker/types.ts'
import { visibleDevices } from '../engine/gpus.ts'
import { UserError } from '../errors.ts'
import { hostPlatform } from '../oci/platforms.ts'
import type { Containers } from '../rollout/targets/docker.ts'
import { durationMs } from '../spec/values.ts'
import { limitsIn } from './job.ts'
import { readSecretFile } from './secretFile.ts'
import type { StageContext } from './types.ts'

const secretLimitBytes = 1 << 20

/** How versions run as containers, as the spec says. Secrets are read when a version starts: what cleans up needs none. */
export function containersOf(context: StageContext, engine: Pick<DockerClient, 'remote'>): Containers {
  const { spec, environment } = context
  const { docker, replicas } = spec.deploy
  return {
    replicas,
    limits: limitsIn(docker),
    gpus: docker.gpus,
    // What is left to us here says nothing of another machine.
    visibleGpus: engine.remote === undefined ? visibleDevices(environment) : undefined,
    runtime: docker.runtime,
    user: docker.user,
    root: docker.readOnly ? 'read-only' : 'writable',
    outside: docker.network,
    environment: docker.env,
    secrets: { names: Object.keys(docker.secrets), read: () => secretsOf(context) },
    restart: docker.restart,
    healthIntervalMs: docker.healthCheck === 'none' ? undefined : durationMs(docker.healthCheck),
  }
}

async function secretsOf(context: StageContext): Promise<Record<string, Uint8Array>> {
  const secrets: Record<string, Uint8Array> = {}
  for (const [name, path] of Object.entries(context.spec.deploy.docker.secrets)) {
    const of = { key: `deploy.docker.secrets.${name}`, limitBytes: secretLimitBytes }
    secrets[name] = await readSecretFile(context, path, of)
  }
  return secrets
}

/** What the engine lacks for it is said before hours of work. @throws UserError (exit `preflight`) */
export async function checkContainers(context: StageContext, docker: DockerClient): Promise<void> {
  const { runtime, secrets } = containersOf(context, docker)
  await secrets.read()
  if (docker.platform !== hostPlatform())
    throw new UserError(
      `the Docker engine at ${docker.endpoint} is for ${docker.platform}, and this machine is ${hostPlatform()}: the gateway's image carries the Node of this machine; deploy from a machine of that architecture`,
      { place: { file: context.specFile, key: 'deploy.docker.host' }, exit: 'preflight' },
    )
  if (runtime === undefined) return
  const { runtimes } = await docker.info()
  if (!runtimes.includes(runtime))
    throw new UserError(
      `the Docker engine has no runtime ${runtime}, only ${runtimes.join(', ')}: install it there, or name another`,
      { place: { file: context.specFile, key: 'deploy.docker.runtime' }, exit: 'preflight' },
    )
}
