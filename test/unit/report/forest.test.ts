import { describe, expect, it } from 'vitest'
import { forestPanels, forestText, ticks } from '../../../src/report/forest.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import type { Interval } from '../../../src/report/model.ts'

const accuracy: Interval = {
  name: 'accuracy',
  unit: 'share',
  baseline: 0.941,
  candidate: 0.945,
  difference: { value: 0.004, low: -0.006, high: 0.014 },
  margin: 0.02,
  verdict: 'pass',
}
const latency: Interval = {
  name: 'P50',
  unit: 'ms',
  lowerIsBetter: true,
  baseline: 12.5,
  candidate: 14,
  difference: { value: -1.5, low: -1.8, high: -1.2 },
  verdict: 'fail',
}

describe('a forest plot', () => {
  it('gives metrics of one unit one scale, on which zero, bounds and intervals stand in their order', () => {
    const [points, ms] = forestPanels([accuracy, latency, { ...accuracy, name: 'macro F1' }])
    expect([points?.unit, ms?.unit]).toEqual(['points', 'ms'])
    expect(points?.rows.map(({ interval }) => interval.name)).toEqual(['accuracy', 'macro F1'])
    const [row] = points?.rows ?? []
    const order = [row?.limit, row?.at?.low, points?.zero, row?.at?.value, row?.at?.high].map(Number)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order.every((share) => share >= 0 && share <= 1)).toBe(true)
    expect(ms?.rows[0]?.at?.high).toBeLessThan(ms?.zero ?? 0)
  })

  it('has round numbers on its axis, whatever the scale', () => {
    expect(ticks(-2.1, 1.5)).toEqual([-2, -1, 0, 1])
    expect(ticks(-0.00031, 0.00012)).toEqual([-0.0003, -0.0002, -0.0001, 0, 0.0001])
    expect(ticks(0, 0)).toEqual([0])
    expect(ticks(0, Number.POSITIVE_INFINITY)).toEqual([0])
  })

  it('is told in the comment as a table, and drawn in letters below it', () => {
    const shown = renderMarkdown(
      {
        schema: 1,
        title: 't',
        verdict: 'pass',
        headline: 'h',
        gates: [],
        sections: [{ kind: 'intervals', title: 'Metrics', rows: [accuracy, latency] }],
      },
      { limitBytes: 60_000 },
    )
    expect(shown).toContain('| accuracy | 94.1 % | 94.5 % | \\+0.4 (−0.6 to +1.4) points | 2.0 points | ✅ pass |')
    expect(shown).toContain('| P50 (lower is better) | 12.5 ms | 14 ms | \\+1.5 (+1.2 to +1.8) ms |  | ❌ fail |')
    expect(shown).toMatch(/^accuracy {2} +┊ +├─+┼─+●─+┤$/m)
    expect(shown.match(/^```/gm)).toHaveLength(2)
  })

  it('stands where a number is not finite, or a name would end it', () => {
    const wild: Interval = {
      name: '```\n# @team',
      unit: 'share',
      difference: { value: Number.NaN, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    }
    const drawn = forestText([wild, accuracy])
    expect(drawn.match(/`/g)).toHaveLength(6)
    expect(drawn.split('\n')[1]).toContain('├')
  })
})
