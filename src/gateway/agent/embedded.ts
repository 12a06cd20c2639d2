import { randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { after, sleep } from '../../timers.ts'
import type { Fallback } from '../fallback.ts'
import type { FrontContent, Listening } from '../front.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import type { Backend } from '../types.ts'
import { logsAccess, longestPath, requestIdPattern } from './access.ts'
import { noVersionAnswers, refuse, say, tooSlow, withToken } from './answers.ts'
import { answerKeeper, copyAllowance } from './copies.ts'
import { connect, forward, type Passed, requestId, shortBody, type To } from './embedded-attempt.ts'
import { isOpen, nameOf, namesOf, pathOf, secure } from './embedded-front.ts'
import { clientLimits, passedOn, refusal } from './messages.ts'
import { identityPath, identityText, type ProxyEvents, type Shares, type TrafficProxy, unauthorized } from './proxy.ts'
import { modelAnswerMs, type Router } from './router.ts'
import type { ListenAt } from './sockets.ts'
import { cutOf, drawOf, draws, hashOfValue } from './split.ts'
import { copiesPerSecond } from './tee.ts'

type Config = {
  model: string
  listen: ListenAt
  listening: Listening
  /** Where each request goes to the gateway of its own model, and is drawn there. */
  router?: Router | undefined
  fallback?: Fallback | undefined
}

/** Requests that a client sends on one connection before it has its answers. */
const mostPipelined = 100

/** HAProxy's own pause before it asks a server again that refused a connection. */
const refusedMs = 1_000

/** Of a connection. */
type Line = {
  /** How many requests are not answered to their end. */
  open: number
  /** Once the last of them is. */
  last: Promise<void>
  /** Whose turn it is. */
  now: { request: http.IncomingMessage; response: http.ServerResponse } | undefined
}

/** A proxy in the agent's own process, for machines without HAProxy. */
export class EmbeddedProxy implements TrafficProxy {
  readonly #config: Config
  readonly #events: ProxyEvents
  readonly #server: http.Server | https.Server
  /** Names by the SHA-256 of the token; undefined where none is asked for. */
  #tokens: ReadonlyMap<string, string> | undefined
  readonly #inFlight = new Map<string, Set<http.ServerResponse>>()
  /** Of each request that is logged. */
  readonly #ids = new WeakMap<http.IncomingMessage, string>()
  readonly #lines = new WeakMap<net.Socket, Line>()
  #shares: Shares = { stable: undefined, canary: undefined }
  /** Of the requests for an inference, which are told of with their answers. */
  #mirrored = 0
  readonly #mayCopy = copyAllowance(copiesPerSecond)
  #draining = false
  /** The one request that is to try the canary was sent. */
  #tried = false

  constructor(config: Config, front: FrontContent, events: ProxyEvents) {
    this.#config = config
    this.#events = events
    this.#tokens = namesOf(front)
    const { requestMs, idleMs, keepAliveMs, connections } = clientLimits
    const limits: http.ServerOptions = {
      headersTimeout: requestMs,
      // Of the head alone: a body may take as long as it moves, as far as it is not kept here.
      requestTimeout: 0,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: 1_000,
    }
    const takeOr =
      (waitsForLeave: boolean): http.RequestListener =>
      (request, response) => {
        this.#inTurn(request.socket, () => this.#serve(request, response, waitsForLeave)).catch((error: unknown) => {
          this.#events.log(`a request failed: ${String(error)}`)
          response.destroy()
        })
      }
    const take = takeOr(false)
    this.#server =
      front.tls === undefined
        ? http.createServer(limits, take)
        : https.createServer({ ...limits, ...secure(front.tls), handshakeTimeout: requestMs }, take)
    this.#server.on('checkContinue', takeOr(true))
    this.#server.maxConnections = connections
    // Those that only wait make room for those that ask.
    this.#server.on('drop', () => this.#server.closeIdleConnections())
    // A version may think as long as it needs; a client that does not take its answer, or sends no more of its request, holds it.
    this.#server.setTimeout(idleMs, (socket) => {
      const { open, now } = this.#lines.get(socket) ?? { open: 0 }
      if (open === 0 || now === undefined || socket.writableLength > 0) socket.destroy()
      else if (now.request.complete) return
      // What waits for a version that takes nothing is no longer listened to: nobody would hear its client leave.
      else if (now.request.isPaused()) now.response.destroy()
      else tooSlow(now.response)
    })
  }

  async start(stable: Backend | undefined): Promise<void> {
    this.#shares = { stable, canary: undefined }
    if (stable !== undefined) this.#inFlight.set(stable.id, new Set())
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#config.listen, resolve)
    })
  }

  async renew(front: FrontContent): Promise<void> {
    this.#tokens = namesOf(front)
    if (front.tls !== undefined && this.#server instanceof https.Server)
      this.#server.setSecureContext(secure(front.tls))
  }

  async add(backend: Backend): Promise<void> {
    this.#inFlight.set(backend.id, new Set())
  }

  async split(shares: Shares): Promise<void> {
    this.#shares = shares
    this.#tried = false
  }

  async mirror(share: number): Promise<void> {
    this.#mirrored = share
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

  async drain(graceMs: number): Promise<void> {
    this.#draining = true
    // That of http would close connections whose clients may be about to ask.
    const closed = new Promise((resolve) => net.Server.prototype.close.call(this.#server, resolve))
    await Promise.race([closed, sleep(graceMs)])
    this.#server.closeAllConnections()
    await closed
  }

  /**
   * Those of one connection are told on one after the other: a client that sends thousands at once holds one connection to a
   * version, and one that leaves leaves none behind that waits for its turn.
   */
  #inTurn(socket: net.Socket, serve: () => Promise<void>): Promise<void> {
    const line: Line = this.#lines.get(socket) ?? { open: 0, last: Promise.resolve(), now: undefined }
    this.#lines.set(socket, line)
    if (line.open >= mostPipelined) socket.destroy()
    if (socket.destroyed) return Promise.resolve()
    line.open += 1
    const served = line.last.then(() => (socket.destroyed ? undefined : serve()))
    line.last = served
      .catch(() => undefined)
      .finally(() => {
        line.open -= 1
      })
    return served
  }

  /** Whom a request goes to first. */
  #choose({ open, value }: { open: boolean; value: string | undefined }): To | undefined {
    const { stable, canary } = this.#shares
    if (canary === undefined || canary.share === 0) return stable
    if (stable === undefined) return canary.backend
    if (open) return stable
    // By chance, never by turns: traffic that comes in a rhythm could send one version all that is hard.
    const draw = value === undefined ? Math.random() * draws : drawOf(canary.salt ?? '', value)
    const isOwn = draw < cutOf(canary.share)
    // With a header nobody else is to meet another version than before.
    const mayTry = this.#config.listening.splitBy === undefined || isOwn
    const one = canary.admits === 'one' && !this.#tried && mayTry
    if (one) this.#tried = true
    return (canary.admits === 'drawn' ? isOwn : one) ? canary.backend : stable
  }

  /** Whom a request goes to that this version did not answer: another one, where there is one by now. */
  #otherThan({ id }: To): To | undefined {
    const { stable, canary } = this.#shares
    const now = [stable, canary?.share === 0 ? undefined : canary?.backend].filter((one) => one !== undefined)
    return now.find((one) => one.id !== id) ?? now[0]
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse, waitsForLeave: boolean): Promise<void> {
    const beganMs = performance.now()
    const line = this.#lines.get(request.socket)
    if (line !== undefined) line.now = { request, response }
    request.on('error', () => undefined)
    if (this.#draining) response.shouldKeepAlive = false
    if (request.url === identityPath) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(identityText(this.#config.model))
      return
    }
    const token = nameOf(this.#tokens, request)
    const headers = refusal(request) ?? (token === undefined ? unauthorized : this.#headersOf(request))
    if (logsAccess(this.#config.listening)) this.#logAccess(request, response, { beganMs, token: token ?? null })
    if ('status' in headers) return refuse(request, response, headers)
    const taken = this.#config.router?.take(request)
    if (taken !== undefined && 'said' in taken) return say(request, response, await taken.said)
    if (taken !== undefined) response.once('close', taken.ended)
    const told = taken === undefined ? headers : withToken(headers, taken.token)
    if (waitsForLeave) response.writeContinue()
    const late = after(clientLimits.requestMs, () => tooSlow(response))
    const body = await shortBody(request)
    late.cancel()
    if (response.headersSent) return
    const open = isOpen(request)
    const { splitBy } = this.#config.listening
    const value = splitBy === undefined ? undefined : hashOfValue(request.headersDistinct[splitBy])
    const mirrored = Math.random() < this.#mirrored
    const keeper = mirrored ? answerKeeper(request, body, this.#events, this.#mayCopy) : undefined
    let status = 503
    let goneMs = beganMs
    response.once('close', () => {
      goneMs = performance.now()
    })
    // What was refused, or got not one byte of an answer, goes to another version where it can be sent again: an
    // inference changes nothing, and what lay in the backlog of a process that died never reached the model. Only the
    // first attempt counts: that the other version makes it good, or cannot, says nothing of the one that was drawn.
    const retries = taken === undefined ? this.#config.listening.retries : 1
    let backend: To | undefined = taken?.to ?? this.#choose({ open, value })
    for (let attempt = 0; backend !== undefined; attempt++) {
      if (response.destroyed) return
      const again = (last: To): To | undefined =>
        attempt === retries ? undefined : (taken?.to ?? this.#otherThan(last))
      const ended: ProxyEvents['ended'] = (id, outcome, latencyMs) =>
        void (attempt === 0 && !open && this.#events.ended(id, outcome, latencyMs, value))
      // From here on: one that is not connected yet when its version is taken out would find nobody.
      const flights = this.#inFlight.get(backend.id)
      flights?.add(response)
      const connected = await connect(backend)
      if (connected === undefined || response.destroyed) flights?.delete(response)
      if (connected === undefined) {
        ended(backend.id, 'unanswered', Number.POSITIVE_INFINITY)
        const next = again(backend)
        if (taken === undefined && next?.id === backend.id) {
          // Whoever asks whether something serves is told of now: a load balancer may wait for a second only.
          if (open) break
          await sleep(refusedMs)
        }
        backend = next
        continue
      }
      // A client that left meanwhile tells nobody any more: the request would be in flight for ever.
      if (response.destroyed) {
        connected.socket.destroy()
        return ended(backend.id, 'abandoned', goneMs - beganMs)
      }
      const id = this.#idOf(request)
      const version = taken === undefined ? backend.id : undefined
      const one = {
        request,
        response,
        backend,
        ...connected,
        headers: told,
        body,
        beganMs,
        mostMs: taken === undefined ? answerTimeoutMs : modelAnswerMs,
        flights,
        id,
        version,
        ended,
        keeper,
      }
      const forwarded = await forward(one)
      if (forwarded === 'done') return
      status = 502
      const next = again(backend)
      // Nobody waits so long twice for the same version, nor for three; behind a router every version was asked by now.
      const waited = forwarded === 'late' && (taken !== undefined || attempt > 0 || next?.id === backend.id)
      if (body === undefined || waited) break
      backend = next
    }
    noVersionAnswers(response, { status, open, fallback: this.#config.fallback })
  }

  /** What a version is told of a request; of one that cannot be said again, why not. */
  #headersOf(request: http.IncomingMessage): Passed | { status: number; because: string } {
    try {
      const kept = passedOn(request.headersDistinct)
      const { tokens, id } = { tokens: this.#tokens !== undefined, id: this.#idOf(request) }
      return [
        ...kept.filter(([name]) => !(tokens && name === 'authorization') && !(id !== undefined && name === requestId)),
        ...(id === undefined ? [] : [[requestId, [id]] satisfies [string, string[]]]),
      ]
    } catch (error) {
      return { status: 400, because: (error as Error).message }
    }
  }

  /** Of a request that is logged: its own where it has one that can be written anywhere. */
  #idOf(request: http.IncomingMessage): string | undefined {
    if (!logsAccess(this.#config.listening)) return undefined
    const said = request.headersDistinct[requestId] ?? []
    const own = said.length === 1 && new RegExp(requestIdPattern).test(said[0] ?? '') ? said[0] : undefined
    const id = this.#ids.get(request) ?? own ?? randomUUID()
    this.#ids.set(request, id)
    return id
  }

  #logAccess(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    { beganMs, token }: { beganMs: number; token: string | null },
  ): void {
    const { socket } = request
    const client = socket.remoteAddress ?? ''
    const beganBytes = socket.bytesWritten
    response.once('close', () => {
      this.#events.accessed({
        time: new Date().toISOString(),
        client,
        method: request.method ?? '',
        path: pathOf(request).slice(0, longestPath),
        status: response.headersSent ? response.statusCode : 0,
        ms: Math.round(performance.now() - beganMs),
        version: response.getHeader('x-model-version')?.toString() ?? null,
        bytes: socket.bytesWritten - beganBytes,
        token,
        id: this.#idOf(request) ?? '',
      })
    })
  }
}
