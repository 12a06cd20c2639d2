import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { watchForSpotNotice } from '../../../src/stages/training/spot.ts'

/** A metadata server of each of the three clouds, which tells of the end once it was asked a few times. */
async function cloud(toldAfter: number) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const told = asked.filter((one) => one.startsWith('GET')).length > toldAfter
    const { headers, url } = request
    if (url === '/latest/api/token') response.end(headers['x-aws-ec2-metadata-token-ttl-seconds'] ? 'token' : '')
    else if (headers['x-aws-ec2-metadata-token'] === 'token' && url === '/latest/meta-data/spot/instance-action')
      response.writeHead(told ? 200 : 404).end(told ? '{"action":"terminate"}' : '')
    else if (headers['metadata-flavor'] === 'Google' && url === '/computeMetadata/v1/instance/preempted')
      response.end(told ? 'TRUE' : 'FALSE')
    else if (headers['metadata'] === 'true' && url === '/metadata/scheduledevents?api-version=2020-07-01')
      response.end(JSON.stringify({ Events: told ? [{ EventType: 'Preempt' }] : [{ EventType: 'Freeze' }] }))
    else response.writeHead(403).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { asked, server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it.each(['aws', 'gcp', 'azure'] as const)('the notice of %s is seen when it comes, and once', async (provider) => {
  const { asked, server, address } = await cloud(2)
  let notices = 0
  await watchForSpotNotice({
    provider,
    onNotice: async () => void notices++,
    onSilence: expect.unreachable,
    signal: new AbortController().signal,
    server: address,
    everyMs: 1,
  })
  server.close()
  expect(notices).toBe(1)
  expect(asked.filter((one) => one.startsWith('GET'))).toHaveLength(3)
})

it('a machine without such a server is told so once, and trains on', async () => {
  const { server, address } = await cloud(0)
  await new Promise((done) => server.close(done))
  const ended = new AbortController()
  const silences: string[] = []
  const watching = watchForSpotNotice({
    provider: 'gcp',
    onNotice: async () => expect.unreachable(),
    onSilence: (why) => {
      silences.push(why)
      setImmediate(() => ended.abort())
    },
    signal: ended.signal,
    server: address,
    everyMs: 1,
  })
  await watching
  expect(silences).toHaveLength(1)
})
