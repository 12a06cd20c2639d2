import type { Backend, Metrics, Observed } from '../gateway/types.ts'
import { inTime, sleep } from '../timers.ts'
import type { Clock, Lease } from './lease.ts'
import { drawsBetween } from './split.ts'
import {
  answersOf,
  answersTakeMs,
  histogramBetween,
  nearlyAllMs,
  nothing,
  patienceMs,
  sameCounters,
  tallyBetween,
} from './tally.ts'
import type { Latencies, Observation, Running, SplitSeen, Tally } from './types.ts'

type Watched = {
  metrics: Metrics
  /** One health probe: whether the version itself says that it is ready. */
  probe: (backend: Backend) => Promise<boolean>
  healthIntervalMs: number
  lease: Lease
  clock: Clock
  signal: AbortSignal
}

/** The gateway gives a server ten seconds at most: a question that takes longer is lost on its way. */
export const lostAfterMs = 15_000

/** How long what else is seen waits for a health probe. */
const probePatienceMs = 500

/** What the versions of a rollout do: their counters from one time to the next, and the canary's health in turn. */
export class Watching {
  readonly #o: Watched
  #counters: Record<string, Observed> = {}
  #whenStepBegan: Record<string, Observed> = {}
  #countedMs = 0
  /** Longer than nearly all of stable's answers take, as far as is known. */
  #longMs: number | undefined
  #latencies: Latencies = { stable: undefined, canary: undefined }
  #probedMs = Number.NEGATIVE_INFINITY
  #probing: Promise<() => boolean> | undefined

  constructor(options: Watched) {
    this.#o = options
  }

  /** What is counted from now on is new. */
  async begin(stable: Backend | undefined): Promise<void> {
    this.#counters = await this.#observe()
    this.#countedMs = this.#o.clock.monotonicMs()
    this.#longMs = this.#nearlyAllOf(stable)
  }

  /** What is told of latencies from now on is of this step. */
  beginStep(): void {
    this.#whenStepBegan = this.#counters
  }

  /** Answers that it gave, in all. */
  async answersOf({ id }: Backend): Promise<number> {
    return answersOf((await this.#observe())[id])
  }

  /** Answers that it gave, and clients that left before they had one, in all. */
  async endsOf({ id }: Backend): Promise<{ answers: number; left: number }> {
    const observed = (await this.#observe())[id]
    return { answers: answersOf(observed), left: observed?.abandoned.count ?? 0 }
  }

  /** Requests since the last time, and how long that is, without making it a time of its own. */
  async requestsOf(backend: Backend | undefined): Promise<Tally & { ms: number }> {
    const id = backend?.id ?? ''
    const tally = tallyBetween(this.#counters[id], (await this.#observe())[id], this.#longMs)
    return { ...tally, ms: this.#o.clock.monotonicMs() - this.#countedMs }
  }

  /** What both did since the last time. */
  async since(
    stable: Backend | undefined,
    canary: Backend,
  ): Promise<Pick<Observation, 'stable' | 'canary' | 'answersTakeMs'> & { draws?: SplitSeen['draws'] }> {
    const [before, longMs] = [this.#counters, this.#longMs]
    // For the next time: what is slow must not be said by the requests that are judged.
    await this.begin(stable)
    const latency = (backend: Backend | undefined) => {
      const id = backend?.id ?? ''
      const now = this.#counters[id]
      return now && histogramBetween(sameCounters(this.#whenStepBegan[id], now)?.latency, now.latency)
    }
    this.#latencies = { stable: latency(stable), canary: latency(canary) }
    const tally = ({ id }: Backend) => tallyBetween(before[id], this.#counters[id], longMs)
    const takeMs = answersTakeMs(this.#counters[stable?.id ?? '']?.latency)
    const counted = {
      stable: stable === undefined ? nothing : tally(stable),
      canary: tally(canary),
      answersTakeMs: takeMs,
    }
    if (stable === undefined || this.#counters[canary.id]?.draws === undefined) return counted
    const drawn = ({ id }: Backend) => {
      const now = this.#counters[id]
      return drawsBetween(sameCounters(before[id], now)?.draws, now?.draws, longMs)
    }
    return { ...counted, draws: { stable: drawn(stable), canary: drawn(canary) } }
  }

  /** Of those that were looked at the last time, since the step began. */
  get latencies(): Latencies {
    return this.#latencies
  }

  /** How long a request is waited for until it hangs. */
  patienceMs(stable: Backend | undefined, leastMs: number): number {
    return patienceMs(this.#counters[stable?.id ?? '']?.latency, leastMs)
  }

  /** What it did in about each minute of the last hour, as far as the gateway counted. */
  async pastOf(backend: Backend): Promise<Tally[]> {
    const { lease, metrics, signal } = this.#o
    const past = await lease.ask(() => metrics.past(backend), signal)
    const longMs = nearlyAllMs(past.at(-1)?.latency)
    return past.slice(1).map((now, index) => tallyBetween(past[index], now, longMs))
  }

  /**
   * Asks the target first: after a reboot another program may answer at the address. Then it is asked as often as a canary
   * before it fails. A stable that has more to do than it can misses probes and still answers requests: it lives, and a
   * canary that got all of them would be the next to fail.
   * @returns undefined where stable serves
   */
  async whyDead(
    stable: Backend,
    { target, healthFailures, note }: { target: Running; healthFailures: number; note: (event: string) => void },
  ): Promise<string | undefined> {
    const running = await target.list()
    if (!running.some(({ id }) => id === stable.id)) return `the ${target.name} target no longer runs it`
    const before = await this.answersOf(stable)
    for (let failures = 1; ; failures++) {
      if (await this.probe(stable)) return undefined
      const answers = (await this.answersOf(stable)) - before
      if (answers > 0) {
        note(`${stable.id} misses health probes and answered ${answers} requests meanwhile: it lives`)
        return undefined
      }
      if (failures >= healthFailures) return `${failures} health probes in a row failed, and it answered no request`
      await sleep(this.#o.healthIntervalMs, this.#o.signal)
    }
  }

  probe(backend: Backend): Promise<boolean> {
    return this.#o.lease.ask(() => inTime(this.#o.probe(backend), lostAfterMs, false), this.#o.signal)
  }

  /**
   * What the last probe said, once. A server that stands still answers none before its time is over: nobody waits for that,
   * as its clients see it too.
   */
  async probeInTurn(backend: Backend): Promise<Observation['healthy']> {
    const { healthIntervalMs, clock } = this.#o
    if (this.#probing === undefined && clock.monotonicMs() - this.#probedMs >= healthIntervalMs) {
      this.#probedMs = clock.monotonicMs()
      this.#probing = this.probe(backend).then(
        (healthy) => () => healthy,
        (error: unknown) => () => {
          throw error
        },
      )
    }
    const said = await Promise.race([this.#probing, sleep(Math.min(healthIntervalMs, probePatienceMs))])
    if (said === undefined) return 'not-probed'
    this.#probing = undefined
    return said()
  }

  #observe(): Promise<Record<string, Observed>> {
    return this.#o.lease.ask(() => this.#o.metrics.observe(), this.#o.signal)
  }

  #nearlyAllOf(stable: Backend | undefined): number | undefined {
    return nearlyAllMs(this.#counters[stable?.id ?? '']?.latency)
  }
}
