import net from 'node:net'
import { checkBackend, idOfVersion } from '../backend.ts'
import { absolutePath, type Check, flag, list, number, oneOf, optional, shape, text, whole } from '../checked.ts'
import type { FallbackName } from '../fallback.ts'
import type { Listening } from '../front.ts'
import { mostRetries } from '../retries.ts'
import { checkRoute, nameOfModel, type Route, type Routes } from '../routes.ts'
import type { Answered, Backend, Observed, ProxyName, TrafficStatus } from '../types.ts'

/** How the agent is started: one JSON argument. */
export type AgentConfig = {
  stateDir: string
  /** Which program this is: another one is another version of ours. */
  program: string
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  /** Where clients come to. */
  host: string
  port: number
  listening: Listening
  metricsHost: string
  /** Where Prometheus reads; 0 for nowhere. */
  metricsPort: number
  /** `router`: the embedded one, in front of the gateways of several models. */
  proxy: ProxyName | 'router'
  /** Path of the HAProxy program, for `haproxy`. */
  haproxyPath: string
}

export const protocolVersion = 7

/** What the agent can be asked: one JSON line in, one JSON line out, over a unix socket in the state directory. */
export type Operations = {
  hello: {
    input: object
    output: Pick<AgentConfig, 'stateDir' | 'program' | 'model' | 'host' | 'port' | 'metricsPort' | 'listening'> & {
      protocol: number
      pid: number
    }
  }
  /** Takes what the files of the front say now. */
  refresh: { input: object; output: null }
  status: { input: object; output: TrafficStatus }
  /** The one way to the right to change anything: refused where the agent serves another model. */
  acquire: { input: { model: string; owner: string; ttlMs: number }; output: null }
  renew: { input: { owner: string; ttlMs: number }; output: null }
  release: { input: { owner: string }; output: null }
  add: { input: { owner: string; backend: Backend }; output: null }
  shift: { input: { owner: string; canaryId: string; share: number }; output: null }
  mirror: { input: { owner: string; canaryId: string; share: number }; output: null }
  evict: { input: object; output: null }
  promote: { input: { owner: string; canaryId: string }; output: null }
  demote: { input: { owner: string; stableId: string }; output: null }
  pause: { input: { owner: string; stableId: string; timeoutMs: number }; output: null }
  resume: { input: { owner: string; stable: Backend }; output: null }
  remove: { input: { owner: string; id: string; timeoutMs: number }; output: null }
  observe: { input: object; output: Record<string, Observed> }
  past: { input: { id: string }; output: Observed[] }
  probe: { input: { id: string }; output: boolean }
  ask: { input: { id: string; body: string }; output: Answered[] }
  /**
   * Of the supervisor alone: another agent takes over. Refused while there is a lease; it holds for as long as the line stays open, so that
   * an agent whose successor does not come goes on.
   */
  retire: { input: object; output: null }
  /**
   * Of a router: which models it knows, and how their clients are let in, as who deploys wrote it. No version may change this and the next two:
   * who leaves may be of another version.
   */
  routes: { input: object; output: Routes & { front?: string } }
  /** It knows the model from the answer on. */
  join: { input: { route: Route; front: string }; output: null }
  /** Answered once they have answered what they were asked. */
  leave: { input: { names: string[] }; output: null }
  close: { input: object; output: null }
}

export type Operation = keyof Operations
export type Request = { [Name in Operation]: { op: Name } & Operations[Name]['input'] }[Operation]
/** `user` marks a UserError, which the client throws as one again. */
export type Reply = { ok: true; value: unknown } | { ok: false; user: boolean; message: string }

/** Of the request that a version is asked: what is around it fits into a line of `maxLineChars` too, through the relay as well. */
export const longestAskedChars = 1_000_000

const longestMs = 366 * 24 * 3_600_000
const model = text(/^[\w./-]{1,400}$/, 'the identity of a model')
const owner = text(/^[^\p{Cc}\u2028\u2029]{1,400}$/u, 'a name in one line')
const requestBody: Check<string> = (value, place) => {
  const body = text(/^\{/, 'a request in JSON')(value, place)
  if (body.length <= longestAskedChars) return body
  throw new Error(`${place}: expected at most ${longestAskedChars} characters`)
}
const lease = { owner, ttlMs: number(1, longestMs) }

const inputs: { readonly [Name in Operation]: { readonly [Key in keyof Operations[Name]['input']]: Check<unknown> } } =
  {
    hello: {},
    refresh: {},
    status: {},
    acquire: { model, ...lease },
    renew: lease,
    release: { owner },
    add: { owner, backend: checkBackend },
    shift: { owner, canaryId: idOfVersion, share: number(0, 1) },
    mirror: { owner, canaryId: idOfVersion, share: number(0, 1) },
    evict: {},
    promote: { owner, canaryId: idOfVersion },
    demote: { owner, stableId: idOfVersion },
    pause: { owner, stableId: idOfVersion, timeoutMs: number(0, longestMs) },
    resume: { owner, stable: checkBackend },
    remove: { owner, id: idOfVersion, timeoutMs: number(0, longestMs) },
    observe: {},
    past: { id: idOfVersion },
    probe: { id: idOfVersion },
    ask: { id: idOfVersion, body: requestBody },
    retire: {},
    routes: {},
    join: { route: checkRoute, front: text(/^\{[^\0]{0,20000}$/, 'a front in JSON') },
    leave: { names: list(nameOfModel, 1_000) },
    close: {},
  }

const operation = shape<{ op: Operation }>({ op: oneOf(...(Object.keys(inputs) as Operation[])) })

/** One line of the socket. @throws Error that names what is wrong in it */
export function readRequest(line: string): Request {
  const value: unknown = JSON.parse(line)
  const { op } = operation(value, '')
  return { op, ...shape<object>(inputs[op])(value, '') } as Request
}

const address: Check<string> = (value, place) => {
  if (typeof value !== 'string' || net.isIP(value) === 0) throw new Error(`${place}: expected an address to listen at`)
  return value
}

/** What a supervisor must know of a configuration, which may be that of a later version. */
export type Supervised = Pick<AgentConfig, 'stateDir' | 'host' | 'port' | 'metricsHost' | 'metricsPort'>

const supervised: { readonly [Key in keyof Supervised]: Check<Supervised[Key]> } = {
  stateDir: absolutePath,
  host: address,
  port: whole(1, 65_535),
  metricsHost: address,
  metricsPort: whole(0, 65_535),
}

/**
 * What a supervisor is asked, a JSON line at its socket, and says. No version may change this: the supervisor may be older than
 * who asks, and outlasts what it is asked for.
 */
export type HandOver = { program: string; config: string }
export type HandedOver = { ok: true } | { ok: false; message: string }

export const readSupervised = (text: string): Supervised => shape<Supervised>(supervised)(JSON.parse(text), '')
export const readHandOver = (line: string): HandOver =>
  shape<HandOver>({ program: absolutePath, config: text(/^\{[^\0]{0,100000}$/, 'a configuration') })(
    JSON.parse(line),
    '',
  )

export const checkListening = shape<Listening>({
  tls: oneOf('none', 'server', 'mutual'),
  tokens: flag,
  accessLog: oneOf('none', 'json'),
  retries: whole(0, mostRetries),
  fallback: optional(
    shape<FallbackName>({
      status: whole(200, 599),
      // It stands in HAProxy's configuration.
      contentType: text(/^[A-Za-z0-9!#$&^_.+\-/;= ]{1,300}$/, 'a type of content'),
      sha256: text(/^[0-9a-f]{64}$/, 'a SHA-256'),
    }),
  ),
  // It stands in HAProxy's configuration.
  splitBy: optional(text(/^[a-z0-9_-]{1,64}$/, 'the name of a header')),
  router: optional(text(/^[!-~]{3,300}$/, 'host:port')),
})

const configuration = shape<AgentConfig>({
  ...supervised,
  program: text(/^[\w.:-]{1,100}$/, 'the identity of a program'),
  model,
  listening: checkListening,
  proxy: oneOf('haproxy', 'embedded', 'router'),
  haproxyPath: text(/^[^\0]{0,3000}$/, 'a path'),
})

export const readConfig = (argument: string): AgentConfig => configuration(JSON.parse(argument), '')
