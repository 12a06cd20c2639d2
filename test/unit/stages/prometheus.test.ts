import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkQueries } from '../../../src/stages/prometheus.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

/** Reads a query that ends with a bracket, and no other. */
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => {
    body += String(part)
  })
  request.on('end', () => {
    const right = /\)$|%29$/.test(decodeURIComponent(body + (request.url ?? '')).split('&')[0] ?? '')
    const answer = right
      ? { status: 'success', data: { resultType: 'vector', result: [] } }
      : { status: 'error', errorType: 'bad_data', error: 'parse error' }
    response.writeHead(right ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function checked(prometheus: { url: string; query: string; token?: string; tokenFile?: string }): Promise<void> {
  const root = await temporary()
  const { query, token, ...rest } = prometheus
  if (token !== undefined) await writeFile(join(root, 'token'), token)
  const gates = [{ query, window: '1m' }]
  await checkQueries({
    spec: { version: '1.0.0', deploy: { prometheus: { ...rest, gates } } },
    specFile: 'model.yml',
    bounds: { directory: root, root },
    environment: {},
    platform: { secret: () => undefined },
    signal: new AbortController().signal,
  } as unknown as StageContext)
}

describe('queries of a rollout are tried before it begins', () => {
  it.each([
    [
      'a query that Prometheus does not read',
      () => ({ url, query: 'up{' }),
      /gates\[0\]\.query: .*parse error.*: correct the query$/,
    ],
    [
      'a Prometheus that does not answer',
      () => ({ url: 'http://127.0.0.1:9', query: 'sum(up)' }),
      /deploy\.prometheus\.url: .*: correct the address, or start it$/,
    ],
    [
      'a file of a token that is not there',
      () => ({ url, query: 'sum(up)', tokenFile: 'token' }),
      /token-file: token cannot be read \(.*\): write it before the deployment, as from a secret of the workflow$/,
    ],
    [
      'a file of several words in place of a token',
      () => ({ url, query: 'sum(up)', tokenFile: 'token', token: 'my token' }),
      /token-file: token is not a token: write one line without spaces$/,
    ],
  ])('%s is told with its key and what to do', async (_, given, message) => {
    await expect(checked(given())).rejects.toMatchObject({ exit: 'preflight', message: expect.stringMatching(message) })
  })

  it('what is right is let through', async () => {
    await checked({ url, query: 'sum(up)', tokenFile: 'token', token: 'hunter2\n' })
  })
})
