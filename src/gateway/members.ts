import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../errors.ts'
import { isThere, readIfPresent, writeWhole } from '../files.ts'
import { absolutePath, oneOf, optional, shape, text } from './checked.ts'
import type { Front } from './front.ts'
import { frontRecord, type Route, type Routes, readRoutes, routeFile } from './routes.ts'

/* Which models share a port, as its files say, and whether another one may. Nothing is asked, and nothing starts or ends. */

export type Sharing = {
  /** Below it a directory of each router, by its port; of all models of this host. */
  directory: string
  name: string
  hosts: readonly string[]
  shared: boolean
}

/** Who asks, of all the models of this host. */
export type Member = { stateDir: string; model: string; sharing: Pick<Sharing, 'directory' | 'name'> }

/** Where a router keeps what it is, and its port. */
export type At = { stateDir: string; port: number }

/** A model at a shared port; a file that is damaged may not say which one it is of. */
type Known = Pick<Route, 'name' | 'hosts'> & { model: string | undefined }

/** A shared port, as one model sees it. */
export type Shared = At & {
  /** Its own files that tell the router of it; none where it does not share this port. */
  own: string[]
  /** What they say. */
  route: Route | undefined
  others: Known[]
}

/** In the directory of a model's own gateway, as long as it is behind a router. */
export const tokenFile = 'router-token'

export async function lookAt(at: At, { stateDir, model, sharing }: Member): Promise<Shared> {
  const found = await readRoutes(at.stateDir)
  const wasBehind = found.damaged.length > 0 && (await isThere(join(stateDir, tokenFile)))
  return { ...at, ...sharedAs(found, { model, name: sharing.name, wasBehind }, at.stateDir) }
}

/**
 * What the files of a router say, as one model sees it. A file that does not say whose it is is that of the model by that name, if
 * that has been behind a router. Pure.
 */
export function sharedAs(
  { routes, damaged }: Routes,
  { model, name: ownName, wasBehind }: { model: string; name: string; wasBehind: boolean },
  stateDir: string,
): Omit<Shared, keyof At> {
  const files: (Known & { route?: Route })[] = [
    ...routes.map((route) => ({ ...route, route })),
    ...damaged.map(({ name, model: said }) => {
      return { name, hosts: [], model: said ?? (wasBehind && name === ownName ? model : undefined) }
    }),
  ]
  const own = files.filter((one) => one.model === model)
  return {
    own: own.map(({ name }) => routeFile(stateDir, name)),
    route: own.find(({ route }) => route !== undefined)?.route,
    others: files.filter((one) => one.model !== model),
  }
}

/** Ports that the model shares. */
export async function joined(member: Member): Promise<Shared[]> {
  const { directory } = member.sharing
  const names = (await readdir(directory).catch(() => [])).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(
    names.map((name) => lookAt({ stateDir: join(directory, name), port: Number(name) }, member)),
  )
  return all.filter(({ own }) => own.length > 0)
}

const asFront = shape<Front>({
  host: text(/^[0-9a-fA-F:.]{2,45}$/, 'an address'),
  tls: optional(
    shape<NonNullable<Front['tls']>>({
      certificate: absolutePath,
      key: absolutePath,
      clientCa: optional(absolutePath),
    }),
  ),
  tokens: optional(absolutePath),
  accessLog: oneOf('none', 'json'),
  fallback: () => undefined,
})

/** @throws UserError where it is damaged */
export async function readFrontRecord({ stateDir }: Pick<At, 'stateDir'>): Promise<Front | undefined> {
  const file = join(stateDir, frontRecord)
  const said = await readIfPresent(file)
  return said === undefined ? undefined : frontIn(said.toString('utf8'), file)
}

/** @throws UserError where it is damaged */
export function frontIn(said: string, file: string): Front {
  try {
    return asFront(JSON.parse(said), '')
  } catch (cause) {
    throw refused(
      `${file} is damaged (${messageOf(cause)}), and it says how clients of a shared port are let in: remove it, then deploy a model whose deploy.host, tls, tokens and access-log are those of all that share it`,
    )
  }
}

export const frontText = ({ host, tls, tokens, accessLog }: Front): string =>
  `${JSON.stringify({ host, tls, tokens, accessLog })}\n`

export const writeFrontRecord = ({ stateDir }: Pick<At, 'stateDir'>, front: Front): Promise<void> =>
  writeWhole(join(stateDir, frontRecord), frontText(front), { mode: 0o600 })

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function requireAlone({ others, port }: Shared): void {
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

type Wants = { model: string; port: number; front: Front; sharing: Sharing }

/** @throws UserError as `requireRoom` does, and where it is not known how the others want their clients */
export async function requireRoomAt(at: At, wanted: Wants & Member): Promise<void> {
  const { others } = await lookAt(at, wanted)
  requireRoom(others, wanted, others.length === 0 ? undefined : await readFrontRecord(at))
}

/** @throws UserError where a name is another's, or the others want their clients otherwise */
export function requireRoom(
  known: readonly Known[],
  { model, port, front, sharing }: Wants,
  has: Front | undefined,
): void {
  const others = known.filter((one) => one.model !== model)
  const same = others.find(({ name }) => name === sharing.name)
  if (same !== undefined)
    throw refused(
      `name: ${sharing.name} is ${whose(same)} at the shared port ${port}: choose another name, or another port in the key deploy.port; where that model is not served any more, end it by \`model-actions stop\` there`,
    )
  for (const host of sharing.hosts) {
    const other = others.find(({ hosts }) => hosts.includes(host))
    if (other !== undefined)
      throw refused(
        `deploy.hosts: ${host} is that of ${whose(other)} at the shared port ${port}: name it in one of the two`,
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
const whose = ({ model, name }: Known): string => model ?? `a model ${name} whose file is damaged`
const namesOf = (others: readonly Known[]): string => others.map(whose).join(', ')
export const refused = (what: string): UserError => new UserError(what, { exit: 'preflight' })
