import http from 'node:http'
import { noWebSocket } from './proxy.ts'

/*
 * What the embedded proxy passes on, and what it refuses. Both sides are strangers: a client may send any line that the
 * parser takes, and a canary may answer with anything. HAProxy is configured to the same rules, see haproxy-config.ts.
 */

/** How long a client may take and how much it may hold; the model server gives it no longer. Of both proxies. */
export const clientLimits = {
  /** From a request's first byte to its last, as far as the gateway keeps it. */
  requestMs: 15_000,
  /** A client that neither sends what it announced nor takes its answer. */
  idleMs: 30_000,
  keepAliveMs: 75_000,
  connections: 4_096,
  /** More than a model server takes, so that its own word about the size is what a client reads. */
  bodyBytes: 16 << 20,
} as const

/** Headers of one connection (RFC 9110, 7.6.1), and `expect`, which the gateway has answered itself. */
const ofOneConnection = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Of these a message has one, whatever its Connection header says of them. */
const framing = new Set(['host', 'content-length'])

type Headers = [name: string, values: string[]][]

/**
 * What goes on to the other side: not what is of one connection, nor what the Connection header names as such.
 * @throws Error where a header cannot be written again
 */
export function passedOn(distinct: NodeJS.Dict<string[]>): Headers {
  const named = new Set((distinct['connection'] ?? []).flatMap((value) => value.toLowerCase().split(/[\s,]+/)))
  const kept: Headers = []
  for (const [name, values = []] of Object.entries(distinct)) {
    if (ofOneConnection.has(name) || (named.has(name) && !framing.has(name))) continue
    http.validateHeaderName(name)
    for (const value of values) http.validateHeaderValue(name, value)
    if (framing.has(name) && values.length !== 1) throw new Error(`more than one ${name}`)
    kept.push([name, values])
  }
  return kept
}

/** Why a request goes to no version; undefined where it does. */
export function refusal(request: http.IncomingMessage): { status: number; because: string } | undefined {
  // An address of another host, `*`, and bytes that no URL has: what one server takes for a path another takes for a host.
  if (!/^\/[!"$-~]*$/.test(request.url ?? '')) return { status: 400, because: 'this is no path' }
  if (/^(?:CONNECT|TRACE)$/.test(request.method ?? '')) return { status: 405, because: 'no such method here' }
  if (/\bwebsocket\b/i.test(request.headers.upgrade ?? '')) return noWebSocket
  if (Number(request.headers['content-length'] ?? 0) > clientLimits.bodyBytes)
    return { status: 413, because: `a body has at most ${clientLimits.bodyBytes} bytes` }
  return undefined
}

/** Of an answer that a client can be given. 1xx are no answers, and 101 would be a tunnel in which nobody counts. */
export const isAnswer = (status: number | undefined): status is number =>
  status !== undefined && status >= 200 && status <= 599

/** Answers that have no body, whatever is sent behind them. */
export const hasBody = (method: string | undefined, status: number): boolean =>
  method !== 'HEAD' && status !== 204 && status !== 304
