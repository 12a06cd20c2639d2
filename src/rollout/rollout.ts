import { UserError } from '../errors.ts'
import type { Backend, BreakerStatus, Metrics, Traffic, TrafficStatus } from '../gateway/types.ts'
import type { Log } from '../platform/types.ts'
import { sleep } from '../timers.ts'
import type { Verdict } from '../verdict.ts'
import { cancelGraceMs, clearAllButStable, drainMs, startStableAgain } from './cleanUp.ts'
import { decide, gatesOfFirst, type Stand } from './decide.ts'
import { beforeBake, beforeTraffic, breakerSeen, nothingSeen, weigh } from './evidence.ts'
import { misfit } from './fit.ts'
import { type Golden, GoldenProbes } from './golden.ts'
import { Journal } from './journal.ts'
import { type Clock, Lease } from './lease.ts'
import { type Prometheus, QueryWatch } from './prometheus.ts'
import { ShadowPart } from './shadow.ts'
import { Swap } from './swap.ts'
import { nothing } from './tally.ts'
import type { Observation, Release, RolloutPlan, RolloutReport, StepReport, Target, Timing } from './types.ts'
import { Watching } from './watching.ts'
import { percent } from './words.ts'

export type RolloutOptions = {
  target: Target
  /** Who moves the traffic, and who counts it: they need not be one. */
  traffic: Traffic
  metrics: Metrics
  /** One health probe: whether the version itself says that it is ready. */
  probe: (backend: Backend) => Promise<boolean>
  /** Absent where the release brings no test inputs. */
  golden?: Golden
  /** Who answers the queries of the plan, where it has any. */
  prometheus?: Prometheus
  /** Where clients send requests, for the report. */
  url: string
  plan: RolloutPlan
  release: Release
  owner: string
  timing: Timing
  clock: Clock
  signal: AbortSignal
  log: Pick<Log, 'info'>
  /** Called with the canary's share of the traffic, 0 to 1, once it has it. */
  onShare?: (share: number) => void
  /** Called after each interval with what the step has seen until then. */
  onInterval?: (step: StepReport, latencies: Watching['latencies']) => void
  /** Called while the canary is asked copies of requests, with what that showed until then. */
  onShadow?: (line: string) => void
}

/**
 * Brings a verified release into traffic step by step, or back out of it. Whatever happens, stable keeps serving and
 * nothing of ours is left; what an earlier run left is cleared first, so a second run converges. A stable that is dead
 * serves nobody: the rollout is as a first deploy, for the release that was stable too.
 *
 * The canary becomes stable, on disk too, only after it baked with all traffic: until then a crash of the runner, of the
 * agent or of the proxy puts the old version back.
 * @returns a report for every verdict; @throws UserError where it cannot begin, the signal's reason where it was cancelled
 */
export async function runRollout(options: RolloutOptions): Promise<RolloutReport> {
  options.signal.throwIfAborted()
  const { traffic, owner, timing, clock } = options
  const lease = await Lease.take({ traffic, owner, ttlMs: timing.leaseTtlMs, clock })
  const rollout = new Rollout(options, lease)
  try {
    return await rollout.run()
  } finally {
    // Where the gateway does not answer, the lease ends by itself; the report must not be lost over it.
    await lease.release().catch((error: unknown) => options.log.info(`could not give the lease back: ${String(error)}`))
  }
}

class Rollout {
  readonly #o: RolloutOptions
  readonly #lease: Lease
  readonly #journal: Journal
  #seen = nothingSeen()
  readonly #watching: Watching
  #stable: Backend | undefined
  /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
  #dead: Backend | undefined
  #canary: Backend | undefined
  #firstDeploy = false
  #against: Stand['against'] = 'nobody'
  #promoted = false
  #breaker: BreakerStatus = { opened: 0, openInARow: 0 }
  #gates: RolloutReport['gates'] = []
  /** With a swap, held against what stable did before it. */
  #plan: RolloutPlan
  readonly #swap: Swap
  readonly #golden: GoldenProbes
  readonly #queries: QueryWatch | undefined
  readonly #shadow: ShadowPart

  readonly #note: (event: string) => void

  constructor(options: RolloutOptions, lease: Lease) {
    this.#o = options
    this.#lease = lease
    this.#plan = options.plan
    this.#journal = new Journal(() => this.#now(), options.log)
    this.#note = this.#journal.note
    this.#golden = new GoldenProbes(options.plan.atOnce === true ? undefined : options.golden)
    const { metrics, probe, clock, signal, timing, prometheus } = options
    this.#queries = prometheus === undefined ? undefined : new QueryWatch(prometheus, options.plan.queries)
    this.#watching = new Watching({ metrics, probe, healthIntervalMs: timing.healthIntervalMs, lease, clock, signal })
    const { traffic, target, owner, plan, onShadow: onLook } = options
    const shadow = { plan: plan.shadow, pollMs: plan.windowMs, onLook }
    this.#shadow = new ShadowPart({ ...shadow, traffic, owner, lease, clock, signal, note: this.#note })
    const nowMs = (): number => this.#journal.nowMs()
    this.#swap = new Swap({ traffic, target, owner, watching: this.#watching, lease, signal, note: this.#note, nowMs })
  }

  async run(): Promise<RolloutReport> {
    const { traffic, target, release, timing, signal } = this.#o
    const onAbort = (): void => {
      if (this.#lease.lost === undefined) traffic.evict().catch(() => undefined)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      await this.#reconcile()
      if (this.#stable?.digest === release.digest) {
        const { id } = this.#stable
        this.#note(`${id} already is stable`)
        await this.#try(`have ${id} brought back after a crash`, () => target.keep(id))
        return await this.#report('pass', `version ${release.version} already serves all traffic`, true)
      }
      const dead = this.#dead
      // Half alive it would be taken for started, and it is the very release that is to start.
      if (dead?.digest === release.digest) await target.stop(dead.id)
      this.#firstDeploy = this.#stable === undefined
      const room = await this.#swap.makeRoom(this.#plan, release, { stable: this.#stable, dead, drainMs })
      if ('because' in room) return await this.#rollBack('inconclusive', room.because)
      this.#plan = room
      // The id is not known before `start` returns, so what it left behind is found by `list` in the clean-up.
      const canary = await target.start(release, signal)
      this.#canary = canary
      this.#note(`${canary.id} started`)
      await target.ready(canary, timing.readyMs, signal)
      this.#note(`${canary.id} is ready`)
      if (canary.id === dead?.id) {
        // The same release again, at another address: the gateway knows each id once.
        await traffic.demote(this.#o.owner, dead.id)
        await traffic.remove(this.#o.owner, dead.id, 0)
      }
      await traffic.add(this.#o.owner, canary)

      const plan = this.#plan
      const alone = this.#firstDeploy || plan.atOnce === true
      this.#against = alone ? 'nobody' : plan.surge === 0 ? 'before' : 'stable'
      const asked = await this.#golden.before(
        { canary, stable: this.#against === 'stable' ? this.#stable : undefined },
        (question) => this.#lease.ask(question, signal),
        signal,
      )
      for (const told of this.#golden.told()) this.#note(told)
      if (asked?.verdict === 'fail') return await this.#rollBack('fail', asked.because)
      if (this.#against === 'stable') {
        await this.#sayMisfit()
        const apart = await this.#shadow.before(canary)
        if (apart !== undefined)
          return await this.#rollBack(apart.verdict === 'fail' ? 'fail' : 'inconclusive', apart.because)
      }
      const index = alone ? plan.steps.length - 1 : 0
      await this.#shift(canary, alone ? 1 : (plan.steps[0] ?? 1))
      this.#swap.ended(canary.id)
      let stand: Stand = { phase: { name: 'step', index }, sinceMs: this.#now(), against: this.#against }
      for (;;) {
        await this.#observe(canary)
        const longestAnswerMs = this.#watching.patienceMs(this.#stable, plan.longestAnswerMs)
        const decision = decide({ ...plan, longestAnswerMs }, this.#seen, stand, this.#now())
        this.#gates = decision.gates
        const current = this.#journal.step
        if (current !== undefined) {
          current.outcome = decision.because
          this.#o.onInterval?.(current, this.#watching.latencies)
        }
        if (decision.do === 'roll-back') return await this.#rollBack(decision.verdict, decision.because)
        if (decision.do === 'promote') break
        if (decision.do === 'step') {
          this.#note(decision.because)
          await this.#shift(canary, decision.share)
          stand = { ...stand, phase: { name: 'step', index: decision.index }, sinceMs: this.#now() }
        }
        if (decision.do === 'bake') {
          this.#note(`${decision.because}; ${canary.id} bakes for ${plan.bakeMs / 1000} s`)
          this.#begin('bake', current?.share ?? 1, canary)
          this.#seen = beforeBake(this.#seen)
          stand = { ...stand, phase: { name: 'bake' }, sinceMs: this.#now() }
        }
      }
      await traffic.promote(this.#o.owner, canary.id)
      this.#promoted = true
      await this.#try(`have ${canary.id} brought back after a crash`, () => target.keep(canary.id))
      const old = this.#stable ?? dead
      this.#stable = canary
      this.#dead = undefined
      this.#canary = undefined
      this.#note(`${canary.id} is stable and serves at ${this.#o.url}`)
      if (old !== undefined && old.id !== canary.id) await this.#clear(old.id, drainMs)
      if (this.#firstDeploy) return await this.#watch(canary)
      const because = alone ? 'took all traffic at once, as asked' : 'passed every step and the bake'
      return await this.#report('pass', `version ${release.version} ${because}`, false)
    } catch (error) {
      if (this.#promoted) return await this.#unwatched(error)
      const because = error instanceof Error ? error.message : String(error)
      const cancelled = signal.aborted
      // A lost lease or a full disk says nothing about the release.
      const fault = error instanceof UserError && error.exit === 'crashed' ? 'fail' : 'error'
      const report = await this.#rollBack(fault, because)
      if (cancelled) throw signal.reason
      this.#o.log.info(`the rollout ended early: ${because}`)
      return report
    } finally {
      signal.removeEventListener('abort', onAbort)
      this.#golden.end()
      this.#queries?.end()
    }
  }

  /** Clears what an earlier run left: everything that is not stable. */
  async #reconcile(): Promise<void> {
    const { traffic, target, owner, signal, plan, timing } = this.#o
    const clearing = { traffic, target, owner, graceMs: drainMs, note: this.#note }
    await clearAllButStable(clearing)
    // One of which nothing is left to start is dead.
    const patience = { readyMs: timing.readyMs, signal }
    await this.#try('start stable again', async () => void (await startStableAgain(clearing, patience)))
    signal.throwIfAborted()
    const { stable } = await this.#lease.ask(() => traffic.status(), signal)
    this.#stable = stable
    const because =
      stable === undefined
        ? undefined
        : await this.#watching.whyDead(stable, { target, healthFailures: plan.healthFailures, note: this.#note })
    if (because !== undefined) {
      this.#dead = stable
      this.#stable = undefined
      this.#note(`${stable?.id} is stable and dead (${because}): this is as a first deploy`)
    }
    await this.#watching.begin(this.#stable)
  }

  async #shift(canary: Backend, share: number): Promise<void> {
    const { traffic, owner, signal } = this.#o
    await this.#lease.ask(() => traffic.shift(owner, canary.id, share), signal)
    this.#note(`${canary.id} has ${percent(share)} of the traffic`)
    this.#o.onShare?.(share)
    await this.#watching.begin(this.#stable)
    this.#begin(`step ${this.#journal.steps.length + 1}`, share, canary)
  }

  #begin(name: string, share: number, canary: Backend): void {
    this.#journal.begin(name, share)
    this.#watching.beginStep()
    if (this.#stable !== undefined) this.#queries?.begin({ canary, stable: this.#stable })
  }

  /** Waits one interval and weighs what it showed. @throws where the canary lost its traffic behind our back */
  async #observe(canary: Backend): Promise<void> {
    const { traffic, timing, signal } = this.#o
    const fromMs = this.#now()
    await sleep(Math.min(this.#plan.windowMs, timing.healthIntervalMs), signal)
    const healthy = await this.#watching.probeInTurn(canary)
    const status: TrafficStatus = await this.#lease.ask(() => traffic.status(), signal)
    const { draws, ...counted } = await this.#watching.since(this.#stable, canary)
    signal.throwIfAborted()
    if (status.canary?.backend.id !== canary.id)
      throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`)
    const share = this.#journal.step?.share ?? 1
    const asked = { healthy, golden: this.#golden.take(), queries: this.#queries?.take() ?? [] }
    const breaker = breakerSeen(this.#breaker, status.canary.breaker)
    if ((breaker.breaker?.openings ?? 0) > 0) this.#note('requests of the canary failed in a row')
    this.#breaker = status.canary.breaker
    const split = draws && status.canary.split && { split: { draws, status: status.canary.split } }
    const seen: Observation = { fromMs, toMs: this.#now(), share, ...counted, ...split, ...asked, ...breaker }
    this.#seen = weigh(this.#plan, this.#seen, seen)
    this.#journal.book(seen)
  }

  /** While the canary started, stable answered what comes in: whether that is enough is said before anybody waits for it. */
  async #sayMisfit(): Promise<void> {
    const answered = await this.#watching.requestsOf(this.#stable)
    this.#seen = beforeTraffic(this.#seen, answered)
    const said = misfit(this.#o.plan, answered, this.#golden.perSecond)
    if (said !== undefined) this.#note(said)
  }

  /** The only version serves, whatever it does: what it does in its first minutes is said, and the verdict is about that. */
  async #watch(only: Backend): Promise<RolloutReport> {
    const { plan, timing, signal, release } = this.#o
    const untilMs = this.#now() + plan.minTimeMs
    const before = await this.#watching.endsOf(only)
    while (this.#now() < untilMs) {
      const fromMs = this.#now()
      await sleep(Math.min(plan.windowMs, timing.healthIntervalMs), signal)
      const { canary } = await this.#watching.since(undefined, only)
      const healthy = await this.#watching.probeInTurn(only)
      const golden = this.#golden.take()
      const seen: Observation = { fromMs, toMs: this.#now(), share: 1, stable: nothing, canary, healthy, golden }
      this.#seen = weigh(plan, this.#seen, seen)
      this.#journal.book(seen)
      const report = this.#journal.step
      if (report !== undefined) this.#o.onInterval?.(report, this.#watching.latencies)
    }
    this.#gates = gatesOfFirst(plan, this.#seen, before, await this.#watching.endsOf(only))
    const failed = this.#gates.find(({ verdict }) => verdict === 'fail')
    const because =
      failed === undefined
        ? `version ${release.version} is the first that serves`
        : `version ${release.version} serves, as there is no other, and ${failed.because}`
    return await this.#report(failed === undefined ? 'pass' : 'fail', because, false)
  }

  /** It is promoted, and there is nothing to go back to: only what it does could not be seen. @throws the signal's reason */
  #unwatched(error: unknown): Promise<RolloutReport> {
    const { release, signal } = this.#o
    const why = error instanceof Error ? error.message : String(error)
    const because = `version ${release.version} serves, and how it does could not be watched: ${why}`
    this.#note(because)
    if (signal.aborted) throw signal.reason
    return this.#report('error', because, false)
  }

  /** Traffic first, then everything else; each part is tried even where one before it fails. */
  async #rollBack(verdict: Exclude<Verdict, 'pass'>, because: string): Promise<RolloutReport> {
    const { traffic, target, owner, signal, timing } = this.#o
    const { lost } = this.#lease
    const graceMs = signal.aborted ? cancelGraceMs : drainMs
    if (lost === undefined) await this.#try('evict', () => traffic.evict())
    const status = await traffic.status().catch(() => undefined)
    if (status?.lease !== undefined && status.lease.owner !== owner) {
      // That run has cleared what was ours, and what is there now is its own.
      this.#note(`gave way to ${status.lease.owner}: ${because}`)
      return this.#report(verdict, because, false)
    }
    if (lost !== undefined) await this.#try('evict', () => traffic.evict())
    if (status?.paused !== undefined) this.#swap.began()
    this.#note(`rolled back: ${because}`)
    // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
    const again = this.#dead?.digest === this.#o.release.digest
    const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id)
    if (this.#canary !== undefined && this.#canary.id !== stableId) await this.#clear(this.#canary.id, graceMs)
    // Who is stable must be known for certain before anything else is stopped.
    if (status !== undefined)
      await this.#try('stop what is left', async () => void (await target.sweep(stableId, graceMs)))
    // A job that is cancelled is killed soon: the gateway finds it as soon as it is ready.
    const patience = signal.aborted ? undefined : { readyMs: timing.readyMs, signal }
    await this.#try('start stable again', () => this.#swap.bringBack(patience))
    return this.#report(verdict, because, false)
  }

  async #clear(id: string, graceMs: number): Promise<void> {
    const { traffic, target, owner, timing } = this.#o
    await this.#try(`take out ${id}`, async () => {
      const known = (await traffic.status()).idle.some((one) => one.id === id)
      if (!known) return
      // Where the lease was lost while nobody else holds it, it is ours again for the clean-up.
      await traffic.acquire(owner, timing.leaseTtlMs)
      await traffic.remove(owner, id, graceMs)
    })
    await this.#try(`stop ${id}`, () => target.stop(id, graceMs), `${id} was stopped`)
  }

  async #try(what: string, act: () => Promise<void>, done?: string): Promise<void> {
    try {
      await act()
      if (done !== undefined) this.#note(done)
    } catch (error) {
      this.#note(`could not ${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  async #report(verdict: Verdict, because: string, reused: boolean): Promise<RolloutReport> {
    const status = await this.#o.traffic.status().catch(() => undefined)
    const stable = status?.stable ?? this.#stable
    const { report: shadow } = this.#shadow
    const serving = stable?.id === this.#dead?.id || status?.paused !== undefined ? undefined : stable
    return {
      verdict,
      because: [because, ...this.#swap.told()].join('; '),
      reused,
      firstDeploy: this.#firstDeploy,
      against: this.#against,
      release: this.#o.release,
      steps: this.#journal.steps,
      gates: [...this.#golden.gates, ...this.#shadow.gates, ...this.#gates],
      timeline: this.#journal.timeline,
      series: this.#journal.series,
      ...(shadow === undefined ? {} : { shadow }),
      ...(this.#seen.split === undefined ? {} : { split: this.#seen.split.status }),
      gaps: this.#swap.gaps,
      ...(serving === undefined ? {} : { serving }),
      url: this.#o.url,
    }
  }

  #now(): number {
    return this.#o.clock.monotonicMs()
  }
}
