import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import net from 'node:net'
import { createSecureContext } from 'node:tls'
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../errors.ts'
import { readRegular } from '../files.ts'
import { type Fallback, type FallbackName, nameOfFallback } from './fallback.ts'
import { defaultRetries } from './retries.ts'

/*
 * The side of the gateway that clients see: where it listens, by which certificate, and whom it lets in. The runner checks
 * the files before anything starts, and the agent reads them again whenever they change.
 */

/** As model.yml says it; the files are absolute paths. */
export type Front = {
  /** Address to listen at. */
  host: string
  tls?: TlsFiles | undefined
  /** File of `NAME TOKEN` lines. */
  tokens?: string | undefined
  accessLog: 'none' | 'json'
  fallback?: Fallback | undefined
  /** Header whose value decides which version answers, in lower case. */
  splitBy?: string | undefined
  /** `host:port` of the router that it is behind, by which clients come to it. */
  router?: string | undefined
  /** How often a request that no version answered is asked again; absent at a port that models share, as each says its own: as often as by default. */
  retries?: number | undefined
}

export type TlsFiles = { certificate: string; key: string; clientCa?: string | undefined }

export const loopback: Front = { host: '127.0.0.1', accessLog: 'none' }

/** What a listener is made for. It cannot change while it listens; the content of the files can. */
export type Listening = {
  tls: 'none' | 'server' | 'mutual'
  tokens: boolean
  accessLog: 'none' | 'json'
  fallback?: FallbackName | undefined
  splitBy?: string | undefined
  router?: string | undefined
  retries: number
}

export const listeningOf = ({
  tls,
  tokens,
  accessLog,
  fallback,
  splitBy,
  router,
  retries = defaultRetries,
}: Front): Listening => ({
  tls: tls === undefined ? 'none' : tls.clientCa === undefined ? 'server' : 'mutual',
  tokens: tokens !== undefined,
  accessLog,
  retries,
  ...(fallback === undefined ? {} : { fallback: nameOfFallback(fallback) }),
  ...(splitBy === undefined ? {} : { splitBy }),
  ...(router === undefined ? {} : { router }),
})

/** Of a gateway that asks nobody who he is. */
export const plain: Listening = listeningOf(loopback)

/** The key that says something else than the gateway was started with. */
export function otherListening(has: Listening, wanted: Listening): string | undefined {
  if (has.tls !== wanted.tls) return 'deploy.tls'
  if (has.tokens !== wanted.tokens) return 'deploy.tokens'
  if (has.accessLog !== wanted.accessLog) return 'deploy.access-log'
  if (!isDeepStrictEqual(has.fallback, wanted.fallback)) return 'deploy.fallback'
  if (has.splitBy !== wanted.splitBy) return 'deploy.split-by'
  if (has.router !== wanted.router) return 'deploy.port'
  if (has.retries !== wanted.retries) return 'deploy.retries'
  return undefined
}

/** Where the agent reads: of the machine that it runs on. */
export type FrontFiles = { tls?: TlsFiles | undefined; tokens?: string | undefined }

/** What the files said. */
export type FrontContent = { tls?: Tls | undefined; tokens?: readonly Token[] | undefined }

export type Tls = {
  /** Certificate, those that vouch for it, and the key. */
  pem: string
  clientCa?: string | undefined
  expiresAt: string
}

/** The token itself is kept nowhere. */
export type Token = { name: string; sha256: string }

/** A payload of HAProxy's runtime API fits its buffer of 64 KiB. */
const longestPemBytes = 48 * 1024
const longestTokensBytes = 1024 * 1024
const shortestToken = 16

/** @throws UserError that names the key and the file where one cannot be read, does not fit the other, or has expired */
export async function readFront(
  { tls, tokens }: FrontFiles,
  options: { expired: 'refused' | 'taken' },
): Promise<FrontContent> {
  return {
    ...(tls === undefined ? {} : { tls: await readTls(tls, options.expired) }),
    ...(tokens === undefined ? {} : { tokens: readTokens(await read(tokens, 'deploy.tokens'), tokens) }),
  }
}

async function readTls(files: TlsFiles, expired: 'refused' | 'taken'): Promise<Tls> {
  const certificateText = await read(files.certificate, 'deploy.tls.certificate')
  const keyText = await read(files.key, 'deploy.tls.key')
  const [certificate, ...chain] = certificatesIn(certificateText, 'deploy.tls.certificate', files.certificate)
  const { key, pem: keyPem } = privateKeyIn(keyText, files.key)
  if (certificate === undefined || !certificate.checkPrivateKey(key))
    throw refused(
      'deploy.tls.key',
      files.key,
      `it is not the key of the certificate ${files.certificate}: put the two there that were made together`,
    )
  const expires = new Date(certificate.validTo)
  if (expired === 'refused' && expires.getTime() <= Date.now())
    throw refused(
      'deploy.tls.certificate',
      files.certificate,
      `it expired at ${expires.toISOString()}: put a renewed one there`,
    )
  const clientCa =
    files.clientCa === undefined
      ? undefined
      : certificatesIn(await read(files.clientCa, 'deploy.tls.client-ca'), 'deploy.tls.client-ca', files.clientCa)
  const pem = joined([...[certificate, ...chain].map(String), keyPem])
  try {
    createSecureContext({ cert: pem, key: pem })
  } catch (cause) {
    throw refused(
      'deploy.tls.certificate',
      files.certificate,
      `it cannot be used (${(cause as Error).message}): have another one made`,
    )
  }
  return {
    pem,
    ...(clientCa === undefined ? {} : { clientCa: joined(clientCa.map(String)) }),
    expiresAt: expires.toISOString(),
  }
}

/** HAProxy takes an empty line for the end of what it is told. */
const joined = (blocks: readonly string[]): string => blocks.map((block) => `${block.trim()}\n`).join('')

function certificatesIn(text: string, key: FrontKey, path: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0)
    throw refused(key, path, 'it has no certificate in PEM (-----BEGIN CERTIFICATE-----): put one there')
  return blocks.map((block, index) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw refused(key, path, `its certificate ${index + 1} of ${blocks.length} is damaged: put it there anew`)
    }
  })
}

function privateKeyIn(text: string, path: string): { key: KeyObject; pem: string } {
  try {
    const block = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[^-]+-----END \1-----/.exec(text)?.[0] ?? text
    const key = createPrivateKey(block)
    return { key, pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
  } catch {
    throw refused(
      'deploy.tls.key',
      path,
      'it has no private key in PEM without a passphrase: put one there (`openssl pkey -in FILE` takes a passphrase away)',
    )
  }
}

/** Two tokens may have one name: while one of them is replaced by the other. @param path where the text is from */
export function readTokens(text: string, path: string): Token[] {
  const found = new Map<string, Token>()
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue
    // The line itself is never told: it is the secret.
    const wrong = (why: string): UserError => refused('deploy.tokens', path, why, index + 1)
    const [, name, token = ''] =
      /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,63})\s+([A-Za-z0-9._~+/-]{1,512}=*)\s*$/.exec(line) ?? []
    if (name === undefined) throw wrong('expected NAME TOKEN, as in “search 3f9c…”')
    if (token.length < shortestToken)
      throw wrong(
        `the token of ${name} can be guessed: make one of at least ${shortestToken} characters, as by \`openssl rand -hex 32\``,
      )
    const sha256 = tokenHash(token)
    const other = found.get(sha256)
    if (other !== undefined && other.name !== name)
      throw wrong(`${name} has the token of ${other.name}: each needs its own`)
    found.set(sha256, { name, sha256 })
  }
  if (found.size === 0)
    throw refused('deploy.tokens', path, 'it has no token, so nobody could ask: write NAME TOKEN in a line')
  return [...found.values()]
}

/** As HAProxy writes it. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex').toUpperCase()

/** As it is, for a gateway that sees no file of this machine. @throws UserError where it cannot be read, or is too long */
export async function readFrontFile(path: string, key: FrontKey): Promise<Buffer> {
  try {
    // Where certificates are renewed, a link leads to the newest.
    return await readRegular(path, key === 'deploy.tokens' ? longestTokensBytes : longestPemBytes, {
      links: 'followed',
    })
  } catch (error) {
    if (error instanceof UserError) throw refused(key, path, error.message.replace(`${path}: `, ''))
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw refused(key, path, unreadable[code] ?? `it cannot be read (${code}): check the path and its permissions`)
  }
}

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file on the machine that deploys: put it there',
  EACCES: 'whoever deploys may not read it: let them (chmod, chown)',
}

const read = async (path: string, key: FrontKey): Promise<string> => (await readFrontFile(path, key)).toString('utf8')

type FrontKey = 'deploy.tls.certificate' | 'deploy.tls.key' | 'deploy.tls.client-ca' | 'deploy.tokens'

const refused = (key: FrontKey, path: string, why: string, line?: number): UserError =>
  new UserError(why, { exit: 'preflight', place: { file: path, key, ...(line === undefined ? {} : { line }) } })

/** What is open to more than it should be; undefined where nothing is. */
export function openness({ host, tls, tokens }: Front): string | undefined {
  if (isLoopback(host) || tls?.clientCa !== undefined) return undefined
  if (tokens === undefined && tls === undefined)
    return `the gateway listens at ${host} without TLS and without tokens: whoever reaches it can ask the model, and read what others ask; see deploy.tls and deploy.tokens`
  if (tls === undefined)
    return `the gateway listens at ${host} without TLS: its tokens and all that is asked can be read on the way; see deploy.tls`
  return undefined
}

export const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'

export const isLoopback = (host: string): boolean => host === '::1' || /^127\./.test(host)

/** Where clients of this machine find it. */
export function urlOf({ host, tls }: { host: string; tls: Listening['tls'] }, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `${tls === 'none' ? 'http' : 'https'}://${net.isIPv6(reached) ? `[${reached}]` : reached}:${port}`
}
