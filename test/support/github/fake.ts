import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerFaults, requestFaults, routeOf } from './description.ts'
import { type Answer, handlers, invalid, notFound } from './handlers.ts'
import type { OperationId } from './operations.ts'
import { emptyState, type Holder, type State } from './state.ts'

/*
 * A stand-in of GitHub's API with one repository: a real HTTP server, which remembers what was written. GitHub's own
 * description validates what it is asked, and what it answers.
 */

/** What goes wrong at an operation: an answer instead of its own, or none at all, before or after it has been done. */
export type Fault =
  | { kind: 'answer'; status: number; message: string; headers?: Record<string, string> }
  | { kind: 'answer-after-doing'; status: number; message: string }
  | { kind: 'silent-after-doing' }
  | { kind: 'silent' }
  | { kind: 'cut-off-after-doing' }
  /** Half of the answer, of which the head told the length or not. */
  | { kind: 'half-an-answer'; length: 'told' | 'untold' }

export type FakeGithub = {
  url: string
  state: State
  /** Every call in its order, with what was answered; 0 where nothing was. */
  calls: { operation: OperationId | 'none'; status: number; authorization: string; body: unknown }[]
  /** Calls of an operation that were answered or not. */
  count(operation: OperationId): number
  /** The next `times` calls of the operation go wrong, but for so many that come `before` them. */
  fail(operation: OperationId, fault: Fault, times?: number, before?: number): void
  /** More writes than so many within so long are refused, as GitHub refuses more than 80 within a minute. */
  mostWrites?: { count: number; withinMs: number }
  /** What storage gives instead of an artifact. */
  swap?: Buffer
  /** What the stand-in answered that GitHub never would; a test that has one is wrong. */
  violations: string[]
  close(): Promise<void>
}

/** Tokens that the stand-in knows. */
export const tokens = {
  job: 'ghs_jobjobjobjobjobjobjobjobjobjobjobjob',
  fork: 'ghs_forkforkforkforkforkforkforkforkfork',
  app: 'ghs_appappappappappappappappappappappapp',
  person: 'ghp_personpersonpersonpersonpersonperso',
} as const

const holders: Record<string, Holder> = {
  [tokens.job]: { login: 'github-actions[bot]', type: 'Bot', id: 41898282, writes: true },
  [tokens.fork]: { login: 'github-actions[bot]', type: 'Bot', id: 41898282, writes: false },
  [tokens.app]: { login: 'acme-models[bot]', type: 'Bot', id: 77, writes: true },
  [tokens.person]: { login: 'monalisa', type: 'User', id: 7, writes: true },
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Where a GitHub Enterprise Server has what github.com has at hosts of their own. */
const serverPrefix = { api: '/api/v3', uploads: '/api/uploads', graphql: '/api' } as const

/** A path of a server as github.com has it; undefined where a server has nothing. */
function pathOfServer(method: string, path: string): string | undefined {
  const { api, uploads, graphql } = serverPrefix
  const isUpload = method === 'POST' && /\/releases\/\d+\/assets$/.test(path)
  if (path === `${graphql}/graphql`) return '/graphql'
  const prefix = `${isUpload ? uploads : api}/`
  return path.startsWith(prefix) ? path.slice(prefix.length - 1) : undefined
}

/** @param kind an `enterprise-server` has the API below a path, and uploads and queries beside it */
export async function openFakeGithub(kind: 'github.com' | 'enterprise-server' = 'github.com'): Promise<FakeGithub> {
  const prefix = kind === 'enterprise-server' ? serverPrefix : { api: '', uploads: '' }
  const state = emptyState()
  const calls: FakeGithub['calls'] = []
  const violations: string[] = []
  const faults: { operation: OperationId; fault: Fault; left: number; before: number }[] = []
  let writtenAtMs: number[] = []
  const base = `/repos/${state.owner}/${state.repo}`

  const nextFault = (operation: OperationId): Fault | undefined => {
    const found = faults.find((each) => each.operation === operation && each.left > 0)
    if (found === undefined) return undefined
    if (found.before > 0) {
      found.before -= 1
      return undefined
    }
    found.left -= 1
    return found.fault
  }

  const writesTooFast = (): boolean => {
    const { count, withinMs } = fake.mostWrites ?? { count: Number.POSITIVE_INFINITY, withinMs: 0 }
    const nowMs = performance.now()
    writtenAtMs = [...writtenAtMs.filter((atMs) => nowMs - atMs < withinMs), nowMs]
    return writtenAtMs.length > count
  }

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      violations.push(String(error))
      response.destroy()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const url = new URL(request.url ?? '/', origin)
    if (kind === 'enterprise-server' && !url.pathname.startsWith('/blob/'))
      url.pathname = pathOfServer(request.method ?? 'GET', url.pathname) ?? '/nothing'
    const raw = await bodyOf(request)
    const authorization = request.headers.authorization ?? ''
    const [, blob] = /^\/blob\/(\d+)$/.exec(url.pathname) ?? []
    if (blob !== undefined) {
      // Storage refuses a request that has a token beside its signed address.
      const content = fake.swap ?? state.artifacts.find(({ id }) => String(id) === blob)?.content
      response.writeHead(content === undefined || authorization !== '' ? 400 : 200)
      response.end(authorization === '' ? content : undefined)
      return
    }
    const contentType = request.headers['content-type'] ?? ''
    const body: unknown =
      contentType.startsWith('application/json') && raw.length > 0 ? JSON.parse(raw.toString()) : undefined
    const route = routeOf(request.method ?? 'GET', url.pathname)
    const holder = holders[authorization.replace(/^(?:token|bearer) /i, '')]
    const send = ({ status, body: answer, raw: bytes, headers = {} }: Answer): void => {
      calls.push({ operation: route?.operation.operationId ?? 'none', status, authorization, body })
      response.writeHead(status, {
        'x-ratelimit-remaining': '999',
        'x-github-request-id': 'FAKE:1',
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...headers,
        ...(answer === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
      })
      response.end(answer === undefined ? bytes : JSON.stringify(answer))
    }
    // The description is of the other API: of this one there is who asks, as GitHub answers it.
    if (request.method === 'POST' && url.pathname === '/graphql' && holder !== undefined) {
      if (!/^query \{ viewer \{ login \} \}$/.test((body as { query?: string }).query ?? ''))
        violations.push('graphql: a query that the stand-in does not know')
      return send({ status: 200, body: { data: { viewer: { login: holder.login } } } })
    }
    if (route === undefined || !(url.pathname === '/user' || url.pathname.startsWith(`${base}/`))) return send(notFound)
    const { operation } = route
    if (holder === undefined)
      return send({
        status: 401,
        body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
      })
    const fault = nextFault(operation.operationId)
    if (fault?.kind === 'answer')
      return send({
        status: fault.status,
        body: { message: fault.message, documentation_url: 'https://docs.github.com/rest' },
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      })
    if (request.method !== 'GET' && writesTooFast())
      return send({
        status: 403,
        body: {
          message: 'You have exceeded a secondary rate limit',
          documentation_url: 'https://docs.github.com/rest',
        },
        headers: { 'retry-after': '60' },
      })
    const silent = (): void => void calls.push({ operation: operation.operationId, status: 0, authorization, body })
    if (fault?.kind === 'silent') return silent()
    if (request.method !== 'GET' && !holder.writes)
      return send({
        status: 403,
        body: {
          message: 'Resource not accessible by integration',
          documentation_url: 'https://docs.github.com/rest',
          status: '403',
        },
      })
    const query = Object.fromEntries(url.searchParams)
    const wrong = requestFaults(route, query, body)
    if (wrong.length > 0) return send(invalid(...wrong))
    const asked = {
      params: route.params,
      query,
      body: (body ?? {}) as { [key: string]: unknown },
      raw,
      contentType,
      accept: request.headers.accept ?? '',
      holder,
      origin,
      api: `${origin}${prefix.api}`,
      uploads: `${origin}${prefix.uploads}`,
    }
    const answer = handlers[operation.operationId](state, asked)
    violations.push(
      ...(answer.raw === undefined ? answerFaults(operation, answer.status, answer.body) : []).map(
        (each) => `${operation.operationId}: ${each}`,
      ),
    )
    if (fault?.kind === 'silent-after-doing') return silent()
    if (fault?.kind === 'cut-off-after-doing') {
      silent()
      response.destroy()
      return
    }
    if (fault?.kind === 'half-an-answer') {
      silent()
      const whole = JSON.stringify(answer.body)
      response.shouldKeepAlive = false
      response.useChunkedEncodingByDefault = false
      response.writeHead(answer.status, {
        'content-type': 'application/json; charset=utf-8',
        ...(fault.length === 'told'
          ? { 'content-length': Buffer.byteLength(whole) }
          : { 'transfer-encoding': 'identity' }),
      })
      response.write(whole.slice(0, whole.length / 2), () => response.socket?.end())
      return
    }
    if (fault?.kind === 'answer-after-doing') return send({ status: fault.status, body: { message: fault.message } })
    send(answer)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const fake: FakeGithub = {
    url: `http://127.0.0.1:${port}${prefix.api}`,
    state,
    calls,
    count: (operation) => calls.filter((each) => each.operation === operation).length,
    fail: (operation, fault, times = 1, before = 0) => void faults.push({ operation, fault, left: times, before }),
    violations,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return fake
}
