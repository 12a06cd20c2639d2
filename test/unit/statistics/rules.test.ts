import { expect, test } from 'vitest'
import { compareProportions } from '../../../src/statistics/compare.ts'
import { type Judged, pairPredictions } from '../../../src/statistics/pairing.ts'
import { examplesToDecide } from '../../../src/statistics/power.ts'
import { compareByGates, taskOf } from '../../../src/tasks/index.ts'

const compare = (gained: number, lost: number, examples: number, margin = 0.02) =>
  compareProportions({ gained, lost, examples, margin })

test('as good as the baseline passes, clearly worse fails, too few examples never decide', () => {
  expect(compare(30, 30, 2000).verdict).toBe('pass')
  expect(compare(10, 120, 2000).verdict).toBe('fail')
  expect(compare(0, 0, 199).verdict).toBe('inconclusive')
  expect(compare(0, 199, 199).verdict).toBe('inconclusive')
  expect(compare(0, 0, 200).verdict).toBe('pass')
  const wide = compare(25, 25, 500)
  expect(wide.verdict).toBe('inconclusive')
  expect(wide.examplesToDecide).toBeGreaterThan(500)
  expect(wide.smallestDetectableDrop).toBeGreaterThan(0.02)
})

test('worse, but surely by less than the margin, passes', () => {
  const test = compare(0, 10, 2000)
  expect(test.high).toBeLessThan(0)
  expect(test.verdict).toBe('pass')
})

test('the examples needed are those of the published rule', () => {
  expect([0.05, 0.1, 0.2].map((psi) => examplesToDecide({ variance: psi, difference: 0, margin: 0.02 }))).toEqual([
    773, 1546, 3092,
  ])
})

const task = taskOf('text-classification')
const judge = (id: string, label: string, prediction: string, scores: Record<string, number> = {}) =>
  task.judge({ id, answer: { label, prediction }, scores })
const judged = (ids: string[], prediction = 'a'): Judged[] => ids.map((id) => judge(id, 'a', prediction))

test('examples are joined by id, whatever their order', () => {
  const pairing = pairPredictions(judged(['1', '2']), judged(['2', '1'], 'b'), 2)
  expect(pairing.verdict === 'paired' && pairing.pairs.map((pair) => [pair.id, pair.baseline.id])).toEqual([
    ['1', '1'],
    ['2', '2'],
  ])
})

test.each([
  ['a missing example', judged(['1']), judged(['1', '2']), '"2"'],
  ['an example too many', judged(['1', '2']), judged(['1']), '"2"'],
  ['a candidate that judged twice', judged(['1', '1']), judged(['1', '2']), 'twice'],
  ['a baseline that judged twice', judged(['1', '2']), judged(['1', '1']), 'twice'],
  ['other labels', judged(['1']), [judge('1', 'b', 'a')], 'label'],
  ['a loss that is not finite', [judge('1', 'a', 'a', { log_loss: Number.NaN })], judged(['1']), 'finite'],
  ['an example that neither judged', judged(['1']), judged(['1']), '1 of the 2 test examples'],
  ['no examples', [], judged(['1']), 'no examples'],
])('%s makes the gate an error that says so, never a pass', (_, candidate, baseline, because) => {
  const [found] = compareByGates([{ metric: task.headline, margin: 0.02 }], pairPredictions(candidate, baseline, 2))
  expect(found?.verdict).toBe('error')
  expect(found?.because).toContain(because)
})
