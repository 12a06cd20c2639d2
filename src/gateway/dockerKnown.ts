import type { ContainerFacts, DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { findDockerGateway } from './docker.ts'
import { gatewayLabel, gatewayLabels } from './dockerNames.ts'
import { type Kept, readAtRest, readKept } from './dockerRoutes.ts'
import { stateDir } from './dockerVolume.ts'
import type { Front } from './front.ts'
import { messageOf, type Shared, type Sharing, sharedAs } from './members.ts'
import { portOfShared, sharedIdentity } from './port.ts'
import type { Gateway } from './types.ts'

/* Which models share a port of a Docker engine, as the routers there know it. Nothing starts or ends. */

/** `signal` ends the waiting for who changes the port just now, and `log` is told of that. */
export type Member = {
  docker: DockerClient
  model: string
  sharing: Pick<Sharing, 'name'>
  signal?: AbortSignal | undefined
  log: Pick<Log, 'info'>
}

/** A router, or what is left of one: its container, and its volume. */
type Router = { port: number; container: string | undefined; running: boolean; image: string }

/** What it knows. */
export type Known = Router & { model: string; front: Front | undefined } & Omit<Shared, 'stateDir' | 'port'>

/** Where the model's own gateway is behind a router, and the port of that. */
export type OwnContainer = ContainerFacts & { publishes: number | undefined; sharesPort: number | undefined }

export async function ownContainer({
  docker,
  model,
}: Pick<Member, 'docker' | 'model'>): Promise<OwnContainer | undefined> {
  const found = (await docker.list(gatewayLabel(model)))[0]
  if (found === undefined) return undefined
  const portIn = (label: string): number | undefined => {
    const said = found.labels[label]
    return said === undefined ? undefined : Number(said)
  }
  return { ...found, publishes: portIn(gatewayLabels.port), sharesPort: portIn(gatewayLabels.shared) }
}

/** Ports that the model shares. A router of others that does not answer is no matter of this model's. */
export async function joined(member: Member): Promise<Known[]> {
  const ownPort = (await ownContainer(member))?.sharesPort
  // The router's container may have been removed, with the model still in its volume.
  const ports = new Set<number>(ownPort === undefined ? [] : [ownPort])
  for (const { labels } of await member.docker.listWith(gatewayLabels.role)) {
    const port = portOfShared(labels['model-actions.model'] ?? '')
    if (port !== undefined) ports.add(port)
  }
  const look = (port: number): Promise<Known | undefined> =>
    lookAt(member, port).catch((error: unknown) => {
      if (port === ownPort) throw error
      member.log.info(`nobody knows who shares port ${port}: ${messageOf(error)}`)
      return undefined
    })
  const all = await Promise.all([...ports].map(look))
  return all.flatMap((one) => (one !== undefined && one.own.length > 0 ? [one] : []))
}

/** What the router at that port knows, also where it does not run; undefined where nothing is left of one. */
export async function lookAt(member: Member & { image?: string }, port: number): Promise<Known | undefined> {
  const found = (await member.docker.list(gatewayLabel(sharedIdentity(port))))[0]
  const image = found?.image ?? member.image ?? (await ownContainer(member))?.image
  if (image === undefined) return undefined
  const router: Router = { port, container: found?.id, running: found?.running === true, image }
  const kept = await read(member, router)
  if (kept === undefined) return undefined
  const { front, ...routes } = kept
  const seen = sharedAs(routes, { model: member.model, name: member.sharing.name, wasBehind: false }, stateDir)
  return { ...seen, ...router, model: sharedIdentity(port), front }
}

async function read({ docker }: Pick<Member, 'docker'>, router: Router): Promise<Kept | undefined> {
  const { port, container, running, image } = router
  if (!running || container === undefined) return readAtRest({ docker, model: sharedIdentity(port), image })
  return readKept({ docker, container }).catch((error: Error) => {
    if (error instanceof UserError) throw error
    const id = container.slice(0, 12)
    throw new UserError(
      `the gateway that models share at port ${port} does not answer (${error.message}): start it again by \`docker restart ${id}\`, then ask again`,
      { cause: error },
    )
  })
}

export const routerAt = (docker: DockerClient, port: number): Promise<Gateway | undefined> =>
  findDockerGateway({ docker, model: sharedIdentity(port) })
