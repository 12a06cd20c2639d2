import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AgentConfig } from '../../src/gateway/agent/protocol.ts'
import { controlSocket } from '../../src/gateway/agent/state.ts'
import { call } from '../../src/gateway/control.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, deployNext, get, model, openPlace, type Place } from './gateway-support/place.ts'
import { type Stranger, send, stranger } from './gateway-support/stranger.ts'

const request = (line: string, ...headers: string[]): string => `${[line, 'host: a', ...headers].join('\r\n')}\r\n\r\n`
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
    const counted = async (id: string) => (await place.gateway.metrics.observe())[id]

    beforeAll(async () => {
      place = await openPlace(proxy)
    })
    afterEach(async () => {
      for (const { id } of await place.target.list()) await place.target.stop(id)
    })
    afterAll(() => place.end())

    test('refuses what is no path and no method of a model, and goes on', async () => {
      const stable = await place.target.up('1.0.0', 'a')
      await deployNext(place, stable)
      const pid = place.agentPid()
      for (const line of ['GET http:// HTTP/1.1', 'GET http://b/x HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET /a#b HTTP/1.1'])
        expect([line, statusOf(await send(place.port, request(line)))]).toEqual([line, 400])
      expect(statusOf(await send(place.port, request('TRACE / HTTP/1.1')))).toBe(405)
      expect(statusOf(await send(place.port, request('POST / HTTP/1.1', 'content-length: 99999999')))).toBe(413)
      for (const text of [
        request('CONNECT b:1 HTTP/1.1'),
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        '\0\0\0\0',
        'GET /\xff\r\n\r\n',
      ])
        expect([200, 101]).not.toContain(statusOf(await send(place.port, text)))
      // Odd, but a path.
      for (const line of ['GET /\\ HTTP/1.1', 'GET //x HTTP/1.1', 'GET /../..%00 HTTP/1.1'])
        expect([line, statusOf(await send(place.port, request(line)))]).toEqual([line, 200])
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
        expect(statusOf(await send(place.port, request('GET /x HTTP/1.1')))).toBe(502)
        await expect.poll(async () => (await counted(backend.id))?.errors).toBe(1)
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
        const answer = await send(place.port, request('GET /x HTTP/1.1'))
        expect(answer).toMatch(/^HTTP\/1\.1 (?:200|204|304) /)
        expect(answer).not.toMatch(/hello|v-other/)
        expect(answer).toContain(`x-model-version: ${backend.id}`)
        expect(statusOf(await send(place.port, request('GET /again HTTP/1.1')))).toBe(statusOf(answer))
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
      await expect.poll(() => asked.length).toBe(1)
      for (let round = 0; round < 5; round++, await sleep(100)) client.write(request('GET /inside HTTP/1.1'))
      await expect.poll(async () => (await counted(backend.id))?.requests).toBe(6)
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
      for (const method of ['GET', 'POST', 'DELETE']) {
        await send(place.port, `${request(`${method} /x HTTP/1.1`, 'transfer-encoding: chunked', named)}${chunk}`, 300)
        await send(
          place.port,
          `${request(`${method} /x HTTP/1.1`, `content-length: ${inner.length}`, named)}${inner}`,
          300,
        )
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
      expect(statusOf(await send(place.port, request('POST / HTTP/1.1', 'content-length: 4294967297')))).toBe(413)
      const wrapped = request('POST / HTTP/1.1', 'content-length: 18446744073709551617')
      expect(await send(place.port, `${wrapped}a${request('GET /smuggled HTTP/1.1')}`)).not.toMatch(/ 200 /)
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
      await send(place.port, head + 'x'.repeat(200_000), 500)
      await expect.poll(async () => (await counted(backend.id))?.requests).toBe(1)
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
        await expect.poll(() => answers.match(/ 200 OK/g)?.length).toBe(1)
        client.write('x'.repeat(300_000) + request('GET /next HTTP/1.1'))
        await expect.poll(() => answers.match(/ 200 OK/g)?.length).toBe(2)
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
        await expect.poll(async () => (await counted(backend.id))?.errors).toBe(1)
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

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(
    proxy === 'haproxy' ? ['haproxy'] : [],
    `the ${proxy} gateway among strangers, begun anew each time`,
    () => {
      let place: Place
      beforeEach(async () => {
        place = await openPlace(proxy)
      })
      afterEach(() => place.end())

      test('tells on one request of a connection at a time: thousands at once hold one connection to a version', async () => {
        const { backend, asked } = await open('silent', () => ({ bytes: '', end: false }))
        await deployFirst(place, backend)
        const files = () => readdirSync(`/proc/${place.agentPid()}/fd`).length
        const before = files()
        const client = net.connect(place.port, '127.0.0.1')
        client.on('error', () => undefined)
        client.write(request('GET /x HTTP/1.1').repeat(90))
        await expect.poll(() => asked.length).toBe(1)
        client.write(request('GET /x HTTP/1.1').repeat(5_000))
        await sleep(500)
        expect(asked.length).toBe(1)
        client.destroy()
        await expect.poll(files, { timeout: 5_000 }).toBeLessThanOrEqual(before)
        expect(asked.length).toBe(1)
      })

      test('starts a killed agent again by itself: the canary has nothing while nobody asks', async () => {
        const stable = await place.target.up('1.0.0', 'a')
        const canary = await place.target.up('1.1.0', 'b')
        await deployFirst(place, stable)
        const { traffic } = place.gateway
        await traffic.acquire('runner', 60_000)
        await traffic.add('runner', canary)
        await traffic.shift('runner', canary.id, 1)
        for (let round = 0; round < 2; round++) {
          const pid = place.agentPid()
          process.kill(pid, 'SIGKILL')
          await expect.poll(() => place.agentPid(), { timeout: 15_000 }).not.toBe(pid)
          await expect.poll(async () => (await get(place.gateway.url)).by, { timeout: 10_000 }).toBe(stable.id)
          for (let ask = 0; ask < 10; ask++) expect((await get(place.gateway.url)).by).toBe(stable.id)
        }
        await expect(traffic.shift('runner', canary.id, 1)).rejects.toThrow(/lease of runner is over/)
      })

      test('answers a line at its socket that is no request with what is wrong in it, and goes on', async () => {
        const ask = (text: string): Promise<string> =>
          new Promise((resolve) => {
            const socket = net.connect(controlSocket(place.stateDir))
            socket.on('error', () => undefined)
            socket.once('data', (data) => {
              socket.destroy()
              resolve(data.toString())
            })
            socket.once('close', () => resolve(''))
            socket.write(`${text}\n`)
          })
        const pid = place.agentPid()
        const lines = [
          'null',
          '[]',
          '{',
          '{"op":"__proto__"}',
          '{"op":"acquire"}',
          '{"op":"shift","owner":"a","canaryId":"x\\ny","share":1}',
          'x'.repeat(3 << 20),
        ]
        for (const line of lines) expect(JSON.parse(await ask(line))).toMatchObject({ ok: false })
        expect(await place.gateway.traffic.status()).toEqual({ idle: [] })
        expect(place.agentPid()).toBe(pid)
        expect(statSync(controlSocket(place.stateDir)).mode & 0o077).toBe(0)
        expect(statSync(place.stateDir).mode & 0o077).toBe(0)
      })

      if (proxy === 'embedded') {
        test('serves on where the disk has no room for a line of its log', async () => {
          const full = openSync('/dev/full', 'w')
          const stateDir = mkdtempSync(join(tmpdir(), 'gateway-full-'))
          const port = await freePort()
          const config: AgentConfig = {
            stateDir,
            model,
            host: '127.0.0.1',
            port,
            metricsPort: 0,
            proxy: 'embedded',
            haproxyPath: '',
          }
          const program = join(import.meta.dirname, '../../src/gateway/agent/main.ts')
          const child = spawn(process.execPath, [program, 'supervise', JSON.stringify(config)], {
            stdio: ['ignore', full, full],
          })
          const ended = once(child, 'exit')
          const ask = (asked: Parameters<typeof call>[1]) =>
            call(controlSocket(stateDir), asked).catch((error: Error) => ({ ok: false, message: error.message }))
          try {
            await expect.poll(() => ask({ op: 'hello' }), { timeout: 10_000 }).toMatchObject({ ok: true })
            await ask({ op: 'acquire', model, owner: 'runner', ttlMs: 1 })
            await expect.poll(() => ask({ op: 'status' })).toMatchObject({ ok: true, value: { watchdog: {} } })
            await sleep(300)
            expect(await ask({ op: 'close' })).toMatchObject({ ok: true })
            expect((await ended)[0]).toBe(0)
          } finally {
            child.kill('SIGKILL')
            closeSync(full)
            rmSync(stateDir, { recursive: true, force: true })
          }
        })

        test('serves on where its socket is removed, and its supervisor ends where its program is', async () => {
          await deployFirst(place, await place.target.up('1.0.0', 'a'))
          const pid = place.agentPid()
          const supervisor = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
          const runs = (one: number) =>
            existsSync(`/proc/${one}/cmdline`) && readFileSync(`/proc/${one}/cmdline`).length > 0
          rmSync(controlSocket(place.stateDir))
          rmSync(join(place.stateDir, 'program'), { recursive: true })
          for (const untilMs = performance.now() + 12_000; performance.now() < untilMs; await sleep(500))
            expect((await get(place.gateway.url)).status).toBe(200)
          process.kill(pid, 'SIGKILL')
          await expect.poll(() => runs(supervisor), { timeout: 5_000 }).toBe(false)
        })
      }

      if (proxy === 'haproxy')
        test('hears of requests through a socket that is ours alone, and of versions that it knows', async () => {
          const stable = await place.target.up('1.0.0', 'a')
          await deployFirst(place, stable)
          const configuration = readFileSync(join(place.stateDir, 'haproxy.cfg'), 'utf8')
          expect(configuration.match(/^ *log .*/gm)).toEqual(['  log ring@requests len 1024 format raw local0 info'])
          const name = readdirSync(place.stateDir).find((one) => one.startsWith('log-')) ?? ''
          expect(statSync(join(place.stateDir, name)).mode & 0o077).toBe(0)
          const pid = place.agentPid()
          const line = (version: string) => `{"v":"${version}","s":"${version}.0","st":500,"ts":"--","rc":"0","ta":1}`
          const socket = net.connect(join(place.stateDir, name))
          socket.on('error', () => undefined)
          for (let index = 0; index < 1_000; index++) socket.write(`${line(`v-${index}`)}\nnull\n[]\n{"v":1}\n\0\xff\n`)
          socket.write(`${'x'.repeat(3 << 20)}\n`)
          await sleep(500)
          socket.destroy()
          expect((await get(place.gateway.url)).by).toBe(stable.id)
          await expect
            .poll(async () => await place.gateway.metrics.observe())
            .toMatchObject({
              [stable.id]: { requests: 1, errors: 0 },
            })
          expect(Object.keys(await place.gateway.metrics.observe())).toEqual([stable.id])
          expect(place.agentPid()).toBe(pid)
        })
    },
  )
