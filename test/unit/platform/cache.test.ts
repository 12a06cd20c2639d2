import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCache } from '../../../src/platform/cache.ts'
import type { Log } from '../../../src/platform/types.ts'

/* @actions/cache itself against a stand-in of the cache service v2: its three calls and a blob store. */

const service = '/twirp/github.actions.results.api.v1.CacheService/'
let server: Server
let directory = ''
let before = ''
let status = 200
let blobs: Map<string, Buffer>
let keys: Map<string, string>
let lines: string[]
const log: Log = {
  info: (line) => lines.push(line),
  warn: (line) => lines.push(`warning: ${line}`),
  error: (line) => lines.push(`error: ${line}`),
  debug: () => undefined,
  foreign: () => undefined,
  progress: () => undefined,
  live: () => undefined,
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const body = await bodyOf(request)
  const json = (value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  if (url.pathname.startsWith(service)) {
    if (status !== 200) return json({ code: 'internal', msg: 'the service is down' })
    const call = JSON.parse(body.toString()) as { key: string; restore_keys?: string[]; version: string }
    const place = (key: string): string => `${url.origin}/blob/${encodeURIComponent(`${key} ${call.version}`)}`
    const method = url.pathname.slice(service.length)
    if (method === 'CreateCacheEntry') return json({ ok: true, signed_upload_url: place(call.key) })
    if (method === 'FinalizeCacheEntryUpload') {
      keys.set(call.key, call.version)
      return json({ ok: true, entry_id: '1' })
    }
    const wanted = [call.key, ...(call.restore_keys ?? [])]
    const found = [...keys].find(
      ([key, version]) => version === call.version && wanted.some((prefix) => key.startsWith(prefix)),
    )
    return json(
      found === undefined ? { ok: false } : { ok: true, signed_download_url: place(found[0]), matched_key: found[0] },
    )
  }
  const name = url.pathname
  if (request.method === 'PUT') {
    if (url.searchParams.get('comp') !== 'blocklist')
      blobs.set(name, Buffer.concat([blobs.get(name) ?? Buffer.alloc(0), body]))
    response.writeHead(201, {
      etag: '"1"',
      'last-modified': new Date(0).toUTCString(),
      'x-ms-request-id': '1',
      'x-ms-version': '1',
    })
    return void response.end()
  }
  const blob = blobs.get(name) ?? Buffer.alloc(0)
  const [, from = '0', to = String(blob.length - 1)] =
    /bytes=(\d+)-(\d*)/.exec(String(request.headers.range ?? request.headers['x-ms-range'] ?? '')) ?? []
  const end = Math.min(Number(to === '' ? blob.length - 1 : to), blob.length - 1)
  const piece = blob.subarray(Number(from), end + 1)
  response.writeHead(request.headers.range === undefined && request.headers['x-ms-range'] === undefined ? 200 : 206, {
    'content-length': String(piece.length),
    'content-range': `bytes ${from}-${end}/${blob.length}`,
    'accept-ranges': 'bytes',
    etag: '"1"',
    'last-modified': new Date(0).toUTCString(),
  })
  response.end(request.method === 'HEAD' ? undefined : piece)
}

beforeEach(async () => {
  blobs = new Map()
  keys = new Map()
  lines = []
  status = 200
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'cache-')))
  before = process.cwd()
  process.chdir(directory)
  vi.stubEnv('ACTIONS_CACHE_SERVICE_V2', 'true')
  vi.stubEnv('ACTIONS_RESULTS_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  vi.stubEnv('ACTIONS_RUNTIME_TOKEN', 'token')
  vi.stubEnv('RUNNER_TEMP', join(directory, 'temp'))
  vi.stubEnv('GITHUB_WORKSPACE', directory)
  mkdirSync('temp')
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  process.chdir(before)
  rmSync(directory, { recursive: true, force: true })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const directories = ['store/prepare', 'store/finetune']

describe('the cache of results', () => {
  it('brings results of one run back in the next, and saves nothing that it already holds', async () => {
    const first = await openCache({ directories, log })
    mkdirSync('store/prepare/abc', { recursive: true })
    writeFileSync('store/prepare/abc/outcome.json', '{"key":"abc"}')
    mkdirSync('store/build', { recursive: true })
    writeFileSync('store/build/secret', 'not for the cache')
    await first.save()
    expect(keys.size).toBe(1)

    rmSync('store', { recursive: true })
    const second = await openCache({ directories, log })
    expect(readFileSync('store/prepare/abc/outcome.json', 'utf8')).toBe('{"key":"abc"}')
    expect(existsSync('store/build')).toBe(false)
    await second.save()
    expect(keys.size).toBe(1)
    expect(lines.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  it('that is damaged half-way leaves no half a result, and does not stop the run', async () => {
    const cache = await openCache({ directories, log })
    mkdirSync('store/prepare/abc', { recursive: true })
    writeFileSync('store/prepare/abc/a', 'first')
    writeFileSync('store/prepare/abc/weights', randomBytes(4_000_000))
    await cache.save()
    for (const [name, blob] of blobs) blobs.set(name, blob.subarray(0, blob.length / 2))
    rmSync('store', { recursive: true })
    mkdirSync('store/finetune/ours', { recursive: true })
    await openCache({ directories, log })
    expect(lines.at(-1)).toBe('cache: no earlier results')
    expect(existsSync('store/prepare/abc')).toBe(false)
    expect(existsSync('store/finetune/ours')).toBe(true)
  })

  it('whose service is down is a line in the log and nothing more', async () => {
    status = 400
    const cache = await openCache({ directories, log })
    mkdirSync('store/prepare/abc', { recursive: true })
    await cache.save()
    expect(lines).toEqual(['cache: no earlier results'])
    expect(existsSync('store/prepare/abc')).toBe(true)
  })

  it('that this runner lacks is said once, and the run goes on', async () => {
    vi.stubEnv('ACTIONS_RESULTS_URL', '')
    const cache = await openCache({ directories, log })
    await cache.save()
    expect(lines).toEqual(['cache: this runner has none; results are kept on this host only'])
  })
})
