import { randomUUID } from 'node:crypto'
import { GitHub } from '@actions/github/lib/utils'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import Bottleneck from 'bottleneck/light.js'
import { UserError } from '../../errors.ts'
import { type Fetch, openFetch } from '../../network.ts'
import { deferred } from '../../timers.ts'
import type { Log } from '../types.ts'

/*
 * The client of GitHub's API: Octokit, which waits where GitHub asks for it, tries again what cannot have been done twice,
 * and gives up a call at its deadline. A token goes to the API of this job's GitHub and nowhere else.
 */

type Environment = Readonly<Record<string, string | undefined>>

export type GithubApi = {
  readonly octokit: InstanceType<typeof GitHub>
  /** Through the proxy of the environment, without the token. */
  readonly fetch: Fetch
  readonly owner: string
  readonly repo: string
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly signal: AbortSignal
  readonly pace: Pace
}

/** How long what lasts on GitHub lasts here. */
export type Pace = {
  /** A call without an answer is given up after it. */
  callMs: number
  /** GitHub counts the waits that it asks for in seconds. */
  secondMs: number
}

const usual: Pace = { callMs: 30_000, secondMs: 1_000 }

/** A job is not kept waiting longer than this for one call, however long GitHub asks for. */
const longestWaitSeconds = 300
const mostWaits = 3

type Caught = Error & {
  status?: number
  response?: { headers: Record<string, string | number | undefined>; data?: unknown }
}

/** GitHub tells a limit in several ways; the plugin that waits knows two of them, and is told the others in its words. */
function limitsAsSuch(octokit: { hook: InstanceType<typeof GitHub>['hook'] }): Record<string, never> {
  octokit.hook.error('request', (error) => {
    const { status, response } = error as Caught
    const asks = response?.headers['retry-after'] !== undefined
    const exhausted = response?.headers['x-ratelimit-remaining'] === '0'
    if ((status === 429 || (status === 403 && asks)) && !exhausted && !/\bsecondary rate\b/i.test(error.message))
      error.message = `${error.message} (as with a secondary rate limit)`
    throw error
  })
  return {}
}

/** What is created may have been created by a call that failed: it is looked for before it is tried again, by `ensure`. */
function createsOnce(octokit: { hook: InstanceType<typeof GitHub>['hook'] }): Record<string, never> {
  octokit.hook.before('request', (options) => {
    if (options.method === 'POST') options.request = { ...options.request, retries: 0 }
  })
  return {}
}

const Client = GitHub.plugin(createsOnce, limitsAsSuch, retry, throttling)

/**
 * @param token it is registered as a secret before
 * @param environment GITHUB_API_URL (also of a GitHub Enterprise Server), GITHUB_REPOSITORY, and the proxies
 * @throws UserError where this is no job of GitHub
 */
export function openGithubApi(options: {
  token: string
  environment: Environment
  log: GithubApi['log']
  signal: AbortSignal
  pace?: Pace
}): GithubApi {
  const { token, environment, log, signal, pace = usual } = options
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/')
  if (owner === '' || repo === '')
    throw new UserError('GITHUB_REPOSITORY is not set: this runs in a job of GitHub Actions', { exit: 'preflight' })
  const fetch = openFetch(environment)
  const wait = (what: string) => (seconds: number, _call: unknown, _octokit: unknown, waits: number) => {
    const goes = waits < mostWaits && seconds <= longestWaitSeconds
    const then = goes ? `going on in ${seconds} s` : `too long (${seconds} s), given up`
    log.info(`GitHub asks us to wait (${what}): ${then}`)
    return goes
  }
  const octokit = new Client({
    auth: `token ${token}`,
    baseUrl: environment['GITHUB_API_URL'] || 'https://api.github.com',
    userAgent: 'model-actions',
    // Octokit tells of each failed call on the console; what matters is said by who called.
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    request: {
      fetch: async (url: string, init: RequestInit) =>
        whole(await fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(pace.callMs)]) })),
    },
    // 429 is the other plugin's.
    retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue: pace.secondMs },
    throttle: {
      id: randomUUID(),
      // GitHub asks for a second between writes, and takes more than 20 comments a minute ill.
      write: new Bottleneck.Group({ maxConcurrent: 1, minTime: pace.secondMs }),
      notifications: new Bottleneck.Group({ maxConcurrent: 1, minTime: 3 * pace.secondMs }),
      retryAfterBaseValue: pace.secondMs,
      onRateLimit: wait('the hourly limit'),
      onSecondaryRateLimit: wait('a secondary limit'),
    },
  })
  // Outermost: neither a wait nor a queue holds up who cancels.
  octokit.hook.wrap('request', (request, call) => orAborted(signal, async () => request(call)))
  return { octokit, fetch, owner, repo, log, signal, pace }
}

/**
 * The answer once all of it is here. Octokit takes what came of one that was cut off for the whole, so that a list would
 * lack what we look for, and it would be made a second time. @throws Error, which Octokit takes for no answer
 */
async function whole(answer: Response): Promise<Response> {
  const text = await answer.clone().text()
  if (answer.ok && text !== '' && isJson(answer.headers)) JSON.parse(text)
  return answer
}

const isJson = (headers: Headers): boolean =>
  /^application\/(?:[\w.]+\+)?json\b/i.test(headers.get('content-type') ?? '')

async function orAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const aborted = deferred<never>()
  const stop = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work(), aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
