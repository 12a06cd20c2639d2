import type { Random } from '../../src/statistics/random.ts'

/*
 * Traffic as real services have it, second by second: requests by chance at a rate that changes, errors one by one or in
 * runs, processes that stumble, outages that both versions share, clients that wait for ever.
 */

/** What one version does, by seconds since the rollout began and its share of all requests (0 to 1). */
export type Behaviour = {
  /** Share of requests that it answers with 5xx or not at all. */
  errors: (second: number, load: number) => number
  /** Errors come in runs of so many requests of this version. */
  run?: number
  /** Share that fails beside the runs, one by one. */
  single?: number
  /** Everything fails for some seconds, every so often by chance. */
  stumble?: { seconds: number; everySeconds: number }
  /** Share answered with 4xx. */
  refusals?: (second: number) => number
  /** Share that takes longer than nearly all of stable's do: 1 % of stable's own. */
  slow?: (second: number, load: number) => number
  /** Share that never ends while its client waits. */
  hangs?: (second: number) => number
  /** So many seconds pass until a request ends. */
  takesSeconds?: number
  /** It refuses everything, health probes too. */
  dead?: (second: number) => boolean
}

export type Traffic = {
  name: string
  perSecond: (second: number) => number
  stable: Behaviour
  canary: Behaviour
  /** The canary answers golden probes, one a second, as they were judged. */
  golden?: boolean
  /** Shares of the canary, where they are not the default. */
  steps?: readonly number[]
  /** What stable did in the minute before, where that was otherwise. */
  before?: Behaviour
  /** Share of all requests that fail whoever gets them. */
  outage?: (second: number) => number
}

export type Second = { requests: number; errors: number; refusals: number; slow: number }

/** How many of so many requests a version is sent, by which of them fail, in their order: its circuit breaker may open. */
export type Cut = (requests: number, failed: ReadonlySet<number>) => number

/** What all versions meet in one second, and the version's own share of all requests. */
export type Moment = { second: number; outage: number; load: number }

/** One process, with what it remembers from one second to the next. */
export class Process {
  readonly #of: Behaviour
  readonly #random: Random
  #runLeft = 0
  #stumblesUntil = Number.NEGATIVE_INFINITY

  constructor(of: Behaviour, random: Random) {
    this.#of = of
    this.#random = random
  }

  healthy(second: number): boolean {
    return this.#of.dead?.(second) !== true && second >= this.#stumblesUntil
  }

  /** What it makes of so many requests of one second. @param cut those that are not sent any more are none of its own */
  serve(drawn: number, { second, outage, load }: Moment, cut?: Cut): Second {
    const random = this.#random
    const { refusals, slow, hangs, dead, stumble } = this.#of
    if (stumble !== undefined && second >= this.#stumblesUntil && random.unit() < 1 / stumble.everySeconds)
      this.#stumblesUntil = second + stumble.seconds
    const ends = drawn - binomial(random, drawn, hangs?.(second) ?? 0)
    if (dead?.(second) === true || second < this.#stumblesUntil) {
      const requests = cut?.(ends, new Set(Array.from({ length: ends }, (_, at) => at))) ?? ends
      return { requests, errors: requests, refusals: 0, slow: requests }
    }
    const own = this.#errors(ends, second, load)
    const failed = new Set(own)
    // Single ones by chance, where errors do not come in runs; in a shared outage any others as well.
    const { run, single = 0 } = this.#of
    const rate = run === undefined ? this.#of.errors(second, load) : single
    const count = own.length + binomial(random, ends - own.length, rate)
    fill(random, failed, ends, count)
    fill(random, failed, ends, count + binomial(random, ends - count, outage))
    const requests = cut?.(ends, failed) ?? ends
    const errors = requests === ends ? failed.size : [...failed].filter((at) => at < requests).length
    return {
      requests,
      errors,
      refusals: binomial(random, requests - errors, refusals?.(second) ?? 0),
      slow: binomial(random, requests, slow?.(second, load) ?? 0.01),
    }
  }

  /** It is sent nothing for a while: what a run would still have failed is over. */
  rest(): void {
    this.#runLeft = 0
  }

  /** Those of runs. */
  #errors(requests: number, second: number, load: number): number[] {
    const { errors, run } = this.#of
    const rate = errors(second, load)
    const failed: number[] = []
    for (let at = 0; run !== undefined && at < requests; at++) {
      if (this.#runLeft === 0) {
        at += gap(this.#random, rate / (run - (run - 1) * rate))
        if (at >= requests) break
        this.#runLeft = run
      }
      failed.push(at)
      this.#runLeft -= 1
    }
    return failed
  }
}

/** Others of so many requests fail too, by chance, until as many do. */
function fill(random: Random, failed: Set<number>, requests: number, count: number): void {
  while (failed.size < count) failed.add(Math.floor(random.unit() * requests))
}

/** Requests until the next one that fails. */
const gap = (random: Random, chance: number): number =>
  chance <= 0 ? Number.POSITIVE_INFINITY : Math.floor(Math.log1p(-random.unit()) / Math.log1p(-chance))

export function binomial(random: Random, n: number, chance: number): number {
  if (n <= 0 || chance <= 0) return 0
  if (chance >= 1) return n
  if (chance > 0.5) return n - binomial(random, n, 1 - chance)
  const mean = n * chance
  if (mean > 40) return clamp(mean + Math.sqrt(mean * (1 - chance)) * normal(random), n)
  let count = 0
  for (let at = gap(random, chance); at < n; at += 1 + gap(random, chance)) count++
  return count
}

export function poisson(random: Random, mean: number): number {
  if (mean > 40) return clamp(mean + Math.sqrt(mean) * normal(random), Number.POSITIVE_INFINITY)
  let count = 0
  for (let product = random.unit(); product > Math.exp(-mean); product *= random.unit()) count++
  return count
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log1p(-random.unit())) * Math.cos(2 * Math.PI * random.unit())
