import { execFile, execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { startRegistry } from '../registry.ts'
import { temporary } from '../unit/oci/fixtures.ts'

/*
 * A registry that only a proxy can reach, as in many companies: its name means nothing here, the proxy knows it. Each run
 * is a process of its own, as its certificate authority is read when Node starts.
 */

const source = join(import.meta.dirname, '../../src')
const program = `
  import { blobOf, readBlob } from ${JSON.stringify(join(source, 'oci/blobs.ts'))}
  import { openRegistry } from ${JSON.stringify(join(source, 'oci/registry.ts'))}
  import { mediaTypes } from ${JSON.stringify(join(source, 'oci/mediaTypes.ts'))}
  try {
    const store = await openRegistry({ repository: process.argv[1], insecure: process.argv[2] === 'insecure' })
    const config = await store.write(blobOf(Buffer.alloc(3_000_000, 7)), 'text/plain')
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [config] }
    const put = await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest, '1.0.0')
    const size = (await readBlob(store, config)).length
    console.log(JSON.stringify({ ok: (await store.resolve('1.0.0')).digest === put.digest && size === 3_000_000 }))
  } catch (error) {
    console.log(JSON.stringify({ name: error.name, message: error.message }))
  }`

describeWith(['registry', 'openssl'], 'a registry behind a proxy', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let proxy: Server
  let certificate: string
  const asked: string[] = []

  beforeAll(async () => {
    const directory = await temporary()
    certificate = join(directory, 'certificate.pem')
    const key = join(directory, 'key.pem')
    const name = ['-subj', '/CN=registry.example', '-addext', 'subjectAltName=DNS:registry.example']
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...name],
      { stdio: 'ignore' },
    )
    registry = await startRegistry({ tls: { certificate, key } })
    proxy = createServer((_, response) => response.writeHead(405).end())
    proxy.on('connect', (request, socket, head) => {
      const login = Buffer.from(
        (request.headers['proxy-authorization'] ?? '').replace('Basic ', ''),
        'base64',
      ).toString()
      asked.push(request.url ?? '')
      socket.on('error', () => undefined)
      if (login !== 'user:hunter2') return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      if (request.url !== 'registry.example:443') return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      const to = connect(Number(registry.host.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        to.write(head)
        to.pipe(socket).pipe(to)
      })
      to.on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await registry.close()
  })

  const address = (login: string): string => `http://${login}@127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const use = async (
    environment: Record<string, string>,
    repository = 'registry.example/acme/intents',
    security = 'secure',
  ): Promise<{ ok?: boolean; name?: string; message?: string }> => {
    asked.length = 0
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', program, repository, security],
      { env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: certificate, HOME: '/nonexistent', ...environment } },
    )
    return JSON.parse(stdout) as { ok?: boolean }
  }

  it('is pushed to and pulled from through HTTPS_PROXY, with its credentials', async () => {
    expect(await use({ HTTPS_PROXY: address('user:hunter2') })).toEqual({ ok: true })
    expect(new Set(asked)).toEqual(new Set(['registry.example:443']))
  })

  it('is asked for directly where NO_PROXY names it', async () => {
    const { message } = await use({ HTTPS_PROXY: address('user:hunter2'), NO_PROXY: '.example' })
    expect(message).toMatch(/^registry\.example: cannot .*the host is not known/)
    expect(asked).toEqual([])
  })

  it('a registry on this machine is reached, whatever proxy is set', async () => {
    const plain = await startRegistry()
    try {
      const proxies = { HTTPS_PROXY: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' }
      expect(await use(proxies, `${plain.host}/acme/intents`, 'insecure')).toEqual({ ok: true })
    } finally {
      await plain.close()
    }
  })

  it.each([
    ['that refuses our credentials', 'user:wrong', undefined, /wants other credentials \(407\)/],
    ['that does not let this host through', 'user:hunter2', 'other.example/x', /does not let us through \(403\)/],
  ])('a proxy %s is named, without its password', async (_, login, repository, reason) => {
    const { name, message } = await use({ HTTPS_PROXY: address(login) }, repository)
    expect(name).toBe('UserError')
    expect(message).toMatch(reason)
    expect(message).not.toContain(login.split(':')[1])
  })

  it('a proxy that is down is named, not the registry', async () => {
    const { message } = await use({ HTTPS_PROXY: 'http://user:hunter2@127.0.0.1:1' })
    expect(message).toMatch(/the proxy 127\.0\.0\.1:1 of HTTPS_PROXY cannot be reached \(ECONNREFUSED\)/)
  })
})
