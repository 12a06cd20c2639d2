import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import type { ContainerFacts, DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import { makeTemporary } from '../files.ts'
import { sleep } from '../timers.ts'
import { rolloutUnderWay } from './agent/hold.ts'
import { type DockerGatewayOptions, findDockerGateway, insideAddress, openDockerGateway } from './docker.ts'
import { gatewayLabel, gatewayLabels, gatewayVolume, modelLabel, networkOf, outsideOf } from './dockerNames.ts'
import {
  carryRoute,
  dropAllButAccess,
  dropAtRest,
  dropRoutes,
  type Kept,
  putRoute,
  readAtRest,
  readKept,
} from './dockerRoutes.ts'
import { stateDir } from './dockerVolume.ts'
import { type Front, loopback, readFront } from './front.ts'
import { messageOf, requireAlone, requireRoom, type Shared, type Sharing, sharedAs } from './members.ts'
import { portOfShared, sharedIdentity } from './port.ts'
import type { Route } from './routes.ts'
import { behind, putBack, type Trouble } from './shared.ts'
import type { Gateway } from './types.ts'

/*
 * As `shared.ts`, at a Docker engine: the router is a container of the gateway's image that publishes the port, and reaches the
 * gateways of the models by a network of its own, by the names of their containers. What it knows lies in its volume. Who
 * changes who shares the port holds the router's lease meanwhile, as deployments may come from several machines.
 */

type Member = { docker: DockerClient; model: string; sharing: Pick<Sharing, 'name'> }

export type Opening = Omit<DockerGatewayOptions, 'proxy' | 'behind' | 'front'> & { front: Front; sharing: Sharing }

type Says = DockerGatewayOptions['log']

/** A router, or what is left of one: its container, and its volume. */
type Router = { port: number; container: string | undefined; running: boolean; image: string }

/** What it knows. */
type Known = Router & { model: string; front: Front | undefined } & Omit<Shared, 'stateDir' | 'port'>

const leaseMs = 60_000

/** @throws UserError as `openDockerGateway`, and where the models that share disagree */
export const openGateway = (options: Opening): Promise<Gateway> =>
  options.sharing.shared ? openBehind(options) : openAlone(options)

/** Where the model's own gateway is behind a router, and the port of that. */
type OwnContainer = ContainerFacts & { publishes: number | undefined; sharesPort: number | undefined }

async function ownContainer({ docker, model }: Pick<Member, 'docker' | 'model'>): Promise<OwnContainer | undefined> {
  const found = (await docker.list(gatewayLabel(model)))[0]
  if (found === undefined) return undefined
  const portIn = (label: string): number | undefined => {
    const said = found.labels[label]
    return said === undefined ? undefined : Number(said)
  }
  return { ...found, publishes: portIn(gatewayLabels.port), sharesPort: portIn(gatewayLabels.shared) }
}

async function openAlone(options: Opening): Promise<Gateway> {
  const own = await ownContainer(options)
  const from = own?.sharesPort
  if (own === undefined || from === undefined) {
    const gateway = await openDockerGateway(options)
    await leaveAll(options, options.log)
    return gateway
  }
  const { docker, front, port, log } = options
  const here = await lookAt(options, port)
  if (here !== undefined && here.own.length > 0) requireAlone({ ...here, stateDir })
  await readFront(front, { expired: 'refused' })
  await mustBeFree(options, own)
  sayGap(log, from === port ? port : undefined, options.model)
  const ended = await leave(options, from, log)
  await docker.remove(own.id, goneSeconds)
  if (ended) await forgetNetworks(docker, [from])
  return openDockerGateway(options).catch((error: unknown) =>
    putBack(from, error, async () => {
      const hosts = [...(here?.route?.hosts ?? options.sharing.hosts)]
      const had = { ...(here?.front ?? front), fallback: front.fallback, splitBy: front.splitBy }
      await openBehind({ ...options, front: had, port: from, sharing: { ...options.sharing, hosts, shared: true } })
    }),
  )
}

async function openBehind(options: Opening): Promise<Gateway> {
  const { docker, model, port, sharing, log } = options
  // Its own gateway answers in place of a model, not the router.
  const { fallback, splitBy, ...front } = options.front
  const at = sharedIdentity(port)
  await checkGateway(options)
  await readFront(front, { expired: 'refused' })
  await docker.ensureNetwork(networkOf(at), modelLabel(at), 'internal')
  const here = await lookAt(options, port)
  const own = await ownContainer(options)
  const moves = own !== undefined && own.sharesPort !== port
  if (moves) {
    await mustBeFree(options, own)
    sayGap(log, own.publishes, model)
    await docker.remove(own.id, goneSeconds)
  }
  const token = here?.route?.token ?? randomBytes(32).toString('hex')
  try {
    const gateway = await withTokens(token, (tokens) =>
      openDockerGateway({ ...options, behind: 'router', front: { ...loopback, tokens, fallback, splitBy } }),
    )
    const route = async (): Promise<Route> => ({
      name: sharing.name,
      model,
      hosts: [...sharing.hosts],
      address: insideAddress(model),
      token,
      serves: (await gateway.traffic.status()).stable !== undefined,
    })
    const router = await joinRouter(options, front, route)
    const announce = (): Promise<void> =>
      route()
        .then((now) => putRoute({ docker, container: router.container }, now, front))
        .catch((error: Error) =>
          log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`),
        )
    if (own?.sharesPort !== undefined && own.sharesPort !== port) await leave(options, own.sharesPort, log)
    return behind(gateway, { url: router.gateway.url, close: closing(options, gateway, log), announce })
  } catch (error) {
    const alone = moves ? own.publishes : undefined
    if (alone === undefined) throw error
    return putBack(alone, error, async () => {
      const wrong = await ownContainer(options)
      if (wrong !== undefined) await docker.remove(wrong.id, 0)
      await openDockerGateway({ ...options, port: alone })
    })
  }
}

const goneSeconds = 10

function sayGap(log: Says, port: number | undefined, model: string): void {
  log.info(
    port === undefined
      ? `the gateway of ${model} is made anew: its requests are not answered for some seconds`
      : `port ${port} refuses connections for some seconds: a container cannot hand on the port that it publishes`,
  )
}

/** The router runs and knows the model; it is asked again where the last of the others ended it in the same moment. */
async function joinRouter(
  options: Opening,
  front: Front,
  route: () => Promise<Route>,
): Promise<{ gateway: Gateway; container: string }> {
  const { docker, port, image, log } = options
  const model = sharedIdentity(port)
  for (let tried = 1; ; tried++) {
    try {
      await untilFree(docker, port)
      // Before it starts: nobody is told that there is no such model.
      const carry = async (): Promise<void> => carryRoute({ docker, model, image }, await route(), front)
      // It may be there since a moment ago, and its clients are let in as those want it who have it.
      const admit = async (container: string): Promise<void> => {
        const router = { port, container, running: true, image }
        const { others, front: has } = knownAs(await readKept({ docker, container }), options, router)
        requireRoom(others, options, others.length === 0 ? undefined : has)
      }
      const gateway = await openDockerGateway({ docker, model, port, front, image, proxy: 'router', carry, admit, log })
      const container = (await docker.list(gatewayLabel(model)))[0]?.id ?? ''
      await changing(gateway, options.model, async () => {
        await admit(container)
        await putRoute({ docker, container }, await route(), front)
      })
      return { gateway, container }
    } catch (error) {
      const isSettled = error instanceof UserError && error.exit === 'preflight'
      if (isSettled || tried >= 3 || (await docker.list(gatewayLabel(model)))[0]?.running === true) throw error
    }
  }
}

/** As `findDockerGateway`, whatever its model.yml says of sharing now. */
export async function findGateway(member: Member): Promise<Gateway | undefined> {
  const gateway = await findDockerGateway(member)
  const port = (await ownContainer(member))?.sharesPort
  if (gateway === undefined || port === undefined) return gateway
  const router = await routerAt(member.docker, port).catch(() => undefined)
  const seen = behind(gateway, {
    url: router?.url ?? `http://${loopback.host}:${port}`,
    close: closing(member, gateway),
    announce: async () => undefined,
  })
  const status: Gateway['traffic']['status'] = async () => {
    const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {}
    return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) }
  }
  return { ...seen, traffic: { ...seen.traffic, status } }
}

/** What can be known without starting anything. @throws UserError where the models that share disagree */
export async function checkGateway(options: Omit<Opening, 'image' | 'log' | 'metricsPort'>): Promise<void> {
  const { port, sharing } = options
  const here = await lookAt(options, port)
  if (here === undefined) return
  if (sharing.shared) requireRoom(here.others, options, here.others.length === 0 ? undefined : here.front)
  else if (here.own.length > 0) requireAlone({ ...here, stateDir })
}

/** What is not as it should be in front of a model whose own gateway answers; undefined where nothing is. */
export async function troubleBefore(member: Member): Promise<Trouble | undefined> {
  const port = (await ownContainer(member))?.sharesPort
  if (port === undefined) return undefined
  const gateway = `the gateway that it shares at port ${port}`
  try {
    if ((await routerAt(member.docker, port)) !== undefined) return undefined
    return { reached: false, because: `${gateway} does not run: deploy again, or have the engine start its container` }
  } catch (error) {
    return { reached: true, because: `${gateway}: ${messageOf(error)}` }
  }
}

/** Names of the other models at its port. */
export async function othersBeside(member: Member): Promise<string[]> {
  const port = (await ownContainer(member))?.sharesPort
  const here = port === undefined ? undefined : await lookAt(member, port)
  return here === undefined || here.own.length === 0 ? [] : here.others.map(({ name }) => name)
}

/** The model is at no router any more; those that nobody shares end. @returns the ports of these */
export async function leaveAll(member: Member, log: Says = silent): Promise<number[]> {
  const ended: number[] = []
  for (const { port } of await joined(member, log)) if (await leave(member, port, log)) ended.push(port)
  return ended
}

/** @returns whether the router has ended */
async function leave(member: Member, port: number, log: Says): Promise<boolean> {
  const { docker, model } = member
  const here = await lookAt(member, port)
  if (here === undefined) return false
  const { container, running, image } = here
  // One of another version of ours is asked for its routes, and for nothing else.
  const router = running ? await routerAt(docker, port).catch(() => undefined) : undefined
  const now = async (): Promise<boolean> => {
    const { own, others, front } = knownAs(await read(member, here), member, here)
    if (own.length === 0) return false
    const names = own.map((file) => basename(file, '.json'))
    const atRest = { docker, model: here.model, image }
    if (others.length > 0) {
      if (running && container !== undefined) await dropRoutes({ docker, container }, names)
      else await dropAtRest(atRest, names)
      return false
    }
    if (container !== undefined) await docker.remove(container, goneSeconds)
    const volume = gatewayVolume(here.model)
    if (front?.accessLog === 'json') {
      await dropAllButAccess(atRest)
      log.info(`the access log of port ${port} stays in the volume ${volume} of the engine`)
    } else await docker.removeVolume(volume)
    return true
  }
  return router === undefined ? now() : changing(router, model, now)
}

/** What a router that ended left: those who were behind it are in its network until they end. */
export async function forgetNetworks(docker: DockerClient, ports: readonly number[]): Promise<void> {
  // Another model of the port may have come to it.
  for (const model of ports.map(sharedIdentity))
    for (const network of [networkOf(model), outsideOf(model)])
      await docker.removeNetwork(network).catch(() => undefined)
}

const closing = (member: Member, own: Gateway, log?: Says) => async (): Promise<void> => {
  const ended = await leaveAll(member, log)
  await own.close()
  await forgetNetworks(member.docker, ended)
}

/** Ports that the model shares. A router of others that does not answer is no matter of this model's. */
async function joined(member: Member, log: Says): Promise<Known[]> {
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
      log.info(`nobody knows who shares port ${port}: ${messageOf(error)}`)
      return undefined
    })
  const all = await Promise.all([...ports].map(look))
  return all.flatMap((one) => (one !== undefined && one.own.length > 0 ? [one] : []))
}

/** What the router at that port knows, also where it does not run; undefined where nothing is left of one. */
async function lookAt(member: Member & { image?: string }, port: number): Promise<Known | undefined> {
  const found = (await member.docker.list(gatewayLabel(sharedIdentity(port))))[0]
  const image = found?.image ?? member.image ?? (await ownContainer(member))?.image
  if (image === undefined) return undefined
  const router: Router = { port, container: found?.id, running: found?.running === true, image }
  const kept = await read(member, router)
  return kept === undefined ? undefined : knownAs(kept, member, router)
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

function knownAs(
  kept: Kept | undefined,
  { model, sharing: { name } }: Pick<Member, 'model' | 'sharing'>,
  { port, container, running, image }: Router,
): Known {
  const { front, ...routes } = kept ?? { routes: [], damaged: [], front: undefined }
  const seen = sharedAs(routes, { model, name, wasBehind: false }, stateDir)
  return { ...seen, port, container, running, image, model: sharedIdentity(port), front }
}

const routerAt = (docker: DockerClient, port: number): Promise<Gateway | undefined> =>
  findDockerGateway({ docker, model: sharedIdentity(port) })

/** Nobody else changes who shares the port meanwhile. */
async function changing<T>(router: Gateway, model: string, work: () => Promise<T>): Promise<T> {
  const owner = `${hostname()}, process ${process.pid}, for ${model} (${randomBytes(3).toString('hex')})`
  await untilTaken(router, owner)
  try {
    return await work()
  } finally {
    // It may have ended by what was done.
    await router.traffic.release(owner).catch(() => undefined)
  }
}

async function untilTaken(router: Gateway, owner: string): Promise<void> {
  for (const untilMs = performance.now() + 2 * leaseMs; ; await sleep(200)) {
    try {
      return await router.traffic.acquire(owner, leaseMs)
    } catch (error) {
      if (!(error instanceof UserError) || performance.now() > untilMs) throw error
    }
  }
}

/** A router whose lease somebody has hands over to nobody. */
async function untilFree(docker: DockerClient, port: number): Promise<void> {
  for (const untilMs = performance.now() + 2 * leaseMs; performance.now() < untilMs; await sleep(200)) {
    const router = await routerAt(docker, port).catch(() => undefined)
    if ((await router?.traffic.status())?.lease === undefined) return
  }
}

async function mustBeFree(
  { docker, model }: Pick<Member, 'docker' | 'model'>,
  { running }: OwnContainer,
): Promise<void> {
  if (!running) return
  const { lease } = (await (await findDockerGateway({ docker, model }))?.traffic.status()) ?? {}
  if (lease !== undefined) throw rolloutUnderWay(lease)
}

/** As a file that is read and gone: it lies in the volumes of the router and of the gateway alone. */
async function withTokens<T>(token: string, work: (file: string) => Promise<T>): Promise<T> {
  const directory = await makeTemporary('model-actions-router-')
  try {
    const file = join(directory, 'tokens')
    await writeFile(file, `router ${token}\n`, { mode: 0o600 })
    return await work(file)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const silent: Says = { info: () => undefined }
