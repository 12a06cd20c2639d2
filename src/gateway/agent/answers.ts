import type http from 'node:http'
import { after } from '../../timers.ts'
import type { Fallback } from '../fallback.ts'
import type { Passed } from './embedded-attempt.ts'
import { clientLimits } from './messages.ts'
import { retryAfterSeconds } from './proxy.ts'
import type { Said } from './router.ts'

/* What the embedded proxy answers itself, and what it says of itself behind a router. */

/** To a client that may still be sending: it loses the answer if the connection is closed before it is done. */
export function refuse(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  refused: { status: number; because: string; challenge?: string },
): void {
  const text = `${refused.because}\n`
  const head = {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
    ...(refused.challenge === undefined ? {} : { 'www-authenticate': refused.challenge }),
  }
  response.writeHead(refused.status, head).write(text)
  endAfter(request, response)
}

/** Once all is sent, or it does not come. */
function endAfter(request: http.IncomingMessage, response: http.ServerResponse): void {
  const late = after(clientLimits.requestMs, () => response.end())
  request.resume().once('close', () => {
    late.cancel()
    response.end()
  })
}

/** To a client that does not send what it announced. */
export function tooSlow(response: http.ServerResponse): void {
  if (response.headersSent) return void response.destroy()
  const head = { 'content-type': 'text/plain', connection: 'close' }
  response.writeHead(408, head).end('the request did not come in time\n')
}

/** Whoever looks whether something serves (`open`) is not told that it does. */
export function noVersionAnswers(
  response: http.ServerResponse,
  { status, open, fallback }: { status: number; open: boolean; fallback: Fallback | undefined },
): void {
  const said = open || fallback === undefined ? status : fallback.status
  const later = said === 503 ? { 'retry-after': String(retryAfterSeconds) } : {}
  if (fallback === undefined)
    return void response
      .writeHead(said, { 'content-type': 'text/plain', ...later })
      .end('no version of the model answers\n')
  const { contentType, body } = fallback
  const head = { 'content-type': contentType, 'content-length': body.length, 'cache-control': 'no-store', ...later }
  response.writeHead(said, head).end(body)
}

/** An answer of the gateway's own, in JSON. */
export function say(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { status, json, retryAfterSeconds }: Said,
): void {
  const text = `${JSON.stringify(json)}\n`
  const sends = 'transfer-encoding' in request.headers || Number(request.headers['content-length'] ?? 0) > 0
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  })
  if (!sends) return void response.end(text)
  response.write(text)
  endAfter(request, response)
}

/** As a router tells it to the gateway of a model: what its client had is no business of that. */
export const withToken = (headers: Passed, token: string): Passed => [
  ...headers.filter(([name]) => name !== 'authorization'),
  ['authorization', [`Bearer ${token}`]],
]
