import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EmbeddedProxy } from '../../../src/gateway/agent/embedded.ts'
import { plain } from '../../../src/gateway/front.ts'
import type { Backend } from '../../../src/gateway/types.ts'
import { freePort } from '../../../src/ports.ts'
import { sleep } from '../../../src/timers.ts'

let proxy: EmbeddedProxy
let server: http.Server
let port: number
let backend: Backend
let counted = 0
let reached = 0

beforeEach(async () => {
  counted = 0
  reached = 0
  server = http.createServer((request, response) => {
    reached++
    request.resume().once('end', () => response.end('good'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = await freePort()
  const events = {
    ended: () => void counted++,
    restarted: () => undefined,
    log: () => undefined,
    accessed: () => undefined,
    copied: () => undefined,
  }
  proxy = new EmbeddedProxy({ model: 'a', listen: { host: '127.0.0.1', port }, listening: plain }, {}, events)
  backend = {
    id: 'v1',
    version: '1.0.0',
    digest: `sha256:${'a'.repeat(64)}`,
    // A name takes a moment to be resolved.
    addresses: [`localhost:${(server.address() as AddressInfo).port}`],
    serving: { port: 1, readyPath: '/r', protocol: 'open-inference-v2', maxLength: 1, maxBatch: 1, engine: 'pytorch' },
  }
  await proxy.start(backend)
})
afterEach(async () => {
  await proxy.stop(100)
  server.closeAllConnections()
  server.close()
})

it('counts every request that reached the model, and keeps none of a client that left while it was told on', async () => {
  for (let round = 0; round < 300; round++) {
    const client = net.connect(port, '127.0.0.1')
    client.on('error', () => undefined)
    await once(client, 'connect')
    client.write('GET /x HTTP/1.1\r\nhost: a\r\n\r\n')
    if (round % 3 > 0) await new Promise((resolve) => setImmediate(resolve))
    client.resetAndDestroy()
    if (round % 10 === 0) await sleep(5)
  }
  await sleep(300)
  const beganMs = performance.now()
  await proxy.remove(backend.id, 60_000)
  expect(performance.now() - beganMs).toBeLessThan(30_000)
  expect(counted).toBeGreaterThanOrEqual(reached)
})

it('tells at once who asks whether something serves that the only version refuses, though clients wait for it', async () => {
  server.close()
  await once(server, 'close')
  const answered: string[] = []
  const ask = async (path: string): Promise<void> => {
    const { status } = await fetch(`http://127.0.0.1:${port}${path}`)
    answered.push(`${path} ${status}`)
  }
  const waits = ask('/v2/models/a/infer')
  await ask('/v2/health/ready')
  await ask('/v2/health/live')
  await waits
  expect(answered).toEqual(['/v2/health/ready 503', '/v2/health/live 503', '/v2/models/a/infer 503'])
})
