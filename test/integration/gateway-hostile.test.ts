import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployNext, get, openPlace, type Place } from './gateway-support/place.ts'
import { dueMs, request, type Stranger, send, stranger } from './gateway-support/stranger.ts'

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)

const opened: Stranger[] = []
const open = async (...given: Parameters<typeof stranger>): Promise<Stranger> => {
  const one = await stranger(...given)
  opened.push(one)
  return one
}
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway among strangers`, () => {
    // One gateway for all of it, which must go on as it was: the versions of one test are gone in the next.
    let place: Place
    /** The status of the answer that is due. */
    const answered = async (bytes: string) => statusOf(await send(place.port, bytes, dueMs, /^HTTP\/1\.1 \d+ .*\r\n/))
    const counted = async (id: string) => (await place.gateway.metrics.observe())[id]

    beforeAll(async () => {
      place = await openPlace(proxy)
    })
    afterEach(async () => {
      for (const { id } of await place.target.list()) await place.target.stop(id)
    })
    afterAll(() => place.end())

    const folds = proxy === 'haproxy' ? 'passes on in one line' : 'refuses'
    test(`${folds} a header that is folded over two lines`, async () => {
      const { backend, asked } = await open('folded', () => ({
        bytes: 'HTTP/1.1 204 No Content\r\n\r\n',
        end: false,
      }))
      await deployNext(place, backend)
      const status = await answered(request('GET /x HTTP/1.1', 'connection: close', 'x-folded: one\r\n two'))
      expect(status).toBe(proxy === 'haproxy' ? 204 : 400)
      expect(asked).toEqual(proxy === 'haproxy' ? [expect.stringMatching(/\r\nx-folded: one +two\r\n/)] : [])
    })

    test('refuses what is no path and no method of a model, and goes on', async () => {
      const stable = await place.target.up('1.0.0', 'a')
      await deployNext(place, stable)
      const pid = place.agentPid()
      for (const line of ['GET http:// HTTP/1.1', 'GET http://b/x HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET /a#b HTTP/1.1'])
        expect([line, await answered(request(line))]).toEqual([line, 400])
      expect(await answered(request('TRACE / HTTP/1.1'))).toBe(405)
      expect(await answered(request('POST / HTTP/1.1', 'content-length: 99999999'))).toBe(413)
      for (const text of [
        request('CONNECT b:1 HTTP/1.1'),
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        '\0\0\0\0',
        'GET /\xff\r\n\r\n',
      ])
        expect([200, 101]).not.toContain(statusOf(await send(place.port, text, 1_000)))
      // Odd, but a path.
      for (const line of ['GET /\\ HTTP/1.1', 'GET //x HTTP/1.1', 'GET /../..%00 HTTP/1.1'])
        expect([line, await answered(request(line))]).toEqual([line, 200])
      expect((await get(place.gateway.url)).by).toBe(stable.id)
      expect(place.agentPid()).toBe(pid)
    })

    const noAnswers = {
      'status 099': 'HTTP/1.1 099 Low\r\ncontent-length: 0\r\n\r\n',
      'status 999': 'HTTP/1.1 999 High\r\ncontent-length: 0\r\n\r\n',
      'a tunnel that nobody asked for': 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      'no HTTP': '\x00\x01\x02 nothing \xff\r\n\r\n',
      'a header that has no end': `HTTP/1.1 200 OK\r\na: ${'x'.repeat(200_000)}`,
      'two lengths': 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    }
    test.each(Object.entries(noAnswers))(
      'says 502 and counts an error where a version answers with %s',
      async (what, bytes) => {
        const { backend } = await open(`bad-${Object.keys(noAnswers).indexOf(what)}`, () => ({
          bytes: Buffer.from(bytes, 'latin1'),
          end: true,
        }))
        await deployNext(place, backend)
        const pid = place.agentPid()
        expect(await answered(request('GET /x HTTP/1.1'))).toBe(502)
        await expect.poll(async () => (await counted(backend.id))?.errors, { timeout: dueMs }).toBe(1)
        expect(place.agentPid()).toBe(pid)
      },
    )

    const oddAnswers = {
      'a body behind 204': 'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello',
      'chunks behind 304': 'HTTP/1.1 304 Not Modified\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      'DEL in its reason': 'HTTP/1.1 200 O\x7fK\r\ncontent-length: 0\r\n\r\n',
      'another version as its name': 'HTTP/1.1 200 OK\r\nx-model-version: v-other\r\ncontent-length: 0\r\n\r\n',
    }
    test.each(Object.entries(oddAnswers))(
      'passes on the answer alone where a version sends %s',
      async (what, bytes) => {
        const { backend } = await open(`odd-${Object.keys(oddAnswers).indexOf(what)}`, () => ({
          bytes: Buffer.from(bytes, 'latin1'),
          end: true,
        }))
        await deployNext(place, backend)
        const pid = place.agentPid()
        const answer = await send(place.port, request('GET /x HTTP/1.1', 'connection: close'), dueMs)
        expect(answer).toMatch(/^HTTP\/1\.1 (?:200|204|304) /)
        expect(answer).not.toMatch(/hello|v-other/)
        expect(answer).toContain(`x-model-version: ${backend.id}`)
        expect(await answered(request('GET /again HTTP/1.1'))).toBe(statusOf(answer))
        expect(place.agentPid()).toBe(pid)
      },
    )

    test('makes no tunnel of a request that asks for one: each request in it is told on, and counted', async () => {
      const { backend, asked } = await open('tunnel', (text) => ({
        bytes: /upgrade/i.test(text)
          ? 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'
          : 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
        end: false,
      }))
      await deployNext(place, backend)
      const client = net.connect(place.port, '127.0.0.1')
      client.write(request('GET /x HTTP/1.1', 'connection: keep-alive, Upgrade', 'upgrade: x'))
      // Node's parser loses what comes in one packet with a request for a tunnel: it is told on to nobody.
      await expect.poll(() => asked.length, { timeout: dueMs }).toBe(1)
      for (let round = 0; round < 5; round++, await sleep(100)) client.write(request('GET /inside HTTP/1.1'))
      await expect.poll(async () => (await counted(backend.id))?.requests, { timeout: dueMs }).toBe(6)
      client.destroy()
      expect(asked.join('')).not.toMatch(/upgrade/i)
    })

    test('frames a body anew, so that its bytes are never the next request', async () => {
      const { backend, asked } = await open('frames', () => ({
        bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
        end: false,
      }))
      await deployNext(place, backend)
      const inner = request('GET /smuggled HTTP/1.1')
      const chunk = `${inner.length.toString(16)}\r\n${inner}\r\n0\r\n\r\n`
      const named = 'connection: close, content-length, transfer-encoding'
      const bodies = () => asked.join('').split(inner).length - 1
      for (const [index, method] of ['GET', 'POST', 'DELETE'].entries()) {
        const chunks = `${request(`${method} /x HTTP/1.1`, 'transfer-encoding: chunked', named)}${chunk}`
        const whole = `${request(`${method} /x HTTP/1.1`, `content-length: ${inner.length}`, named)}${inner}`
        for (const [before, bytes] of [chunks, whole].entries()) {
          const sent = send(place.port, bytes, dueMs)
          await expect.poll(bodies, { timeout: dueMs }).toBe(2 * index + before + 1)
          await sent
        }
      }
      const heads = asked.join('').split(inner).join('')
      expect(heads.match(/(?:GET|POST|DELETE) \/x /g)).toHaveLength(6)
      expect(heads.match(/^(?:content-length: \d+|transfer-encoding: chunked)\r$/gim)).toHaveLength(6)
    })

    test('takes no length for another: 2^32 + 1 is too much, 2^64 + 1 is not 1', async () => {
      const { backend, asked } = await open('lengths', () => ({
        bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
        end: false,
      }))
      await deployNext(place, backend)
      expect(await answered(request('POST / HTTP/1.1', 'content-length: 4294967297'))).toBe(413)
      const wrapped = request('POST / HTTP/1.1', 'content-length: 18446744073709551617')
      expect(await send(place.port, `${wrapped}a${request('GET /smuggled HTTP/1.1')}`, 1_000)).not.toMatch(/ 200 /)
      expect(asked).toEqual([])
    })

    test('holds a refusal of a body against its client, though it ends in a reset', async () => {
      const server = net.createServer((socket) => {
        socket.on('error', () => undefined)
        socket.once('data', () => {
          socket.write('HTTP/1.1 413 Too Large\r\ncontent-length: 9\r\n\r\nbig')
          setTimeout(() => socket.resetAndDestroy(), 100)
        })
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { backend } = await open('resets', () => ({ bytes: '', end: true }))
      const { port } = server.address() as net.AddressInfo
      await deployNext(place, { ...backend, addresses: [`127.0.0.1:${port}`] })
      const head = request('POST / HTTP/1.1', 'content-length: 8000000')
      await send(place.port, head + 'x'.repeat(200_000), dueMs)
      await expect.poll(async () => (await counted(backend.id))?.requests, { timeout: dueMs }).toBe(1)
      expect(await counted(backend.id)).toMatchObject({ errors: 0, clientErrors: 1 })
      server.close()
    })

    test('lets go of clients whose request does not come, and answers others meanwhile', async () => {
      await deployNext(place, await place.target.up('1.0.0', 'b'))
      const slow = Array.from({ length: 400 }, () => net.connect(place.port, '127.0.0.1'))
      let left = slow.length
      for (const [index, socket] of slow.entries()) {
        socket.on('error', () => undefined)
        socket.on('close', () => left--)
        socket.write(
          index % 2 === 0 ? 'POST /x HTTP/1.1\r\nhost: a\r\nx' : request('POST /x HTTP/1.1', 'content-length: 1000'),
        )
      }
      for (const untilMs = performance.now() + 30_000; left > 0 && performance.now() < untilMs; await sleep(500)) {
        for (const socket of slow) if (!socket.destroyed) socket.write('x')
        expect((await get(place.gateway.url)).status).toBe(200)
      }
      expect(left).toBe(0)
    })

    if (proxy === 'embedded') {
      test('goes on with a connection whose version answered before the whole request was there', async () => {
        const { backend } = await open('early', () => ({
          bytes: 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
          end: false,
        }))
        await deployNext(place, backend)
        const client = net.connect(place.port, '127.0.0.1')
        let answers = ''
        client.on('data', (data) => {
          answers += data.toString('latin1')
        })
        client.write(request('POST /x HTTP/1.1', 'content-length: 400000') + 'x'.repeat(100_000))
        await expect.poll(() => answers.match(/ 200 OK/g)?.length, { timeout: dueMs }).toBe(1)
        client.write('x'.repeat(300_000) + request('GET /next HTTP/1.1'))
        await expect.poll(() => answers.match(/ 200 OK/g)?.length, { timeout: dueMs }).toBe(2)
        client.destroy()
      })

      test('holds it against a version that takes nothing of a body, though its client gave up first', async () => {
        const deaf = net.createServer({ pauseOnConnect: true }, (socket) => void socket.on('error', () => undefined))
        deaf.listen(0, '127.0.0.1')
        await once(deaf, 'listening')
        const { backend } = await open('deaf', () => ({ bytes: '', end: false }))
        const { port } = deaf.address() as net.AddressInfo
        await deployNext(place, { ...backend, addresses: [`127.0.0.1:${port}`] })
        const long = request('POST / HTTP/1.1', 'content-length: 14000000') + 'x'.repeat(14_000_000)
        await send(place.port, long, 25_000)
        await expect.poll(async () => (await counted(backend.id))?.errors, { timeout: dueMs }).toBe(1)
        expect(await counted(backend.id)).toMatchObject({ requests: 1, abandoned: { count: 0 } })
        deaf.close()
      })

      test('says that a body is too long to a client that goes on sending it', async () => {
        await deployNext(place, await place.target.up('1.0.0', 'c'))
        const body = Buffer.alloc(20 << 20)
        const headers = { 'content-length': body.length }
        for (let round = 0; round < 10; round++) {
          const upload = http.request(`http://127.0.0.1:${place.port}/x`, { method: 'POST', agent: false, headers })
          const [answer] = (await once(upload.end(body), 'response')) as [http.IncomingMessage]
          expect(answer.resume().statusCode).toBe(413)
          upload.destroy()
        }
      })
    }
  })
