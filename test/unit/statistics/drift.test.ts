import { execFileSync } from 'node:child_process'
import { describe, expect, it, test } from 'vitest'
import {
  alphaOfScheduledLook,
  byDeciles,
  chiSquare,
  kolmogorovSmirnov,
  overEarlier,
  overRate,
  shareFell,
  stabilityIndex,
} from '../../../src/statistics/drift.ts'
import { Random } from '../../../src/statistics/random.ts'
import { kolmogorovTail, upperGamma } from '../../../src/statistics/special.ts'
import { describeWith } from '../../parts.ts'

const gammas = [
  [0.5, 0.1],
  [0.5, 40],
  [3, 2.9],
  [3, 4.1],
  [50, 30],
  [50, 160],
  [499.5, 700],
] as const
const tails = [0.2, 0.5, 0.9, 0.999, 1, 1.3, 2, 4]
const tables = [
  [
    [30, 50, 20],
    [60, 60, 70],
  ],
  [
    [400, 5, 90, 77],
    [100, 10, 20, 19],
  ],
] as const
const samples = [
  [
    [1, 2, 2, 3, 7, 7, 7, 9],
    [2, 2, 4, 8, 9, 9, 12],
  ],
  [Array.from({ length: 500 }, (_, i) => (i * 37) % 101), Array.from({ length: 300 }, (_, i) => ((i * 53) % 97) + 9)],
] as const
const rates = [
  [3, 100, 0.01],
  [40, 1000, 0.03],
  [2000, 100_000, 0.019],
] as const

const ours = {
  gamma: gammas.map(([a, x]) => upperGamma(a, x)),
  tail: tails.map(kolmogorovTail),
  chi: tables.map(([a, b]) => chiSquare(a, b).p),
  distance: samples.map(([a, b]) => kolmogorovSmirnov(a, b).distance),
  rate: rates.map(([k, n, rate]) => overRate(k, n, rate)),
  earlier: [overEarlier({ events: 12, all: 1000 }, { events: 20, all: 5000 }, 1.5)],
}

const python = `
import json
from scipy import special, stats
samples = ${JSON.stringify(samples)}
print(json.dumps({
  "gamma": [special.gammaincc(a, x) for a, x in ${JSON.stringify(gammas)}],
  "tail": [special.kolmogorov(z) for z in ${JSON.stringify(tails)}],
  "chi": [stats.chi2_contingency(t, correction=False).pvalue for t in ${JSON.stringify(tables)}],
  "distance": [stats.ks_2samp(a, b).statistic for a, b in samples],
  "rate": [stats.binom.sf(k - 1, n, r) for k, n, r in ${JSON.stringify(rates)}],
  "earlier": [stats.binom.sf(11, 32, 1500 / 6500)],
}))`

describeWith(['python'], 'against SciPy', () => {
  test('the tests for drift give its values', () => {
    const answer = execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? '', ['-c', python], { encoding: 'utf8' })
    const theirs: Record<string, number[]> = JSON.parse(answer)
    for (const [name, values] of Object.entries(ours))
      values.forEach((value, i) => {
        const expected = theirs[name]?.[i] ?? Number.NaN
        expect(Math.abs(value - expected), `${name}[${i}]: ${value}, not ${expected}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1e-3, Math.abs(expected)),
        )
      })
  }, 60_000)
})

const random = new Random(7)
const uniform = (): number => random.word() / 2 ** 32
const draws = (count: number, of: () => number): number[] => Array.from({ length: count }, of)

describe('a test for drift', () => {
  it('says nothing of samples of one distribution more often than it may, at any level', () => {
    const trials = 3_000
    const length = (): number => Math.floor(-20 * Math.log(1 - uniform()))
    const upTo = [0.6, 0.9, 0.97, 0.99, 1]
    const counts = (n: number): number[] => {
      const found = upTo.map(() => 0)
      for (let i = 0; i < n; i++) {
        const at = uniform()
        const kind = upTo.findIndex((bound) => at < bound)
        found[kind] = (found[kind] ?? 0) + 1
      }
      return found
    }
    const share = (n: number, p: number) => ({ hits: draws(n, uniform).filter((one) => one < p).length, all: n })
    const ps = {
      lengths: draws(trials, () => kolmogorovSmirnov(draws(200, length), draws(120, length)).p),
      confidences: draws(trials, () => kolmogorovSmirnov(draws(200, uniform), draws(120, uniform)).p),
      classes: draws(trials, () => chiSquare(counts(200), counts(120)).p),
      accuracy: draws(trials, () => shareFell(share(200, 0.95), share(120, 0.93), 0.02)),
    }
    for (const [name, values] of Object.entries(ps))
      for (const level of [0.05, 0.005]) {
        const alarms = values.filter((p) => p <= level).length
        // What chance alone leaves above the level in one of 10,000 such tests.
        expect(alarms, `${name} at ${level}`).toBeLessThanOrEqual(trials * level + 3.7 * Math.sqrt(trials * level))
      }
  })

  it('sees lengths that doubled, and classes that changed places', () => {
    const lengths = draws(200, () => 20 + 20 * uniform())
    expect(
      kolmogorovSmirnov(
        lengths,
        lengths.map((one) => 2 * one),
      ).p,
    ).toBeLessThan(1e-10)
    expect(chiSquare([150, 50], [50, 150]).p).toBeLessThan(1e-10)
    expect(chiSquare([150, 50], [150, 50]).p).toBe(1)
  })

  it('has nothing to say where all is of one kind', () => {
    expect(chiSquare([200, 0], [100, 0])).toEqual({ statistic: 0, df: 0, p: 1 })
    expect(kolmogorovSmirnov([1, 1], [1, 1, 1]).p).toBe(1)
  })

  it('spends less than it was given, however many looks there are', () => {
    let spent = 0
    for (let look = 1; look <= 10_000; look++) spent += alphaOfScheduledLook(0.01, look)
    expect(spent).toBeLessThan(0.01)
    expect(alphaOfScheduledLook(0.01, 1)).toBe(0.005)
  })
})

describe('the stability index', () => {
  it('is nothing of equal shares, and over 0.2 where a tenth more classes are others', () => {
    expect(stabilityIndex([500, 500], [500, 500])).toBe(0)
    expect(stabilityIndex([900, 100], [600, 400])).toBeGreaterThan(0.2)
    expect(stabilityIndex([500, 500, 0], [400, 400, 200])).toBeLessThan(5)
  })

  it('counts numbers between the deciles of the reference, equal ones together', () => {
    const [reference, recent] = byDeciles(
      Array.from({ length: 100 }, (_, i) => i),
      [0, 5, 10, 99, 1000],
    )
    const even = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
    expect(even.map((bin) => reference[bin])).toEqual(new Array(10).fill(10))
    expect(even.map((bin) => recent[bin])).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2])
  })

  it('takes a value that is very common for a kind of its own, so that others under and over it are a shift', () => {
    const [same, others] = [new Array<number>(500).fill(1), Array.from({ length: 500 }, (_, i) => (i % 3) / 2 + 0.5)]
    expect(stabilityIndex(...byDeciles(same, others))).toBeGreaterThan(1)
    expect(stabilityIndex(...byDeciles(same, same.slice(0, 200)))).toBeLessThan(1e-6)
  })
})

describe('a rate', () => {
  it('is surely over another one only with the events that show it', () => {
    expect(overRate(0, 100, 0.01)).toBe(1)
    expect(overRate(1, 100, 0.01)).toBeGreaterThan(0.5)
    expect(overRate(30, 100, 0.01)).toBeLessThan(1e-20)
    expect(overEarlier({ events: 5, all: 100 }, { events: 0, all: 0 }, 1.5)).toBe(1)
    expect(overEarlier({ events: 100, all: 1000 }, { events: 10, all: 1000 }, 1.5)).toBeLessThan(1e-10)
  })
})
