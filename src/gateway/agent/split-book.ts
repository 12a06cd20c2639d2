import { randomBytes } from 'node:crypto'
import type { Draws, Observed, SplitSide, SplitStatus } from '../types.ts'
import { boundsMs } from './counters.ts'
import { isError, type Outcome } from './proxy.ts'

/*
 * What is known of each value of the header of `deploy.split-by`, by its hash. A value keeps its version, so that its requests
 * are no draws of their own: one client that always fails says as much as one request does, whichever version it met. It is
 * one draw, and counts for the version that it met first in that way:
 *
 * - What stable was seen to do is forgotten as the share grows, for a value that was stable's is drawn anew then, with a
 *   chance that is no larger than the share. What the canary was seen to do is not: its values stay its own.
 * - A value that stable fails as well says nothing of the canary's health, and does not open its circuit breaker.
 */

const roles = ['stable', 'canary'] as const
type Role = (typeof roles)[number]

/** How far it was counted: by the canary for all of the rollout, by stable for one share. */
type Mark = { canary: number; stable: number; share: number }

type Value = {
  marks: Record<'errors' | 'clientErrors' | 'slow' | 'gaveUp', Mark>
  /** For which share it was counted as a draw. */
  drawn: number
  requests: Record<Role, number>
  errors: Record<Role, number>
  expected: Record<Role, number>
  variance: Record<Role, number>
  withStable: Lately
}

/** Requests and those of them that failed, of which recent ones weigh more. */
type Lately = { requests: number; failed: number }

/**
 * As many are known one by one in a rollout, and as many of them from before it. Of more the one that asked longest ago is
 * forgotten, and one that had trouble after all others: it would be a draw again when it comes back.
 */
const known = { most: 10_000, before: 5_000 } as const
/** A value that stable failed so often of late fails the canary for the same reason. */
const failsAnyway = 0.2
/** Of about the last fifty of a value, and the last thousand of all. */
const kept = { ofOne: 0.98, ofAll: 0.999 } as const
/** Where stable fails so many of all values it is no value's own doing, and nothing is learned of any. */
const troubled = 0.4

type Side = Omit<SplitSide, 'mostRequests' | 'worst'> & { most: number; worst: Value | undefined }

export class SplitBook {
  /** Whoever asked longest ago is the first. */
  readonly #values = new Map<string, Value>()
  /** Those of them that had trouble in this rollout. */
  readonly #troubled = new Map<string, Value>()
  #sides: Record<Role, Side> = { stable: noSide(), canary: noSide() }
  #draws: Record<Role, Draws> = { stable: noDraws(), canary: noDraws() }
  /** Which share of the rollout it is: 0 before the first. */
  #share = 0
  #capped = false
  /** Whatever stable ended, and in times without trouble of all. */
  #stable: Record<'now' | 'untroubled', Lately> = { now: noneLately, untroubled: noneLately }
  /** Of the rollout: the next one meets others first. */
  salt = ''

  /** A canary gets its first share. */
  begin(): void {
    const before = [...this.#values, ...this.#troubled].slice(-known.before)
    this.#values.clear()
    this.#troubled.clear()
    for (const [hash, { withStable }] of before) this.#values.set(hash, newValue(withStable))
    this.#sides = { stable: noSide(), canary: noSide() }
    this.#draws = { stable: noDraws(), canary: noDraws() }
    this.#capped = false
    this.#share = 0
    this.salt = randomBytes(8).toString('hex')
  }

  /** The canary has another share than before. */
  shift(): void {
    this.#share += 1
  }

  /** @returns whether the value fails at stable as well */
  ended(
    role: Role,
    { value: hash, ...one }: { value: string | undefined; outcome: Outcome; latencyMs: number },
  ): boolean {
    const failed = isError(one.outcome)
    if (hash === undefined) {
      this.#sides[role].without += 1
      this.#draw(role, undefined, one)
      return false
    }
    const value = this.#find(hash, one.outcome)
    const side = this.#sides[role]
    if (value.requests[role]++ === 0) side.values += 1
    side.requests += 1
    side.most = Math.max(side.most, value.requests[role])
    const { requests, failed: ofThem } = value.withStable
    const rate = (ofThem + this.#usual) / (requests + 1)
    side.expected += rate
    value.expected[role] += rate
    // Its requests share one rate, which so many of stable tell so well: n² times its variance, grown by one request.
    const variance = ((2 * value.requests[role] - 1) * rate * (1 - rate)) / (requests + 2)
    side.variance += variance
    value.variance[role] += variance
    if (failed) {
      if (value.errors[role]++ === 0) side.failed += 1
      side.errors += 1
      if (value.errors[role] > (side.worst?.errors[role] ?? 0)) side.worst = value
    }
    if (role === 'stable') this.#learn(value, failed)
    this.#draw(role, value, one)
    return rate > failsAnyway
  }

  get told(): { split: SplitStatus } {
    const told = (role: Role): SplitSide => {
      const { most, worst, ...side } = this.#sides[role]
      return {
        ...side,
        mostRequests: most,
        worst: {
          requests: worst?.requests[role] ?? 0,
          errors: worst?.errors[role] ?? 0,
          expected: worst?.expected[role] ?? 0,
          variance: worst?.variance[role] ?? 0,
        },
      }
    }
    return { split: { stable: told('stable'), canary: told('canary'), capped: this.#capped } }
  }

  withDraws(observed: Record<string, Observed>, ids: Record<Role, string | undefined>): Record<string, Observed> {
    const draws = structuredClone(this.#draws)
    const withThem = roles.flatMap((role) => {
      const [id, own] = [ids[role], observed[ids[role] ?? '']]
      return id === undefined || own === undefined ? [] : [[id, { ...own, draws: draws[role] }] as const]
    })
    return { ...observed, ...Object.fromEntries(withThem) }
  }

  #learn(value: Value, failed: boolean): void {
    const { now, untroubled } = this.#stable
    const next = after(now, failed, kept.ofOne)
    const isTrouble = next.failed > troubled * next.requests
    this.#stable = { now: next, untroubled: isTrouble ? untroubled : after(untroubled, failed, kept.ofAll) }
    if (!isTrouble) value.withStable = after(value.withStable, failed, kept.ofOne)
  }

  /** What a value fails of which nothing is known. */
  get #usual(): number {
    const { requests, failed } = this.#stable.untroubled
    return failed / Math.max(1, requests)
  }

  #find(hash: string, outcome: Outcome): Value {
    const value = this.#troubled.get(hash) ?? this.#values.get(hash) ?? newValue(noneLately)
    const isTroubled = this.#troubled.delete(hash) || (this.#share > 0 && outcome !== 'answered')
    this.#values.delete(hash)
    const own = isTroubled ? this.#troubled : this.#values
    own.set(hash, value)
    if (this.#values.size + this.#troubled.size <= (this.#share === 0 ? known.before : known.most)) return value
    this.#capped = true
    const [oldest = hash] = (this.#values.size > 1 ? this.#values : this.#troubled).keys()
    this.#values.delete(oldest)
    this.#troubled.delete(oldest)
    return value
  }

  #draw(role: Role, value: Value | undefined, { outcome, latencyMs }: { outcome: Outcome; latencyMs: number }): void {
    const share = this.#share
    if (share === 0) return
    const draws = this.#draws[role]
    const count = (name: keyof Value['marks'], level: number): void => {
      const mark = value?.marks[name]
      const from = mark === undefined ? 0 : Math.max(mark.canary, mark.share === share ? mark.stable : 0)
      for (let at = from; at < level; at++) draws[name][at] = (draws[name][at] ?? 0) + 1
      if (mark === undefined || level <= from) return
      if (role === 'canary') mark.canary = level
      else Object.assign(mark, { stable: level, share })
    }
    const level = boundsMs.filter((bound) => latencyMs > bound).length
    if (outcome === 'abandoned') {
      count('gaveUp', level)
      return
    }
    if (value?.drawn !== share) draws.ends += 1
    if (value !== undefined) value.drawn = share
    if (outcome !== 'unanswered') count('slow', level)
    if (outcome === 'client-error') count('clientErrors', 1)
    if (isError(outcome)) count('errors', 1)
  }
}

const noSide = (): Side => ({
  values: 0,
  requests: 0,
  without: 0,
  errors: 0,
  failed: 0,
  expected: 0,
  variance: 0,
  most: 0,
  worst: undefined,
})
const noDraws = (): Draws => ({
  ends: 0,
  errors: [0],
  clientErrors: [0],
  slow: boundsMs.map(() => 0),
  gaveUp: boundsMs.map(() => 0),
  boundsMs,
})
const noMark = (): Mark => ({ canary: 0, stable: 0, share: 0 })
const noneLately: Lately = { requests: 0, failed: 0 }
const after = ({ requests, failed }: Lately, one: boolean, part: number): Lately => ({
  requests: part * requests + 1,
  failed: part * failed + (one ? 1 : 0),
})
const newValue = (withStable: Lately): Value => ({
  marks: { errors: noMark(), clientErrors: noMark(), slow: noMark(), gaveUp: noMark() },
  drawn: 0,
  requests: { stable: 0, canary: 0 },
  errors: { stable: 0, canary: 0 },
  expected: { stable: 0, canary: 0 },
  variance: { stable: 0, canary: 0 },
  withStable,
})
