import { readdirSync, readFileSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, openPlace, type Place } from './gateway-support/place.ts'

/* What clients can make the gateway hold. */

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway under a crowd`, () => {
    let place: Place
    let pid: number
    const files = (): number => readdirSync(`/proc/${pid}/fd`).length
    const memoryMb = (): number =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
    const connect = (): net.Socket => {
      const socket = net.connect(place.port, '127.0.0.1')
      socket.on('error', () => undefined)
      return socket.resume()
    }

    beforeEach(async () => {
      place = await openPlace(proxy)
      await deployFirst(place, await place.target.up('1.0.0', 'a'))
      pid = proxy === 'haproxy' ? Number(readFileSync(join(place.stateDir, 'haproxy.pid'), 'utf8')) : place.agentPid()
    })
    afterEach(() => place.end())

    test('serves others while 3,000 clients send a byte now and then, in bounded memory, and keeps no file of them', async () => {
      const before = { files: files(), memoryMb: memoryMb() }
      const slow: net.Socket[] = []
      for (let index = 0; index < 3_000; index++) {
        const socket = connect()
        const head = 'POST /x HTTP/1.1\r\nhost: a\r\n'
        socket.write(index % 2 === 0 ? `${head}x` : `${head}content-length: 1000\r\n\r\nx`)
        slow.push(socket)
        if (index % 200 === 0) await sleep(20)
      }
      await expect.poll(files, { timeout: 10_000 }).toBeGreaterThan(before.files + 2_900)
      for (const untilMs = performance.now() + 40_000; performance.now() < untilMs; await sleep(500)) {
        expect((await get(place.gateway.url)).status).toBe(200)
        expect(memoryMb()).toBeLessThan(before.memoryMb + 300)
        if (slow.every((socket) => socket.closed)) break
        for (const socket of slow) if (!socket.destroyed) socket.write('x')
      }
      expect(slow.filter((socket) => !socket.closed)).toEqual([])
      await expect.poll(files, { timeout: 5_000 }).toBeLessThanOrEqual(before.files + 2)
    })

    test('passes a body without a length on as it comes, and does not keep it', async () => {
      const before = memoryMb()
      const client = connect()
      client.write('PUT /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n')
      const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1 << 20, 'x'), Buffer.from('\r\n')])
      for (let sent = 0; sent < 400; sent++) {
        if (!client.write(chunk)) await new Promise((resolve) => client.once('drain', resolve))
        expect(memoryMb()).toBeLessThan(before + 250)
      }
      client.destroy()
      expect((await get(place.gateway.url)).status).toBe(200)
    })
  })
