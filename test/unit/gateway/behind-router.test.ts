import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { EmbeddedProxy } from '../../../src/gateway/agent/embedded.ts'
import { modelAnswerMs, Router } from '../../../src/gateway/agent/router.ts'
import { plain } from '../../../src/gateway/front.ts'
import { writeRoute } from '../../../src/gateway/routes.ts'
import { answerTimeoutMs } from '../../../src/gateway/timeouts.ts'
import { freePort } from '../../../src/ports.ts'

let stateDir: string
let proxy: EmbeddedProxy
let gateway: http.Server
let port: number
/** What the gateway of the model was asked, and has not answered. */
let open: http.ServerResponse[]

beforeEach(async () => {
  open = []
  stateDir = mkdtempSync(join(tmpdir(), 'behind-router-'))
  gateway = http.createServer((request, response) => {
    request.resume().once('end', () => open.push(response))
  })
  gateway.listen(0, '127.0.0.1')
  await once(gateway, 'listening')
  port = await freePort()
  const router = new Router({ stateDir, log: () => undefined })
  const address = `127.0.0.1:${(gateway.address() as AddressInfo).port}`
  await writeRoute(stateDir, { name: 'tone', model: 'a/tone', hosts: [], address, token: '0'.repeat(64), serves: true })
  await router.read()
  const nothing = () => undefined
  const events = { ended: nothing, restarted: nothing, log: nothing, accessed: nothing, copied: nothing }
  const config = { model: 'shared/1', listen: { host: '127.0.0.1', port }, listening: plain, router }
  proxy = new EmbeddedProxy(config, {}, events)
  await proxy.start(undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await proxy.stop(100)
  gateway.closeAllConnections()
  gateway.close()
  rmSync(stateDir, { recursive: true, force: true })
})

const ask = async (): Promise<{ status: number; body: string }> => {
  const request = http.request({ host: '127.0.0.1', port, path: '/v2/models/tone/infer', method: 'POST', agent: false })
  request.end('{}')
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
  let body = ''
  for await (const piece of answer.setEncoding('utf8')) body += piece
  return { status: answer.statusCode ?? 0, body }
}
const asked = async (times: number): Promise<void> => {
  while (open.length < times) await new Promise((resolve) => setImmediate(resolve))
}

it('what a model says once its own time is over is what the client is told, and it is asked once', async () => {
  const answer = ask()
  await asked(1)
  await vi.advanceTimersByTimeAsync(2 * answerTimeoutMs)
  open[0]?.writeHead(503).end('sorry')
  expect(await answer).toEqual({ status: 503, body: 'sorry' })
  expect(open).toHaveLength(1)
})

it('one that never says anything is asked once too, and its client is answered', async () => {
  const answer = ask()
  await asked(1)
  await vi.advanceTimersByTimeAsync(modelAnswerMs + 1_000)
  expect(await answer).toMatchObject({ status: 502 })
  expect(open).toHaveLength(1)
})

it('one whose gateway was killed is asked again', async () => {
  const answer = ask()
  await asked(1)
  open[0]?.socket?.destroy()
  await asked(2)
  open[1]?.end('good')
  expect(await answer).toEqual({ status: 200, body: 'good' })
})
