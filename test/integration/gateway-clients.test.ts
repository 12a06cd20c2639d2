import { execFile } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import http2 from 'node:http2'
import { promisify } from 'node:util'
import { Pool } from 'undici'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeWith, itWith } from '../parts.ts'
import { byteClient, type OpenProxy, openProxy, type Version, version } from './gateway-support/proxies.ts'
import { dueMs, request, send } from './gateway-support/stranger.ts'

/* What clients of many kinds see through each proxy; docs/gateway.md promises it. */

/** What the version does at some paths; else it says how many bytes it was sent, and by whom. */
const answer = (id: string): http.RequestListener => {
  return (asked, response) => {
    if (asked.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      held.push(response)
      return
    }
    let bytes = 0
    asked.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    asked.on('end', () => {
      const text = JSON.stringify({ id, bytes, url: asked.url })
      if (asked.url === '/chunks') response.write(text.slice(0, 5))
      else response.setHeader('content-length', text.length)
      response.end(asked.url === '/chunks' ? text.slice(5) : text)
    })
  }
}
const held: http.ServerResponse[] = []

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `a client of the ${proxy} gateway`, () => {
    let stable: Version
    let canary: Version
    let gateway: OpenProxy
    const url = () => `http://127.0.0.1:${gateway.port}`
    const counted = () => gateway.ended.length
    const toStable = () => gateway.proxy.split({ stable: stable.backend, canary: undefined })
    const share = (to: number, admits: 'drawn' | 'one' = 'drawn') =>
      gateway.proxy.split({ stable: stable.backend, canary: { backend: canary.backend, share: to, admits } })

    beforeAll(async () => {
      stable = await version('v-stable', answer('v-stable'))
      canary = await version('v-canary', answer('v-canary'))
      gateway = await openProxy(proxy, stable.backend)
      await gateway.proxy.add(canary.backend)
    })
    beforeEach(async () => {
      await toStable()
      gateway.ended.length = 0
    })
    afterAll(async () => {
      await gateway.close()
      for (const one of [stable, canary]) one.close()
    })

    test('keeps its pool of connections through changes of shares, and each request is drawn for itself', async () => {
      const pool = new Pool(url(), { connections: 4 })
      let opened = 0
      pool.on('connect', () => void opened++)
      const ids = new Set<string>()
      for (const to of [0.5, 0, 1, 0.2]) {
        await share(to)
        const round = Array.from({ length: 40 }, async () => {
          const { statusCode, body } = await pool.request({ method: 'POST', path: '/x', body: 'abc' })
          expect(statusCode).toBe(200)
          ids.add(((await body.json()) as { id: string }).id)
        })
        await Promise.all(round)
      }
      await pool.close()
      expect([...ids].sort()).toEqual(['v-canary', 'v-stable'])
      expect(opened).toBeLessThanOrEqual(4)
      await expect.poll(counted, { timeout: dueMs }).toBe(160)
    })

    itWith(['python'], 'of Python keeps its pool of connections', async () => {
      const script = [
        'import httpx, sys',
        'client = httpx.Client(limits=httpx.Limits(max_connections=1))',
        'print(sum(client.post(sys.argv[1], content=b"abc").json()["bytes"] for _ in range(50)))',
      ].join('\n')
      const python = process.env['MODEL_ACTIONS_PYTHON'] ?? ''
      const { stdout } = await promisify(execFile)(python, ['-c', script, url()])
      expect(stdout.trim()).toBe('150')
      await expect.poll(counted, { timeout: dueMs }).toBe(50)
    })

    test('of HTTP/1.0 gets whole answers, on a connection that it keeps or not', async () => {
      for (const path of ['/x', '/chunks']) {
        const came = await send(gateway.port, `GET ${path} HTTP/1.0\r\n\r\n`, dueMs)
        expect(came).toMatch(/^HTTP\/1\.[01] 200 /)
        expect(came).not.toMatch(/transfer-encoding/i)
        expect(came.split('\r\n\r\n')[1]).toBe(`{"id":"v-stable","bytes":0,"url":"${path}"}`)
      }
      const kept = 'GET /x HTTP/1.0\r\nconnection: keep-alive\r\n\r\n'
      const { socket, came } = await byteClient(gateway.port, kept)
      await expect.poll(came, { timeout: dueMs }).toMatch(/^connection: keep-alive[\s\S]*\}$/im)
      socket.write(kept)
      await expect.poll(() => came().match(/ 200 /g)?.length, { timeout: dueMs }).toBe(2)
      socket.destroy()
    })

    test('gets the answers to what it sends at once in the order in which it asked', async () => {
      const paths = Array.from({ length: 20 }, (_, index) => `/${index % 3 === 0 ? 'chunks' : index}`)
      const { socket, came } = await byteClient(
        gateway.port,
        paths.map((path) => `${request(`POST ${path} HTTP/1.1`, 'content-length: 3')}abc`).join(''),
      )
      const urls = () => [...came().matchAll(/"url":"([^"]+)"/g)].map(([, path]) => path)
      await expect.poll(() => urls().length, { timeout: dueMs }).toBe(paths.length)
      expect(urls()).toEqual(paths)
      socket.destroy()
    })

    test('sends chunks and trailers, and its next request is the next request', async () => {
      const chunks = 'transfer-encoding: chunked'
      const { socket, came } = await byteClient(
        gateway.port,
        `${request('POST /a HTTP/1.1', chunks, 'trailer: x-sum')}3\r\nabc\r\n4;ext=1\r\nabcd\r\n0\r\nx-sum: 1\r\n\r\n${request('GET /b HTTP/1.1')}`,
      )
      await expect.poll(came, { timeout: dueMs }).toMatch(/"bytes":7,"url":"\/a"[\s\S]*"bytes":0,"url":"\/b"/)
      socket.destroy()
    })

    test('that waits for leave to send its body gets it, or is refused before it sends a byte', async () => {
      const expects = 'expect: 100-continue'
      const leave = await byteClient(gateway.port, request('POST /x HTTP/1.1', 'content-length: 100000', expects))
      await expect.poll(leave.came, { timeout: dueMs }).toMatch(/^HTTP\/1\.1 100 /)
      leave.socket.write('x'.repeat(100_000))
      await expect.poll(leave.came, { timeout: dueMs }).toContain('"bytes":100000')
      leave.socket.destroy()
      const gigabyte = request('POST /x HTTP/1.1', `content-length: ${1 << 30}`, expects)
      expect(await send(gateway.port, gigabyte, dueMs, / 413 /)).toMatch(/^HTTP\/1\.1 413 /)
      await expect.poll(counted, { timeout: dueMs }).toBe(1)
    })

    test('reads an event stream from its head on, through a change of shares and an eviction, to its own end', async () => {
      await share(1)
      const stream = http.get(`${url()}/events`, { agent: false })
      // Before the version has said one word.
      const [head] = (await once(stream, 'response', { signal: AbortSignal.timeout(dueMs) })) as [http.IncomingMessage]
      const events = held.splice(0)[0] as http.ServerResponse
      let read = ''
      head.setEncoding('utf8').on('data', (text: string) => {
        read += text
      })
      const say = async (text: string) => {
        events.write(`data: ${text}\n\n`)
        await expect.poll(() => read, { timeout: dueMs }).toContain(`data: ${text}\n\n`)
      }
      await say('first')
      await share(0.5)
      await say('shared')
      await toStable()
      await say('evicted')
      const removed = gateway.proxy.remove(canary.backend.id, dueMs)
      await say('removed')
      events.end('data: last\n\n')
      await once(head, 'end')
      await removed
      await gateway.proxy.add(canary.backend)
      expect(head.complete).toBe(true)
      expect(read).toMatch(/data: last\n\n$/)
      expect(head.headers['x-model-version']).toBe('v-canary')
      await expect.poll(() => gateway.ended).toEqual([{ id: 'v-canary', outcome: 'answered' }])
    })

    test('that asks for a WebSocket is told that there are none', async () => {
      const upgrade = [
        'connection: Upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
      ]
      const came = await send(gateway.port, request('GET /x HTTP/1.1', ...upgrade), dueMs, /\r\n\r\n.+/)
      expect(came).toMatch(/^HTTP\/1\.1 501 [\s\S]*\r\n\r\nno WebSocket here/)
      expect(counted()).toBe(0)
    })

    test('that offers HTTP/2 by upgrade is answered by HTTP/1.1', async () => {
      const upgrade = ['connection: Upgrade, HTTP2-Settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__']
      expect(await send(gateway.port, request('GET /x HTTP/1.1', ...upgrade), dueMs, /\}$/)).toMatch(/^HTTP\/1\.1 200 /)
    })

    test('that looks at the health of the gateway hears of stable, and is counted for nobody', async () => {
      await share(1)
      const look = async (method = 'GET', path = '/v2/health/ready') => {
        const asked = http.request(`${url()}${path}`, { method, agent: false }).end()
        const [head] = (await once(asked, 'response')) as [http.IncomingMessage]
        return head.resume().headers['x-model-version']
      }
      const paths = ['/v2/health/ready', '/v2/health/live', '/v2/health/ready?x=1']
      for (const path of paths) expect(await look('GET', path)).toBe('v-stable')
      expect(await look('HEAD')).toBe('v-stable')
      // The one request that tries a canary is one of those that count.
      await share(1, 'one')
      expect(await look()).toBe('v-stable')
      expect(await look('GET', '/x')).toBe('v-canary')
      expect(await look('GET', '/x')).toBe('v-stable')
      // No look, though at the same path.
      expect(await look('POST')).toBe('v-stable')
      await expect.poll(counted, { timeout: dueMs }).toBe(3)
      await gateway.proxy.split({ stable: undefined, canary: { backend: canary.backend, share: 1, admits: 'drawn' } })
      expect(await look()).toBe('v-canary')
      await look('GET', '/x')
      await expect.poll(counted, { timeout: dueMs }).toBe(4)
    })

    if (proxy === 'embedded') {
      test('that speaks HTTP/2 unasked is refused at once', async () => {
        expect(await send(gateway.port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', dueMs)).toMatch(/^HTTP\/1\.1 400 /)
      })
      return
    }

    const connected = async () => {
      const session = http2.connect(url())
      await once(session, 'remoteSettings')
      return session
    }
    const answered = async (stream: http2.ClientHttp2Stream) => {
      const [headers, flags] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders, number]
      return { headers, flags, body: Buffer.concat(await stream.toArray()).toString('utf8') }
    }

    test('speaks HTTP/2 without TLS, and each request of one connection is drawn for itself', async () => {
      await share(0.5)
      const session = await connected()
      const streams = Array.from({ length: 60 }, async () => {
        const stream = session.request({ ':method': 'POST', ':path': '/x' })
        stream.end('abc')
        const { headers, body } = await answered(stream)
        expect(headers[':status']).toBe(200)
        return (JSON.parse(body) as { id: string }).id
      })
      expect([...new Set(await Promise.all(streams))].sort()).toEqual(['v-canary', 'v-stable'])
      session.destroy()
      await expect.poll(counted, { timeout: dueMs }).toBe(60)
    })

    test('of gRPC reads in words of its own that this is none', async () => {
      const session = await connected()
      for (const type of ['application/grpc', 'application/grpc+proto', 'application/grpc;x=y']) {
        const stream = session.request({
          ':method': 'POST',
          ':path': '/inference.GRPCInferenceService/ModelInfer',
          'content-type': type,
          te: 'trailers',
        })
        stream.end(Buffer.alloc(5))
        const { headers, flags } = await answered(stream)
        expect(headers).toMatchObject({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '12' })
        expect(headers['grpc-message']).toMatch(/^this gateway speaks no gRPC/)
        // Its head is its end: otherwise a client waits for trailers.
        expect(flags & http2.constants.NGHTTP2_FLAG_END_STREAM).not.toBe(0)
      }
      session.destroy()
      expect(counted()).toBe(0)
    })

    test('opens no tunnel by HTTP/2', async () => {
      const session = await connected()
      const tunnel = session.request({
        ':method': 'CONNECT',
        ':protocol': 'websocket',
        ':scheme': 'http',
        ':path': '/v2/health/live',
        ':authority': 'a',
      })
      const { headers } = await answered(tunnel)
      expect(headers[':status']).toBe(501)
      const other = session.request({
        ':method': 'CONNECT',
        ':protocol': 'connect-udp',
        ':scheme': 'http',
        ':path': '/x',
        ':authority': 'a',
      })
      expect((await answered(other)).headers[':status']).toBe(405)
      session.destroy()
      expect(counted()).toBe(0)
    })
  })
