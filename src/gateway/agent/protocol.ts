import type { Backend, Observed, ProxyName, TrafficStatus } from '../types.ts'

/** How the agent is started: one JSON argument. */
export type AgentConfig = {
  stateDir: string
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  host: string
  port: number
  proxy: ProxyName
  /** Path of the HAProxy program, for `haproxy`. */
  haproxyPath: string
}

export const protocolVersion = 2

/** What the agent can be asked: one JSON line in, one JSON line out, over a unix socket in the state directory. */
export type Operations = {
  hello: {
    input: object
    output: { protocol: number; pid: number; model: string; port: number }
  }
  status: { input: object; output: TrafficStatus }
  /** The one way to the right to change anything: refused where the agent serves another model. */
  acquire: { input: { model: string; owner: string; ttlMs: number }; output: null }
  renew: { input: { owner: string; ttlMs: number }; output: null }
  release: { input: { owner: string }; output: null }
  add: { input: { owner: string; backend: Backend }; output: null }
  shift: { input: { owner: string; canaryId: string; share: number }; output: null }
  evict: { input: object; output: null }
  promote: { input: { owner: string; canaryId: string }; output: null }
  demote: { input: { owner: string; stableId: string }; output: null }
  remove: { input: { owner: string; id: string; timeoutMs: number }; output: null }
  observe: { input: object; output: Record<string, Observed> }
  probe: { input: { id: string }; output: boolean }
  close: { input: object; output: null }
}

export type Operation = keyof Operations
export type Request = { [Name in Operation]: { op: Name } & Operations[Name]['input'] }[Operation]
/** `user` marks a UserError, which the client throws as one again. */
export type Reply = { ok: true; value: unknown } | { ok: false; user: boolean; message: string }
