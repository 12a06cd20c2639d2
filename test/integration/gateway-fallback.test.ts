import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, model, openPlace, type Place } from './gateway-support/place.ts'

const sorry = {
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: Buffer.from('{"label":"unknown \\0 ä"}\n'),
}

type Answer = { status: number; body: string; headers: http.IncomingHttpHeaders }

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `deploy.fallback at the ${proxy} gateway`, () => {
    let place: Place

    beforeEach(async () => {
      place = await openPlace(proxy, undefined, { host: '127.0.0.1', accessLog: 'json', fallback: sorry })
    }, 60_000)
    afterEach(() => place.end())

    const serve = async (): Promise<Backend> => {
      const stable = await place.target.up('1.0.0', 'a')
      await deployFirst(place, stable)
      return stable
    }

    const ask = async (path = '/x', method = 'POST'): Promise<Answer> => {
      const request = http.request(`${place.gateway.url}${path}`, { method, agent: false })
      request.end(method === 'POST' ? '{}' : undefined)
      const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
      let body = ''
      for await (const piece of answer) body += String(piece)
      return { status: answer.statusCode ?? 0, body, headers: answer.headers }
    }
    const isSorry = ({ headers, ...said }: Answer): void => {
      expect(said).toEqual({ status: 200, body: sorry.body.toString() })
      expect(headers).toMatchObject({ 'content-type': sorry.contentType, 'cache-control': 'no-store' })
      // Of no version, and nothing to come back for.
      expect(headers).not.toHaveProperty('x-model-version')
      expect(headers).not.toHaveProperty('retry-after')
    }
    const counted = async (stable: Backend) => {
      const { requests, errors, values } = (await place.gateway.metrics.observe())[stable.id] ?? {}
      return { requests, errors, unanswered: values?.['unanswered'] }
    }

    const logged = () =>
      readFileSync(join(place.stateDir, 'access.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { path: string; method: string; status: number; version: string | null })
        .filter(({ path, method }) => path === '/x' && method === 'POST')
        .map(({ status, version }) => ({ status, version }))

    test('clients get the file where nothing serves yet, and a balancer that looks is not told that something does', async () => {
      isSorry(await ask())
      expect((await ask('/x', 'HEAD')).body).toBe('')
      for (const path of ['/v2/health/ready', '/v2/health/live']) expect((await ask(path, 'GET')).status).toBe(503)
      await expect.poll(logged).toEqual([{ status: 200, version: null }])
    })

    test('what a version or the gateway says itself is not replaced, whatever its status', async () => {
      const stable = await serve()
      for (const status of [200, 404, 500, 502, 503, 504]) {
        const answer = await ask(`/status-${status}`)
        expect(answer).toMatchObject({ status, body: '', headers: { 'x-model-version': stable.id } })
      }
      expect((await ask('/x', 'TRACE')).status).toBe(405)
      await expect.poll(() => counted(stable)).toEqual({ requests: 6, errors: 4, unanswered: 0 })
    })

    test('clients get the file while stable is down, which counts as unanswered', async () => {
      const stable = await serve()
      await ask('/status-200')
      await expect.poll(() => counted(stable)).toEqual({ requests: 1, errors: 0, unanswered: 0 })
      await place.target.halt(stable.id)
      isSorry(await ask())
      await expect.poll(() => counted(stable)).toEqual({ requests: 2, errors: 1, unanswered: 1 })
      await expect.poll(logged).toEqual([{ status: 200, version: null }])
    })

    test('another file is taken with the next deployment, and none without one', async () => {
      const other = { status: 404, contentType: 'text/plain', body: Buffer.from('later') }
      const reopen = (fallback: typeof sorry | undefined) =>
        openProcessGateway({
          stateDir: place.stateDir,
          model,
          port: place.port,
          proxy,
          front: { host: '127.0.0.1', accessLog: 'json', fallback },
          log: { info: () => undefined },
        })
      const { id } = await serve()
      const { traffic } = place.gateway
      await traffic.acquire('runner', 60_000)
      await traffic.demote('runner', id)
      await traffic.release('runner')
      await reopen(other)
      expect(await ask()).toMatchObject({ status: 404, body: 'later', headers: { 'content-type': 'text/plain' } })
      process.kill(place.agentPid(), 'SIGKILL')
      const body = async () => (await ask().catch(() => undefined))?.body
      await expect.poll(body, { timeout: 20_000, interval: 100 }).toBe('later')
      await reopen(undefined)
      expect((await ask()).body).toContain('no version of the model answers')
    })
  })
