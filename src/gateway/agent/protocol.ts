import type { Backend, Counters } from '../../rollout/types.ts'
import type { GatewayStatus } from '../types.ts'

/** How the agent is started: one JSON argument. */
export type AgentConfig = {
  stateDir: string
  host: string
  port: number
  proxy: 'haproxy' | 'embedded'
  /** Path of the HAProxy program, for `haproxy`. */
  haproxyPath: string
}

export const protocolVersion = 1

/** What the agent can be asked: one JSON line in, one JSON line out, over a unix socket in the state directory. */
export type Operations = {
  hello: { input: object; output: { protocol: number; pid: number; port: number; proxy: 'haproxy' | 'embedded' } }
  status: { input: object; output: GatewayStatus }
  acquire: { input: { owner: string; ttlMs: number }; output: null }
  renew: { input: { owner: string; ttlMs: number }; output: null }
  release: { input: { owner: string }; output: null }
  add: { input: { owner: string; backend: Backend }; output: null }
  shift: { input: { owner: string; canaryId: string; share: number }; output: null }
  evict: { input: object; output: null }
  promote: { input: { owner: string; canaryId: string }; output: null }
  demote: { input: { owner: string; stableId: string }; output: null }
  remove: { input: { owner: string; id: string; timeoutMs: number }; output: null }
  observe: { input: object; output: Record<string, Counters> }
  probe: { input: { id: string }; output: boolean }
  close: { input: object; output: null }
}

export type Operation = keyof Operations
export type Request = { [Name in Operation]: { op: Name } & Operations[Name]['input'] }[Operation]
/** `user` marks a UserError, which the client throws as one again. */
export type Reply = { ok: true; value: unknown } | { ok: false; user: boolean; message: string }
