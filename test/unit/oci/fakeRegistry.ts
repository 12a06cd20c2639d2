import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach } from 'vitest'
import type { Fetch } from '../../../src/network.ts'
import { openRegistry } from '../../../src/oci/registry.ts'
import type { ContentStore } from '../../../src/oci/types.ts'

/* A registry that refuses, fails or attacks cannot be had from a real one on demand: these answer as a test says. */

export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

export async function registryThat(
  answer: Answer,
  options: { credentials?: { username: string; password: string }; timeoutMs?: number } = {},
): Promise<{ store: ContentStore; host: string; requests(): number; stop(): Promise<unknown> }> {
  let count = 0
  const server = createServer((request, response) => {
    count += 1
    answer(request, response, count)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const store = await openRegistry({
    repository: `${host}/acme/x`,
    insecure: true,
    environment: { DOCKER_CONFIG: '/nonexistent' },
    backoffMs: 5,
    timeoutMs: options.timeoutMs ?? 5000,
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  })
  return { store, host, requests: () => count, stop: () => new Promise((resolve) => server.close(resolve)) }
}

/** One at an address that is not of this machine. @param fetch the network between us */
export const openElsewhere = (fetch: Fetch): Promise<ContentStore> =>
  openRegistry({
    repository: 'registry.example.com/acme/x',
    insecure: false,
    credentials: { username: 'me', password: 'hunter2' },
    environment: { DOCKER_CONFIG: '/nonexistent' },
    fetch,
    backoffMs: 1,
  })

export const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Answer =>
  (request, response) => {
    request.resume()
    response.writeHead(code, headers).end(body)
  }
