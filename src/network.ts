import { BlockList, isIP } from 'node:net'
import { UserError } from './errors.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Fetch = (url: string | URL, options?: RequestInit) => Promise<Response>

/** Whether a URL's host is this very machine: what goes there leaves it never. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)

/**
 * `fetch` by way of the proxy that the environment names, as curl reads it: `https_proxy`, `http_proxy` and `no_proxy`, in
 * small letters first. Node's own fetch looks at them only where it was started with a flag, which an action cannot be.
 * Redirects are followed here: each address has a proxy of its own, or none, and credentials are for the first one's server.
 * @throws UserError, from the requests too, where the proxy is none or does not let us through
 */
export function openFetch(environment: Environment): Fetch {
  const once: Fetch = (url, options) => {
    const target = new URL(url)
    const proxy = proxyFor(target, environment)
    return proxy === undefined ? globalThis.fetch(target, options) : throughProxy(target, options, proxy)
  }
  return async (url, options = {}) => {
    if ((options.redirect ?? 'follow') !== 'follow') return once(url, options)
    const first = new URL(url)
    let [target, init]: [URL, RequestInit] = [first, { ...options, redirect: 'manual' }]
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const answer = await once(target, init)
      const location = redirected.includes(answer.status) ? answer.headers.get('location') : null
      if (location === null) return answer
      await answer.body?.cancel()
      const next = addressAfter(target, location)
      init = redirectedRequest(init, answer.status, { isSameServer: next.origin === target.origin })
      target = next
    }
    throw new UserError(`${first.host}: sends on more than ${mostRedirects} times: check the address`)
  }
}

const redirected = [301, 302, 303, 307, 308]
/** As curl has it, and browsers. */
const mostRedirects = 20

function addressAfter(asked: URL, location: string): URL {
  const next = URL.canParse(location, asked.href) ? new URL(location, asked) : undefined
  if (next !== undefined && ['http:', 'https:'].includes(next.protocol)) return next
  throw new UserError(
    `${asked.host}: sends on to what is no address of HTTP: check the address, and what stands between`,
  )
}

/** What is asked at the next address, by the rules of the Fetch standard (HTTP-redirect fetch). Pure. */
function redirectedRequest(init: RequestInit, status: number, to: { isSameServer: boolean }): RequestInit {
  const headers = new Headers(init.headers)
  if (!to.isSameServer) for (const name of ['authorization', 'cookie', 'proxy-authorization']) headers.delete(name)
  const method = (init.method ?? 'GET').toUpperCase()
  const asksAnew = status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST'
  if (!asksAnew) return { ...init, headers }
  for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length'])
    headers.delete(name)
  const { body: _, ...rest } = init
  return { ...rest, method: 'GET', headers }
}

/** The proxy for a request; undefined where it goes straight. This machine is never asked for through a proxy. */
export function proxyFor(url: URL, environment: Environment): { name: string; address: URL } | undefined {
  const read = (name: string): { name: string; value: string } | undefined =>
    [name, name.toUpperCase()]
      .map((key) => ({ name: key, value: environment[key] ?? '' }))
      .find(({ value }) => value !== '')
  const found = read(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
  if (found === undefined || isLoopback(url.hostname)) return undefined
  if (exempt(url, read('no_proxy')?.value ?? '')) return undefined
  const text = found.value.includes('://') ? found.value : `http://${found.value}`
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address === undefined || !['http:', 'https:'].includes(address.protocol))
    throw new UserError(`${found.name}: not the address of an HTTP proxy: expected http://HOST:PORT, or unset it`)
  return { name: found.name, address }
}

/** `no_proxy`: `*`, or names with all below them, addresses and networks (`10.0.0.0/8`), each with a port where one is given. */
function exempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return list
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', itsPort] = /^(.*?|\[.*\])(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
      if (isIP(entry) === 0 && itsPort !== undefined && itsPort !== port) return false
      const bare = (isIP(entry) === 0 ? name : entry).replace(/^\[|\]$/g, '').replace(/^\*?\./, '')
      if (bare.includes('/')) return inNetwork(host, bare)
      return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`))
    })
}

function inNetwork(host: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/')
  const family = isIP(base)
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false
  const kind = family === 4 ? 'ipv4' : 'ipv6'
  const networks = new BlockList()
  networks.addSubnet(base, Number(bits), kind)
  return networks.check(host, kind)
}

type Undici = typeof import('undici')
const agents = new Map<string, InstanceType<Undici['ProxyAgent']>>()

async function throughProxy(
  url: URL,
  options: RequestInit | undefined,
  proxy: { name: string; address: URL },
): Promise<Response> {
  const undici = await import('undici')
  const agent = agents.get(proxy.address.href) ?? new undici.ProxyAgent(proxy.address.href)
  agents.set(proxy.address.href, agent)
  try {
    // The types are the platform's; undici is what the platform's fetch is made of.
    const init = { ...options, dispatcher: agent } as unknown as Parameters<Undici['fetch']>[1]
    return (await undici.fetch(url, init)) as unknown as Response
  } catch (error) {
    throw proxyError(error, url, proxy) ?? error
  }
}

/**
 * Whether a request that found no answer, or lost it on the way, may find one the next time: by what Node says of its connection,
 * and by what a proxy says of the server behind it.
 */
export const isPassingFault = (error: unknown): boolean => hasCode(error, passing) || isAway(error)

/** The same of a server that answered a moment ago: what cannot be reached now may be there again soon. */
export const isOutage = (error: unknown): boolean => isPassingFault(error) || hasCode(error, [...unreachable, slow])

/** A request that its proxy did not let through, in words; what it was for the machine is in its causes. */
class ProxyError extends UserError {}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return causesOf(error).some(({ code }) => codes.includes(String(code)))
}

/** What a proxy answers that gets no answer itself, as a server does behind which another one is away. */
const isAway = (error: unknown): boolean => causesOf(error).some((cause) => away.includes(statusOf(cause) ?? 0))
const away = [502, 503, 504]

type Cause = { code?: unknown; message?: string; cause?: unknown }

/** An error and what it was caused by; nothing of one that is not the network's. */
function causesOf(error: unknown): Cause[] {
  if (error instanceof UserError && !(error instanceof ProxyError)) return []
  const found: Cause[] = []
  for (let cause = error as Cause | undefined; typeof cause === 'object' && cause !== null; ) {
    found.push(cause)
    cause = cause.cause as Cause | undefined
  }
  return found
}

/** The status with which a proxy refused a tunnel, as undici words it. */
function statusOf({ message }: Cause): number | undefined {
  const status = /^Proxy response \((\d+)\)/.exec(message ?? '')?.[1]
  return status === undefined ? undefined : Number(status)
}

/** The proxy's own refusals, which would else read as the registry's. Its credentials are in no message. */
export function proxyError(error: unknown, url: URL, proxy: { name: string; address: URL }): ProxyError | undefined {
  const say = (reason: string, remedy: string) =>
    new ProxyError(`${url.host}: the proxy ${proxy.address.host} of ${proxy.name} ${reason}: ${remedy}`, {
      cause: error,
    })
  for (const cause of causesOf(error)) {
    const status = statusOf(cause)
    if (status === 407)
      return say('wants other credentials (407)', `give them as http://USER:PASSWORD@HOST in ${proxy.name}`)
    if (status !== undefined && away.includes(status))
      return say(
        `gets no answer from this host (${status})`,
        'try again; if that does not help, check the name of the host, or name it in NO_PROXY if it is reached without a proxy',
      )
    if (status !== undefined)
      return say(`does not let us through (${status})`, 'ask for this host to be allowed there, or name it in NO_PROXY')
    if (unreachable.includes(String(cause.code)))
      return say(`cannot be reached (${cause.code})`, `correct ${proxy.name}, or name the host in NO_PROXY`)
  }
  return undefined
}

const passing = ['ECONNRESET', 'EPIPE', 'EAI_AGAIN', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT']

/** Nobody took the connection. */
const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']

/** Somebody took it, and then said nothing. */
const slow = 'UND_ERR_HEADERS_TIMEOUT'
