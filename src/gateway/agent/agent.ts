import http from 'node:http'
import { UserError } from '../../errors.ts'
import type { Backend, Counters } from '../../rollout/types.ts'
import type { GatewayStatus } from '../types.ts'
import type { CounterBook } from './counters.ts'
import type { TrafficProxy } from './proxy.ts'
import { readStable, writeStable } from './state.ts'

/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
export class Agent {
  readonly #stateDir: string
  readonly #proxy: TrafficProxy
  readonly #counters: CounterBook
  readonly #log: (line: string) => void
  #stable: Backend | undefined
  #canary: { backend: Backend; share: number } | undefined
  readonly #idle = new Map<string, Backend>()
  /** `expiresMs` is on the monotonic clock: a clock that jumps neither ends nor prolongs a lease. */
  #lease: { owner: string; expiresMs: number; timer: NodeJS.Timeout } | undefined
  #watchdog: { because: string; at: string } | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(stateDir: string, proxy: TrafficProxy, counters: CounterBook, log: (line: string) => void) {
    this.#stateDir = stateDir
    this.#proxy = proxy
    this.#counters = counters
    this.#log = log
  }

  async start(): Promise<void> {
    this.#stable = readStable(this.#stateDir)
    await this.#proxy.start(this.#stable)
  }

  status(): GatewayStatus {
    return {
      ...(this.#stable === undefined ? {} : { stable: this.#stable }),
      ...(this.#canary === undefined ? {} : { canary: this.#canary }),
      idle: [...this.#idle.values()],
      ...(this.#lease === undefined
        ? {}
        : { lease: { owner: this.#lease.owner, remainingMs: Math.max(0, this.#lease.expiresMs - performance.now()) } }),
      ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
    }
  }

  acquire(owner: string, ttlMs: number): void {
    if (this.#lease !== undefined && this.#lease.owner !== owner)
      throw new UserError(
        `a rollout by ${this.#lease.owner} is under way at this gateway: wait for its end; without a sign of life its lease ends in ${Math.ceil((this.#lease.expiresMs - performance.now()) / 1000)} s`,
      )
    if (this.#lease === undefined) this.#watchdog = undefined
    this.#hold(owner, ttlMs)
  }

  renew(owner: string, ttlMs: number): void {
    this.#own(owner)
    this.#hold(owner, ttlMs)
  }

  release(owner: string): void {
    if (this.#lease?.owner !== owner) return
    clearTimeout(this.#lease.timer)
    this.#lease = undefined
  }

  add(owner: string, backend: Backend): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      if (this.#find(backend.id) !== undefined) throw new UserError(`version ${backend.id} is already at the gateway`)
      await this.#proxy.add(backend)
      this.#idle.set(backend.id, backend)
    })
  }

  shift(owner: string, canaryId: string, share: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      if (!(share >= 0 && share <= 1)) throw new Error(`share ${share} is not between 0 and 1`)
      const backend = this.#candidate(canaryId)
      if (this.#canary !== undefined && this.#canary.backend.id !== canaryId)
        throw new UserError(
          `version ${this.#canary.backend.id} is the canary: evict it before ${canaryId} gets a share`,
        )
      await this.#proxy.split({ stable: this.#stable, canary: { backend, share } })
      this.#idle.delete(canaryId)
      this.#canary = { backend, share }
    })
  }

  evict(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#proxy.split({ stable: this.#stable, canary: undefined })
      if (this.#canary !== undefined) this.#idle.set(this.#canary.backend.id, this.#canary.backend)
      this.#canary = undefined
    })
  }

  promote(owner: string, canaryId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      const next = this.#candidate(canaryId)
      writeStable(this.#stateDir, next)
      const old = this.#stable
      this.#stable = next
      this.#canary = undefined
      this.#idle.delete(next.id)
      if (old !== undefined) this.#idle.set(old.id, old)
      await this.#proxy.promote(next)
      await this.#proxy.split({ stable: next, canary: undefined })
    })
  }

  demote(owner: string, stableId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      const old = this.#stable
      if (old?.id !== stableId) return
      writeStable(this.#stateDir, undefined)
      this.#stable = undefined
      this.#idle.set(old.id, old)
      await this.#proxy.split({ stable: undefined, canary: this.#canary })
      await this.#proxy.promote(undefined)
    })
  }

  async remove(owner: string, id: string, timeoutMs: number): Promise<void> {
    this.#own(owner)
    if (id === this.#stable?.id || id === this.#canary?.backend.id)
      throw new UserError(`version ${id} has traffic: it cannot be taken out of the gateway`)
    if (!this.#idle.has(id)) return
    // Waiting happens outside the queue, so that an eviction never stands behind it.
    await this.#proxy.remove(id, timeoutMs)
    this.#idle.delete(id)
  }

  observe(): Record<string, Counters> {
    return this.#counters.read()
  }

  probe(id: string): Promise<boolean> {
    const backend = this.#find(id)
    if (backend === undefined) return Promise.resolve(false)
    return new Promise((resolve) => {
      const { host, port } = backend
      const request = http.get({ host, port, path: '/v2/health/ready', timeout: 5_000, agent: false }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode === 200))
        answer.once('error', () => resolve(false))
      })
      request.once('timeout', () => request.destroy(new Error('no answer')))
      request.once('error', () => resolve(false))
    })
  }

  /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
  proxyRestarted(because: string): void {
    this.#canary = undefined
    this.#idle.clear()
    this.#record(because)
  }

  #hold(owner: string, ttlMs: number): void {
    if (this.#lease !== undefined) clearTimeout(this.#lease.timer)
    const timer = setTimeout(() => this.#expired(owner), ttlMs)
    this.#lease = { owner, expiresMs: performance.now() + ttlMs, timer }
  }

  #expired(owner: string): void {
    this.#lease = undefined
    const had = this.#canary
    this.#record(
      had === undefined
        ? `the lease of ${owner} expired; stable has all traffic`
        : `the lease of ${owner} expired while ${had.backend.id} had ${Math.round(had.share * 1000) / 10} % of the traffic; stable has all of it again`,
    )
    this.evict().catch((error: unknown) => this.#log(`watchdog: ${String(error)}`))
  }

  #record(because: string): void {
    this.#watchdog = { because, at: new Date().toISOString() }
    this.#log(`watchdog: ${because}`)
  }

  #own(owner: string): void {
    if (this.#lease === undefined)
      throw new UserError(
        `the lease of ${owner} is over${this.#watchdog === undefined ? '' : ` (${this.#watchdog.because})`}: start the rollout again`,
      )
    if (this.#lease.owner !== owner)
      throw new UserError(
        `the gateway is held by ${this.#lease.owner}, not by ${owner}: wait for the end of that rollout`,
      )
  }

  #find(id: string): Backend | undefined {
    if (this.#stable?.id === id) return this.#stable
    if (this.#canary?.backend.id === id) return this.#canary.backend
    return this.#idle.get(id)
  }

  #candidate(id: string): Backend {
    const found = id === this.#stable?.id ? undefined : this.#find(id)
    if (found === undefined) throw new UserError(`version ${id} is not waiting at the gateway: add it first`)
    return found
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act)
    this.#queue = done.catch(() => undefined)
    return done
  }
}
