import { UserError } from '../errors.ts'
import type { Operation, Operations, Reply, Request } from './agent/protocol.ts'
import type { Route } from './routes.ts'
import type { Gateway } from './types.ts'

/** How a request reaches the agent: its socket, or an exec in its container. */
export type Transport = (request: Request) => Promise<Reply>

/** A Gateway over any transport. @param options.model of whoever drives it; the agent refuses another's */
export function gatewayOver(transport: Transport, options: { model: string; url: string }): Gateway {
  const { model, url } = options
  const ask = asking(transport)
  return {
    url,
    traffic: {
      status: () => ask('status', {}),
      acquire: async (owner, ttlMs) => void (await ask('acquire', { model, owner, ttlMs })),
      renew: async (owner, ttlMs) => void (await ask('renew', { owner, ttlMs })),
      release: async (owner) => void (await ask('release', { owner })),
      add: async (owner, backend) => void (await ask('add', { owner, backend })),
      shift: async (owner, canaryId, share) => void (await ask('shift', { owner, canaryId, share })),
      evict: async () => void (await ask('evict', {})),
      promote: async (owner, canaryId) => void (await ask('promote', { owner, canaryId })),
      demote: async (owner, stableId) => void (await ask('demote', { owner, stableId })),
      pause: async (owner, stableId, timeoutMs) => void (await ask('pause', { owner, stableId, timeoutMs })),
      resume: async (owner, stable) => void (await ask('resume', { owner, stable })),
      mirror: async (owner, canaryId, share) => void (await ask('mirror', { owner, canaryId, share })),
      remove: async (owner, id, timeoutMs) => void (await ask('remove', { owner, id, timeoutMs })),
    },
    metrics: { observe: () => ask('observe', {}), past: ({ id }) => ask('past', { id }) },
    probe: ({ id }) => ask('probe', { id }),
    ask: ({ id }, body) => ask('ask', { id, body }),
    refresh: async () => void (await ask('refresh', {})),
    close: async () => void (await ask('close', {})),
  }
}

/** What a router is asked besides: which models it knows. */
export type RouterRoutes = {
  known(): Promise<Operations['routes']['output']>
  join(route: Route, front: string): Promise<void>
  leave(names: string[]): Promise<void>
}

export function routesOver(transport: Transport): RouterRoutes {
  const ask = asking(transport)
  return {
    known: () => ask('routes', {}),
    join: async (route, front) => void (await ask('join', { route, front })),
    leave: async (names) => void (await ask('leave', { names })),
  }
}

const asking =
  (transport: Transport) =>
  async <Name extends Operation>(op: Name, input: Operations[Name]['input']): Promise<Operations[Name]['output']> => {
    const reply = await transport({ op, ...input } as Request)
    if (reply.ok) return reply.value as Operations[Name]['output']
    throw reply.user ? new UserError(reply.message) : new Error(`gateway, ${op}: ${reply.message}`)
  }
