import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DockerClient } from '../docker/types.ts'
import { makeTemporary } from '../files.ts'
import { rolloutUnderWay } from './agent/hold.ts'
import { type DockerGatewayOptions, findDockerGateway, insideAddress, openDockerGateway } from './docker.ts'
import { frontBefore, type KeptFront, withFront } from './dockerBefore.ts'
import { joined, type Known, lookAt, type Member, type OwnContainer, ownContainer, routerAt } from './dockerKnown.ts'
import { type Again, aloneAt } from './dockerLock.ts'
import { gatewayLabel, gatewayLabels, gatewayVolume, modelLabel, networkOf, outsideOf } from './dockerNames.ts'
import { carryRoute, dropAllButAccess, dropAtRest, dropRoutes, putRoute } from './dockerRoutes.ts'
import { stateDir } from './dockerVolume.ts'
import { type Front, loopback, readFront } from './front.ts'
import { messageOf, requireAlone, requireRoom, type Sharing } from './members.ts'
import { sharedIdentity } from './port.ts'
import type { Route } from './routes.ts'
import { behind, type Trouble } from './shared.ts'
import type { Gateway } from './types.ts'
import { orUndone } from './undo.ts'

/*
 * As `shared.ts`, at a Docker engine: the router is a container of the gateway's image that publishes the port, and reaches the
 * gateways of the models by a network of its own, by the names of their containers. What it knows lies in its volume.
 */

export type Opening = Omit<DockerGatewayOptions, 'proxy' | 'behind' | 'front' | 'expired'> &
  Pick<Member, 'signal'> & { front: Front; sharing: Sharing }

/** What changes who shares the port, and has a turn for it where others may change it too. */
type Changing = Opening & { again?: Again | undefined }

type Says = DockerGatewayOptions['log']

/** @throws UserError as `openDockerGateway`, and where the models that share disagree */
export const openGateway = (options: Opening): Promise<Gateway> =>
  options.sharing.shared ? openBehind(options) : openAlone(options)

async function openAlone(options: Opening): Promise<Gateway> {
  const { port } = options
  const own = await ownContainer(options)
  const from = own?.sharesPort
  const opens = (docker: DockerClient, again?: Again): Promise<Gateway> =>
    own === undefined || from === undefined
      ? openDockerGateway({ ...options, docker })
      : comeOut({ ...options, docker, again }, own, from)
  const gateway = await (from === port ? aloneAt(options, opens) : opens(options.docker))
  await forgetNetworks(options, await leaveAll(options))
  return gateway
}

/** The router that it was behind knows it until it has come out; one at the same port stands still meanwhile. */
async function comeOut(options: Changing, own: OwnContainer, from: number): Promise<Gateway> {
  const { docker, model, front, port, log } = options
  const here = await lookAt(options, port)
  if (here !== undefined && (from === port || here.own.length > 0)) requireAlone({ ...here, stateDir })
  const back = await wayBack(options, own, (await lookAt(options, from))?.route)
  await readFront(front, { expired: 'refused' })
  await mustBeFree(options, own)
  sayGap(log, from === port ? port : undefined, model)
  return orPutBack(options, from, async (undo) => {
    const router = from === port && here?.running === true ? here.container : undefined
    if (router !== undefined) {
      undo(async () => {
        await docker.startAgain(router)
        await routerAt(docker, port)
      })
      await docker.halt(router, goneSeconds)
    }
    undo(() => openAgain(options, back))
    await docker.remove(own.id, goneSeconds)
    undo(() => removeOwn(options))
    return openDockerGateway(options)
  })
}

async function openBehind(options: Opening): Promise<Gateway> {
  const gateway = await aloneAt(options, (docker, again) => comeBehind({ ...options, docker, again }))
  await forgetNetworks(options, await leaveAll(options, { but: options.port }))
  return gateway
}

async function comeBehind(options: Changing): Promise<Gateway> {
  const { docker, model, port, sharing, log } = options
  // Its own gateway answers in place of a model, not the router.
  const { fallback, splitBy, retries, ...front } = options.front
  const at = sharedIdentity(port)
  const here = await lookAt(options, port)
  requireRoomHere(here, options)
  await readFront(front, { expired: 'refused' })
  const own = await ownContainer(options)
  const isHere = own === undefined ? here !== undefined && here.own.length > 0 : own.sharesPort === port
  const there = own?.sharesPort === undefined || isHere ? undefined : await lookAt(options, own.sharesPort)
  const back = own === undefined || isHere ? undefined : await wayBack(options, own, there?.route)
  if (own !== undefined && !isHere) {
    await mustBeFree(options, own)
    sayGap(log, own.publishes, model)
  }
  await docker.ensureNetwork(networkOf(at), modelLabel(at), 'internal')
  return orPutBack(options, back?.port ?? port, async (undo) => {
    if (own !== undefined && !isHere) {
      undo(() => openAgain(options, back))
      await docker.remove(own.id, goneSeconds)
    }
    // What fails to change at the port where it is leaves it there.
    if (!isHere) undo(() => withdraw(options))
    const token = here?.route?.token ?? randomBytes(32).toString('hex')
    const gateway = await openOwn(options, token)
    const route = async (): Promise<Route> => ({
      name: sharing.name,
      model,
      hosts: [...sharing.hosts],
      address: insideAddress(model),
      token,
      serves: (await gateway.traffic.status()).stable !== undefined,
    })
    const router = await tellRouter(options, front, route)
    const announce = (): Promise<void> =>
      route()
        .then((now) => putRoute({ docker, container: router.container }, now, front))
        .catch((error: Error) =>
          log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`),
        )
    return behind(gateway, { url: router.gateway.url, close: closing(options, gateway), announce })
  })
}

/**
 * As `orUndone`. The model that was taken off its port is brought back in a turn taken anew where the first one was lost, unless
 * somebody has brought it to clients meanwhile: that is not ours to undo.
 */
function orPutBack<T>(options: Changing, port: number, work: Parameters<typeof orUndone<T>>[1]): Promise<T> {
  const { again } = options
  const told = (error: unknown): never => {
    throw again === undefined ? error : again.told(error)
  }
  const mayUndo = async (): Promise<boolean> => (await again?.again()) !== true || !(await isReached(options))
  return orUndone({ port, broughtBackBy: 'the same command' }, (undo) => work(undo).catch(told), mayUndo)
}

/** Whether clients come to the model, at whichever port. */
async function isReached(options: Opening): Promise<boolean> {
  const { docker, model } = options
  try {
    const own = await ownContainer(options)
    if (own === undefined || (await findDockerGateway({ docker, model })) === undefined) return false
    if (own.sharesPort === undefined) return true
    const here = await lookAt(options, own.sharesPort)
    return here !== undefined && here.own.length > 0 && (await routerAt(docker, own.sharesPort)) !== undefined
  } catch {
    return false
  }
}

/** A model's own container, at a port of its own or behind a router, as it was when it was left. */
type Published = Pick<DockerGatewayOptions, 'port' | 'behind' | 'metricsPort' | 'image'> & {
  host: string
  kept: KeptFront
}

/** Where and as what it was found by its clients, if at all. @param route what a router that it was behind knows of it */
async function wayBack(options: Opening, own: OwnContainer, route: Route | undefined): Promise<Published | undefined> {
  const { publishes, sharesPort, image, labels } = own
  const port = publishes ?? (route === undefined ? undefined : sharesPort)
  if (port === undefined) return undefined
  const metrics = labels[gatewayLabels.metricsPort] ?? ''
  return {
    port,
    behind: publishes === undefined ? 'router' : undefined,
    host: labels[gatewayLabels.host] ?? loopback.host,
    image,
    metricsPort: metrics === '' ? undefined : Number(metrics),
    kept: await frontBefore(options, own),
  }
}

async function openAgain(options: Opening, place: Published | undefined): Promise<void> {
  if (place === undefined) return
  const { kept, host, ...as } = place
  await withFront(kept, host, (front) => openDockerGateway({ ...options, ...as, front, expired: 'taken' }))
}

/** Behind the router of the port, which alone is let in. */
function openOwn(options: Opening, token: string): Promise<Gateway> {
  const { fallback, splitBy, retries, tls } = options.front
  // Only a certificate of the router's is asked for there.
  const router = tls === undefined ? undefined : insideAddress(sharedIdentity(options.port))
  return withTokens(token, (tokens) =>
    openDockerGateway({
      ...options,
      behind: 'router',
      front: { ...loopback, tokens, fallback, splitBy, router, retries },
    }),
  )
}

async function removeOwn(options: Opening): Promise<void> {
  const own = await ownContainer(options)
  if (own !== undefined) await options.docker.remove(own.id, goneSeconds)
}

/** It has not come to the port: a router that was started for it may have that which it goes back to. */
async function withdraw(options: Opening): Promise<void> {
  const { docker, port, log, sharing } = options
  const ended = await leaveNow(options, port).catch((error: unknown) => {
    log.info(`the gateway at port ${port} still knows ${sharing.name}: ${messageOf(error)}`)
    return false
  })
  await removeOwn(options)
  if (ended) await removeNetworks(docker, port)
}

const goneSeconds = 10

function sayGap(log: Says, port: number | undefined, model: string): void {
  log.info(
    port === undefined
      ? `the gateway of ${model} is made anew: its requests are not answered for some seconds`
      : `port ${port} refuses connections for some seconds: a container cannot hand on the port that it publishes`,
  )
}

/** The router runs and knows the model. */
async function tellRouter(
  { docker, port, image, log }: Opening,
  front: Front,
  route: () => Promise<Route>,
): Promise<{ gateway: Gateway; container: string }> {
  const model = sharedIdentity(port)
  // Before it starts: nobody is told that there is no such model.
  const carry = async (): Promise<void> => carryRoute({ docker, model, image }, await route(), front)
  const gateway = await openDockerGateway({ docker, model, port, front, image, proxy: 'router', carry, log })
  const container = (await docker.list(gatewayLabel(model)))[0]?.id ?? ''
  await putRoute({ docker, container }, await route(), front)
  return { gateway, container }
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
export async function checkGateway(options: Omit<Opening, 'image' | 'metricsPort'>): Promise<void> {
  const here = await lookAt(options, options.port)
  if (options.sharing.shared) requireRoomHere(here, options)
  else if (here !== undefined && here.own.length > 0) requireAlone({ ...here, stateDir })
}

function requireRoomHere(here: Known | undefined, wanted: Parameters<typeof requireRoom>[1]): void {
  if (here !== undefined) requireRoom(here.others, wanted, here.others.length === 0 ? undefined : here.front)
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

/** A router that has ended; `image` is any that the engine has. */
export type Ended = { port: number; image: string }

/** The model is at no router any more; those that nobody shares end. @returns these */
export async function leaveAll(member: Member, { but }: { but?: number } = {}): Promise<Ended[]> {
  const ended: Ended[] = []
  for (const { port, image } of await joined(member)) {
    const leave = (docker: DockerClient): Promise<boolean> => leaveNow({ ...member, docker }, port)
    if (port !== but && (await aloneAt({ ...member, port, image }, leave))) ended.push({ port, image })
  }
  return ended
}

/** While nobody else changes the port. @returns whether the router has ended */
async function leaveNow(member: Member, port: number): Promise<boolean> {
  const { docker, log } = member
  const here = await lookAt(member, port)
  if (here === undefined || here.own.length === 0) return false
  const { container, running, image, own, others, front } = here
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
  } else await docker.removeVolume(volume, member.signal)
  return true
}

/** What routers that ended left: those who were behind them are in their networks until they end. */
export async function forgetNetworks(member: Member, ended: readonly Ended[]): Promise<void> {
  for (const { port, image } of ended)
    await aloneAt({ ...member, port, image }, async (docker) => {
      // Another model may have come to the port.
      if ((await docker.list(gatewayLabel(sharedIdentity(port)))).length === 0) await removeNetworks(docker, port)
    })
}

async function removeNetworks(docker: DockerClient, port: number): Promise<void> {
  for (const network of [networkOf(sharedIdentity(port)), outsideOf(sharedIdentity(port))])
    await docker.removeNetwork(network).catch(() => undefined)
}

const closing = (member: Member, own: Gateway) => async (): Promise<void> => {
  const ended = await leaveAll(member)
  await own.close()
  await forgetNetworks(member, ended)
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
