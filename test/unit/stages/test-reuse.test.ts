import { describe, expect, it } from 'vitest'
import { reuseSection, testDigest } from '../../../src/stages/testReuse.ts'
import type { Judged } from '../../../src/statistics/pairing.ts'
import { pairPredictions } from '../../../src/statistics/pairing.ts'
import { alphaOfLook } from '../../../src/statistics/power.ts'
import { compareByGates } from '../../../src/tasks/gate.ts'
import { taskOf } from '../../../src/tasks/index.ts'

const task = taskOf('text-classification')
/** Of two classes, by the last letter of the id. */
const labelOf = (id: string): string => ('13579'.includes(id.at(-1) ?? '') ? 'b' : 'a')
const judged = (id: string, right: boolean): Judged =>
  task.judge({ id, answer: { label: labelOf(id), prediction: right ? labelOf(id) : 'c' } } as Parameters<
    typeof task.judge
  >[0])

/** 400 examples: of the first `lost` only the baseline is right, of the next `gained` only the candidate. */
const gate = (lost: number, gained: number, look: number, planned = 1) => {
  const ids = Array.from({ length: 400 }, (_, index) => index)
  const candidate = ids.map((index) => judged(`e${index}`, index >= lost))
  const baseline = ids.map((index) => judged(`e${index}`, index < lost || index >= lost + gained))
  const margins = [{ metric: task.headline, margin: 0.02 }]
  return compareByGates(margins, pairPredictions(candidate, baseline, 400), {
    alpha: alphaOfLook(look, planned),
  })[0]
}

describe('a test that is looked at twice', () => {
  it('spends less of the chance of a wrong verdict on each later look: what just passed once does not pass as the second', () => {
    const lost = Array.from({ length: 30 }, (_, index) => index).findLast(
      (count) => gate(count, 10, 1)?.verdict === 'pass',
    )
    expect(lost).toBeDefined()
    expect(gate(lost ?? 0, 10, 2)?.verdict).toBe('inconclusive')
    expect(gate(lost ?? 0, 10, 2)?.because).toMatch(/0\.8 % of error/)
    expect(gate(lost ?? 0, 10, 1, 2)?.because).toMatch(/2 % of error/)
    expect(gate(0, 10, 2)?.verdict).toBe('pass')
  })

  it('is the same test in another order, and another one with an example more or another label', () => {
    const some = [judged('a', true), judged('b', false)]
    expect(testDigest([...some].reverse())).toBe(testDigest(some))
    expect(testDigest([...some, judged('c', true)])).not.toBe(testDigest(some))
    expect(testDigest([...some.slice(1), { ...judged('a', true), truth: 'b' }])).not.toBe(testDigest(some))
  })

  it('says in the report how often it was looked at, and what to do when that is often', () => {
    const text = (others: number, looks: number, planned = 1) =>
      JSON.stringify(reuseSection({ others, looks }, planned, 400))
    expect(text(0, 1)).toMatch(/no other candidate/)
    expect(text(7, 1)).toMatch(/7 other candidates/)
    expect(text(7, 1)).not.toMatch(/fresh/)
    expect(text(30, 1)).toMatch(/fresh test/)
    expect(text(0, 1)).toMatch(/look 1: it spends 4 % of the 5 % of error/)
    expect(text(0, 2, 2)).toMatch(/look 2: it spends 2 % of the 5 %/)
    expect(text(0, 2, 1)).toMatch(/look 2: it spends 0\.8 % of the 5 %/)
    expect(text(0, 2, 1)).toMatch(/evaluate\.looks: 2/)
  })
})
