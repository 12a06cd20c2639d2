import type http from 'node:http'
import type { SecureContextOptions } from 'node:tls'
import { type FrontContent, type Tls, tokenHash } from '../front.ts'
import { openPaths } from './proxy.ts'

/* Certificates and tokens for the embedded proxy; HAProxy is configured to the same rules. */

/** Names by the SHA-256 of the token. */
export type Tokens = ReadonlyMap<string, string>

export const namesOf = ({ tokens }: FrontContent): Tokens | undefined =>
  tokens && new Map(tokens.map(({ sha256, name }) => [sha256, name]))

/** Who asks: null where nobody is asked for a token, undefined where one lacks. */
export function nameOf(tokens: Tokens | undefined, request: http.IncomingMessage): string | null | undefined {
  if (tokens === undefined) return null
  const said = request.headersDistinct['authorization'] ?? []
  const [, token] = (said.length === 1 ? /^Bearer +(\S+) *$/i.exec(said[0] ?? '') : null) ?? []
  // By its hash: the time that this takes tells nothing of the tokens there are.
  const name = token === undefined ? undefined : tokens.get(tokenHash(token))
  if (name !== undefined) return name
  return isOpen(request) ? null : undefined
}

/** See openPaths. */
export const isOpen = (request: http.IncomingMessage): boolean =>
  /^(?:GET|HEAD)$/.test(request.method ?? '') && openPaths.some((path) => path === pathOf(request))

export const pathOf = ({ url = '' }: http.IncomingMessage): string => url.split('?', 1)[0] ?? ''

type TlsOptions = SecureContextOptions & { requestCert?: boolean; rejectUnauthorized?: boolean }

export const secure = ({ pem, clientCa }: Tls): TlsOptions => ({
  cert: pem,
  key: pem,
  minVersion: 'TLSv1.2',
  ...(clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
})
