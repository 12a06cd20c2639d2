import { UserError } from '../../errors.ts'
import type { Agent } from './agent.ts'
import {
  type AgentConfig,
  type Operations,
  protocolVersion,
  type Reply,
  type Request,
  readRequest,
} from './protocol.ts'
import type { Router } from './router.ts'

type Asked = { agent: Agent; config: AgentConfig; router: Router | undefined }

/** What the agent says to one line of its socket; `next` what it is to do after that. */
export async function answer(asked: Asked, line: string): Promise<{ reply: Reply; next?: 'close' | 'retire' }> {
  try {
    const request = readRequest(line)
    const { op } = request
    return {
      reply: { ok: true, value: (await perform(asked, request)) ?? null },
      ...(op === 'close' || op === 'retire' ? { next: op } : {}),
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { reply: { ok: false, user: error instanceof UserError, message } }
  }
}

/** Of a router the models first: a certificate that cannot be used now is no reason to lose what one that leaves was asked. */
async function refresh({ agent, router }: Pick<Asked, 'agent' | 'router'>): Promise<null> {
  await router?.read()
  await agent.refresh()
  return null
}

function routerOf(router: Router | undefined): Router {
  if (router === undefined) throw new Error('this gateway is of one model, and no router')
  return router
}

function perform({ agent, config, router }: Asked, request: Request): unknown {
  switch (request.op) {
    case 'hello':
      return {
        protocol: protocolVersion,
        pid: process.pid,
        stateDir: config.stateDir,
        program: config.program,
        model: config.model,
        host: config.host,
        port: config.port,
        metricsPort: config.metricsPort,
        listening: config.listening,
      } satisfies Operations['hello']['output']
    case 'refresh':
      return refresh({ agent, router })
    case 'status':
      return agent.status()
    case 'acquire':
      return agent.acquire(request.model, request.owner, request.ttlMs)
    case 'renew':
      return agent.renew(request.owner, request.ttlMs)
    case 'release':
      return agent.release(request.owner)
    case 'add':
      return agent.add(request.owner, request.backend)
    case 'shift':
      return agent.shift(request.owner, request.canaryId, request.share)
    case 'mirror':
      return agent.mirror(request.owner, request.canaryId, request.share)
    case 'evict':
      return agent.evict()
    case 'promote':
      return agent.promote(request.owner, request.canaryId)
    case 'demote':
      return agent.demote(request.owner, request.stableId)
    case 'pause':
      return agent.pause(request.owner, request.stableId, request.timeoutMs)
    case 'resume':
      return agent.resume(request.owner, request.stable)
    case 'remove':
      return agent.remove(request.owner, request.id, request.timeoutMs)
    case 'observe':
      return agent.observe()
    case 'past':
      return agent.past(request.id)
    case 'probe':
      return agent.probe(request.id)
    case 'ask':
      return agent.ask(request.id, request.body)
    case 'retire':
      return agent.retire()
    case 'routes':
      return routerOf(router).known()
    case 'join':
      return routerOf(router).join(request.route, request.front)
    case 'leave':
      return routerOf(router).leave(request.names)
    case 'close':
      return null
  }
}
