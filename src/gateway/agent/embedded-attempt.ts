import http from 'node:http'
import type net from 'node:net'
import { after } from '../../timers.ts'
import type { Backend } from '../types.ts'
import { connectTo } from './connect.ts'
import type { AnswerKeeper } from './copies.ts'
import { hasBody, isAnswer, passedOn } from './messages.ts'
import { type Outcome, outcomeOf, type ProxyEvents, repeatableBytes } from './proxy.ts'

/* One request of a client, told to one version: the embedded proxy's way of sending it, and of passing on its answer. */

const connectTimeoutMs = 5_000
/** A version that takes no byte for so long has failed its client, who could not send the rest in time. */
const stalledMs = 10_000
/** Interim answers (1xx) of a version before its answer. */
const mostInterim = 8

/** Where a request is sent. */
export type To = Pick<Backend, 'id' | 'addresses'>

/** `unsaid` and `late`: not one byte of an answer came, the latter in all the time there is, and the client still waits for one. */
export type Forwarded = 'done' | 'unsaid' | 'late'

export function forward(attempt: {
  request: http.IncomingMessage
  response: http.ServerResponse
  backend: To
  socket: net.Socket
  headers: Passed
  body: Buffer | undefined
  beganMs: number
  /** It says nothing for so long: it has not answered. */
  mostMs: number
  /** Answers that are under way from this version. */
  flights: Set<http.ServerResponse> | undefined
  /** Of the request, where it has one that the version and the client are told. */
  id: string | undefined
  /** The version that the client is told of; absent where the answer says it already. */
  version: string | undefined
  ended: ProxyEvents['ended']
  keeper: AnswerKeeper | undefined
}): Promise<Forwarded> {
  const { request, response, backend, socket, headers, body, beganMs, mostMs, flights, id, version } = attempt
  return new Promise((resolve) => {
    let settled = false
    let inTime = true
    const { method = 'GET', url: path = '/' } = request
    const asked = http.request({ method, path, createConnection: () => socket })
    const settle = (outcome: Outcome): void => {
      if (settled) return
      settled = true
      flights?.delete(response)
      late.cancel()
      request.unpipe(asked)
      // An answer may come before the whole request: the rest of it stands before the next one of this connection.
      request.resume()
      asked.destroy()
      socket.destroy()
      response.off('close', onClose)
      request.off('pause', onPause)
      const latencyMs = outcome === 'unanswered' ? Number.POSITIVE_INFINITY : performance.now() - beganMs
      attempt.ended(backend.id, outcome, latencyMs)
      const done = outcome !== 'unanswered' || response.headersSent
      resolve(done ? 'done' : inTime ? 'unsaid' : 'late')
    }
    // Since when bytes of the body wait for the version: of a burst before its client left they have waited for a moment.
    let waitingSinceMs: number | undefined
    const onPause = (): void => {
      if (asked.writableNeedDrain) waitingSinceMs ??= performance.now()
    }
    const onClose = (): void => {
      const stalled = waitingSinceMs !== undefined && performance.now() - waitingSinceMs > stalledMs
      settle(response.headersSent ? outcomeOf(response.statusCode) : stalled ? 'unanswered' : 'abandoned')
    }
    const fail = (): void => {
      if (settled || response.destroyed || response.writableEnded) return
      // A body that is refused before all of it is there may end in a reset: the fault is the client's.
      const refused = response.headersSent && outcomeOf(response.statusCode) === 'client-error'
      settle(refused ? 'client-error' : 'unanswered')
      if (response.headersSent) response.destroy()
    }
    const giveUp = (): void => {
      inTime = false
      fail()
    }
    // Of the head as a whole: one that comes byte by byte, or never ends, is none.
    const late = after(mostMs, giveUp)
    let interim = 0
    response.once('close', onClose)
    request.on('pause', onPause)
    asked.on('drain', () => {
      waitingSinceMs = undefined
    })
    asked.setTimeout(mostMs, giveUp)
    asked.on('error', fail)
    asked.on('information', () => ++interim > mostInterim && fail())
    // It was not asked to, and what follows would be counted by nobody.
    asked.on('upgrade', fail)
    asked.once('response', (answer) => {
      late.cancel()
      answer.once('error', fail)
      answer.once('aborted', fail)
      if (settled || response.headersSent || !begin(response, answer, { method, version, request: id })) return fail()
      attempt.keeper?.(answer)
      if (!hasBody(method, response.statusCode)) return void response.end()
      answer.pipe(response)
      // The head of an event stream is with its client before the first event is there.
      setImmediate(() => {
        if (!settled && answer.readableDidRead === false && !response.writableEnded) response.flushHeaders()
      })
    })
    for (const [name, values] of headers) asked.setHeader(name, values)
    if (body !== undefined) return void asked.end(body)
    // Said for every method: the bytes of a body without a frame would be the next request.
    if (!asked.hasHeader('content-length')) asked.setHeader('transfer-encoding', 'chunked')
    request.pipe(asked)
  })
}

export type Passed = ReturnType<typeof passedOn>

export const requestId = 'x-request-id'

/** Begins the answer to a client. False where what the version said is none. */
function begin(
  response: http.ServerResponse,
  { statusCode, headersDistinct }: http.IncomingMessage,
  { method, version, request }: { method: string; version: string | undefined; request: string | undefined },
): boolean {
  if (!isAnswer(statusCode)) return false
  try {
    for (const [name, values] of passedOn(headersDistinct)) {
      // A length without a body is that of another answer.
      if (name === 'content-length' && method !== 'HEAD' && !hasBody(method, statusCode)) continue
      response.setHeader(name, values)
    }
    if (version !== undefined) response.setHeader('x-model-version', version)
    if (request !== undefined) response.setHeader(requestId, request)
    response.writeHead(statusCode)
    return true
  } catch {
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    return false
  }
}

/** The body of a request that says that it is short; undefined where it is streamed through, and cannot be sent twice. */
export async function shortBody(request: http.IncomingMessage): Promise<Buffer | undefined> {
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
export async function connect({ addresses }: To): Promise<{ socket: net.Socket } | undefined> {
  const first = Math.floor(Math.random() * addresses.length)
  for (const index of addresses.keys()) {
    const address = addresses[(first + index) % addresses.length] ?? ''
    const socket = await connectTo(address, connectTimeoutMs)
    if (socket !== undefined) return { socket }
  }
  return undefined
}
