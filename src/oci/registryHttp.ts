import { UserError } from '../errors.ts'
import { type Fetch, isLoopback } from '../network.ts'
import { sleep } from '../timers.ts'
import { isRepeatable, readableFrom } from './blobs.ts'
import type { RegistryAuth } from './registryAuth.ts'

export type RegistryRequest = {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  url: URL
  /** What the request does, for messages: "push the tag 1.0.0". */
  doing: string
  headers?: Record<string, string>
  body?: Uint8Array | { stream: AsyncIterable<Uint8Array>; size: number | undefined }
  /** Statuses that the caller understands; every other one becomes an error. */
  accept: readonly number[]
  /** Permissions on other repositories that it needs besides its own: the source of a mount. */
  alsoPull?: string
}

const attempts = 4
/** Longest wait that a Retry-After header can ask for before we give up and say so. */
const patienceMs = 60_000
const redirects = 5

export type HttpOptions = { fetch: Fetch; timeoutMs: number; backoffMs: number; signal: AbortSignal | undefined }

/** Sends a request with credentials, redirects, limited repetition and time limits. @throws UserError */
export async function send(request: RegistryRequest, auth: RegistryAuth, options: HttpOptions): Promise<Response> {
  const canRepeat =
    request.body === undefined || request.body instanceof Uint8Array || isRepeatable(request.body.stream)
  let refreshed = false
  for (let attempt = 1; ; attempt += 1) {
    let response: Response
    let from: URL
    try {
      ;({ response, from } = await followed(request, auth, options))
    } catch (error) {
      if (error instanceof UserError || options.signal?.aborted === true) throw error
      if (attempt < attempts && canRepeat && isPassing(error)) {
        await sleep(options.backoffMs * 2 ** (attempt - 1), options.signal)
        continue
      }
      throw connectionError(request, error)
    }
    if (request.accept.includes(response.status)) return response
    // A challenge of somebody that we were sent on to would have our credentials sent where they please.
    if (response.status === 401 && !refreshed && from.origin === request.url.origin) {
      refreshed = true
      const renewed = await auth.challenged(response, request.alsoPull)
      await response.body?.cancel()
      if (renewed && canRepeat) continue
    }
    if ((response.status === 429 || response.status >= 500) && canRepeat && attempt < attempts) {
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
): Promise<{ response: Response; from: URL }> {
  let url = request.url
  for (let hop = 0; hop <= redirects; hop += 1) {
    const sameOrigin = url.origin === request.url.origin
    const authorization = sameOrigin ? auth.header(request.alsoPull) : undefined
    const response = await once(url, request, { ...(authorization === undefined ? {} : { authorization }) }, options)
    const location = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return { response, from: url }
    await response.body?.cancel()
    url = new URL(location, url)
    requireSafe(url, request.doing)
  }
  throw new UserError(
    `${request.url.host}: cannot ${request.doing}: more than ${redirects} redirects: check the name of the registry`,
  )
}

async function once(
  url: URL,
  request: RegistryRequest,
  extra: Record<string, string>,
  options: HttpOptions,
): Promise<Response> {
  const silence = new AbortController()
  let timer = setTimeout(expire, options.timeoutMs)
  function expire() {
    silence.abort(new DOMException('no answer', 'TimeoutError'))
  }
  const touch = () => {
    clearTimeout(timer)
    timer = setTimeout(expire, options.timeoutMs)
  }
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
          for await (const piece of stream) {
            touch()
            yield piece
          }
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
    clearTimeout(timer)
  }
}

/** A body that stays silent for too long fails instead of hanging. */
export async function* bodyOf(response: Response, doing: string, timeoutMs: number): AsyncGenerator<Uint8Array> {
  if (response.body === null) return
  const reader = response.body.getReader()
  let ended = false
  try {
    while (true) {
      let timer: NodeJS.Timeout | undefined
      const silent = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () =>
            reject(
              new UserError(
                `${response.url}: cannot ${doing}: the registry sent nothing for ${timeoutMs / 1000} s: try again`,
              ),
            ),
          timeoutMs,
        )
      })
      const piece = await Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer))
      if (piece.done) break
      yield piece.value
    }
    ended = true
  } catch (error) {
    ended = true
    if (error instanceof UserError) throw error
    throw new UserError(
      `${new URL(response.url).host}: cannot ${doing}: the connection broke (${codeOf(error)}): try again`,
      { cause: error },
    )
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined)
  }
}

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

/** Credentials and images travel over TLS, or stay on this machine. */
export function requireSafe(url: URL, doing: string): void {
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return
  throw new UserError(
    `${url.origin}: cannot ${doing}: plain HTTP is allowed on loopback addresses only: use a registry with TLS`,
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

const isPassing = (error: unknown): boolean =>
  ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'ETIMEDOUT'].includes(codeOf(error))

function connectionError(request: RegistryRequest, error: unknown): unknown {
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
