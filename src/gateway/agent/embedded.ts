import http from 'node:http'
import net from 'node:net'
import { Readable } from 'node:stream'
import { createProxyServer, type ProxyServer } from 'http-proxy-3'
import { UserError } from '../../errors.ts'
import { sleep } from '../../timers.ts'
import { splitAddress } from '../address.ts'
import type { Backend } from '../types.ts'
import {
  identityPath,
  identityText,
  type Outcome,
  outcomeOf,
  type ProxyEvents,
  repeatableBytes,
  type Shares,
  type TrafficProxy,
} from './proxy.ts'

const connectTimeoutMs = 5_000
const answerTimeoutMs = 600_000

/** Hands an already open connection to the one request that asks for it. */
class OpenConnection extends http.Agent {
  readonly #socket: net.Socket
  constructor(socket: net.Socket) {
    super({ keepAlive: false })
    this.#socket = socket
  }
  override createConnection(): net.Socket {
    return this.#socket
  }
}

/** A proxy in the agent's own process, for machines without HAProxy. */
export class EmbeddedProxy implements TrafficProxy {
  readonly #config: { model: string; host: string; port: number }
  readonly #events: ProxyEvents
  readonly #proxy: ProxyServer
  readonly #server: http.Server
  readonly #inFlight = new Map<string, Set<http.ServerResponse>>()
  #shares: Shares = { stable: undefined, canary: undefined }

  constructor(config: { model: string; host: string; port: number }, events: ProxyEvents) {
    this.#config = config
    this.#events = events
    this.#proxy = createProxyServer({})
    // Each request listens for its own answer.
    this.#proxy.setMaxListeners(0)
    this.#server = http.createServer((request, response) => void this.#serve(request, response))
    // Uploads may take long; only the headers have to come soon.
    this.#server.requestTimeout = 0
    this.#server.headersTimeout = 60_000
    this.#server.keepAliveTimeout = 75_000
  }

  async start(stable: Backend | undefined): Promise<void> {
    this.#shares = { stable, canary: undefined }
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE'
            ? new UserError(`port ${this.#config.port} is taken: end its owner or change the key deploy.port`)
            : error,
        ),
      )
      this.#server.listen(this.#config.port, this.#config.host, resolve)
    })
  }

  async add(backend: Backend): Promise<void> {
    this.#inFlight.set(backend.id, new Set())
  }

  async split(shares: Shares): Promise<void> {
    this.#shares = shares
  }

  async remove(id: string, timeoutMs: number): Promise<void> {
    const responses = this.#inFlight.get(id)
    for (const untilMs = performance.now() + timeoutMs; responses !== undefined && responses.size > 0; ) {
      if (performance.now() > untilMs) for (const response of responses) response.destroy()
      await sleep(20)
    }
    this.#inFlight.delete(id)
  }

  async stop(graceMs: number): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve))
    this.#server.closeIdleConnections()
    await Promise.race([closed, sleep(graceMs)])
    this.#server.closeAllConnections()
    await closed
  }

  #choose(): Backend[] {
    const { stable, canary } = this.#shares
    if (canary === undefined || canary.share === 0) return stable === undefined ? [] : [stable]
    if (stable === undefined) return [canary.backend]
    // By chance, never by turns: traffic that comes in a rhythm could send one version all that is hard.
    return Math.random() < canary.share ? [canary.backend, stable] : [stable, canary.backend]
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const beganMs = performance.now()
    request.on('error', () => undefined)
    if (request.url === identityPath) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(identityText(this.#config.model))
      return
    }
    const body = await shortBody(request)
    let status = 503
    // What was refused, or got not one byte of an answer, goes to the other version where it can be sent again: an
    // inference changes nothing, and what lay in the backlog of a process that died never reached the model.
    for (const backend of this.#choose()) {
      if (response.destroyed) return
      const open = await connect(backend)
      if (open === undefined) {
        this.#events.ended(backend.id, 'unanswered', Number.POSITIVE_INFINITY)
        continue
      }
      if (await this.#forward({ request, response, backend, ...open, body, beganMs })) return
      status = 502
      if (body === undefined) break
    }
    response.writeHead(status, { 'content-type': 'text/plain' }).end('no version of the model answers\n')
  }

  /** @returns false where not one byte of an answer came and the client still waits for one */
  #forward(attempt: {
    request: http.IncomingMessage
    response: http.ServerResponse
    backend: Backend
    address: string
    socket: net.Socket
    body: Buffer | undefined
    beganMs: number
  }): Promise<boolean> {
    const { request, response, backend, address, socket, body, beganMs } = attempt
    const flights = this.#inFlight.get(backend.id) ?? new Set()
    this.#inFlight.set(backend.id, flights)
    flights.add(response)
    return new Promise((resolve) => {
      let ended: Outcome | undefined
      const settle = (outcome: Outcome): void => {
        ended = outcome
        flights.delete(response)
        socket.destroy()
        response.off('close', onClose)
        this.#proxy.off('proxyRes', onAnswer)
        const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : performance.now() - beganMs
        this.#events.ended(backend.id, outcome, latencyMs)
        resolve(outcome !== 'unanswered' || response.headersSent)
      }
      const onClose = (): void => settle(response.headersSent ? outcomeOf(response.statusCode) : 'abandoned')
      const fail = (): void => {
        if (ended !== undefined || response.destroyed || response.writableEnded) return
        settle('unanswered')
        if (response.headersSent) response.destroy()
      }
      const onAnswer = (answer: http.IncomingMessage, of: http.IncomingMessage): void => {
        if (of !== request) return
        // Our connection to the backend ends with the answer; the client's need not.
        delete answer.headers.connection
        answer.headers['x-model-version'] = backend.id
        answer.once('aborted', fail)
        answer.once('error', fail)
      }
      response.once('close', onClose)
      this.#proxy.on('proxyRes', onAnswer)
      const target = { ...splitAddress(address), protocol: 'http:' }
      const buffer = body === undefined ? {} : { buffer: Readable.from([body]) }
      const agent = new OpenConnection(socket)
      this.#proxy.web(request, response, { target, agent, proxyTimeout: answerTimeoutMs, ...buffer }, fail)
    })
  }
}

/** The body of a request that says that it is short; undefined where it is streamed through, and cannot be sent twice. */
async function shortBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
  if (request.headers['transfer-encoding'] !== undefined) return undefined
  if (Number(request.headers['content-length'] ?? 0) > repeatableBytes) return undefined
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer)
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

/** A connection to one of its servers, drawn by chance; the next one is tried where one refuses. */
async function connect({ addresses }: Backend): Promise<{ address: string; socket: net.Socket } | undefined> {
  const first = Math.floor(Math.random() * addresses.length)
  for (const index of addresses.keys()) {
    const address = addresses[(first + index) % addresses.length] ?? ''
    const socket = await connectTo(address)
    if (socket !== undefined) return { address, socket }
  }
  return undefined
}

function connectTo(address: string): Promise<net.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...splitAddress(address), noDelay: true })
    socket.setTimeout(connectTimeoutMs, () => socket.destroy(new Error('no connection in time')))
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeAllListeners('error')
      socket.on('error', () => undefined)
      resolve(socket)
    })
    socket.once('error', () => resolve(undefined))
  })
}
