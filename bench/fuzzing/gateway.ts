import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinAddress } from '../../src/gateway/address.ts'
import { EmbeddedProxy } from '../../src/gateway/agent/embedded.ts'
import { HaproxyProxy } from '../../src/gateway/agent/haproxy.ts'
import type { ProxyEvents, TrafficProxy } from '../../src/gateway/agent/proxy.ts'
import { plain } from '../../src/gateway/front.ts'
import type { Backend, ProxyName } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import type { FuzzTarget } from './types.ts'

/* Clients and versions that send any bytes, through a proxy that must go on, and must count what it told on. */

/** So long nothing came: nothing will. */
const quietMs = 40

export const backendAt = (port: number): Backend => ({
  id: 'v1-0-0-aaaaaaaaaaaa',
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}`,
  addresses: [joinAddress('127.0.0.1', port)],
  serving: { port, readyPath: '/r', protocol: 'open-inference-v2', maxLength: 1, maxBatch: 1, engine: 'onnxruntime' },
})

type Opened = { port: number; counted(): number; close(): Promise<void> }

async function openProxy(name: ProxyName, stable: Backend): Promise<Opened> {
  const stateDir = mkdtempSync(join(tmpdir(), 'fuzz-gateway-'))
  const port = await freePort()
  let requests = 0
  const events: ProxyEvents = {
    ended() {
      requests++
    },
    restarted(because) {
      throw new Error(because)
    },
    log: () => undefined,
    accessed: () => undefined,
    copied: () => undefined,
  }
  const listen = { host: '127.0.0.1', port }
  const config = {
    stateDir,
    model: 'fuzz',
    listen,
    listening: plain,
    haproxyPath: '/usr/sbin/haproxy',
    takesOver: false,
  }
  const proxy: TrafficProxy =
    name === 'haproxy' ? new HaproxyProxy(config, events) : new EmbeddedProxy(config, {}, events)
  await proxy.start(stable)
  return {
    port,
    counted: () => requests,
    async close() {
      await proxy.stop(500)
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}

/** What came back until the other side closed, or said nothing for a while. */
function exchange(port: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.setTimeout(quietMs, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('data', () => undefined)
    socket.on('close', () => resolve())
    socket.write(bytes)
  })
}

function get(port: number, path: string, agent: http.Agent | false): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, agent, timeout: 3_000 }, (answer) => {
      let body = ''
      answer.on('data', (data: Buffer) => {
        body += data.toString('latin1')
      })
      answer.once('error', reject)
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    request.once('timeout', () => request.destroy(new Error(`no answer at ${path}`)))
    request.once('error', reject)
  })
}

const text = (...lines: string[]): Uint8Array => Buffer.from(lines.join('\r\n'), 'latin1')

/** A client sends the input. The gateway still answers others, and counted every request that reached the model. */
export function clientTarget(name: ProxyName): FuzzTarget {
  let reached = 0
  let opened: (Opened & { server: http.Server }) | undefined
  const open = async () => {
    const server = http.createServer((request, response) => {
      reached++
      request.on('error', () => undefined)
      request.resume()
      request.once('end', () => response.end('good'))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const proxy = await openProxy(name, backendAt((server.address() as AddressInfo).port))
    opened = { ...proxy, server }
    return opened
  }
  return {
    seeds: async () => [
      text('GET /x HTTP/1.1', 'host: a', '', ''),
      text('POST /x HTTP/1.1', 'host: a', 'content-length: 5', '', 'hello'),
      text('POST /x HTTP/1.1', 'host: a', 'transfer-encoding: chunked', '', '5', 'hello', '0', '', ''),
      text('GET /x HTTP/1.1', 'host: a', 'connection: upgrade', 'upgrade: x', '', 'GET /y HTTP/1.1', 'host: a', '', ''),
      text(
        'POST /x HTTP/1.1',
        'host: a',
        'expect: 100-continue',
        'content-length: 1',
        '',
        'a',
        'GET /y HTTP/1.0',
        '',
        '',
      ),
    ],
    words: [
      '\r\n',
      '\n',
      '\\',
      'http://',
      '//',
      '*',
      '#',
      'CONNECT ',
      'TRACE ',
      'HTTP/1.0',
      'HTTP/2.0',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Transfer-Encoding: x\r\n',
      'Content-Length: 5\r\n',
      'Connection: content-length\r\n',
      'Connection: upgrade\r\n',
      'Upgrade: websocket\r\n',
      'Expect: 100-continue\r\n',
      ' ',
      '\t',
      '0\r\n\r\n',
      ':',
      '%00',
      '\0',
    ],
    async run(input) {
      const { port, counted } = opened ?? (await open())
      await exchange(port, input)
      const good = await get(port, '/good', false)
      if (good.body !== 'good') throw new Error(`the next client got ${good.status} ${good.body.slice(0, 100)}`)
      const untilMs = performance.now() + 2_000
      while (counted() < reached && performance.now() < untilMs) await sleep(5)
      const uncounted = reached - counted()
      reached -= Math.max(0, uncounted)
      if (uncounted > 0) throw new Error(`${uncounted} requests reached the model and were not counted`)
    },
    async close() {
      opened?.server.closeAllConnections()
      opened?.server.close()
      await opened?.close()
    },
  }
}

/** A version answers with the input. The client of the next request on the same connection gets that one's answer. */
export function answerTarget(name: ProxyName): FuzzTarget {
  let answer: Uint8Array = new Uint8Array()
  let opened: (Opened & { server: net.Server }) | undefined
  const open = async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (asked) => {
        socket.end(
          asked.toString('latin1').startsWith('GET /good ')
            ? 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood'
            : answer,
        )
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const proxy = await openProxy(name, backendAt((server.address() as AddressInfo).port))
    opened = { ...proxy, server }
    return opened
  }
  return {
    seeds: async () => [
      text('HTTP/1.1 200 OK', 'content-length: 5', 'content-type: a', '', 'hello'),
      text('HTTP/1.1 200 OK', 'transfer-encoding: chunked', '', '5', 'hello', '0', '', ''),
      text('HTTP/1.1 204 No Content', 'content-length: 5', '', 'hello'),
      text('HTTP/1.1 304 Not Modified', 'transfer-encoding: chunked', '', '5', 'hello', '0', '', ''),
      text('HTTP/1.1 103 Early', 'link: a', '', 'HTTP/1.1 101 Switching', 'connection: upgrade', 'upgrade: x', '', 'x'),
      text('HTTP/1.0 099 \x7f', 'connection: close', '', 'until the end'),
    ],
    words: [
      '\r\n',
      '\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 200 OK\r\n',
      ' 000 ',
      ' 204 ',
      ' 999 ',
      'Transfer-Encoding: chunked\r\n',
      'Content-Length: 0\r\n',
      'Content-Length: 99\r\n',
      'Connection: upgrade\r\n',
      'Trailer: x\r\n',
      'x-model-version: y\r\n',
      '\x7f',
      '\0',
      'ffffffff\r\n',
      '0\r\n\r\n',
    ],
    async run(input) {
      const { port } = opened ?? (await open())
      answer = input
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      try {
        await get(port, '/x', agent).catch(() => undefined)
        const good = await get(port, '/good', agent)
        if (good.body !== 'good') throw new Error(`the next request got ${good.status} ${good.body.slice(0, 100)}`)
      } finally {
        agent.destroy()
      }
    },
    async close() {
      opened?.server.close()
      await opened?.close()
    },
  }
}
