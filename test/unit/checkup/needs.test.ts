import { describe, expect, it } from 'vitest'
import { needsOf } from '../../../src/checkup/needs.ts'
import { compareProportions } from '../../../src/statistics/compare.ts'
import { alphaOfLook, examplesFor } from '../../../src/statistics/power.ts'

const int8 = { quantize: { precision: 'int8', margin: 0.02 } } as const

describe('what the gates need', () => {
  it("INT8's margin is told with the rows that it needs, and what to do", () => {
    expect(needsOf(int8, 499, undefined)).toEqual([
      {
        key: 'quantize.gates.margin',
        what: "INT8's margin of 0.02 needs about 522 test rows, there are 499: more rows, a larger margin, or quantize.precision: fp32",
      },
    ])
    expect(needsOf(int8, 522, undefined)).toEqual([])
    expect(needsOf({ quantize: { precision: 'fp32', margin: 0.02 } }, 499, undefined)).toEqual([])
  })

  it('fewer rows than any gate decides on are said once, whatever the margins', () => {
    const evaluate = { gates: [{ metric: 'accuracy', margin: 0.5 }], looks: 1, baseline: 'release:latest' }
    expect(needsOf({ ...int8, evaluate }, 199, undefined).map(({ key }) => key)).toEqual(['data.split.test'])
    expect(needsOf({ evaluate }, 200, undefined)).toEqual([])
  })

  it('who must only beat the most frequent class needs no margin, and a planned second look needs more rows', () => {
    const evaluate = { gates: [{ metric: 'accuracy', margin: 0.02 }], looks: 1, baseline: 'majority' }
    expect(needsOf({ evaluate }, 300, undefined)).toEqual([])
    const rows = (looks: number) =>
      Number(
        /about (\d+)/.exec(
          needsOf({ evaluate: { ...evaluate, looks, baseline: './old' } }, 300, undefined)[0]?.what ?? '',
        )?.[1],
      )
    expect(rows(2)).toBeGreaterThan(rows(1))
  })

  it('a metric to which each class counts alike names the class with too few rows', () => {
    const evaluate = { gates: [{ metric: 'macro_f1', margin: 0.05 }], looks: 1, baseline: 'majority' }
    expect(needsOf({ evaluate }, 500, { label: 'rare', tests: 9 })[0]?.what).toMatch(/"rare" has about 9/)
    expect(needsOf({ evaluate }, 500, { label: 'rare', tests: 10 })).toEqual([])
  })
})

/** Of two models of equal accuracy, of which one alone has that share right: how often the gate passes. Exact, not drawn. */
function passing(examples: number, otherwise: number, margin: number, alpha: number): number {
  let passed = 0
  const logOf = [0]
  for (let n = 1; n <= examples; n += 1) logOf[n] = (logOf[n - 1] ?? 0) + Math.log(n)
  const log = (n: number) => logOf[n] ?? 0
  const most = Math.ceil(examples * otherwise + 6 * Math.sqrt(examples * otherwise))
  for (let gained = 0; gained <= most; gained += 1)
    for (let lost = 0; lost <= most; lost += 1) {
      const same = examples - gained - lost
      const chance = Math.exp(
        log(examples) -
          log(gained) -
          log(lost) -
          log(same) +
          (gained + lost) * Math.log(otherwise / 2) +
          same * Math.log(1 - otherwise),
      )
      if (chance > 1e-7 && compareProportions({ gained, lost, examples, margin, alpha }).verdict === 'pass')
        passed += chance
    }
  return passed
}

describe('the rows that are said to be needed are those by which the gate itself decides', () => {
  it.each([
    [0.03, 0.02, 0.05],
    [0.05, 0.02, alphaOfLook(1)],
    [0.05, 0.03, alphaOfLook(1, 2)],
  ])('of %f answered otherwise, a margin of %f, spending %f', (otherwise, margin, alpha) => {
    const needed = examplesFor({ otherwise, margin }, alpha)
    expect(passing(needed, otherwise, margin, alpha)).toBeGreaterThan(0.7)
    expect(passing(Math.round(needed / 2), otherwise, margin, alpha)).toBeLessThan(0.6)
  })
})
