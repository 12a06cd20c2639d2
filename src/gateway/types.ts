import type { Digest } from '../digest.ts'
import type { ServingContract } from '../model/types.ts'

/** One running version of the model. */
export type Backend = {
  /** Unique per release: `v1-4-0-<12 hex of the image's digest>`. */
  id: string
  version: string
  digest: Digest
  /** `host:port` of each of its servers, as the gateway reaches them; a name is asked for again when it may have moved. */
  addresses: string[]
  /** As the image's labels say. Its port is that inside of a container; where requests go is said by `addresses`. */
  serving: ServingContract
}

/**
 * Who gets which share of the requests. The gateway's agent owns the state: it survives the runner, and puts stable back
 * when the runner's lease ends. Every change asks for the lease but `evict`, the first act of whoever needs to undo one.
 */
export interface Traffic {
  status(): Promise<TrafficStatus>
  /** The right to change shares until `ttlMs` from now. A second owner gets a UserError that names the first. */
  acquire(owner: string, ttlMs: number): Promise<void>
  renew(owner: string, ttlMs: number): Promise<void>
  release(owner: string): Promise<void>
  /** Adds a version without traffic. */
  add(owner: string, backend: Backend): Promise<void>
  /**
   * Canary's share, 0 to 1; the rest is stable's. Each request is drawn by chance, so that no rhythm in the traffic meets
   * one of the two more often. 0 sends it nothing, sticky clients included.
   */
  shift(owner: string, canaryId: string, share: number): Promise<void>
  /** All traffic to stable at once; idempotent. */
  evict(): Promise<void>
  /** The canary becomes stable, on disk first, then in the proxy; the old one stays added without traffic. */
  promote(owner: string, canaryId: string): Promise<void>
  /** Stable is dead: on disk first, then in the proxy, nobody is stable. It stays added without traffic, to be removed. */
  demote(owner: string, stableId: string): Promise<void>
  /**
   * Stable is about to be stopped, to make room for the next version: on disk first, then in the proxy, it gets no request.
   * Resolves once none is in flight to it, or `timeoutMs` later those that are left are cut. Until a canary has a share, or
   * stable is resumed, clients are answered 503 with Retry-After.
   */
  pause(owner: string, stableId: string, timeoutMs: number): Promise<void>
  /** The paused stable runs again, maybe at other addresses, and serves; nothing is done where none is paused. */
  resume(owner: string, stable: Backend): Promise<void>
  /**
   * Copies of this share of stable's requests go to a version without traffic, and its answers nowhere; 0 ends that. It ends
   * by itself where the version gets traffic or goes, and where nobody is stable.
   */
  mirror(owner: string, canaryId: string, share: number): Promise<void>
  /** Takes a version out once no request is in flight, or after `timeoutMs`. */
  remove(owner: string, id: string, timeoutMs: number): Promise<void>
}

export type TrafficStatus = {
  stable?: Backend
  /** Stable was stopped to make room for another version, and serves nothing. */
  paused?: { since: string }
  /** `split`: of the values of the header by which requests are split, where they are. */
  canary?: { backend: Backend; share: number; breaker: BreakerStatus; split?: SplitStatus }
  /** A version without traffic that is asked what clients asked stable. */
  shadow?: { id: string; share: number; counts: ShadowCounts }
  /** Versions that are added and have no traffic. */
  idle: Backend[]
  /** By which the gateway shows itself to clients, where it does. */
  certificate?: { expiresAt: string }
  lease?: { owner: string; remainingMs: number }
  /** Set when the watchdog put stable back, until the next lease. */
  watchdog?: { because: string; at: string }
}

/** How a version answered what stable was asked. */
export type ShadowCounts = {
  /** Requests that stable answered, and whose answers could be compared. */
  compared: number
  /** Of them: the sum of the share of each one's inputs that the two answer otherwise; no answer is another answer. */
  otherwise: number
  /** Of them: those that the version did not answer with 200. */
  unanswered: number
  /** Stable's answer held nothing to compare. */
  incomparable: number
  /** It was asked the same before, and is not asked again. */
  repeated: number
  /** The version was slower than its copies came. */
  dropped: number
}

/**
 * The canary's circuit breaker: after 5 failures in a row it opens, and stable has all traffic for 10 s; then one request
 * tries again.
 */
export type BreakerStatus = {
  /** How often it opened since the canary got its first share. */
  opened: number
  /** How often in a row without a good answer in between; 0 while it is closed and the canary has its share. */
  openInARow: number
}

/** What each version got of the values of a header, since the canary has its first share. */
export type SplitStatus = {
  stable: SplitSide
  canary: SplitSide
  /** There were more values than are known one by one. */
  capped: boolean
}

export type SplitSide = {
  /** Different ones that it was asked by. */
  values: number
  /** Requests with a value. */
  requests: number
  /** Requests without one, which are drawn by lot. */
  without: number
  /** Of those with a value: the ones that failed. */
  errors: number
  /** Values of which a request failed. */
  failed: number
  /** By the value with the most. */
  mostRequests: number
  /** Errors that what the same values had with stable lets expect. */
  expected: number
  /** Of that number, for values of which stable had little to see. */
  variance: number
  /** The value with the most errors. */
  worst: { requests: number; errors: number; expected: number; variance: number }
}

/**
 * Where a value keeps its version its requests are one draw: it ends, fails, is refused and is slow once for each share of the
 * canary, and once in all with the canary. A request without a value is a draw of its own.
 */
export type Draws = {
  ends: number
  errors: number[]
  clientErrors: number[]
  /** Over each of the bounds. */
  slow: number[]
  /** Left without an answer after so long. */
  gaveUp: number[]
  boundsMs: readonly number[]
}

/** What each version did. Who counts requests need not be who moves them. */
export interface Metrics {
  /** By backend id, since counting began; counters only grow. */
  observe(): Promise<Record<string, Observed>>
  /** The counters of one version as they were at about each minute of the last hour, the oldest first, and as they are. */
  past(backend: Backend): Promise<Observed[]>
}

/**
 * How requests ended, each for the version that it was drawn for and by its first attempt: one that another version made
 * good is an error of the one that was drawn, and no request of the other.
 */
export type Observed = {
  /** One time of counting: where it is another one, the counters began anew. */
  epoch: string
  requests: number
  /** Answers of 500 and over, and requests that got none. */
  errors: number
  /** Answers of 400 to 499. */
  clientErrors: number
  /** Of those that were answered; `requests` counts the others too. */
  latency: Histogram
  /** How long clients had waited that left before they had an answer. */
  abandoned: Histogram
  /** Where requests are split by the values of a header, since the canary has its first share. */
  draws?: Draws
  /** Whatever else this source knows, by name; the gateway: `unanswered`. */
  values: Record<string, number>
}

/** Upper bounds in ms with counts of requests at or under each, cumulative as in Prometheus, and of all. */
export type Histogram = { boundsMs: readonly number[]; counts: readonly number[]; count: number }

/** What one server said to a request of the gateway's own; `unanswered` within the time and size that it is given. */
export type Answered = { outcome: 'answered'; status: number; body: string } | { outcome: 'unanswered' }

export type ProxyName = 'haproxy' | 'embedded'

/**
 * A proxy of ours, driven through its agent. Two proxies behind it and one conformance test.
 *
 * Every answer of a version carries `x-model-version: ID`, the id of its backend; an answer without it is the gateway's
 * own: 502 or 503, no version answered. Asked for `identityPath`, it says which model it serves.
 */
export type Gateway = {
  /** Where clients send requests. */
  readonly url: string
  readonly traffic: Traffic
  readonly metrics: Metrics
  /** One health probe by the gateway, which reaches servers that the runner may not: all answer 200 at `readyPath`. */
  probe(backend: Backend): Promise<boolean>
  /** A request of the model's protocol to each server of a version that is added, past the proxy: nobody counts it. */
  ask(backend: Backend, body: string): Promise<Answered[]>
  /** The gateway takes its certificate, key and tokens anew; a UserError where they cannot be used. */
  refresh(): Promise<void>
  /** Ends proxy and agent. */
  close(): Promise<void>
}
