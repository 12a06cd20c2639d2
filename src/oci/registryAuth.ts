import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { homeDirectory } from '../home.ts'
import type { Fetch } from '../network.ts'
import { parseJson } from './mediaTypes.ts'
import { connectionError, requireSafe, textOf } from './registryHttp.ts'

/** What a header can carry. */
const tokenText = z.string().regex(/^[!-~]+$/)
const tokenAnswer = z.object({
  token: tokenText.optional(),
  access_token: tokenText.optional(),
  expires_in: z.number().positive().optional().catch(undefined),
})

export type Credentials = { username: string; password: string }

/** Credentials of one repository: Basic, or a bearer token of the realm that the registry names, renewed before it ends. */
export class RegistryAuth {
  readonly repository: string
  readonly #credentials: Credentials | undefined
  readonly #fetch: Fetch
  readonly #timeoutMs: number
  #basic = false
  readonly #tokens = new Map<string, { token: string; untilMs: number }>()

  constructor(options: { repository: string; credentials: Credentials | undefined; fetch: Fetch; timeoutMs: number }) {
    this.repository = options.repository
    this.#credentials = options.credentials
    this.#fetch = options.fetch
    this.#timeoutMs = options.timeoutMs
  }

  get described(): string {
    return this.#credentials === undefined ? 'no credentials were given' : 'the credentials were refused'
  }

  header(alsoPull: string | undefined): string | undefined {
    const held = this.#tokens.get(alsoPull ?? '')
    if (held !== undefined && held.untilMs > performance.now()) return `Bearer ${held.token}`
    if (this.#basic && this.#credentials !== undefined) return basic(this.#credentials)
    return undefined
  }

  /**
   * Answers a 401; false where there is nothing (new) to answer with.
   * @param to what was asked for, at the registry itself: a challenge of anybody else is none of ours
   */
  async challenged(response: Response, to: { asked: URL; alsoPull: string | undefined }): Promise<boolean> {
    const { asked: address, alsoPull } = to
    const challenge = response.headers.get('www-authenticate') ?? ''
    if (/^basic\b/i.test(challenge)) {
      this.#basic = true
      // Also where another request was told so meanwhile: this one may have been sent before. None is sent a third time.
      return this.#credentials !== undefined
    }
    if (!/^bearer\b/i.test(challenge)) return false
    const asked = new Map(
      [...challenge.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, key = '', value = '']) => [key.toLowerCase(), value]),
    )
    const realm = asked.get('realm')
    if (realm === undefined || !URL.canParse(realm)) return false
    const url = new URL(realm)
    requireSafe(url, address, 'get a token')
    const service = asked.get('service')
    if (service !== undefined) url.searchParams.set('service', service)
    const scopes = (asked.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
    if (!scopes.some((scope) => scope.startsWith(`repository:${this.repository}:`)))
      scopes.push(`repository:${this.repository}:pull,push`)
    if (alsoPull !== undefined) scopes.push(`repository:${alsoPull}:pull`)
    for (const scope of scopes) url.searchParams.append('scope', scope)
    const answer = await this.#fetch(url.href, {
      headers: this.#credentials === undefined ? {} : { authorization: basic(this.#credentials) },
      redirect: 'error',
      signal: AbortSignal.timeout(this.#timeoutMs),
    }).catch((error: unknown) => {
      throw connectionError({ url, doing: 'get a token' }, error)
    })
    if (!answer.ok) {
      // The time may be over by now, and what is said of it says no more than the status.
      await answer.body?.cancel().catch(() => undefined)
      if (answer.status === 401 || answer.status === 403) return false
      throw new UserError(
        `${url.host}: no token for ${this.repository} (${answer.status}): try again, or check the registry's token service`,
      )
    }
    const text = await textOf(answer, 'get a token', { timeoutMs: this.#timeoutMs, limitBytes: 1024 * 1024 })
    const given = tokenAnswer.safeParse(parseJson(Buffer.from(text), `${url.host}: the token`)).data
    const token = given?.token ?? given?.access_token
    if (token === undefined)
      throw new UserError(`${url.host}: the token service answered without a token: check the registry`)
    // A minute is what the token specification grants where nothing is said; a tenth less, so that none ends on its way.
    const seconds = given?.expires_in ?? 60
    this.#tokens.set(alsoPull ?? '', { token, untilMs: performance.now() + seconds * 900 })
    return true
  }
}

const basic = ({ username, password }: Credentials): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

/** What `docker login` left in its configuration file for a host; credential helpers are not asked. */
export async function dockerCredentials(
  host: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials | undefined> {
  const file = join(environment['DOCKER_CONFIG'] ?? join(homeDirectory(environment), '.docker'), 'config.json')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  let auths: Record<string, { auth?: unknown }>
  try {
    auths = (JSON.parse(text) as { auths?: Record<string, { auth?: unknown }> }).auths ?? {}
  } catch (error) {
    throw new UserError(`${file}: not JSON (${(error as Error).message}): repair it or run docker login again`)
  }
  const keys =
    host === 'docker.io' ? ['https://index.docker.io/v1/', 'docker.io'] : [host, `https://${host}`, `http://${host}`]
  const auth = keys
    .map((key) => auths[key]?.auth)
    .find((value): value is string => typeof value === 'string' && value !== '')
  if (auth === undefined) return undefined
  const decoded = Buffer.from(auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon < 1) throw new UserError(`${file}: auths.${host}.auth: not base64 of name:password: run docker login again`)
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}
