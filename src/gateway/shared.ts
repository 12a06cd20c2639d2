import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isThere, makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { type Held, withLock } from '../locks.ts'
import type { Log } from '../platform/types.ts'
import { freePort } from '../ports.ts'
import { accessFile } from './agent/access.ts'
import { rolloutUnderWay } from './agent/hold.ts'
import { type Front, listeningOf, loopback, readFront, urlOf } from './front.ts'
import {
  type At,
  joined,
  lookAt,
  type Member,
  messageOf,
  readFrontRecord,
  refused,
  requireAlone,
  requireRoomAt,
  type Shared,
  type Sharing,
  tokenFile,
  writeFrontRecord,
} from './members.ts'
import { sharedIdentity } from './port.ts'
import {
  checkProcessGateway,
  type Found,
  findProcessGateway,
  lookAtProcessGateway,
  openProcessGateway,
} from './process.ts'
import { processBefore } from './processBefore.ts'
import { routeFile, writeRoute } from './routes.ts'
import type { Gateway, ProxyName, TrafficStatus } from './types.ts'
import { orUndone, putBack } from './undo.ts'

/*
 * The gateway of a model that may share its port with others. Each has agent, proxy, lease and counters of its own, at a port
 * of loopback; in front of them runs a router, a gateway like the others but for its proxy, which owns the port, the
 * certificate, the tokens and the access log. It begins with the first model that shares and ends with the last.
 */

type Wanted = Member & { port: number; metricsPort?: number | undefined; front: Front; sharing: Sharing }

type Says = Pick<Log, 'info'>

const routerOf = ({ port, sharing }: Pick<Wanted, 'port' | 'sharing'>): At => ({
  stateDir: join(sharing.directory, String(port)),
  port,
})

const asRouter = (at: At) => ({ ...at, model: sharedIdentity(at.port) })

/** @throws UserError as `openProcessGateway`, and where the models that share disagree */
export function openGateway(options: Wanted & { proxy: 'auto' | ProxyName; log: Says }): Promise<Gateway> {
  return options.sharing.shared ? openBehind(options) : openAlone(options)
}

type Opening = Parameters<typeof openGateway>[0]

const broughtBackBy = '`model-actions up`'

async function openAlone(options: Opening): Promise<Gateway> {
  const here = (await joined(options)).find((at) => at.port === options.port)
  const gateway = here === undefined ? await openProcessGateway(options) : await openInstead(here, options)
  await leaveAll(options)
  await rm(join(options.stateDir, tokenFile), { force: true })
  return gateway
}

/** Of nobody else's: the router makes room. */
async function openInstead(here: Shared, options: Opening): Promise<Gateway> {
  const { port, sharing, log } = options
  const { route } = here
  requireAlone(here)
  // What can be known is known before nobody listens there any more.
  await readFront(options.front, { expired: 'refused' })
  const own = await lookAtProcessGateway(options)
  const { lease } = own.kind === 'ours' ? await own.gateway.traffic.status() : {}
  if (lease !== undefined) throw rolloutUnderWay(lease)
  const front = (await readFrontRecord(here).catch(() => undefined)) ?? options.front
  await leave(here, options, log)
  return openProcessGateway(options).catch((error: unknown) =>
    putBack({ port, broughtBackBy }, error, async () => {
      if (route === undefined) throw new Error(`the file of ${sharing.name} was damaged`)
      await locked(here, log, async () => {
        await writeRoute(here.stateDir, route)
        await openRouter(here, front, log)
      })
    }),
  )
}

async function openBehind(options: Opening): Promise<Gateway> {
  const { stateDir, model, port, sharing, log } = options
  // Its own gateway answers in place of a model, not the router.
  const { fallback, splitBy, retries, ...front } = options.front
  const at = routerOf(options)
  const opened = await locked(at, log, async () => {
    await requireRoomAt(at, options)
    await readFront(front, { expired: 'refused' })
    const isBehind = await isThere(join(stateDir, tokenFile))
    const alone = isBehind ? undefined : await processBefore(stateDir)
    return orUndone({ port: alone?.port ?? port, broughtBackBy }, async (undo) => {
      if (alone !== undefined) undo(() => rm(join(stateDir, tokenFile), { force: true }))
      const token = await ownToken(stateDir)
      // Any user of this host reaches a port of loopback, and what he asks would decide rollouts.
      const reached = `${new URL(urlOf({ host: front.host, tls: 'none' }, port)).hostname}:${port}`
      const behindIt: Front = {
        ...loopback,
        tokens: join(stateDir, tokenFile),
        fallback,
        splitBy,
        // Only a certificate of the router's is asked for there.
        router: front.tls === undefined ? undefined : reached,
        retries,
      }
      if (alone !== undefined) undo(() => openProcessGateway({ ...options, ...alone, expired: 'taken' }))
      const gateway = await openProcessGateway({ ...options, port: await ownPort(options), front: behindIt })
      const address = new URL(gateway.url).host
      const write = async (): Promise<void> => {
        const serves = (await gateway.traffic.status()).stable !== undefined
        await writeRoute(at.stateDir, { name: sharing.name, model, hosts: [...sharing.hosts], address, token, serves })
      }
      // With a router that was started for this one: what is brought back may need its port.
      if (!(await isThere(routeFile(at.stateDir, sharing.name)))) undo(() => leaveHere(at, options, log))
      // Before it starts: nobody is told that there is no such model.
      await write()
      const router = await openRouter(at, front, log)
      // It is for /v2/health/ready alone: a promotion does not fail by it, and the router looks by itself in a moment.
      const announce = (): Promise<void> =>
        write()
          .then(() => router.refresh())
          .catch((error: Error) =>
            log.info(`the gateway at port ${port} was not told of ${sharing.name}: ${error.message}`),
          )
      return behind(gateway, { url: router.url, close: closing(options, gateway), announce })
    })
  })
  // Not while that is held: another model may be on its way from there to here.
  for (const other of await joined(options)) if (other.port !== port) await leave(other, options, log)
  return opened
}

/** The router runs, and it is written how whoever shares it wants it. */
async function openRouter(at: At, front: Front, log: Says): Promise<Gateway> {
  const router = await openProcessGateway({ ...asRouter(at), front, proxy: 'router', log })
  await writeFrontRecord(at, front)
  return router
}

/** As `findProcessGateway`, whatever its model.yml says of sharing now. */
export async function findGateway(member: Member & { log: Says }): Promise<Gateway | undefined> {
  const gateway = await findProcessGateway(member)
  const [at] = await joined(member)
  if (gateway === undefined || at === undefined) return gateway
  // One that does not answer, or not to us, is said by `troubleBefore`.
  const found = await lookAtProcessGateway(asRouter(at)).catch(() => undefined)
  const router = found?.kind === 'ours' ? found.gateway : undefined
  const front = (await readFrontRecord(at).catch(() => undefined)) ?? loopback
  const seen = behind(gateway, {
    url: router?.url ?? urlOf({ host: front.host, tls: listeningOf(front).tls }, at.port),
    close: closing(member, gateway),
    announce: async () => undefined,
  })
  const status = async (): Promise<TrafficStatus> => {
    const { certificate } = (await router?.traffic.status().catch(() => undefined)) ?? {}
    return { ...(await seen.traffic.status()), ...(certificate === undefined ? {} : { certificate }) }
  }
  return { ...seen, traffic: { ...seen.traffic, status } }
}

/** As `checkProcessGateway`; starts nothing. */
export async function checkGateway(options: Wanted): Promise<void> {
  const { port, metricsPort, front, sharing } = options
  if (!sharing.shared) {
    const here = (await joined(options)).find((at) => at.port === port)
    if (here === undefined) return checkProcessGateway(options)
    return requireAlone(here)
  }
  const at = routerOf(options)
  await requireRoomAt(at, options)
  const serves = portOf(await lookAtProcessGateway(options))
  await checkProcessGateway({ ...options, port: await ownPort(options), metricsPort, front: loopback })
  // It moves away when the router comes.
  if (serves !== port) await checkProcessGateway({ ...asRouter(at), front })
}

/** Of a port that is shared; `reached`: clients come to the model all the same. */
export type Trouble = { reached: boolean; because: string }

/** What is not as it should be in front of a model whose own gateway answers; undefined where nothing is. */
export async function troubleBefore(member: Member): Promise<Trouble | undefined> {
  for (const at of await joined(member)) {
    const gateway = `the gateway that it shares at port ${at.port}`
    try {
      const found = await lookAtProcessGateway(asRouter(at))
      if (found.kind === 'none')
        return { reached: false, because: `${gateway} does not run: start it by \`model-actions up\`, or deploy again` }
      if (found.kind === 'another-version')
        return {
          reached: true,
          because: `${gateway} (process ${found.pid}) is of another version of model-actions, and says nothing to this one: the next deployment by this one replaces it without a lost request`,
        }
    } catch (error) {
      return { reached: false, because: `${gateway} cannot be asked (${messageOf(error)})` }
    }
  }
  return undefined
}

/** Names of the other models at its port. */
export async function othersBeside(member: Member): Promise<string[]> {
  return (await joined(member)).flatMap(({ others }) => others.map(({ name }) => name))
}

/** The model is at no router any more; those that nobody shares end. */
export async function leaveAll(member: Member & { log: Says }): Promise<void> {
  for (const at of await joined(member)) await leave(at, member, member.log)
}

const leave = (at: At, member: Member, log: Says): Promise<void> => locked(at, log, () => leaveHere(at, member, log))

/** While the port is held. */
async function leaveHere(at: At, member: Member, log: Says): Promise<void> {
  const { own, others } = await lookAt(at, member)
  if (own.length === 0) return
  if (others.length === 0) {
    await (await routerToAsk(at, log))?.close()
    const [stays] = await removeAllButAccess(at.stateDir)
    if (stays !== undefined) log.info(`the access log of port ${at.port} stays: ${join(at.stateDir, stays)}`)
    return
  }
  for (const file of own) await rm(file, { force: true })
  // It resolves once what is in flight has its answer. One that cannot say so sees by itself that the file is gone.
  const told = async (): Promise<void> => (await routerToAsk(at, log))?.refresh()
  await told().catch((error: Error) => log.info(`the gateway at the shared port ${at.port}: ${error.message}`))
}

/** Who asked what is not forgotten with who answered. @returns the files that stay, the newest first */
async function removeAllButAccess(stateDir: string): Promise<string[]> {
  const names = await readdir(stateDir).catch(() => [])
  const stay = names.filter((name) => name.startsWith(accessFile)).sort()
  if (stay.length === 0) await rm(stateDir, { recursive: true, force: true })
  for (const name of names) if (!stay.includes(name)) await rm(join(stateDir, name), { recursive: true, force: true })
  return stay
}

/** One of another version of ours is replaced first: whatever is asked of it, it would not understand. */
async function routerToAsk(at: At, log: Says): Promise<Gateway | undefined> {
  const found = await lookAtProcessGateway(asRouter(at))
  if (found.kind === 'none') return undefined
  if (found.kind === 'ours') return found.gateway
  const front = await readFrontRecord(at)
  if (front === undefined)
    throw refused(
      `the gateway at the shared port ${at.port} (process ${found.pid}) is of another version of model-actions: ask it by that one, or end it (kill ${found.pid})`,
    )
  return openRouter(at, front, log)
}

/** The model's own gateway, as its clients and who deploys see it. @param seen.announce tells the router who serves */
export function behind(
  own: Gateway,
  { url, close, announce }: { url: string; close: () => Promise<void>; announce: () => Promise<void> },
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
    close,
  }
}

const closing = (member: Member & { log: Says }, own: Gateway) => async (): Promise<void> => {
  await leaveAll(member)
  await own.close()
}

const locked = <T>(at: At, log: Says, work: () => Promise<T>): Promise<T> => {
  const onHeld = ({ by }: Held): void => log.info(`waiting for who changes the shared port ${at.port}: ${by}`)
  return withLock(`${at.stateDir}.lock`, { label: `changing who shares port ${at.port}`, onHeld }, work)
}

/** Where the model's own gateway listens: where it does or did, if nobody else does now. */
async function ownPort(wanted: Wanted): Promise<number> {
  const found = await lookAtProcessGateway(wanted)
  const now = portOf(found)
  if (now !== undefined && now !== wanted.port && isAtLoopback(found)) return now
  const { route } = await lookAt(routerOf(wanted), wanted)
  return freePort(route === undefined ? 0 : Number(new URL(`http://${route.address}`).port))
}

const isAtLoopback = (found: Found): boolean =>
  found.kind === 'ours'
    ? found.gateway.url.startsWith(`http://${loopback.host}:`)
    : found.kind === 'another-version' && found.host === loopback.host

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

const portOf = (found: Found): number | undefined => {
  if (found.kind !== 'ours') return found.kind === 'none' ? undefined : found.port
  const { port, protocol } = new URL(found.gateway.url)
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
