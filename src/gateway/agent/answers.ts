import type http from 'node:http'
import type { Said } from '../router/router.ts'
import type { Passed } from './embedded-attempt.ts'

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
  request.resume().once('close', () => response.end())
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
  request.resume().once('close', () => response.end())
}

/** As a router tells it to the gateway of a model: what its client had is no business of that. */
export const withToken = (headers: Passed, token: string): Passed => [
  ...headers.filter(([name]) => name !== 'authorization'),
  ['authorization', [`Bearer ${token}`]],
]
