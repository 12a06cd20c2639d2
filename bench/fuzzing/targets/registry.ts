import { createServer, type Socket } from 'node:net'
import { digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { openRegistry } from '../../../src/oci/registry.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { repairedAnswer } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

/* The bytes of a registry, as they come over the wire: parts between record separators, one for each request in turn. */

const separator = '\x1e'
const sockets = new Set<Socket>()
let answers: Buffer[] = []
let asked = 0
const server = createServer((socket) => {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    // Pieces of what is pushed are no requests.
    if (!/^[A-Z]+ \//.test(data.toString('latin1', 0, 20))) return
    const answer = answers[asked % Math.max(1, answers.length)]
    asked += 1
    if (answer !== undefined) socket.write(answer)
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
server.unref()
const { port } = server.address() as { port: number }

const content = Buffer.from('content')
const digest = digestBytes(content)
const descriptor = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: content.length }
const answer = (status: string, headers: string[], body = ''): string =>
  [`HTTP/1.1 ${status}`, `content-length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n')
const realm = `www-authenticate: Bearer realm="http://127.0.0.1:${port}/token",service="s",scope="repository:a/x:pull"`

const flows = [
  [
    answer('200 OK', ['link: </v2/a/x/tags/list?n=1>; rel="next"'], '{"tags":["1.0.0"]}'),
    answer('200 OK', [], '{"tags":["1.1.0"]}'),
  ],
  [
    answer('401 Unauthorized', [realm]),
    answer('200 OK', [], '{"token":"t","expires_in":300}'),
    answer('200 OK', [], JSON.stringify({ schemaVersion: 2, manifests: [descriptor] })),
  ],
  [
    answer('202 Accepted', ['location: /v2/a/x/blobs/uploads/1?state=a']),
    answer('201 Created', [`docker-content-digest: ${digest}`]),
  ],
  [
    answer('307 Temporary Redirect', [`location: http://127.0.0.1:${port}/blob`]),
    answer('200 OK', [], content.toString()),
  ],
  [answer('404 Not Found', [], '{"errors":[{"code":"X","message":"y"}]}'), answer('500 Oh', [], 'x')],
]

const calls: ((store: ContentStore) => Promise<unknown>)[] = [
  (store) => store.tags(),
  (store) => store.resolve('1.0.0'),
  (store) => store.referrers(digest),
  async (store) => readAll(await store.read(descriptor)),
  (store) => store.write(blobOf(content), 'x/y', descriptor),
  (store) => store.putManifest(Buffer.from('{"schemaVersion":2,"manifests":[]}'), descriptor.mediaType, '1.0.0'),
]

export const target: FuzzTarget = {
  seeds: async () => flows.map((flow) => Buffer.from(flow.join(separator), 'latin1')),
  words: [
    separator,
    '\r\n',
    '\r\n\r\n',
    'location: ',
    'http://[',
    '//',
    'link: <x>; rel="next"',
    'transfer-encoding: chunked\r\n',
    '0\r\n\r\n',
    'content-encoding: gzip\r\n',
    'null',
    '[]',
    '{}',
    '[[[[',
    '101',
    '204',
    '099',
  ],
  repaired: (input) =>
    Buffer.from(Buffer.from(input).toString('latin1').split(separator).map(repairedAnswer).join(separator), 'latin1'),
  async run(input) {
    answers = Buffer.from(input)
      .toString('latin1')
      // An input of another run, where this server listened elsewhere, leads here as well.
      .replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`)
      .split(separator)
      .slice(0, 32)
      .map((text) => Buffer.from(text, 'latin1'))
    let refused: UserError | undefined
    let read = 0
    try {
      for (const call of calls) {
        asked = 0
        const signal = AbortSignal.timeout(600)
        const store = await openRegistry({
          repository: `127.0.0.1:${port}/a/x`,
          insecure: true,
          credentials: { username: 'u', password: 'p' },
          environment: { DOCKER_CONFIG: '/nonexistent' },
          timeoutMs: 40,
          backoffMs: 1,
          signal,
          // Where it sends us is another test's; nothing but this server is to be reached from here.
          fetch: async (url, options) =>
            new URL(url).port === String(port) ? globalThis.fetch(url, options) : new Response('', { status: 404 }),
        })
        await call(store).then(
          () => {
            read += 1
          },
          (error: unknown) => {
            // The signal is ours: the registry had us wait, as it may for a minute.
            if (signal.aborted) return
            if (!(error instanceof UserError)) throw error
            refused = error
          },
        )
      }
    } finally {
      for (const socket of sockets) socket.destroy()
    }
    if (read === 0 && refused !== undefined) throw refused
  },
  grown: async (count) =>
    Buffer.from(
      answer('200 OK', [], JSON.stringify({ tags: Array.from({ length: count }, (_, at) => `t${at}`), manifests: [] })),
      'latin1',
    ),
  close: async () => {
    server.close()
  },
}
