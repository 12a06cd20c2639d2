import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { pidFile } from '../../src/gateway/agent/orphan.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, openPlace } from './gateway-support/place.ts'
import { byteClient, openProxy, version } from './gateway-support/proxies.ts'
import { request } from './gateway-support/stranger.ts'

/*
 * Clients that hold what others need, and those that only look so. What is stated is waited for: up to a minute.
 * With HAProxy a client that stops in the middle of a long body is ended by the model server, which gives a request 15 s.
 */

const dueMs = 120_000
const proxies = ['haproxy', 'embedded'] as const

async function slowClients(proxy: (typeof proxies)[number]) {
  const cut: string[] = []
  let events: http.ServerResponse | undefined
  const stable = await version('v-stable', (asked, response) => {
    response.once('close', () => response.writableFinished || cut.push(asked.url ?? ''))
    asked.once('error', () => undefined)
    if (asked.url === '/events') {
      response.writeHead(200).flushHeaders()
      events = response
      return
    }
    let bytes = 0
    asked.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    asked.once('end', () => response.end(asked.url === '/long' ? Buffer.alloc(64 << 20) : `took ${bytes}.`))
  })
  const gateway = await openProxy(proxy, stable.backend)
  onTestFinished(async () => {
    await gateway.close()
    stable.close()
  })
  const post = (path: string, length: number) => request(`POST ${path} HTTP/1.1`, `content-length: ${length}`)
  const [reader, stopped, short, steady, listener] = await Promise.all([
    byteClient(gateway.port, request('GET /long HTTP/1.1')),
    byteClient(gateway.port, post('/stopped', 1_000_000) + 'x'.repeat(200_000)),
    byteClient(gateway.port, `${post('/short', 1_000)}x`),
    byteClient(gateway.port, post('/steady', 1_000_000) + 'x'.repeat(200_000)),
    byteClient(gateway.port, request('GET /events HTTP/1.1')),
  ])
  reader.socket.pause()
  const expected =
    proxy === 'embedded' ? { cut: ['/long', '/stopped'], late: [stopped, short] } : { cut: ['/long'], late: [short] }
  let closed = 0
  for (const { socket } of expected.late) socket.once('close', () => void closed++)
  let sent = 200_000
  for (
    const untilMs = performance.now() + dueMs;
    closed < expected.late.length || cut.length < expected.cut.length;
    await sleep(1_000)
  ) {
    expect(performance.now(), `${cut} ${closed}`).toBeLessThan(untilMs)
    steady.socket.write('x'.repeat(1_000))
    sent += 1_000
    expect((await get(`http://127.0.0.1:${gateway.port}`)).status).toBe(200)
  }
  expect(cut.sort()).toEqual(expected.cut)
  for (const { came } of expected.late) expect(came()).toMatch(/^HTTP\/1\.1 408 /)
  steady.socket.write('x'.repeat(1_000_000 - sent))
  await expect.poll(steady.came, { timeout: dueMs }).toContain('took 1000000.')
  events?.end('late')
  await expect.poll(listener.came, { timeout: dueMs }).toContain('late')
  const mine = gateway.ended.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'answered')
  // Neither the one that does not read nor the one that does not send is a fault of the version.
  expect(mine).toEqual(proxy === 'embedded' ? ['client-error'] : [])
  for (const { socket } of [reader, stopped, short, steady, listener]) socket.destroy()
}

/** The most memory that a process has had. */
const peakBytes = (pid: number): number =>
  1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])

describeWith(['haproxy'], 'the gateway', () => {
  test('lets go of a client that neither reads nor sends for 30 s; others, and those that only wait, hear nothing of it', async () => {
    await Promise.all(proxies.map(slowClients))
  })

  test.each(proxies)('passes on 1 GB without keeping it (%s)', async (proxy) => {
    let bytes = 0
    const stable = await version('v-stable', (asked, response) => {
      asked.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      asked.once('end', () => response.end('took it'))
    })
    const place = await openPlace(proxy)
    await deployFirst(place, stable.backend)
    await get(place.gateway.url)
    const pid = proxy === 'haproxy' ? Number(readFileSync(pidFile(place.stateDir), 'utf8')) : place.agentPid()
    const before = peakBytes(pid)
    const upload = http.request(`${place.gateway.url}/x`, { method: 'POST', agent: false })
    const head = once(upload, 'response') as Promise<[http.IncomingMessage]>
    const piece = Buffer.alloc(1 << 20)
    for (let at = 0; at < 1024; at++) if (!upload.write(piece)) await once(upload, 'drain')
    upload.end()
    expect((await head)[0].resume().statusCode).toBe(200)
    expect(bytes).toBeGreaterThanOrEqual(1 << 30)
    expect(peakBytes(pid) - before).toBeLessThan(1 << 27)
    await place.end()
    stable.close()
  })
})
