import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Access } from '../../../src/gateway/agent/access.ts'
import { EmbeddedProxy } from '../../../src/gateway/agent/embedded.ts'
import { HaproxyProxy } from '../../../src/gateway/agent/haproxy.ts'
import type { Outcome, ProxyEvents, TrafficProxy } from '../../../src/gateway/agent/proxy.ts'
import { type Listening, plain } from '../../../src/gateway/front.ts'
import type { Backend, ProxyName } from '../../../src/gateway/types.ts'
import { freePort } from '../../../src/ports.ts'
import { digestOf, servingOf } from './place.ts'

/* A proxy without its agent, and versions in the process of the test: what a client sees needs no more. */

export type OpenProxy = {
  proxy: TrafficProxy
  port: number
  /** How each request of a version ended, as the agent hears of it. */
  ended: { id: string; outcome: Outcome; value?: string | undefined }[]
  stateDir: string
  accessed: Access[]
  close(): Promise<void>
}

export async function openProxy(
  name: ProxyName,
  stable: Backend,
  listening: Partial<Listening> = {},
): Promise<OpenProxy> {
  const stateDir = mkdtempSync(join(tmpdir(), 'gateway-proxy-'))
  const port = await freePort()
  const ended: OpenProxy['ended'] = []
  const accessed: Access[] = []
  const events: ProxyEvents = {
    ended: (id, outcome, _, value) => void ended.push({ id, outcome, ...(value === undefined ? {} : { value }) }),
    restarted: (because) => {
      throw new Error(because)
    },
    log: () => undefined,
    accessed: (access) => void accessed.push(access),
    copied: () => undefined,
  }
  const config = {
    stateDir,
    model: 'github.com/acme/shop/tone',
    listen: { host: '127.0.0.1', port },
    listening: { ...plain, ...listening },
    haproxyPath: 'haproxy',
    takesOver: false,
  }
  const proxy = name === 'haproxy' ? new HaproxyProxy(config, events) : new EmbeddedProxy(config, {}, events)
  await proxy.start(stable)
  return {
    proxy,
    port,
    stateDir,
    ended,
    accessed,
    close: async () => {
      await proxy.stop(100)
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}

export type Version = { backend: Backend; close(): void }

/** A version whose answers are the test's. */
export async function version(id: string, listener: http.RequestListener): Promise<Version> {
  const server = http.createServer({ requestTimeout: 0 }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    backend: {
      id,
      version: '1.0.0',
      digest: digestOf('a'),
      addresses: [`127.0.0.1:${port}`],
      serving: servingOf('1.0.0'),
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A client of bytes: what came so far stands in `came()`. */
export async function byteClient(port: number, bytes: string): Promise<{ socket: net.Socket; came(): string }> {
  const socket = net.connect(port, '127.0.0.1')
  let came = ''
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    came += data.toString('latin1')
  })
  await once(socket, 'connect')
  socket.write(bytes)
  return { socket, came: () => came }
}
