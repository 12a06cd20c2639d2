import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AgentConfig } from '../../src/gateway/agent/protocol.ts'
import { controlSocket } from '../../src/gateway/agent/state.ts'
import { call } from '../../src/gateway/control.ts'
import { plain } from '../../src/gateway/front.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { noting } from '../reached.ts'
import { deployFirst, get, model, openPlace, type Place } from './gateway-support/place.ts'
import { running } from './gateway-support/processes.ts'
import { request, stranger } from './gateway-support/stranger.ts'

/* What is done to the gateway itself: its processes, its sockets, its files. Each test begins with one of its own. */

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(
    proxy === 'haproxy' ? ['haproxy'] : [],
    `the ${proxy} gateway among strangers, in what is its own`,
    () => {
      let place: Place
      beforeEach(async () => {
        place = await openPlace(proxy)
      })
      afterEach(() => place.end())

      test('tells on one request of a connection at a time: thousands at once hold one connection to a version', async () => {
        const silent = await stranger('silent', () => ({ bytes: '', end: false }))
        const { asked } = silent
        await deployFirst(place, silent.backend)
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
        silent.close()
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
            program: 'this',
            model,
            host: '127.0.0.1',
            listening: plain,
            port,
            metricsPort: 0,
            metricsHost: '127.0.0.1',
            proxy: 'embedded',
            haproxyPath: '',
          }
          const program = join(import.meta.dirname, '../../src/gateway/agent/main.ts')
          const child = spawn(process.execPath, [...noting, program, 'supervise', JSON.stringify(config)], {
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

        const parentOf = (pid: number) =>
          Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
        const runs = (pid: number) =>
          existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0

        test('ends when it is asked to while it is about to start its agent again, and leaves nobody', async () => {
          const agent = place.agentPid()
          const supervisor = parentOf(agent)
          process.kill(agent, 'SIGKILL')
          const log = () => readFileSync(join(place.stateDir, 'agent.log'), 'utf8')
          await expect.poll(log, { interval: 5, timeout: 60_000 }).toContain('it starts again')
          process.kill(supervisor, 'SIGTERM')
          await expect.poll(() => runs(supervisor), { timeout: 20_000 }).toBe(false)
          expect(running().filter(({ words }) => words.some((one) => one.includes(place.stateDir)))).toEqual([])
        })

        test('serves on where its socket is removed, and its supervisor ends where its program is', async () => {
          await deployFirst(place, await place.target.up('1.0.0', 'a'))
          const pid = place.agentPid()
          const supervisor = parentOf(pid)
          rmSync(controlSocket(place.stateDir))
          rmSync(join(place.stateDir, 'programs'), { recursive: true })
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
          expect(configuration.match(/^ *log .*/gm)).toEqual([
            expect.stringMatching(/^ {2}log ring@requests len \d+ format raw local0 info$/),
          ])
          const name = readdirSync(place.stateDir).find((one) => one.startsWith('log-')) ?? ''
          expect(statSync(join(place.stateDir, name)).mode & 0o077).toBe(0)
          const pid = place.agentPid()
          const line = (version: string) =>
            `{"v":"${version}","s":"${version}.0","o":"-","h":"-","st":500,"ts":"--","rc":"0","ta":1}`
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
