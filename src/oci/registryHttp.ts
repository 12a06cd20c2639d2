import { UserError } from '../errors.ts'
import { type Fetch, isLoopback, isPassingFault } from '../network.ts'
import { sleep } from '../timers.ts'
import { isRepeatable, readableFrom } from './blobs.ts'
import { Patience } from './patience.ts'
import type { RegistryAuth } from './registryAuth.ts'

export type RegistryRequest = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  /** What the request does, for messages: "push the tag 1.0.0". */
  doing: string
  headers?: Record<string, string>
  body?: Uint8Array | { stream: AsyncIterable<Uint8Array>; size: number | undefined }
  /** Statuses that the caller understands, a redirect among them is not followed; every other one becomes an error. */
  accept: readonly number[]
  /** Permissions on other repositories that it needs besides its own: the source of a mount. */
  alsoPull?: string
}

const attempts = 4
/** Longest wait that a Retry-After header can ask for before we give up and say so. */
const patienceMs = 60_000
const redirects = 5
/** How many times the longest silence a request may take in all, whatever it is sent to and however often. */
const longestInSilences = 5

export type HttpOptions = { fetch: Fetch; timeoutMs: number; backoffMs: number; signal: AbortSignal | undefined }

/** Sends a request with credentials, redirects, limited repetition and time limits. @throws UserError */
export async function send(request: RegistryRequest, auth: RegistryAuth, options: HttpOptions): Promise<Response> {
  const canRepeat =
    request.body === undefined || request.body instanceof Uint8Array || isRepeatable(request.body.stream)
  let refreshed = false
  const untilMs = performance.now() + longestInSilences * options.timeoutMs
  for (let attempt = 1; ; attempt += 1) {
    let response: Response
    let from: URL | undefined
    try {
      ;({ response, from } = await followed(request, auth, options))
    } catch (error) {
      if (options.signal?.aborted === true) throw error
      if (attempt < attempts && canRepeat && isPassingFault(error) && performance.now() < untilMs) {
        await sleep(options.backoffMs * 2 ** (attempt - 1), options.signal)
        continue
      }
      throw error instanceof UserError ? error : connectionError(request, error)
    }
    if (request.accept.includes(response.status)) {
      // Nobody reads what else was answered; unread, it keeps its connection, and may be without end.
      if (request.method !== 'GET') await response.body?.cancel()
      return response
    }
    // A challenge of somebody that we were sent on to would have our credentials sent where they please.
    if (response.status === 401 && !refreshed && from !== undefined) {
      refreshed = true
      const renewed = await auth.challenged(response, { asked: request.url, alsoPull: request.alsoPull })
      await response.body?.cancel()
      if (renewed && canRepeat) continue
    }
    if (
      (response.status === 429 || response.status >= 500) &&
      canRepeat &&
      attempt < attempts &&
      performance.now() < untilMs
    ) {
      const waitMs = retryAfterMs(response) ?? options.backoffMs * 2 ** (attempt - 1)
      if (waitMs <= patienceMs) {
        await response.body?.cancel()
        await sleep(waitMs, options.signal)
        continue
      }
    }
    throw await statusError(request, response, auth, options.timeoutMs)
  }
}

async function followed(
  request: RegistryRequest,
  auth: RegistryAuth,
  options: HttpOptions,
): Promise<{ response: Response; from: URL | undefined }> {
  let url = request.url
  let strayed = false
  const untilMs = performance.now() + longestInSilences * options.timeoutMs
  for (let hop = 0; hop <= redirects && performance.now() < untilMs; hop += 1) {
    strayed ||= url.origin !== request.url.origin
    const authorization = strayed ? undefined : auth.header(request.alsoPull)
    const response = await once(url, request, { ...(authorization === undefined ? {} : { authorization }) }, options)
    const location = response.headers.get('location')
    const sentOn = [301, 302, 303, 307, 308].includes(response.status) && !request.accept.includes(response.status)
    if (!sentOn || location === null) return { response, from: strayed ? undefined : url }
    await response.body?.cancel()
    url = addressOf(location, url, request.doing)
    requireSafe(url, request.url, request.doing)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      throw new UserError(
        `${request.url.host}: cannot ${request.doing}: the registry sends what is pushed on to ${url.host}: refused, name that registry itself`,
      )
  }
  throw new UserError(
    `${request.url.host}: cannot ${request.doing}: more than ${redirects} redirects, or slow ones: check the name of the registry`,
  )
}

async function once(
  url: URL,
  request: RegistryRequest,
  extra: Record<string, string>,
  options: HttpOptions,
): Promise<Response> {
  const silence = new AbortController()
  const expire = () => silence.abort(new DOMException('no answer', 'TimeoutError'))
  const patience = new Patience(options.timeoutMs)
  let waiting = patience.begin(expire)
  const body = request.body
  const headers: Record<string, string> = { ...request.headers, ...extra }
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    redirect: 'manual',
    signal: options.signal === undefined ? silence.signal : AbortSignal.any([silence.signal, options.signal]),
    headers,
  }
  // What the source of an upload threw is the cause; fetch would only say that the body failed.
  let sourceError: unknown
  if (body instanceof Uint8Array) {
    init.body = Buffer.from(body)
  } else if (body !== undefined) {
    const { stream, size } = body
    if (size !== undefined) headers['content-length'] = String(size)
    init.duplex = 'half'
    init.body = readableFrom(
      (async function* () {
        try {
          // While we make the next piece, nobody else is waited for.
          waiting.end()
          for await (const piece of stream) {
            waiting = patience.begin(expire)
            yield piece
            waiting.end()
            patience.earn(piece.length)
          }
          // The registry may have all of it to look through.
          waiting = new Patience(options.timeoutMs).begin(expire)
        } catch (error) {
          sourceError = error
          throw error
        }
      })(),
    ) as unknown as NonNullable<RequestInit['body']>
  }
  try {
    return await options.fetch(url.href, init)
  } catch (error) {
    throw sourceError ?? error
  } finally {
    waiting.end()
  }
}

/** A body that stays silent for too long, or drips, fails instead of hanging. */
export async function* bodyOf(response: Response, doing: string, timeoutMs: number): AsyncGenerator<Uint8Array> {
  if (response.body === null) return
  const reader = response.body.getReader()
  const patience = new Patience(timeoutMs)
  const failed = (reason: string, cause?: unknown): UserError =>
    new UserError(`${hostOf(response)}: cannot ${doing}: ${reason}: try again`, { cause })
  let ended = false
  try {
    while (!ended) {
      let waiting: ReturnType<Patience['begin']> | undefined
      const late = new Promise<never>((_, reject) => {
        waiting = patience.begin(({ silent }) =>
          reject(failed(`the registry sent ${silent ? 'nothing' : 'hardly anything'} for ${timeoutMs / 1000} s`)),
        )
      })
      const piece = await Promise.race([reader.read(), late]).finally(() => waiting?.end())
      ended = piece.done
      if (piece.value === undefined) continue
      patience.earn(piece.value.length)
      yield piece.value
    }
  } catch (error) {
    throw error instanceof UserError ? error : failed(`the connection broke (${codeOf(error)})`, error)
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
  }
}

const hostOf = (response: Response): string =>
  URL.canParse(response.url) ? new URL(response.url).host : 'the registry'

/** The beginning of a body as text, however long the whole is. */
export async function textOf(
  response: Response,
  doing: string,
  limits: { timeoutMs: number; limitBytes: number },
): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bodyOf(response, doing, limits.timeoutMs)) {
    pieces.push(piece)
    size += piece.length
    if (size >= limits.limitBytes) break
  }
  return Buffer.concat(pieces).subarray(0, limits.limitBytes).toString('utf8')
}

/**
 * Credentials and images travel over TLS, or stay on this machine; and whoever is elsewhere sends us to nothing that
 * listens here for us alone. @param asked what the user named, which sends us to `url`
 */
export function requireSafe(url: URL, asked: URL, doing: string): void {
  const refuse = (reason: string): never => {
    throw new UserError(`${url.origin}: cannot ${doing}: ${reason}: use a registry with TLS`)
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    refuse('plain HTTP is allowed on loopback addresses only')
  if (url.protocol === 'http:' && asked.protocol !== 'http:') refuse(`${asked.host} sends us from TLS to plain HTTP`)
  if (isLoopback(url.hostname) && !isLoopback(asked.hostname)) refuse(`${asked.host} sends us to this machine itself`)
}

/** The address that a registry sends us to. */
export function addressOf(text: string, base: URL, doing: string): URL {
  if (URL.canParse(text, base.href)) return new URL(text, base)
  throw new UserError(
    `${base.host}: cannot ${doing}: the registry sends us to ${JSON.stringify(text.slice(0, 200))}, which is no address: check the registry`,
  )
}

function retryAfterMs(response: Response): number | undefined {
  const text = response.headers.get('retry-after')
  if (text === null) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

function codeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause
  const own = error as { code?: unknown; name?: string; message?: string }
  return cause?.code ?? (typeof own.code === 'string' ? own.code : undefined) ?? cause?.message ?? own.name ?? 'unknown'
}

/** Why nothing came of a request, in words where it is the network; any other error as it is. */
export function connectionError(request: Pick<RegistryRequest, 'url' | 'doing'>, error: unknown): unknown {
  const code = codeOf(error)
  const { host } = request.url
  const say = (reason: string, remedy: string) =>
    new UserError(`${host}: cannot ${request.doing}: ${reason} (${code}): ${remedy}`, { cause: error })
  if (code === 'ECONNREFUSED') return say('nothing answers there', 'check the address and that the registry is up')
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say('the host is not known', 'check the name of the registry')
  if (code === 'TimeoutError') return say('the registry does not answer', 'check that it is up, or try again')
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ALTNAME|EPROTO/.test(code))
    return say(
      'TLS failed',
      'add its certificate authority by NODE_EXTRA_CA_CERTS, or, on loopback, allow plain HTTP by insecure-registry',
    )
  if (error instanceof TypeError || /^(?:E[A-Z]+|UND_)/.test(code)) return say('the connection failed', 'try again')
  return error
}

async function statusError(
  request: RegistryRequest,
  response: Response,
  auth: RegistryAuth,
  timeoutMs: number,
): Promise<UserError> {
  const text = await textOf(response, request.doing, { timeoutMs, limitBytes: 2000 }).catch(() => '')
  const said = registrySaid(text)
  const { status } = response
  const say = (reason: string, remedy: string) =>
    new UserError(
      `${request.url.host}/${auth.repository}: cannot ${request.doing}: ${reason} (${status}${said === '' ? '' : `, ${said}`}): ${remedy}`,
    )
  const permission = request.method === 'GET' || request.method === 'HEAD' ? 'pull' : 'push'
  const grant = `on GitHub, packages: ${permission === 'pull' ? 'read' : 'write'}`
  if (status === 401) return say(`${auth.described}`, `log in with an account that may ${permission} there (${grant})`)
  if (status === 403) return say(`the account may not ${permission} there`, `give it that permission (${grant})`)
  if (status === 404) return say('it does not exist there', 'check the name, and that the account may see it')
  if (status === 413)
    return say('it is larger than the registry allows', 'save the weights as several safetensors files (sharded)')
  if (status === 429)
    return say('the registry asks to slow down', 'wait, then run again: what is there is not sent twice')
  if (status === 507 || /no space|disk quota|ENOSPC/i.test(text))
    return say('the disk of the registry is full', 'free space there')
  if (status >= 500) return say('the registry failed', 'look at its log and its free disk space, then run again')
  return say('the registry refused it', 'see what it says')
}

/** The registry's own words on one line, without control characters. */
function registrySaid(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: { code?: string; message?: string }[] }
    const [first] = errors ?? []
    return [first?.code, first?.message]
      .filter((part) => typeof part === 'string')
      .join(': ')
      .replaceAll(/\p{C}/gu, ' ')
      .slice(0, 200)
  } catch {
    return ''
  }
}
