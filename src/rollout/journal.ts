import type { Log } from '../platform/types.ts'
import { withPoint } from './series.ts'
import { nothing, plus } from './tally.ts'
import type { Observation, Point, RolloutReport, StepReport } from './types.ts'

/** What a report tells of how a rollout went. Its times are since the rollout began. */
export class Journal {
  readonly timeline: RolloutReport['timeline'] = []
  readonly steps: StepReport[] = []
  readonly #beganMs: number
  readonly #monotonicMs: () => number
  readonly #log: Pick<Log, 'info'>
  #series: Point[] = []

  readonly note = (event: string): void => {
    this.timeline.push({ atMs: this.nowMs(), event })
    this.#log.info(event)
  }

  constructor(monotonicMs: () => number, log: Pick<Log, 'info'>) {
    this.#monotonicMs = monotonicMs
    this.#beganMs = monotonicMs()
    this.#log = log
  }

  nowMs(): number {
    return this.#monotonicMs() - this.#beganMs
  }

  get series(): Point[] {
    return this.#series
  }

  /** The step, or the bake, that is under way. */
  get step(): StepReport | undefined {
    return this.steps.at(-1)
  }

  begin(name: string, share: number): void {
    const nowMs = this.nowMs()
    this.steps.push({ name, share, fromMs: nowMs, toMs: nowMs, stable: nothing, canary: nothing, outcome: '' })
  }

  book(seen: Observation): void {
    const { step } = this
    if (step === undefined) return
    step.toMs = seen.toMs - this.#beganMs
    Object.assign(step, plus(step, seen))
    const { share, stable, canary } = seen
    const fromMs = seen.fromMs - this.#beganMs
    this.#series = withPoint(this.#series, { fromMs, toMs: step.toMs, share, stable, canary })
  }
}
