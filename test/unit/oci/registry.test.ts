import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { type Fetch, openFetch } from '../../../src/network.ts'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { openRegistry } from '../../../src/oci/registry.ts'
import { referrerManifest } from '../../../src/signing/bundle.ts'
import { proxyThatSays } from '../../proxy.ts'
import { type Answer, openElsewhere, registryThat, status } from './fakeRegistry.ts'
import { temporary } from './fixtures.ts'

const content = Buffer.from('content')
const known = { digest: digestBytes(content), size: content.length }
const credentials = { username: 'me', password: 'hunter2' }

/** Answers without end, a piece every `everyMs`; says how much was taken, and how many such answers are open. */
function endless(everyMs: number, piece: Buffer): { answer: Answer; sent(): number; open(): number } {
  let sent = 0
  let open = 0
  return {
    answer: (request, response) => {
      request.resume()
      open += 1
      response.writeHead(request.method === 'POST' ? 202 : 200, { location: '/v2/acme/x/blobs/uploads/1' })
      const more = (): void => {
        if (response.destroyed) return
        sent += piece.length
        response.write(piece, () => setTimeout(more, everyMs))
      }
      response.on('close', () => {
        open -= 1
      })
      more()
    },
    sent: () => sent,
    open: () => open,
  }
}

/** What a registry elsewhere answers; everything else goes to the network. */
const elsewhere =
  (answer: (url: URL) => Response): Fetch =>
  async (input, options) => {
    const url = new URL(input)
    return url.hostname === 'registry.example.com' ? answer(url) : globalThis.fetch(url, options)
  }

describe('a registry that does not end', () => {
  it('drips a manifest: given up after as long as a silence may last', async () => {
    const { store } = await registryThat(endless(20, Buffer.from(' ')).answer, { timeoutMs: 1500 })
    await expect(store.getManifest('1.0.0')).rejects.toThrow(/sent hardly anything for 1\.5 s/)
  })

  it('drips a blob: given up likewise, and the connection with it', async () => {
    const drip = endless(20, Buffer.from(' '))
    const { store } = await registryThat(drip.answer, { timeoutMs: 1500 })
    await expect(store.read({ ...known, size: 1e9 }).then(readAll)).rejects.toThrow(/hardly anything/)
    await expect.poll(drip.open, { timeout: 5000 }).toBe(0)
  })

  it('a slow network gets there, however long it takes in all', async () => {
    const whole = Buffer.alloc(1_000_000, 1)
    let at = 0
    const { store } = await registryThat(
      (_, response) => {
        response.writeHead(200)
        const more = (): void => {
          response.write(whole.subarray(at, at + 40_000))
          at += 40_000
          if (at >= whole.length) response.end()
          else setTimeout(more, 100)
        }
        more()
      },
      { timeoutMs: 1500 },
    )
    const read = await store.read({ digest: digestBytes(whole), size: whole.length })
    expect((await readAll(read)).length).toBe(whole.length)
  })

  it('sends more than a manifest may be: refused', async () => {
    const { store } = await registryThat(endless(0, Buffer.alloc(65_536, 32)).answer)
    await expect(store.getManifest('1.0.0')).rejects.toThrow(/too large for a manifest/)
  })

  it('answers what is pushed with a body that nobody reads: the connection is closed', async () => {
    const flood = endless(0, Buffer.alloc(65_536))
    const { store } = await registryThat((request, response, count) =>
      request.method === 'HEAD' ? status(404)(request, response, count) : flood.answer(request, response, count),
    )
    await expect(store.write(blobOf(content), 'x/y', known)).rejects.toThrow(/cannot push/)
    await store.tryWriting().catch(() => undefined)
    await expect.poll(flood.open, { timeout: 5000 }).toBe(0)
  })

  it('takes what is pushed by drips: given up', async () => {
    const { store } = await registryThat(
      (request, response) => {
        if (request.method === 'HEAD') return status(404)(request, response, 0)
        if (request.method === 'POST') return status(202, { location: '/v2/acme/x/u' })(request, response, 0)
        request.pause()
        const timer = setInterval(() => request.read(1), 50)
        request.on('close', () => clearInterval(timer))
      },
      { timeoutMs: 1500 },
    )
    const large = Buffer.alloc(8_000_000)
    const pieces = (async function* () {
      for (let at = 0; at < large.length; at += 100_000) yield large.subarray(at, at + 100_000)
    })()
    const pushing = store.write(pieces, 'x/y', { digest: digestBytes(large), size: large.length })
    await expect(pushing).rejects.toThrow(/does not answer/)
  })

  it.each([
    ['pages', () => JSON.stringify({ tags: ['1.0.0'] })],
    ['tags', (page: number) => JSON.stringify({ tags: Array.from({ length: 9000 }, (_, at) => `t${page}-${at}`) })],
    ['bytes', () => JSON.stringify({ tags: [], more: ' '.repeat(1 << 20) })],
  ])('lists %s without end: refused, never taken for a whole listing', async (_, page) => {
    let count = 0
    const { store } = await registryThat((request, response) => {
      count += 1
      status(200, { link: `</v2/acme/x/tags/list?n=${count}>; rel="next"` }, page(count))(request, response, count)
    })
    await expect(store.tags()).rejects.toThrow(/cannot list the tags: more than \d+/)
  })
})

describe('a blob that a registry has', () => {
  /** @param bytes what it has of it @param looked what it tells of it where only that is asked */
  const having = async (bytes: Buffer, looked: Record<string, string>, sent: Record<string, string> = {}) => {
    const asked: string[] = []
    const { store } = await registryThat((request, response, count) => {
      asked.push(request.method ?? '')
      if (request.method === 'HEAD') return status(200, looked)(request, response, count)
      if (request.method === 'POST') return status(202, { location: '/v2/acme/x/u' })(request, response, count)
      if (request.method === 'PUT') return status(201)(request, response, count)
      response.writeHead(200, { 'content-length': String(bytes.length), ...sent }).end(bytes)
    })
    await store.write(blobOf(content), 'x/y', known)
    return asked
  }

  it('is not sent again, whatever a proxy before it tells of its size', async () => {
    const packed = { 'content-encoding': 'gzip' }
    expect(await having(content, { 'content-length': String(content.length) })).toEqual(['HEAD'])
    expect(await having(content, {})).toEqual(['HEAD'])
    expect(await having(content, { 'content-length': '5', ...packed })).toEqual(['HEAD'])
    expect(await having(content, { 'content-length': '0' })).toEqual(['HEAD', 'GET'])
    expect(await having(gzipSync(content), { 'content-length': '0' }, packed)).toEqual(['HEAD', 'GET'])
  })

  it('is sent again where it was cut short', async () => {
    expect(await having(Buffer.from('con'), { 'content-length': '3' })).toEqual(['HEAD', 'GET', 'POST', 'PUT'])
    expect(await having(Buffer.alloc(0), { 'content-length': '0' })).toEqual(['HEAD', 'GET', 'POST', 'PUT'])
  })
})

describe('a registry that sends us elsewhere', () => {
  it('to plain HTTP on this machine, for a token: it gets no credentials', async () => {
    const asked: (string | undefined)[] = []
    const thief = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end('{"token":"x"}')
    })
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
    const { port } = thief.address() as { port: number }
    const challenge = { 'www-authenticate': `Bearer realm="http://127.0.0.1:${port}/token"` }
    const store = await openElsewhere(elsewhere(() => new Response('', { status: 401, headers: challenge })))
    await expect(store.tags()).rejects.toThrow(/registry\.example\.com sends us from TLS to plain HTTP/)
    thief.close()
    expect(asked).toEqual([])
  })

  it.each([
    ['http://127.0.0.1:1/x', /sends us from TLS to plain HTTP/],
    ['https://127.0.0.1:1/x', /sends us to this machine itself/],
    ['http://registry.example.com/x', /plain HTTP is allowed on loopback addresses only/],
    ['http://[', /which is no address/],
    ['file:///etc/passwd', /plain HTTP is allowed/],
  ])('to %s: refused', async (location, reason) => {
    const store = await openElsewhere(elsewhere(() => new Response('', { status: 307, headers: { location } })))
    await expect(store.tags()).rejects.toThrow(reason)
  })

  it('with what is pushed: refused', async () => {
    const { store } = await registryThat((request, response) =>
      status(request.method === 'PUT' ? 307 : 404, { location: 'https://elsewhere.example.com/' })(
        request,
        response,
        0,
      ),
    )
    const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }))
    await expect(store.putManifest(manifest, mediaTypes.index, '1.0.0')).rejects.toThrow(
      /sends what is pushed on to elsewhere\.example\.com: refused/,
    )
  })

  it('by a path that reads as another host: it stays where it is', async () => {
    const asked: string[] = []
    const { store, host } = await registryThat((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      status(202, { location: `http://${host}//elsewhere.example.com/upload` })(request, response, 0)
    })
    await store.tryWriting()
    expect(asked.at(-1)).toBe('DELETE //elsewhere.example.com/upload')
  })

  it('and back again: what it asks for then is asked without credentials', async () => {
    const asked: string[] = []
    const { store, host } = await registryThat(
      (request, response) => {
        const name = request.headers.host?.split(':')[0]
        asked.push(`${name} ${request.headers.authorization ?? 'nobody'}`)
        const port = host.split(':')[1]
        if (name === 'localhost') return status(307, { location: `http://${host}/v2/other` })(request, response, 0)
        if (request.url === '/v2/other') return status(401, { 'www-authenticate': 'Basic' })(request, response, 0)
        if (request.headers.authorization === undefined)
          return status(401, { 'www-authenticate': 'Basic' })(request, response, 0)
        status(307, { location: `http://localhost:${port}/` })(request, response, 0)
      },
      { credentials },
    )
    await expect(store.tags()).rejects.toThrow(/401/)
    expect(asked).toEqual([
      '127.0.0.1 nobody',
      expect.stringContaining('127.0.0.1 Basic'),
      'localhost nobody',
      '127.0.0.1 nobody',
    ])
  })
})

describe('a registry that wants a password', () => {
  it('gets it from each of the requests that were sent at once, before it had asked', async () => {
    const { store } = await registryThat(
      (request, response, count) =>
        request.headers.authorization === undefined
          ? status(401, { 'www-authenticate': 'Basic realm="x"' })(request, response, count)
          : status(404)(request, response, count),
      { credentials },
    )
    const tags = ['1.0.0', '1.1.0', '1.2.0']
    expect(await Promise.all(tags.map((tag) => store.resolve(tag)))).toEqual([undefined, undefined, undefined])
  })

  it('and refuses it is asked no third time', async () => {
    const refusing = await registryThat(status(401, { 'www-authenticate': 'Basic realm="x"' }), { credentials })
    await expect(refusing.store.resolve('1.0.0')).rejects.toThrow(/the credentials were refused \(401\)/)
    expect(refusing.requests()).toBe(2)
  })
})

describe('a registry without a referrers API', () => {
  const subject = { mediaType: mediaTypes.manifest, digest: digestBytes('subject'), size: 7 }
  const referrer = referrerManifest({ subject, bundle: known, predicateType: 'x', created: new Date(0) })
  const entry = { mediaType: mediaTypes.manifest, digest: digestBytes(referrer), size: referrer.length }
  const fallback = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [entry] })
  const page = 'https://github.com/-/v2/packages/container/package/acme%2Fx%2Freferrers%2Fsha256'

  it.each([
    ['404, as the specification has it', 404, {}],
    ['406, as Artifactory', 406, {}],
    ['400', 400, {}],
    ['303 to a page of its website, as ghcr.io', 303, { location: page }],
  ])('that answers %s: what is attached is found by the fallback tag', async (_, code, headers) => {
    const { store } = await registryThat((request, response) => {
      const path = request.url ?? ''
      if (path.includes('/referrers/')) return status(code, headers)(request, response, 0)
      if (path.endsWith(subject.digest.replace(':', '-'))) return status(200, {}, fallback)(request, response, 0)
      return status(path.endsWith(entry.digest) ? 200 : 404, {}, referrer.toString())(request, response, 0)
    })
    expect((await store.referrers(subject.digest)).map(({ digest }) => digest)).toEqual([entry.digest])
  })

  it('lists what else is attached where a stranger attached what nobody can read', async () => {
    const odd = { mediaType: mediaTypes.manifest, digest: `sha512:${'0'.repeat(128)}`, size: 7 }
    const strange = '{"layers":null}'
    const listed = { ...entry, digest: digestBytes(strange) }
    const listing = JSON.stringify({ schemaVersion: 2, manifests: [odd, null, listed, entry] })
    const { store } = await registryThat((request, response) => {
      const path = request.url ?? ''
      if (path.includes('/referrers/')) return status(200, {}, listing)(request, response, 0)
      if (path.endsWith(entry.digest)) return status(200, {}, referrer.toString())(request, response, 0)
      return status(path.endsWith(listed.digest) ? 200 : 404, {}, strange)(request, response, 0)
    })
    expect((await store.referrers(subject.digest)).map(({ digest }) => digest)).toEqual([listed.digest, entry.digest])
  })

  it('is not what one is whose listing breaks off: that is an error, never "no more signatures"', async () => {
    const { store } = await registryThat((request, response) => {
      const path = request.url ?? ''
      if (path.includes('?next')) return status(404)(request, response, 0)
      const link = { link: `<${path}?next>; rel="next"` }
      return status(path.includes('/referrers/') ? 200 : 404, link, fallback)(request, response, 0)
    })
    await expect(store.referrers(subject.digest)).rejects.toThrow(/cannot list the referrers of .*\(404/)
  })
})

describe('what docker login left for a registry', () => {
  it.each([
    ['{"auths":', /config\.json: not JSON \(.*\): repair it or run docker login again/],
    [
      '{"auths":{"r.example.com":{"auth":"bm8gY29sb24="}}}',
      /auths\.r\.example\.com\.auth: not base64 of name:password/,
    ],
  ])('%s: refused, with the file and what to do', async (text, message) => {
    const directory = await temporary()
    const file = join(directory, 'config.json')
    writeFileSync(file, text)
    const open = () =>
      openRegistry({
        repository: 'r.example.com/acme/x',
        insecure: false,
        environment: { DOCKER_CONFIG: directory },
      })
    await expect(open()).rejects.toThrow(message)
    writeFileSync(file, JSON.stringify({ auths: { 'r.example.com': { auth: btoa('me:hunter2') } } }))
    await open()
  })
})

describe('a registry behind a proxy', () => {
  const through = async (tunnel: string, times: number) => {
    let asked = 0
    const store = await openElsewhere(async (url, options) => {
      asked += 1
      if (asked <= times) return openFetch({ HTTPS_PROXY: `http://${tunnel}` })(url, options)
      return Response.json({ tags: ['1.0.0'] })
    })
    return { store, asked: () => asked }
  }

  it('that gets no answer from it for a moment is asked again', async () => {
    const { store } = await through(await proxyThatSays(503), 2)
    expect(await store.tags()).toEqual(['1.0.0'])
  })

  it('that gets no answer from it at all is told with the proxy', async () => {
    const { store, asked } = await through(await proxyThatSays(502), Number.POSITIVE_INFINITY)
    await expect(store.tags()).rejects.toThrow(
      /^registry\.example\.com: the proxy \S+ of HTTPS_PROXY gets no answer from this host \(502\)/,
    )
    expect(asked()).toBe(4)
  })

  it('that does not let us through is asked once', async () => {
    const { store, asked } = await through(await proxyThatSays(403), Number.POSITIVE_INFINITY)
    await expect(store.tags()).rejects.toThrow(/does not let us through \(403\)/)
    expect(asked()).toBe(1)
  })
})
