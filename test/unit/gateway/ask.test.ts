import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { askServer } from '../../../src/gateway/ask.ts'

let server: http.Server
const serving = async (listener: http.RequestListener): Promise<string> => {
  server = http.createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('a server of a version gets the request as it was given, and its answer comes back', async () => {
  const address = await serving(async (request, response) => {
    const body = (await request.toArray()).join('')
    response.writeHead(418).end(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`)
  })
  expect(await askServer(address, '/v2/models/a/infer', '{"a":"ä"}', 5_000)).toEqual({
    outcome: 'answered',
    status: 418,
    body: 'POST /v2/models/a/infer application/json {"a":"ä"}',
  })
})

test('an answer without an end, in time or in size, is none', async () => {
  const endless = await serving((_, response) => {
    const more = (): void => void response.write(Buffer.alloc(16_384), () => setImmediate(more))
    more()
  })
  expect(await askServer(endless, '/', '{}', 60_000)).toEqual({ outcome: 'unanswered' })
  server.closeAllConnections()
  server.close()
  const silent = await serving((_, response) => void response.write('some'))
  expect(await askServer(silent, '/', '{}', 100)).toEqual({ outcome: 'unanswered' })
})

test('a server that is gone has not answered', async () => {
  const address = await serving((request) => request.socket.destroy())
  expect(await askServer(address, '/', '{}', 5_000)).toEqual({ outcome: 'unanswered' })
  server.close()
  await once(server, 'close')
  expect(await askServer(address, '/', '{}', 5_000)).toEqual({ outcome: 'unanswered' })
})
