import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/*
 * A hub with one repository, of which it answers what the clients of the real one ask, and as that one does: small files itself,
 * large ones by leading to another host. test/contract/hub.test.ts holds it against those clients.
 */

export const commit = '0123456789abcdef0123456789abcdef01234567'

type Stored = { bytes: Buffer; lfs?: boolean }
type Asked = {
  method: string
  path: string
  range: string | undefined
  token: string | undefined
  from: 'hub' | 'storage'
}

export type FakeHub = {
  address: string
  /** Every request for the content of a file, and every other one. */
  asked: Asked[]
  /** The names of files whose content was asked for, each once. */
  fetched(): string[]
}

type Options = {
  repository?: string
  files: Record<string, Stored | Buffer | string>
  /** Branches and tags, each standing for the one commit. */
  refs?: string[]
  /** Who does not bring it is told nothing of the repository. */
  token?: string
  /** Entries of a page of the list. */
  page?: number
  /** Looked at before each answer; what returns true has answered. */
  instead?: (asked: Asked, response: ServerResponse) => boolean
}

const sha = (kind: 'sha1' | 'sha256', ...parts: (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash(kind)).digest('hex')

/** What git calls a file's content. */
const blobId = (bytes: Buffer): string => sha('sha1', `blob ${bytes.length}\0`, bytes)

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function fakeHub(options: Options): Promise<FakeHub> {
  const repository = options.repository ?? 'acme/tiny'
  const files = new Map<string, Stored>(
    Object.entries(options.files).map(([name, content]) => [
      name,
      typeof content === 'string'
        ? { bytes: Buffer.from(content) }
        : Buffer.isBuffer(content)
          ? { bytes: content }
          : content,
    ]),
  )
  const asked: Asked[] = []
  const noted = (request: IncomingMessage, from: Asked['from']): Asked => {
    const one = {
      method: request.method ?? '',
      path: decodeURIComponent((request.url ?? '').replace(/\?.*/, '')),
      range: request.headers.range,
      token: request.headers.authorization,
      from,
    }
    asked.push(one)
    return one
  }

  // Where large files lie: it knows what it has by its SHA-256, and asks for no token.
  const storage = await listening(
    createServer((request, response) => {
      const one = noted(request, 'storage')
      if (options.instead?.(one, response) === true) return
      const stored = [...files.values()].find(({ bytes }) => `/${sha('sha256', bytes)}` === request.url)
      if (stored === undefined) return void response.writeHead(404).end()
      response.setHeader('etag', `"${sha('sha256', stored.bytes)}"`)
      send(request, response, stored.bytes)
    }),
  )

  const server = createServer((request, response) => {
    const one = noted(request, 'hub')
    if (options.instead?.(one, response) === true) return
    response.setHeader('x-request-id', 'Root=1-fake')
    if (options.token !== undefined && one.token !== `Bearer ${options.token}`)
      return refuse(response, 401, 'RepoNotFound', 'Invalid username or password.')
    const api = `/api/models/${repository}`
    if (one.path === api || one.path.startsWith(`${api}/revision/`)) {
      if (!isKnown(one.path.slice(`${api}/revision/`.length)))
        return refuse(response, 404, 'RevisionNotFound', `Invalid rev id: ${one.path}`)
      return json(response, information(repository, [...files.keys()]))
    }
    if (one.path.startsWith(`${api}/tree/`)) {
      const [revision = ''] = one.path.slice(`${api}/tree/`.length).split('/')
      if (!isKnown(revision)) return refuse(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
      return list(new URL(request.url ?? '', address), response)
    }
    const [, , , , revision = '', name = ''] = /^\/([^/]+)\/([^/]+)\/(resolve)\/([^/]+)\/(.*)$/s.exec(one.path) ?? []
    if (!one.path.startsWith(`/${repository}/`)) return refuse(response, 404, 'RepoNotFound', 'Repository not found')
    if (!isKnown(revision)) return refuse(response, 404, 'RevisionNotFound', `Invalid rev id: ${revision}`)
    const stored = files.get(name)
    if (stored === undefined) return refuse(response, 404, 'EntryNotFound', 'Entry not found')
    response.setHeader('x-repo-commit', commit)
    response.setHeader('accept-ranges', 'bytes')
    if (stored.lfs !== true) {
      response.setHeader('etag', `"${blobId(stored.bytes)}"`)
      return send(request, response, stored.bytes)
    }
    const digest = sha('sha256', stored.bytes)
    response.writeHead(302, {
      location: `${storage}/${digest}`,
      'x-linked-size': String(stored.bytes.length),
      'x-linked-etag': `"${digest}"`,
    })
    response.end()
  })
  const address = await listening(server)
  const isKnown = (revision: string): boolean =>
    revision === '' || revision === commit || revision === 'main' || (options.refs ?? []).includes(revision)

  function list(url: URL, response: ServerResponse): void {
    const all = tree(files, url.searchParams.get('recursive')?.toLowerCase() === 'true')
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const page = options.page ?? 1000
    if (from + page < all.length) {
      url.searchParams.set('cursor', String(from + page))
      response.setHeader('link', `<${url.href}>; rel="next"`)
    }
    json(response, all.slice(from, from + page))
  }

  return {
    address,
    asked,
    fetched: () => [
      ...new Set(
        asked.flatMap(({ path, method }) =>
          method === 'GET' ? (/\/resolve\/[^/]+\/(.*)$/s.exec(path)?.[1] ?? []) : [],
        ),
      ),
    ],
  }
}

/** As `GET /api/models/ID/tree/COMMIT` has it: a directory is one entry, and what is in it another where all is asked for. */
function tree(files: ReadonlyMap<string, Stored>, recursive: boolean): object[] {
  const directories = new Set([...files.keys()].flatMap((path) => /^([^/\n]+)\/[^/]/.exec(path)?.[1] ?? []))
  return [
    ...[...directories].map((path) => ({ type: 'directory', oid: sha('sha1', path), size: 0, path })),
    ...[...files]
      .filter(([path]) => recursive || !directories.has(path.split('/')[0] ?? ''))
      .map(([path, { bytes, lfs }]) => ({
        type: 'file',
        oid: blobId(bytes),
        size: bytes.length,
        ...(lfs === true
          ? {
              lfs: { oid: sha('sha256', bytes), size: bytes.length, pointerSize: 134 },
              xetHash: sha('sha256', 'xet', bytes),
            }
          : {}),
        path,
      })),
  ]
}

const information = (repository: string, names: string[]): object => ({
  _id: '621ffdc136468d709f17e709',
  id: repository,
  modelId: repository,
  author: repository.split('/')[0],
  sha: commit,
  private: false,
  gated: false,
  disabled: false,
  tags: [],
  downloads: 0,
  likes: 0,
  lastModified: '2024-01-01T00:00:00.000Z',
  createdAt: '2024-01-01T00:00:00.000Z',
  siblings: names.map((rfilename) => ({ rfilename })),
})

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(value))
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'x-error-code': code, 'x-error-message': message, 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: message }))
}

function send(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  let part = bytes
  if (first !== undefined) {
    if (Number(first) >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
      return
    }
    const end = last === '' || last === undefined ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1)
    part = bytes.subarray(Number(first), end + 1)
    response.statusCode = 206
    response.setHeader('content-range', `bytes ${first}-${end}/${bytes.length}`)
  }
  response.setHeader('content-length', part.length)
  response.end(request.method === 'HEAD' ? undefined : part)
}
