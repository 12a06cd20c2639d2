import type { FrontContent } from '../front.ts'
import type { Backend } from '../types.ts'
import type { Access } from './access.ts'
import type { Admits } from './breaker.ts'
import type { Copy } from './tee.ts'

/** Who gets requests from now on. */
export type Shares = {
  stable: Backend | undefined
  /**
   * `share` of 0 to 1; the rest is stable's. Where it admits `one`, the next request of all is the canary's, and no other is
   * until the next word; what stable refuses may still go to a canary that admits nobody. `salt`: of the rollout (split.ts).
   */
  canary: { backend: Backend; share: number; admits: Admits; salt?: string | undefined } | undefined
}

/** What the agent wants of a proxy. Ids are known to it from `start` and `add` until `remove`. */
export interface TrafficProxy {
  /** Accepts from the socket that it inherited; knows nothing but `stable`. */
  start(stable: Backend | undefined): Promise<void>
  /** Adds a backend that gets no request. */
  add(backend: Backend): Promise<void>
  /**
   * From now on every new request is drawn by these; whoever is not named gets nothing. Who is stable here is stable after a
   * crash of the proxy too. A server that answers its health check late keeps its share where it is stable: were it taken
   * out, the canary would get the traffic that was too much already.
   */
  split(shares: Shares): Promise<void>
  /**
   * This share of the requests for an inference is told of with its answer (`copied`), where both are short. Nobody's answer waits for that;
   * none is after a start.
   */
  mirror(share: number): Promise<void>
  /** From now on connections are made by these; those that there are go on. What the listener was made for stays as it is. */
  renew(front: FrontContent): Promise<void>
  /** Resolves once no request is in flight to it; after `timeoutMs` those that are left are cut. */
  remove(id: string, timeoutMs: number): Promise<void>
  /** Ends; requests in flight have `graceMs`. */
  stop(graceMs: number): Promise<void>
  /**
   * Another one accepts from the same socket from now on: takes no connection any more, and ends once those that are left have
   * their answers, or after `graceMs`. Leaves alone what the other one has by the same name.
   */
  drain(graceMs: number): Promise<void>
}

/** How a request ended, for the version it was drawn for. An abandoned one is that of a client that left before the answer. */
export type Outcome = 'answered' | 'client-error' | 'server-error' | 'unanswered' | 'abandoned'

/** Tells the agent what happened in the proxy. */
export type ProxyEvents = {
  /** @param value hash of the header of `deploy.split-by`, where the request had one */
  ended(id: string, outcome: Outcome, latencyMs: number, value?: string): void
  /** The proxy died and runs again with stable alone. */
  restarted(because: string): void
  log(line: string): void
  /** Whatever request ended, where an access log is kept. */
  accessed(access: Access): void
  /** A request of the share that is mirrored was answered with 200. */
  copied(copy: Copy): void
}

export const outcomeOf = (status: number): Outcome =>
  status >= 500 ? 'server-error' : status >= 400 ? 'client-error' : 'answered'

export const isError = (outcome: Outcome): boolean => outcome === 'server-error' || outcome === 'unanswered'

/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
export const repeatableBytes = 64 * 1024

/**
 * Where nobody is asked for a token, as a load balancer in front of us has none. Who looks there is no user of a version: stable
 * answers where there is one, and nobody is counted.
 */
export const openPaths = ['/v2/health/live', '/v2/health/ready'] as const

/** What who has no token is told. */
export const unauthorized = {
  status: 401,
  because: 'a token is needed: authorization: Bearer TOKEN',
  challenge: 'Bearer realm="model"',
} as const

/** A tunnel, in which nobody could count. */
export const noWebSocket = { status: 501, because: 'no WebSocket here: send a request for each inference' } as const

/** When a client that no version answers (503) may ask again: a version is seldom started sooner. */
export const retryAfterSeconds = 5

/** Where the gateway itself answers: which model it serves. A second model that finds its port taken reads it. */
export const identityPath = '/.well-known/model-actions'
export type Identity = { model: string }
export const identityText = (model: string): string => JSON.stringify({ model } satisfies Identity)
