import { rm } from 'node:fs/promises'
import type http from 'node:http'
import { join } from 'node:path'
import { readIfPresent, writeWhole } from '../../files.ts'
import { sleep } from '../../timers.ts'
import { answersReady } from '../ready.ts'
import { frontRecord, type Route, type Routes, readRoutes, routeFile, routeOfRequest, writeRoute } from '../routes.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import { pathOf } from './embedded-front.ts'
import { clientLimits } from './messages.ts'
import { numericNow } from './names.ts'
import { openPaths, retryAfterSeconds } from './proxy.ts'

const [livePath, readyPath] = openPaths

/** So long a model that leaves may answer what it was asked. */
const leaveMs = 10_000
const lookEveryMs = 2_000
const probeTimeoutMs = 5_000
/** The gateway of a model asks one version after the other, and its own word at last is what the client is told. */
export const modelAnswerMs = 2 * answerTimeoutMs + 30_000

/** However often it is asked for, and whoever asks: the models are asked once in a while. */
const readyForMs = 1_000

/** What the router says itself. */
export type Said = { status: number; json: object; retryAfterSeconds?: number }
/** Where a request goes, or what it is answered. `ended` is called once, when it is over. */
export type Taken =
  | { to: { id: string; addresses: string[] }; token: string; ended: () => void }
  | { said: Said | Promise<Said> }

/**
 * Several models behind one port: each request goes to the gateway of its model, which has its own agent, versions and
 * rollouts. It holds nothing but the list of them, which it reads from the disk.
 */
export class Router {
  readonly #stateDir: string
  readonly #log: (line: string) => void
  #routes: readonly Route[] = []
  /** Where each is, as numbers, by name: a request does not wait until a name is found. */
  #at: ReadonlyMap<string, string> = new Map()
  /** Requests under way, by name. */
  readonly #open = new Map<string, number>()
  /** Since when those are gone that have left, by name. */
  readonly #left = new Map<string, number>()
  #reading: Promise<void> = Promise.resolve()
  #ready: { askedMs: number; said: Promise<Said> } | undefined
  #wrong = ''
  #timer: NodeJS.Timeout | undefined

  constructor({ stateDir, log }: { stateDir: string; log: (line: string) => void }) {
    this.#stateDir = stateDir
    this.#log = log
  }

  /** Somebody may write a file and be killed before he says so. */
  watch(): void {
    this.#timer = setInterval(() => {
      this.#readInTurn().catch((error: Error) => this.#complain(error.message))
    }, lookEveryMs)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Takes the routes as they are on disk. Resolves once those that left have answered what they were asked. */
  async read(): Promise<void> {
    await this.#readInTurn()
    // Whoever saw them leave: our own look may have been before this one.
    while (this.#isAwaited()) await sleep(20)
  }

  /** As its files say. @returns how the clients of the port are let in, as who deploys wrote it */
  async known(): Promise<Routes & { front?: string }> {
    const front = await readIfPresent(this.#front)
    return { ...(await readRoutes(this.#stateDir)), ...(front === undefined ? {} : { front: front.toString('utf8') }) }
  }

  async join(route: Route, front: string): Promise<null> {
    await writeWhole(this.#front, front, { mode: 0o600 })
    await writeRoute(this.#stateDir, route)
    await this.read()
    return null
  }

  async leave(names: readonly string[]): Promise<null> {
    for (const name of names) await rm(routeFile(this.#stateDir, name), { force: true })
    await this.read()
    return null
  }

  get #front(): string {
    return join(this.#stateDir, frontRecord)
  }

  /** One that began earlier knows less, and must not have the last word. */
  #readInTurn(): Promise<void> {
    const read = this.#reading.then(() => this.#readNow())
    this.#reading = read.catch(() => undefined)
    return read
  }

  async #readNow(): Promise<void> {
    const found = await readRoutes(this.#stateDir)
    this.#complain(found.damaged.map(({ because }) => because).join('; '))
    // What went wrong with a file is no word of the model that it is of.
    const known = this.#routes.filter(({ name }) => found.damaged.some((one) => one.name === name))
    const routes = [...found.routes, ...known]
    const left = this.#routes.filter(({ name }) => !routes.some((route) => route.name === name))
    for (const { name } of left) {
      this.#left.set(name, performance.now())
      this.#log(`${name} has left`)
    }
    for (const { name } of routes) this.#left.delete(name)
    for (const { name, address } of routes)
      if (this.#routes.find((route) => route.name === name)?.address !== address) this.#log(`${name} is at ${address}`)
    const at = async ({ name, address }: Route) => [name, await numericNow(address, this.#at.get(name))] as const
    this.#at = new Map(await Promise.all(routes.map(at)))
    this.#routes = routes
    this.#ready = undefined
  }

  #isAwaited(): boolean {
    const sinceMs = performance.now() - leaveMs
    return [...this.#left].some(([name, leftMs]) => leftMs > sinceMs && this.#underWay(name) > 0)
  }

  take(request: http.IncomingMessage): Taken {
    const path = pathOf(request)
    const route = routeOfRequest(this.#routes, { path, host: request.headers.host })
    if (route === undefined) return { said: this.#own(path) }
    const { name } = route
    if (this.#underWay(name) >= this.#most)
      return {
        said: { status: 503, json: { error: `${name} has as many requests as it can have` }, retryAfterSeconds },
      }
    this.#open.set(name, this.#underWay(name) + 1)
    let over = false
    const ended = (): void => {
      if (over) return
      over = true
      const left = this.#underWay(name) - 1
      if (left > 0) this.#open.set(name, left)
      else this.#open.delete(name)
    }
    return { to: { id: name, addresses: [this.#where(route)] }, token: route.token, ended }
  }

  /** One model that does not answer leaves connections to the others. */
  get #most(): number {
    return Math.floor(clientLimits.connections / this.#routes.length)
  }

  /** Once, however often it is seen. */
  #complain(wrong: string): void {
    if (wrong !== '' && wrong !== this.#wrong) this.#log(`${wrong}; requests go on as before`)
    this.#wrong = wrong
  }

  #where({ name, address }: Route): string {
    return this.#at.get(name) ?? address
  }

  #underWay(name: string): number {
    return this.#open.get(name) ?? 0
  }

  #own(path: string): Said | Promise<Said> {
    if (path === livePath) return { status: 200, json: { live: true } }
    if (path === readyPath) return this.#readiness()
    const models = this.#routes.map(({ name }) => name)
    return { status: 404, json: { error: 'no model is at this path: they are at /v2/models/NAME', models } }
  }

  #readiness(): Promise<Said> {
    if (this.#ready === undefined || performance.now() - this.#ready.askedMs > readyForMs)
      this.#ready = { askedMs: performance.now(), said: this.#askAll() }
    return this.#ready.said
  }

  async #askAll(): Promise<Said> {
    const asked = this.#routes
      .filter(({ serves }) => serves)
      .map(async (route) => [route.name, await answersReady(this.#where(route), readyPath, probeTimeoutMs)] as const)
    const models = await Promise.all(asked)
    const ready = models.length > 0 && models.every(([, answers]) => answers)
    return { status: ready ? 200 : 503, json: { ready, models: Object.fromEntries(models) } }
  }
}
