import { describe, expect, it } from 'vitest'
import { mostPoints, thinned, withPoint } from '../../../src/rollout/series.ts'
import type { Point } from '../../../src/rollout/types.ts'

const tally = (requests: number, errors: number) => ({ requests, errors, clientErrors: 0, slow: 0 })
const point = (second: number): Point => ({
  fromMs: second * 1000,
  toMs: (second + 1) * 1000,
  share: second < 300 ? 0.01 : 0.95,
  stable: tally(90, 1),
  canary: tally(10, 2),
})

describe('how a rollout went over time', () => {
  it('stays small however long it takes, and loses no request and no second', () => {
    let series: Point[] = []
    for (let second = 0; second < 5_000; second++) {
      series = withPoint(series, point(second))
      expect(series.length).toBeLessThanOrEqual(mostPoints)
    }
    expect(series.reduce((sum, { stable }) => sum + stable.requests, 0)).toBe(450_000)
    expect(series.reduce((sum, { canary }) => sum + canary.errors, 0)).toBe(10_000)
    expect(series[0]?.fromMs).toBe(0)
    expect(series.at(-1)?.toMs).toBe(5_000_000)
    for (const [index, one] of series.entries()) if (index > 0) expect(one.fromMs).toBe(series[index - 1]?.toMs)
  })

  it('is drawn of as many neighbours each, as it is where it is short', () => {
    const series = Array.from({ length: 100 }, (_, second) => point(second))
    expect(thinned(series, 40)).toHaveLength(34)
    expect(thinned(series, 40)[0]).toMatchObject({ fromMs: 0, toMs: 3_000, stable: { requests: 270 } })
    expect(thinned(series.slice(0, 7), 40)).toEqual(series.slice(0, 7))
    expect(thinned([], 40)).toEqual([])
  })
})
