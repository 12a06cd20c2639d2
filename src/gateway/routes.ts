import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { splitAddress } from './address.ts'
import { type Check, flag, shape, text } from './checked.ts'

/*
 * Which models share a gateway: a file each, written by whoever deploys the model and read by the router. They are all that is
 * kept, so a router that starts again knows every model.
 */

export type Route = {
  /** As paths have it: `/v2/models/NAME/infer`. */
  name: string
  /** Which model that is, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  /** Names of hosts whose every request is this model's. */
  hosts: string[]
  /** `host:port` of the model's own gateway. */
  address: string
  /** By which that gateway knows the router: whoever else reaches its port is let in to nothing. */
  token: string
  /** Whether a version is stable there: a model that never was deployed to its end holds up nobody's readiness. */
  serves: boolean
}

const address: Check<string> = (value, place) => {
  const found = text(/^[!-~]{3,300}$/, 'host:port')(value, place)
  splitAddress(found)
  return found
}

const host = text(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'the name of a host')
const hosts: Check<string[]> = (value, place) => {
  if (!Array.isArray(value) || value.length > 64) throw new Error(`${place}: expected a list of at most 64 names`)
  return value.map((one, index) => host(one, `${place}[${index}]`))
}

export const nameOfModel = text(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'the name of a model')

export const checkRoute = shape<Route>({
  name: nameOfModel,
  model: text(/^[\w./-]{1,400}$/, 'the identity of a model'),
  hosts,
  address,
  token: text(/^[0-9a-f]{64}$/, 'a token of 64 digits'),
  serves: flag,
})

/** How the clients of a shared port are let in. */
export const frontRecord = 'shared.json'
export const routesDirectory = 'routes'
const directoryOf = (stateDir: string): string => join(stateDir, routesDirectory)

export const routeFile = (stateDir: string, name: string): string => join(directoryOf(stateDir), `${name}.json`)

export async function writeRoute(stateDir: string, route: Route): Promise<void> {
  await makeDirectory(directoryOf(stateDir), { mode: 0o700 })
  await writeWhole(routeFile(stateDir, route.name), routeText(route), { mode: 0o600 })
}

export const routeText = (route: Route): string => `${JSON.stringify(route)}\n`

/** A file that says nothing that can be used, but maybe whose it is: `name` is that of the file. */
export type Damaged = { name: string; model: string | undefined; because: string }

export type Routes = { routes: Route[]; damaged: Damaged[] }

/** Takes what a file says to the others. */
export function takeRoute(found: Routes, file: string, said: string): void {
  try {
    found.routes.push(checkRoute(JSON.parse(said), ''))
  } catch (cause) {
    const because = `${file} is damaged (${(cause as Error).message}): deploy that model again`
    const [, model] = /"model":\s*"([\w./-]{1,400})"/.exec(said) ?? []
    found.damaged.push({ name: basename(file, '.json'), model, because })
  }
}

/** By name. One that is damaged is told beside the others: it must cost no other model a request, nor a deployment. */
export async function readRoutes(stateDir: string): Promise<Routes> {
  const names = await readdir(directoryOf(stateDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found: Routes = { routes: [], damaged: [] }
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const file = join(directoryOf(stateDir), name)
    try {
      const read = await readIfPresent(file)
      // It may leave at any moment.
      if (read !== undefined) takeRoute(found, file, read.toString('utf8'))
    } catch (cause) {
      const because = `${file} cannot be read (${(cause as Error).message}): deploy that model again`
      found.damaged.push({ name: basename(name, '.json'), model: undefined, because })
    }
  }
  return found
}

/** Whose a request is; undefined for what is no model's. A host that is named wins, whatever the path. */
export function routeOfRequest(
  routes: readonly Route[],
  { path, host }: { path: string; host: string | undefined },
): Route | undefined {
  const asked = host?.toLowerCase().replace(/:\d+$/, '')
  const byHost = routes.find(({ hosts }) => asked !== undefined && hosts.includes(asked))
  if (byHost !== undefined) return byHost
  const name = /^\/v2\/models\/([^/?]+)(?=[/?]|$)/.exec(path)?.[1]
  return routes.find((route) => route.name === name)
}
