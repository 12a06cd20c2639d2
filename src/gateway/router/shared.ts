import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../errors.ts'
import { isThere, makeDirectory, readIfPresent, writeWhole } from '../../files.ts'
import { withLock } from '../../locks.ts'
import type { Log } from '../../platform/types.ts'
import { freePort } from '../../ports.ts'
import { type Front, listeningOf, loopback, urlOf } from '../front.ts'
import { sharedIdentity } from '../port.ts'
import { checkProcessGateway, findProcessGateway, openProcessGateway } from '../process.ts'
import type { Gateway, ProxyName, TrafficStatus } from '../types.ts'
import { type Route, readRoutes, routeFile, writeRoute } from './routes.ts'

/*
 * The gateway of a model that may share its port with others. Each has agent, proxy, lease and counters of its own, at a port
 * of loopback; in front of them runs a router, a gateway like the others but for its proxy, which owns the port, the
 * certificate, the tokens and the access log. It begins with the first model that shares and ends with the last.
 */

export type Sharing = {
  /** Below it a directory of each router, by its port; of all models of this host. */
  directory: string
  name: string
  hosts: readonly string[]
  shared: boolean
}

type Wanted = {
  stateDir: string
  model: string
  port: number
  metricsPort?: number | undefined
  front: Front
  sharing: Sharing
}

/** Where a router keeps what it is, and its port. */
type At = { stateDir: string; port: number }

const frontRecord = 'shared.json'
const tokenFile = 'router-token'

const routerOf = ({ port, sharing }: Pick<Wanted, 'port' | 'sharing'>): At => ({
  stateDir: join(sharing.directory, String(port)),
  port,
})

/** @throws UserError as `openProcessGateway`, and where the models that share disagree */
export async function openGateway(
  options: Wanted & { proxy: 'auto' | ProxyName; log: Pick<Log, 'info'> },
): Promise<Gateway> {
  const { stateDir, model, port, metricsPort, sharing, proxy, log } = options
  // Its own gateway answers in place of a model, not the router.
  const { fallback, ...front } = options.front
  const own = { stateDir, model, metricsPort, proxy, log }
  if (!sharing.shared) {
    // Of nobody else's: it makes room.
    const [here] = (await joined(sharing.directory, model)).filter((at) => at.port === port)
    if (here !== undefined) {
      requireAlone(here, model)
      await leave(here, model)
    }
    const gateway = await openProcessGateway({ ...own, port, front: options.front })
    await leaveAll(sharing.directory, model)
    await rm(join(stateDir, tokenFile), { force: true })
    return gateway
  }
  const at = routerOf(options)
  return locked(at, async () => {
    requireRoom(await routesAt(at), options, await readFrontRecord(at))
    const token = await ownToken(stateDir)
    // Any user of this host reaches a port of loopback, and what he asks would decide rollouts.
    const behindIt: Front = { ...loopback, tokens: join(stateDir, tokenFile), fallback }
    const gateway = await openProcessGateway({ ...own, port: await ownPort(options), front: behindIt })
    const address = new URL(gateway.url).host
    const write = async (): Promise<void> => {
      const serves = (await gateway.traffic.status()).stable !== undefined
      await writeRoute(at.stateDir, { name: sharing.name, model, hosts: [...sharing.hosts], address, token, serves })
    }
    // Before it starts: nobody is told that there is no such model.
    const file = routeFile(at.stateDir, sharing.name)
    const known = await isThere(file)
    await write()
    const asRouter = { ...at, model: sharedIdentity(port), front, proxy: 'router', log } as const
    const router = await openProcessGateway(asRouter).catch(async (error: unknown) => {
      if (!known) await rm(file, { force: true })
      throw error
    })
    await writeWhole(join(at.stateDir, frontRecord), `${JSON.stringify(front)}\n`, { mode: 0o600 })
    await router.refresh()
    const announce = async (): Promise<void> => {
      await write()
      await router.refresh()
    }
    for (const other of await joined(sharing.directory, model)) if (other.port !== port) await leave(other, model)
    return behind(gateway, { url: router.url, leave: () => leaveAll(sharing.directory, model), announce })
  })
}

/** As `findProcessGateway`, whatever its model.yml says of sharing now. */
export async function findGateway(options: {
  stateDir: string
  model: string
  sharing: Pick<Sharing, 'directory'>
}): Promise<Gateway | undefined> {
  const { stateDir, model, sharing } = options
  const gateway = await findProcessGateway({ stateDir, model })
  const [at] = await joined(sharing.directory, model)
  if (gateway === undefined || at === undefined) return gateway
  const front = (await readFrontRecord(at)) ?? loopback
  const seen = behind(gateway, {
    url: urlOf({ host: front.host, tls: listeningOf(front).tls }, at.port),
    leave: () => leaveAll(sharing.directory, model),
    announce: async () => undefined,
  })
  if (front.tls === undefined) return seen
  const status = async (): Promise<TrafficStatus> => {
    const router = await found({ ...at, model: sharedIdentity(at.port) })
    // One that does not answer is said by `unreached`.
    const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {}
    return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) }
  }
  return { ...seen, traffic: { ...seen.traffic, status } }
}

/** As `checkProcessGateway`; starts nothing. */
export async function checkGateway(options: Wanted): Promise<void> {
  const { stateDir, model, port, metricsPort, front, sharing } = options
  const serves = (await found({ stateDir, model }))?.url
  if (!sharing.shared) {
    const [here] = (await joined(sharing.directory, model)).filter((at) => at.port === port)
    if (here === undefined) return checkProcessGateway({ stateDir, model, port, metricsPort, front })
    return requireAlone(here, model)
  }
  const at = routerOf(options)
  requireRoom(await routesAt(at), options, await readFrontRecord(at))
  await checkProcessGateway({ stateDir, model, port: await ownPort(options), metricsPort })
  // It moves away when the router comes.
  if (serves === undefined || portOf(serves) !== port)
    await checkProcessGateway({ ...at, model: sharedIdentity(port), front })
}

/** Why clients do not reach a model whose own gateway answers; undefined where nothing is wrong. */
export async function unreached(directory: string, model: string): Promise<string | undefined> {
  for (const at of await joined(directory, model))
    if ((await found({ ...at, model: sharedIdentity(at.port) })) === undefined)
      return `the gateway that it shares at port ${at.port} does not run: start it by \`model-actions up\`, or deploy again`
  return undefined
}

/** Names of the other models at its port. */
export async function othersBeside(directory: string, model: string): Promise<string[]> {
  const all = (await joined(directory, model)).flatMap(({ routes }) => routes)
  return all.filter((route) => route.model !== model).map(({ name }) => name)
}

/** The model is at no router any more; those that nobody shares end. */
export async function leaveAll(directory: string, model: string): Promise<void> {
  for (const at of await joined(directory, model)) await leave(at, model)
}

function leave(at: At, model: string): Promise<void> {
  return locked(at, async () => {
    const { routes, damaged } = await readRoutes(at.stateDir)
    const route = routes.find((one) => one.model === model)
    if (route === undefined) return
    const router = await findProcessGateway({ ...at, model: sharedIdentity(at.port) })
    if (routes.length + damaged.length > 1) {
      await rm(routeFile(at.stateDir, route.name), { force: true })
      // It resolves once what is in flight has its answer.
      await router?.refresh()
      return
    }
    await router?.close()
    await rm(at.stateDir, { recursive: true, force: true })
  })
}

/** The model's own gateway, as its clients and who deploys see it. */
function behind(
  own: Gateway,
  { url, leave, announce }: { url: string; leave: () => Promise<void>; announce: () => Promise<void> },
): Gateway {
  const { traffic } = own
  return {
    ...own,
    url,
    traffic: {
      ...traffic,
      promote: async (owner, canaryId) => {
        await traffic.promote(owner, canaryId)
        await announce()
      },
      demote: async (owner, stableId) => {
        await traffic.demote(owner, stableId)
        await announce()
      },
    },
    close: async () => {
      await leave()
      await own.close()
    },
  }
}

const locked = <T>(at: At, work: () => Promise<T>): Promise<T> =>
  withLock(`${at.stateDir}.lock`, { label: `changing who shares port ${at.port}` }, work)

const routesAt = async ({ stateDir }: Pick<At, 'stateDir'>): Promise<Route[]> => (await readRoutes(stateDir)).routes

/** Routers that know the model. */
async function joined(directory: string, model: string): Promise<(At & { routes: Route[] })[]> {
  const names = await readdir(directory).catch(() => [])
  const all = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stateDir = join(directory, name)
        return { stateDir, port: Number(name), routes: await routesAt({ stateDir }) }
      }),
  )
  return all.filter(({ routes }) => routes.some((route) => route.model === model))
}

/** Where the model's own gateway listens: where it does or did, if nobody else does now. */
async function ownPort({ stateDir, model, port, sharing }: Wanted): Promise<number> {
  const now = (await found({ stateDir, model }))?.url
  if (now !== undefined && /^http:\/\/127\.0\.0\.1:/.test(now) && portOf(now) !== port) return portOf(now)
  const [before] = (await routesAt(routerOf({ port, sharing }))).filter((route) => route.model === model)
  return freePort(before === undefined ? 0 : portOf(`http://${before.address}`))
}

/** Of the router's, at the model's own gateway. It stays: a router that runs knows it. */
async function ownToken(stateDir: string): Promise<string> {
  const file = join(stateDir, tokenFile)
  const kept = /^router ([0-9a-f]{64})$/m.exec((await readIfPresent(file))?.toString('utf8') ?? '')?.[1]
  if (kept !== undefined) return kept
  const token = randomBytes(32).toString('hex')
  await makeDirectory(stateDir, { mode: 0o700 })
  await writeWhole(file, `router ${token}\n`, { mode: 0o600 })
  return token
}

/** One of another version of ours is not asked: it is replaced by the one that is opened next. */
const found = (at: { stateDir: string; model: string }): Promise<Gateway | undefined> =>
  findProcessGateway(at).catch((error: unknown) => {
    if (error instanceof UserError) return undefined
    throw error
  })

const portOf = (url: string): number => {
  const { port, protocol } = new URL(url)
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}

async function readFrontRecord({ stateDir }: At): Promise<Front | undefined> {
  const said = await readIfPresent(join(stateDir, frontRecord))
  return said === undefined ? undefined : (JSON.parse(said.toString('utf8')) as Front)
}

function requireAlone({ routes, port }: At & { routes: readonly Route[] }, model: string): void {
  const others = routes.filter((route) => route.model !== model)
  if (others.length > 0)
    throw refused(
      `deploy.port: ${port} is shared with ${namesOf(others)}: write deploy.shared: true, or a free port in the key deploy.port`,
    )
}

const frontKeys: readonly (readonly [key: string, of: (front: Front) => unknown])[] = [
  ['deploy.host', ({ host }) => host],
  ['deploy.tls', ({ tls }) => tls],
  ['deploy.tokens', ({ tokens }) => tokens],
  ['deploy.access-log', ({ accessLog }) => accessLog],
]

/** @throws UserError where a name is another's, or the others want their clients otherwise */
export function requireRoom(
  routes: readonly Route[],
  { model, port, front, sharing }: Pick<Wanted, 'model' | 'port' | 'front' | 'sharing'>,
  has: Front | undefined,
): void {
  const others = routes.filter((route) => route.model !== model)
  const same = others.find(({ name }) => name === sharing.name)
  if (same !== undefined)
    throw refused(
      `name: ${sharing.name} is ${same.model} at the shared port ${port}: choose another name, or another port in the key deploy.port; where that model is not served any more, end it by \`model-actions stop\` there`,
    )
  for (const host of sharing.hosts) {
    const whose = others.find(({ hosts }) => hosts.includes(host))
    if (whose !== undefined)
      throw refused(
        `deploy.hosts: ${host} is that of ${whose.model} at the shared port ${port}: name it in one of the two`,
      )
  }
  if (others.length === 0 || has === undefined) return
  const other = frontKeys.find(([, of]) => !isDeepStrictEqual(asWritten(of(has)), asWritten(of(front))))
  if (other !== undefined)
    throw refused(
      `${other[0]} is another than that of ${namesOf(others)}, which share port ${port}: write the same in each, or another port in the key deploy.port; to change it for all, move them to another port one after the other`,
    )
}

const asWritten = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))
const namesOf = (routes: readonly Route[]): string => routes.map(({ model }) => model).join(', ')
const refused = (what: string): UserError => new UserError(what, { exit: 'preflight' })
