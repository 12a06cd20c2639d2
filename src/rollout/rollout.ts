import { setTimeout } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import type { Gateway } from '../gateway/types.ts'
import type { Digest } from '../model/types.ts'
import type { Log } from '../platform/types.ts'
import type { Gate, Verdict } from '../verdict.ts'
import { decide, percent, standingGates } from './decide.ts'
import type { Backend, Counters, Observation, RolloutPlan, Target } from './types.ts'

/** Monotonic, so that a clock that is set neither ends nor prolongs anything. */
export type Clock = { monotonicMs(): number }

export type Timing = { readyMs: number; bakeMs: number; healthIntervalMs: number; leaseTtlMs: number }

export type Tally = { requests: number; errors: number }

export type StepReport = {
  name: string
  /** Canary's share, 0 to 1. */
  share: number
  /** Since the rollout began. */
  fromMs: number
  toMs: number
  stable: Tally
  canary: Tally
  outcome: string
}

export type RolloutReport = {
  verdict: Verdict
  because: string
  /** The release already was stable and answers: nothing was done. */
  reused: boolean
  /** There was no version, or none that answers, to compare with. */
  firstDeploy: boolean
  release: { version: string; digest: Digest }
  steps: StepReport[]
  gates: Gate[]
  timeline: { atMs: number; event: string }[]
  /** Who has the traffic now; absent where nothing is deployed, or what is deployed is dead. */
  serving?: Backend
  url: string
}

export type RolloutOptions = {
  target: Target
  gateway: Gateway
  plan: RolloutPlan
  release: { version: string; digest: Digest }
  owner: string
  timing: Timing
  /** One health probe; default: the gateway's own. */
  probe?: (backend: Backend) => Promise<boolean>
  clock: Clock
  signal: AbortSignal
  log: Pick<Log, 'info'>
}

const drainMs = 30_000

/** One lost probe may be chance; so many over a second are not. */
const stableProbes = { count: 3, pauseMs: 500 }

/**
 * Brings a verified release into traffic step by step, or back out of it. Whatever happens, stable keeps serving and
 * nothing of ours is left; what an earlier run left is cleared first, so a second run converges. A stable that is dead
 * serves nobody: the rollout is as a first deploy, for the release that was stable too.
 *
 * The canary becomes stable, on disk too, only after it baked with all traffic: until then a crash of the runner, of the
 * agent or of the proxy puts the old version back.
 *
 * @returns a report for every verdict; @throws UserError where it cannot begin, the signal's reason where it was cancelled
 */
export async function runRollout(options: RolloutOptions): Promise<RolloutReport> {
  options.signal.throwIfAborted()
  await options.gateway.acquire(options.owner, options.timing.leaseTtlMs)
  const rollout = new Rollout(options)
  try {
    return await rollout.run()
  } finally {
    await rollout.end()
  }
}

class Rollout {
  readonly #o: RolloutOptions
  readonly #beganMs: number
  readonly #timeline: RolloutReport['timeline'] = []
  readonly #steps: StepReport[] = []
  readonly #seen: Observation[] = []
  readonly #renewal: NodeJS.Timeout
  #lost: Error | undefined
  #stable: Backend | undefined
  /** What the gateway holds for stable while it does not answer; `#stable` is undefined then. */
  #dead: Backend | undefined
  #canary: Backend | undefined
  #firstDeploy = false
  #gates: Gate[] = []
  #counters: Record<string, Counters> = {}

  constructor(options: RolloutOptions) {
    this.#o = options
    this.#beganMs = options.clock.monotonicMs()
    // Starting a version can take longer than a lease: renewal does not wait for the loop.
    this.#renewal = setInterval(() => {
      options.gateway.renew(options.owner, options.timing.leaseTtlMs).catch((error: unknown) => {
        this.#lost ??= error instanceof Error ? error : new Error(String(error))
      })
    }, options.timing.leaseTtlMs / 3)
  }

  async run(): Promise<RolloutReport> {
    const { gateway, target, release, timing, signal, plan } = this.#o
    const onAbort = (): void => {
      if (this.#lost === undefined) gateway.evict().catch(() => undefined)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      await this.#reconcile()
      if (this.#stable?.digest === release.digest) {
        this.#note(`${this.#stable.id} already is stable`)
        return await this.#report('pass', `version ${release.version} already serves all traffic`, true)
      }
      const dead = this.#dead
      // Half alive it would be taken for started, and it is the very release that is to start.
      if (dead?.digest === release.digest) await target.stop(dead.id)
      const firstDeploy = this.#stable === undefined
      this.#firstDeploy = firstDeploy
      // The id is not known before `start` returns, so what it left behind is found by `list` in the clean-up.
      const canary = await target.start(release, signal)
      this.#canary = canary
      this.#note(`${canary.id} started`)
      await target.ready(canary, timing.readyMs, signal)
      this.#note(`${canary.id} is ready`)
      if (canary.id === dead?.id) {
        // The same release again, at another address: the gateway knows each id once.
        await gateway.demote(this.#o.owner, dead.id)
        await gateway.remove(this.#o.owner, dead.id, 0)
      }
      await gateway.add(this.#o.owner, canary)

      const first = plan.steps[0] ?? 1
      await this.#shift(canary, firstDeploy ? 1 : first)
      let step = firstDeploy ? plan.steps.length - 1 : 0
      let sinceMs = this.#now()
      for (;;) {
        await this.#observe(canary, step)
        const decision = decide(plan, this.#seen, { step, sinceMs, firstDeploy }, this.#now())
        this.#gates = decision.gates
        const current = this.#steps.at(-1)
        if (current !== undefined) current.outcome = decision.because
        if (decision.do === 'roll-back') return await this.#rollBack(decision.verdict, decision.because)
        if (decision.do === 'promote') break
        if (decision.do === 'step') {
          this.#note(decision.because)
          step = decision.step
          await this.#shift(canary, decision.share)
          sinceMs = this.#now()
        }
      }
      this.#note(`every step passed; ${canary.id} bakes for ${timing.bakeMs / 1000} s`)
      const failed = await this.#bake(canary)
      if (failed !== undefined) return await this.#rollBack('fail', `during the bake: ${failed.because}`)
      await gateway.promote(this.#o.owner, canary.id)
      const old = this.#stable ?? dead
      this.#stable = canary
      this.#dead = undefined
      this.#canary = undefined
      this.#note(`${canary.id} is stable`)
      if (old !== undefined && old.id !== canary.id) await this.#clear(old.id)
      return await this.#report('pass', `version ${release.version} passed every step and the bake`, false)
    } catch (error) {
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
    }
  }

  async end(): Promise<void> {
    clearInterval(this.#renewal)
    // Where the gateway does not answer, the lease ends by itself; the report must not be lost over it.
    await this.#try('give the lease back', () => this.#o.gateway.release(this.#o.owner))
  }

  /** Clears what an earlier run left: everything that is not stable. */
  async #reconcile(): Promise<void> {
    const { gateway, target, owner } = this.#o
    await gateway.evict()
    const status = await gateway.status()
    this.#stable = status.stable
    for (const left of status.idle) {
      await gateway.remove(owner, left.id, drainMs)
      this.#note(`${left.id}, left by an earlier run, was taken out`)
    }
    const running = await target.list()
    for (const left of running) {
      if (left.id === status.stable?.id) continue
      await target.stop(left.id)
      this.#note(`${left.id}, left by an earlier run, was stopped`)
    }
    const because = status.stable === undefined ? undefined : await this.#whyDead(status.stable, running)
    if (because !== undefined) {
      this.#dead = status.stable
      this.#stable = undefined
      this.#note(`${status.stable?.id} is stable and dead (${because}): this is as a first deploy`)
    }
    this.#counters = await gateway.observe()
  }

  /**
   * Asks the target first: after a reboot another program may answer at the address.
   * @returns undefined where stable serves
   */
  async #whyDead(stable: Backend, running: readonly Backend[]): Promise<string | undefined> {
    if (!running.some(({ id }) => id === stable.id)) return `the ${this.#o.target.name} target no longer runs it`
    for (let probe = 1; !(await this.#probe(stable)); probe++) {
      if (probe === stableProbes.count) return `${probe} health probes in a row failed`
      await setTimeout(stableProbes.pauseMs, undefined, { signal: this.#o.signal })
    }
    return undefined
  }

  #probe(backend: Backend): Promise<boolean> {
    return this.#o.probe === undefined ? this.#o.gateway.probe(backend.id) : this.#o.probe(backend)
  }

  async #shift(canary: Backend, share: number): Promise<void> {
    await this.#o.gateway.shift(this.#o.owner, canary.id, share)
    this.#note(`${canary.id} has ${percent(share)} of the traffic`)
    this.#counters = await this.#o.gateway.observe()
    const nowMs = this.#now() - this.#beganMs
    const none = { requests: 0, errors: 0 }
    const name = `step ${this.#steps.length + 1}`
    this.#steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: { ...none }, canary: { ...none }, outcome: '' })
  }

  /** Waits one interval and appends what it showed. @throws where the canary lost its traffic behind our back */
  async #observe(canary: Backend, step: number): Promise<void> {
    const { gateway, timing, signal } = this.#o
    const fromMs = this.#now()
    await setTimeout(timing.healthIntervalMs, undefined, { signal })
    if (this.#lost !== undefined) throw this.#lost
    const healthy = await this.#probe(canary)
    const [status, counters] = [await gateway.status(), await gateway.observe()]
    signal.throwIfAborted()
    if (status.canary?.backend.id !== canary.id)
      throw new Error(status.watchdog?.because ?? `the gateway no longer knows ${canary.id} as the canary`)
    const share = this.#steps.at(-1)?.share ?? this.#o.plan.steps[step] ?? 1
    const before = this.#counters
    const since = (id: string | undefined): Tally => ({
      requests: (counters[id ?? '']?.requests ?? 0) - (before[id ?? '']?.requests ?? 0),
      errors: (counters[id ?? '']?.errors ?? 0) - (before[id ?? '']?.errors ?? 0),
    })
    const seen: Observation = {
      fromMs,
      toMs: this.#now(),
      share,
      stable: since(this.#stable?.id),
      canary: since(canary.id),
      healthy,
    }
    this.#counters = counters
    this.#seen.push(seen)
    const report = this.#steps.at(-1)
    if (report === undefined) return
    report.toMs = seen.toMs - this.#beganMs
    for (const side of ['stable', 'canary'] as const) {
      report[side].requests += seen[side].requests
      report[side].errors += seen[side].errors
    }
  }

  /** The canary has all traffic and the old version is ready to take it back. @returns the gate that failed */
  async #bake(canary: Backend): Promise<Gate | undefined> {
    const untilMs = this.#now() + this.#o.timing.bakeMs
    await this.#shift(canary, 1)
    const report = this.#steps.at(-1)
    if (report !== undefined) report.name = 'bake'
    while (this.#now() < untilMs) {
      await this.#observe(canary, this.#o.plan.steps.length - 1)
      const gates = standingGates(this.#o.plan, this.#seen)
      const promotion = this.#gates.filter((gate) => gate.name === 'promotion')
      this.#gates = [...gates, ...promotion]
      const failed = gates.find((gate) => gate.verdict === 'fail')
      if (report !== undefined) report.outcome = failed?.because ?? 'nothing spoke against it'
      if (failed !== undefined) return failed
    }
    return undefined
  }

  /** Traffic first, then everything else; each part is tried even where one before it fails. */
  async #rollBack(verdict: Exclude<Verdict, 'pass'>, because: string): Promise<RolloutReport> {
    const { gateway, target, owner } = this.#o
    if (this.#lost === undefined) await this.#try('evict', () => gateway.evict())
    const status = await gateway.status().catch(() => undefined)
    if (status?.lease !== undefined && status.lease.owner !== owner) {
      // That run has cleared what was ours, and what is there now is its own.
      this.#note(`gave way to ${status.lease.owner}: ${because}`)
      return this.#report(verdict, because, false)
    }
    if (this.#lost !== undefined) await this.#try('evict', () => gateway.evict())
    this.#note(`rolled back: ${because}`)
    // A dead stable may come back to life, and stays; its own release started again is the canary, and goes.
    const again = this.#dead?.digest === this.#o.release.digest
    const stableId = again ? undefined : (status?.stable?.id ?? this.#stable?.id)
    if (this.#canary !== undefined && this.#canary.id !== stableId) await this.#clear(this.#canary.id)
    // Who is stable must be known for certain before anything else is stopped.
    const left = status === undefined ? [] : await target.list().catch(() => [])
    for (const one of left) if (one.id !== stableId) await this.#try(`stop ${one.id}`, () => target.stop(one.id))
    return this.#report(verdict, because, false)
  }

  async #clear(id: string): Promise<void> {
    const { gateway, target, owner, timing } = this.#o
    await this.#try(`take out ${id}`, async () => {
      const known = (await gateway.status()).idle.some((one) => one.id === id)
      if (!known) return
      // Where the lease was lost while nobody else holds it, it is ours again for the clean-up.
      await gateway.acquire(owner, timing.leaseTtlMs)
      await gateway.remove(owner, id, this.#o.signal.aborted ? 2_000 : drainMs)
    })
    await this.#try(`stop ${id}`, () => target.stop(id))
    this.#note(`${id} was stopped`)
  }

  async #try(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#note(`could not ${what}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  async #report(verdict: Verdict, because: string, reused: boolean): Promise<RolloutReport> {
    const status = await this.#o.gateway.status().catch(() => undefined)
    const stable = status?.stable ?? this.#stable
    const serving = stable?.id === this.#dead?.id ? undefined : stable
    return {
      verdict,
      because,
      reused,
      firstDeploy: this.#firstDeploy,
      release: this.#o.release,
      steps: this.#steps,
      gates: this.#gates,
      timeline: this.#timeline,
      ...(serving === undefined ? {} : { serving }),
      url: this.#o.gateway.url,
    }
  }

  #note(event: string): void {
    this.#timeline.push({ atMs: this.#now() - this.#beganMs, event })
    this.#o.log.info(event)
  }

  #now(): number {
    return this.#o.clock.monotonicMs()
  }
}
