import { UserError } from '../../errors.ts'
import { after } from '../../timers.ts'
import { breakerRule } from '../breakerRule.ts'
import type { Answered, Backend, Observed, TrafficStatus } from '../types.ts'
import { admits, afterPause, afterRequest, type Breaker, breakerStatus, closedBreaker, heard } from './breaker.ts'
import type { CounterBook } from './counters.ts'
import type { FrontKeeper } from './front.ts'
import { Hold } from './hold.ts'
import type { Facts } from './metrics.ts'
import type { Earlier } from './orphan.ts'
import type { Outcome, Shares, TrafficProxy } from './proxy.ts'
import { allReady, askAll, Readiness } from './servers.ts'
import { Shadow } from './shadow.ts'
import { SplitBook } from './split-book.ts'
import { readKept, writeStable } from './state.ts'
import type { Copy } from './tee.ts'
import { alreadyThere, leaseExpired, notWaiting } from './words.ts'

/** The state of the gateway and the rules about it: who may change shares, and what happens when nobody is left to. */
export class Agent {
  readonly #stateDir: string
  readonly #model: string
  readonly #proxy: TrafficProxy
  readonly #front: FrontKeeper
  readonly #counters: CounterBook
  /** They may still ask a version that is to go, of which they know none but what was stable when we came. */
  readonly #earlier: Earlier
  #stableAtStart: string | undefined
  readonly #log: (line: string) => void
  #stable: Backend | undefined
  /** Since when stable is stopped to make room for another version; the proxy does not know it then. */
  #pausedSince: string | undefined
  /** Until what was asked of the one that is paused is answered; where that went wrong, it is begun anew. */
  #drained: Promise<void> | undefined
  #canary: { backend: Backend; share: number } | undefined
  /** Of the canary. */
  #breaker: Breaker = closedBreaker
  readonly #readiness = new Readiness()
  readonly #shadow: Shadow
  readonly #split: SplitBook | undefined
  #pause: { cancel(): void } | undefined
  readonly #idle = new Map<string, Backend>()
  #retired = false
  readonly #hold = new Hold((owner) => this.#expired(owner))
  #watchdog: { because: string; at: string } | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: {
    stateDir: string
    model: string
    proxy: TrafficProxy
    front: FrontKeeper
    counters: CounterBook
    earlier: Earlier
    splitBy?: string | undefined
    log: (line: string) => void
  }) {
    this.#stateDir = options.stateDir
    this.#model = options.model
    this.#proxy = options.proxy
    this.#shadow = new Shadow(options.proxy)
    this.#front = options.front
    this.#counters = options.counters
    this.#earlier = options.earlier
    this.#log = options.log
    this.#split = options.splitBy === undefined ? undefined : new SplitBook()
  }

  async start(): Promise<void> {
    const { stable, pausedSince } = readKept(this.#stateDir, this.#model)
    this.#stable = stable
    this.#stableAtStart = stable?.id
    this.#pausedSince = pausedSince
    if (stable !== undefined) this.#counters.know(stable.id)
    await this.#proxy.start(this.#serving)
    this.#front.watch((content) => this.#proxy.renew(content))
  }

  refresh(): Promise<void> {
    return this.#front.refresh((content) => this.#proxy.renew(content))
  }

  status(): TrafficStatus {
    const { expiresAt } = this.#front.content.tls ?? {}
    return {
      ...(this.#stable === undefined ? {} : { stable: this.#stable }),
      ...(this.#pausedSince === undefined ? {} : { paused: { since: this.#pausedSince } }),
      ...(this.#canary === undefined
        ? {}
        : { canary: { ...this.#canary, breaker: breakerStatus(this.#breaker), ...this.#split?.told } }),
      ...this.#shadow.status,
      idle: [...this.#idle.values()],
      ...(expiresAt === undefined ? {} : { certificate: { expiresAt } }),
      ...this.#hold.status,
      ...(this.#watchdog === undefined ? {} : { watchdog: this.#watchdog }),
    }
  }

  /** Another agent takes over, which knows stable alone. @throws UserError while a rollout is under way */
  retire(): void {
    this.#hold.mustBeFree()
    this.#retired = true
  }

  /** The one that was to take over does not come. */
  async goOn(): Promise<void> {
    this.#retired = false
    await this.#front.goOn((content) => this.#proxy.renew(content))
  }

  acquire(model: string, owner: string, ttlMs: number): void {
    if (this.#retired) throw new UserError('this gateway is being replaced by that of another version: try again')
    if (model !== this.#model)
      throw new UserError(
        `this gateway serves the model ${this.#model}, not ${model}: a second model on this host needs another port in the key deploy.port`,
      )
    this.#hold.mustBeFree(owner)
    if (this.#hold.isFree) this.#watchdog = undefined
    this.#hold.prolong(owner, ttlMs)
  }

  renew(owner: string, ttlMs: number): void {
    this.#own(owner)
    this.#hold.prolong(owner, ttlMs)
  }

  release(owner: string): void {
    this.#hold.end(owner)
  }

  add(owner: string, backend: Backend): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      if (this.#find(backend.id) !== undefined) throw alreadyThere(backend.id)
      this.#counters.know(backend.id)
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
      if (this.#canary === undefined) this.#closeBreaker()
      if (this.#canary === undefined) this.#split?.begin()
      if (this.#canary?.share !== share) this.#split?.shift()
      await this.#shadow.end()
      await this.#proxy.split(this.#shares({ backend, share }))
      this.#idle.delete(canaryId)
      this.#canary = { backend, share }
    })
  }

  mirror(owner: string, canaryId: string, share: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      await this.#shadow.end()
      if (share === 0) return
      const backend = this.#idle.get(canaryId)
      if (backend === undefined) throw notWaiting(canaryId)
      if (this.#serving === undefined) throw new UserError('no version is stable: deploy one to have requests to copy')
      await this.#shadow.begin(backend, share)
    })
  }

  evict(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#proxy.split(this.#shares(undefined))
      if (this.#canary !== undefined) this.#idle.set(this.#canary.backend.id, this.#canary.backend)
      this.#canary = undefined
      this.#closeBreaker()
      await this.#shadow.end()
    })
  }

  promote(owner: string, canaryId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      const next = this.#candidate(canaryId)
      await this.#shadow.end()
      await writeStable(this.#stateDir, this.#model, next)
      const old = this.#stable
      this.#stable = next
      this.#pausedSince = undefined
      this.#canary = undefined
      this.#closeBreaker()
      this.#idle.delete(next.id)
      if (old !== undefined) this.#idle.set(old.id, old)
      await this.#proxy.split(this.#shares(undefined))
    })
  }

  demote(owner: string, stableId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#own(owner)
      const old = this.#stable
      if (old?.id !== stableId) return
      await this.#shadow.end()
      await writeStable(this.#stateDir, this.#model, undefined)
      this.#stable = undefined
      this.#pausedSince = undefined
      this.#idle.set(old.id, old)
      this.#closeBreaker()
      await this.#proxy.split(this.#shares(this.#canary))
    })
  }

  async pause(owner: string, stableId: string, timeoutMs: number): Promise<void> {
    this.#own(owner)
    // Before anybody is turned away: it may take as long as the requests do that were under way.
    await this.#earlierGone(stableId, timeoutMs)
    const drained = await this.#inTurn(async () => {
      this.#own(owner)
      if (this.#stable?.id !== stableId) throw new UserError(`version ${stableId} is not stable: roll out again`)
      if (this.#pausedSince === undefined) {
        const since = new Date().toISOString()
        await writeStable(this.#stateDir, this.#model, this.#stable, since)
        this.#pausedSince = since
        this.#drained = undefined
        this.#closeBreaker()
      }
      await this.#shadow.end()
      if (this.#drained === undefined) {
        await this.#proxy.split(this.#shares(this.#canary))
        this.#drained = this.#proxy.remove(stableId, timeoutMs)
        this.#drained.catch(() => {
          this.#drained = undefined
        })
      }
      // Waiting happens outside the queue, so that an eviction never stands behind it.
      return { until: this.#drained }
    })
    await drained.until
  }

  async resume(owner: string, stable: Backend): Promise<void> {
    // One that is still waited for would be taken out again.
    await this.#drained?.catch(() => undefined)
    await this.#inTurn(async () => {
      this.#own(owner)
      if (this.#pausedSince === undefined || this.#stable?.id !== stable.id) return
      await this.#proxy.remove(stable.id, 0)
      await this.#proxy.add(stable)
      await writeStable(this.#stateDir, this.#model, stable)
      this.#stable = stable
      this.#pausedSince = undefined
      await this.#proxy.split(this.#shares(this.#canary))
    })
  }

  async remove(owner: string, id: string, timeoutMs: number): Promise<void> {
    this.#own(owner)
    if (id === this.#stable?.id || id === this.#canary?.backend.id)
      throw new UserError(`version ${id} has traffic: give that to another one before it is taken out`)
    if (!this.#idle.has(id)) return
    await this.#inTurn(() => this.#shadow.end(id))
    // Waiting happens outside the queue, so that an eviction never stands behind it.
    await Promise.all([this.#earlierGone(id, timeoutMs), this.#proxy.remove(id, timeoutMs)])
    this.#idle.delete(id)
  }

  observe(): Record<string, Observed> {
    const roles = { stable: this.#serving?.id, canary: this.#canary?.backend.id }
    return this.#split?.withDraws(this.#counters.read(), roles) ?? this.#counters.read()
  }

  past(id: string): Observed[] {
    return this.#counters.past(id)
  }

  /** How the first attempt of a request ended. Where nobody is stable, a canary that fails is better than nobody. */
  requestEnded(id: string, outcome: Outcome, latencyMs: number, value?: string): void {
    const role = id === this.#canary?.backend.id ? 'canary' : id === this.#serving?.id ? 'stable' : undefined
    const excused = role !== undefined && this.#split?.ended(role, { value, outcome, latencyMs }) === true
    if (this.#serving === undefined || role !== 'canary') return
    const counts = heard(outcome, excused)
    this.#turnBreaker(afterRequest(this.#breaker, counts), counts === 'abandoned')
  }

  copied(copy: Copy): void {
    this.#shadow.take(copy)
  }

  /** All that is told to Prometheus. */
  async facts(): Promise<Omit<Facts, 'proxy'>> {
    const status = this.status()
    const here = [status.stable, status.canary?.backend, ...status.idle].filter((one) => one !== undefined)
    return {
      model: this.#model,
      status,
      ready: await this.#readiness.of(here),
      counted: this.#counters.expose(),
    }
  }

  async probe(id: string): Promise<boolean> {
    const backend = this.#find(id)
    return backend !== undefined && (await allReady(backend))
  }

  /** Of a version that is added alone. */
  async ask(id: string, body: string): Promise<Answered[]> {
    const backend = this.#find(id)
    if (backend === undefined) throw notWaiting(id)
    return askAll(backend, body)
  }

  /** The proxy died and came back with stable alone: whatever else there was is gone, and the rollout must know. */
  proxyRestarted(because: string): void {
    this.#canary = undefined
    this.#closeBreaker()
    this.#shadow.forget()
    this.#idle.clear()
    this.#record(because)
  }

  #shares(canary: { backend: Backend; share: number } | undefined): Shares {
    return {
      stable: this.#serving,
      canary: canary && { ...canary, admits: admits(this.#breaker), salt: this.#split?.salt },
    }
  }

  /** Nobody before us asks the version any more. They answer for stable meanwhile, and are not ended for one that they never knew. */
  async #earlierGone(id: string, timeoutMs: number): Promise<void> {
    if (id === this.#stableAtStart) await this.#earlier.gone(timeoutMs)
  }

  get #serving(): Backend | undefined {
    return this.#pausedSince === undefined ? this.#stable : undefined
  }

  #closeBreaker(): void {
    this.#pause?.cancel()
    this.#breaker = closedBreaker
  }

  /** @param again the proxy is told even where nothing changed: whoever was to try again left, and the next one is to */
  #turnBreaker(breaker: Breaker, again = false): void {
    const before = this.#breaker
    this.#breaker = breaker
    if (admits(before) === admits(breaker) && !(again && breaker.state === 'trying')) return
    const id = this.#canary?.backend.id ?? ''
    if (breaker.state === 'open') {
      this.#log(
        breaker.inARow === 1
          ? `circuit breaker: ${breakerRule.failures} requests in a row of ${id} failed; stable has all traffic for ${breakerRule.openMs / 1000} s`
          : `circuit breaker: ${id} was tried again, and failed`,
      )
      this.#pause?.cancel()
      this.#pause = after(breakerRule.openMs, () => this.#turnBreaker(afterPause(this.#breaker)))
    }
    if (breaker.state === 'closed') this.#log(`circuit breaker: ${id} answers again and has its share`)
    this.#inTurn(async () => {
      if (this.#canary !== undefined) await this.#proxy.split(this.#shares(this.#canary))
    }).catch((error: unknown) => this.#log(`circuit breaker: ${String(error)}`))
  }

  #expired(owner: string): void {
    const paused = this.#pausedSince === undefined ? undefined : this.#stable
    this.#record(leaseExpired(owner, { canary: this.#canary, paused }))
    // The canary passed its golden probes, and there is nobody else.
    if (paused !== undefined) return
    this.evict().catch((error: unknown) => this.#log(`watchdog: ${String(error)}`))
  }

  #record(because: string): void {
    this.#watchdog = { because, at: new Date().toISOString() }
    this.#log(`watchdog: ${because}`)
  }

  #own(owner: string): void {
    this.#hold.mustBe(owner, this.#watchdog)
  }

  #find(id: string): Backend | undefined {
    if (this.#stable?.id === id) return this.#stable
    if (this.#canary?.backend.id === id) return this.#canary.backend
    return this.#idle.get(id)
  }

  #candidate(id: string): Backend {
    const found = id === this.#stable?.id ? undefined : this.#find(id)
    if (found === undefined) throw notWaiting(id)
    return found
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act)
    this.#queue = done.catch(() => undefined)
    return done
  }
}
