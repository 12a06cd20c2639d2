import type { Backend, Counters } from '../rollout/types.ts'

/**
 * The proxy that splits the traffic, driven through its agent. Two proxies behind it, `haproxy` and `embedded`, and one
 * conformance test. The agent owns the state: it survives the runner, and puts stable back when the runner's lease ends.
 *
 * Every answer of a version carries `x-model-version: ID`, the id of its backend: `v1-4-0-0123456789ab`, which is `v`, the
 * version with `-` for everything but letters and digits, `-`, and the first 12 hex digits of the image's digest. An answer
 * without it is the gateway's own: 502 or 503, no version answered.
 */
export interface Gateway {
  readonly proxy: 'haproxy' | 'embedded'
  /** Where clients send requests. */
  readonly url: string
  status(): Promise<GatewayStatus>
  /** The right to change shares until `ttlMs` from now. A second owner gets a UserError that names the first. */
  acquire(owner: string, ttlMs: number): Promise<void>
  renew(owner: string, ttlMs: number): Promise<void>
  release(owner: string): Promise<void>
  /** Adds a version without traffic. */
  add(owner: string, backend: Backend): Promise<void>
  /** Canary's share, 0 to 1; the rest is stable's. 0 sends it nothing, sticky clients included. */
  shift(owner: string, canaryId: string, share: number): Promise<void>
  /** First act of a rollback: all traffic to stable at once. Needs no lease, is idempotent. */
  evict(): Promise<void>
  /** The canary becomes stable, on disk first, then in the proxy; the old one stays added without traffic. */
  promote(owner: string, canaryId: string): Promise<void>
  /** Stable is dead: on disk first, then in the proxy, nobody is stable. It stays added without traffic, to be removed. */
  demote(owner: string, stableId: string): Promise<void>
  /** Takes a version out once no request is in flight, or after `timeoutMs`. */
  remove(owner: string, id: string, timeoutMs: number): Promise<void>
  /** Counters by backend id since the gateway started. */
  observe(): Promise<Record<string, Counters>>
  /** One health probe by the gateway, which reaches backends that the runner may not: /v2/health/ready answers 200. */
  probe(id: string): Promise<boolean>
  /** Ends proxy and agent. */
  close(): Promise<void>
}

export type GatewayStatus = {
  stable?: Backend
  canary?: { backend: Backend; share: number }
  /** Versions that are added and have no traffic. */
  idle: Backend[]
  lease?: { owner: string; remainingMs: number }
  /** Set when the watchdog put stable back, until the next lease. */
  watchdog?: { because: string; at: string }
}
