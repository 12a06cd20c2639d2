import { UserError } from '../errors.ts'
import type { Backend, Traffic } from '../gateway/types.ts'
import { startStableAgain } from './cleanUp.ts'
import type { Lease } from './lease.ts'
import {
  type Gap,
  type OutcomeClass,
  outcomeClasses,
  type Release,
  type RolloutPlan,
  type Tally,
  type Target,
} from './types.ts'
import { tooLittleKnown, usualOf } from './usual.ts'
import type { Watching } from './watching.ts'

const mostTries = 3

/**
 * The same plan for a canary that has all traffic with no stable beside it: what stable usually did before is tolerated, as
 * often as the plan's ratio says, where enough of it is known. However bad that was, never so much that a canary that fails
 * everything would pass. Pure. @param past minutes that had requests, the newest last
 */
export function asBefore(plan: RolloutPlan, past: readonly Tally[]): RolloutPlan {
  const toleratedOf = (name: OutcomeClass): RolloutPlan['classes'][OutcomeClass] => {
    const { ratio, tolerance } = plan.classes[name]
    const usual = usualOf(past, name)
    if (usual === undefined) return { ratio, tolerance }
    return { ratio, tolerance: Math.max(tolerance, Math.min(ratio * usual, (1 + usual) / 2)) }
  }
  const [errors, clientErrors, slow] = outcomeClasses.map(toleratedOf) as [Class, Class, Class]
  return { ...plan, steps: [1], classes: { errors, clientErrors, slow } }
}
type Class = RolloutPlan['classes'][OutcomeClass]

type Options = {
  traffic: Traffic
  target: Target
  owner: string
  watching: Watching
  lease: Lease
  signal: AbortSignal
  note: (event: string) => void
  /** Since the rollout began. */
  nowMs: () => number
}

/**
 * One version instead of the other, where there is room for one: stable is stopped, and started again where the canary does
 * not take its place. That it is to be started again stands in the gateway's state before it is stopped: whoever comes next
 * does it, if this run cannot.
 */
export class Swap {
  readonly #o: Options
  readonly #gaps: Gap[] = []

  constructor(options: Options) {
    this.#o = options
  }

  get gaps(): Gap[] {
    return this.#gaps
  }

  /**
   * Everything of the release is here before anything is touched; then requests in flight end, and stable does. One that hangs
   * has to go as well.
   * @param of `dead` is a stable that serves nobody: whatever is known of it, nothing is lost with it
   * @returns what the canary is held against, or why stable was not stopped
   */
  async makeRoom(
    plan: RolloutPlan,
    release: Release,
    { stable, dead, drainMs }: { stable: Backend | undefined; dead: Backend | undefined; drainMs: number },
  ): Promise<RolloutPlan | { because: string }> {
    const old = stable ?? dead
    if (plan.surge > 0 || old === undefined) return plan
    const { target, watching, lease, signal } = this.#o
    await target.prepare(release, signal)
    if (!(await target.list()).some(({ id }) => id === old.id)) return plan
    const past = await watching.pastOf(old)
    const because = plan.atOnce === true || stable === undefined ? undefined : tooLittleKnown(plan, past)
    if (because !== undefined) return { because }
    const held = asBefore(plan, past)
    let tries = 0
    const stop = (): Promise<void> =>
      this.#stop(old.id, drainMs).catch((error: Error) => {
        tries += 1
        // What goes wrong again and again is gone back from: nothing serves meanwhile.
        if (tries < mostTries) throw error
        throw new UserError(`${old.id} cannot be stopped to make room: ${error.message}`, { cause: error })
      })
    await lease.ask(stop, signal)
    signal.throwIfAborted()
    return held
  }

  /** May be repeated. */
  async #stop(id: string, drainMs: number): Promise<void> {
    const { traffic, target, owner, note } = this.#o
    if (!this.#isOpen) note(`${id} is stopped to make room: nothing serves until its successor or ${id} is ready`)
    this.began()
    await traffic.pause(owner, id, drainMs)
    await target.halt(id, drainMs)
  }

  /** Stable serves again where it was stopped. @param patience as of `startStableAgain` */
  async bringBack(patience: { readyMs: number; signal: AbortSignal } | undefined): Promise<void> {
    const id = await startStableAgain(this.#o, patience)
    if (id === undefined) return
    if (patience === undefined) this.#o.note(`${id} has all traffic, and serves as soon as it is ready`)
    else this.ended(id)
  }

  /** Nothing serves from now on. */
  began(): void {
    if (!this.#isOpen) this.#gaps.push({ fromMs: this.#o.nowMs() })
  }

  /** Somebody serves from now on. */
  ended(by: string): void {
    const gap = this.#gaps.at(-1)
    if (gap === undefined || gap.end !== undefined) return
    gap.end = { atMs: this.#o.nowMs(), by }
    this.#o.note(told(gap))
  }

  /** How long nothing served, in words. */
  told(): string[] {
    return this.#gaps.map(told)
  }

  get #isOpen(): boolean {
    const last = this.#gaps.at(-1)
    return last !== undefined && last.end === undefined
  }
}

const told = ({ fromMs, end }: Gap): string =>
  end === undefined
    ? 'nothing serves'
    : `nothing served for ${((end.atMs - fromMs) / 1000).toFixed(1)} s until ${end.by} did`
