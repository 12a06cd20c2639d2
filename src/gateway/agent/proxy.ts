import type { Backend } from '../../rollout/types.ts'

/** What the agent wants of a proxy. Ids are known to it from `start` and `add` until `remove`. */
export interface TrafficProxy {
  /** Listens; knows nothing but `stable`. */
  start(stable: Backend | undefined): Promise<void>
  /** Adds a backend that gets no request. */
  add(backend: Backend): Promise<void>
  /** From now on every new request goes by these; whoever is not named gets nothing. */
  split(shares: { stable: Backend | undefined; canary: { backend: Backend; share: number } | undefined }): Promise<void>
  /** Makes `stable` the one that is tried when no other is left, or nobody. Called after the state is on disk. */
  promote(stable: Backend | undefined): Promise<void>
  /** Resolves once no request is in flight to it; after `timeoutMs` those that are left are cut. */
  remove(id: string, timeoutMs: number): Promise<void>
  /** Ends; requests in flight have `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** Tells the agent what happened in the proxy. */
export type ProxyEvents = {
  ended(id: string, error: boolean, latencyMs: number): void
  /** The proxy died and runs again with stable alone. */
  restarted(because: string): void
  log(line: string): void
}

/** A request up to about this size is kept until its answer begins, so that it can be sent again. */
export const repeatableBytes = 64 * 1024

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
