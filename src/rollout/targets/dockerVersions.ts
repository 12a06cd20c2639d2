import { type Digest, hexOf } from '../../digest.ts'
import type { DockerClient } from '../../docker/types.ts'
import { joinAddress } from '../../gateway/address.ts'
import { gatewayVolume, modelLabel, networkOf, outsideOf } from '../../gateway/dockerNames.ts'
import type { Backend } from '../../gateway/types.ts'
import { servingOfLabels } from '../../oci/serving.ts'
import type { Versions } from '../types.ts'

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
export const drainMs = 10_000

export const labels = {
  id: 'model-actions.id',
  version: 'model-actions.version',
  digest: 'model-actions.digest',
  replicas: 'model-actions.replicas',
  settings: 'model-actions.settings',
} as const

/**
 * Removes everything of a model from the engine: versions, gateway, what the gateway knew, networks. Nothing serves after
 * it, and the next deploy is a first one.
 */
export async function removeDockerPlace(docker: DockerClient, model: string, signal?: AbortSignal): Promise<void> {
  const ids = new Set<string>()
  for (const facts of await docker.list(modelLabel(model))) {
    await docker.remove(facts.id, drainMs / 1000)
    const id = facts.labels[labels.id]
    if (id !== undefined) ids.add(id)
  }
  for (const id of ids) await forget(docker, model, id)
  await docker.removeVolume(gatewayVolume(model), signal)
  for (const network of [networkOf(model), outsideOf(model)]) await docker.removeNetwork(network)
}

export const tagOf = (model: string, id: string): string => `${networkOf(model)}:${id}`
export const secretsOf = (model: string, id: string): string => `${networkOf(model)}-${id}-secrets`

/** What a version leaves besides its containers. */
async function forget(docker: DockerClient, model: string, id: string): Promise<void> {
  await docker.removeVolume(secretsOf(model, id))
  // The store has it still; an engine that keeps every version has a full disk some day.
  await docker.removeImage(tagOf(model, id))
}

/** A replica's name in the network of its model: a container that starts again may have another address. */
export const hostOf = (digest: Digest, index: number): string => `model-${hexOf(digest, 12)}-${index}`

export type Container = Awaited<ReturnType<DockerClient['list']>>[number]

/** How many replicas it was started with. */
const wantedOf = (containers: readonly Container[]): number => Number(containers[0]?.labels[labels.replicas] ?? 1)

export const isWhole = (containers: readonly Container[]): boolean =>
  containers.length === wantedOf(containers) && containers.every(({ running }) => running)

type DockerVersions = Versions & {
  /** Containers of one version. */
  replicas(id: string): Promise<Container[]>
  backendOf(containers: readonly Container[]): Backend
}

/** The versions of a model that a Docker engine has; read from the labels of their containers. */
export function dockerVersions({ docker, model }: { docker: DockerClient; model: string }): DockerVersions {
  const versions = async (): Promise<Map<string, Container[]>> => {
    const found = new Map<string, Container[]>()
    for (const one of await docker.list(modelLabel(model))) {
      const id = one.labels[labels.id]
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), one])
    }
    return found
  }
  const replicas: DockerVersions['replicas'] = (id) => docker.list({ ...modelLabel(model), [labels.id]: id })
  const backendOf: DockerVersions['backendOf'] = (containers) => {
    const [{ id: container, labels: own }] = containers as [Container, ...Container[]]
    const serving = servingOfLabels(own, `container ${container.slice(0, 12)}`)
    const digest = (own[labels.digest] ?? '') as Digest
    const names = Array.from({ length: wantedOf(containers) }, (_, index) => hostOf(digest, index))
    return {
      id: own[labels.id] ?? '',
      version: own[labels.version] ?? '',
      digest,
      addresses: names.map((name) => joinAddress(name, serving.port)),
      serving,
    }
  }
  const known: Versions['known'] = async () =>
    [...(await versions()).values()].map((containers) => ({
      backend: backendOf(containers),
      running: containers.some(({ running }) => running),
    }))
  const stop: Versions['stop'] = async (id, graceMs = drainMs) => {
    const seconds = Math.ceil(Math.min(graceMs, drainMs) / 1000)
    await Promise.all((await replicas(id)).map((one) => docker.remove(one.id, seconds)))
    await forget(docker, model, id)
  }

  return {
    name: 'docker',
    replicas,
    backendOf,
    stop,
    known,
    async sweep(keepId, graceMs) {
      const gone = [...(await versions()).keys()].filter((id) => id !== keepId)
      await Promise.all(gone.map((id) => stop(id, graceMs)))
      return gone
    },
    async list() {
      return (await known()).filter(({ running }) => running).map(({ backend }) => backend)
    },
    async logs(id, { onLine, ...options }) {
      const found = await replicas(id)
      const several = found.length > 1
      await Promise.all(
        found.map((one) =>
          docker.logs(one.id, options, (line) => onLine(several ? `${one.id.slice(0, 12)} ${line}` : line)),
        ),
      )
      return found.length > 0
    },
  }
}
