import { expect, it } from 'vitest'
import { tableOf } from '../../../src/cli/predict.ts'
import { predictionsIn } from '../../../src/stages/predict.ts'

it('a table of answers fits the screen, whatever stands in inputs and labels, and says which label was expected', () => {
  const table = tableOf(['praise', 'blame'], 60)
  const prediction = { label: 'blame', score: 0.98765, classes: [] }
  const question = { data: '', shown: `one\ntwo\u001b[31m ${'long '.repeat(40)}`, from: '', expected: 'praise' }
  expect(table.head).toBe('label   score  input')
  const row = table.row({ question, prediction })
  expect(row).toMatch(/^blame {3}0\.988 {2}one two\uFFFD\[31m long .*… \(labelled praise\)$/)
  expect(row.length).toBeLessThan(60)
  expect(table.row({ question: { ...question, expected: 'blame' }, prediction })).toHaveLength(60 - 1)
})

it('labels at a terminal are those of the model, letter for letter', () => {
  const question = { data: '', shown: 'x', from: '', expected: 'r&d/ops' }
  const row = tableOf(['c#', 'r&d/ops'], 60).row({ question, prediction: { label: 'c#', score: 0.5, classes: [] } })
  expect(row).toBe('c#       0.500  x (labelled r&d/ops)')
})

it('a table of answers fits the screen where letters and pictures are two columns wide', () => {
  const table = tableOf(['賞賛', '苦情'], 60)
  const row = (shown: string): string =>
    table.row({
      question: { data: '', shown, from: '', expected: '苦情' },
      prediction: { label: '賞賛', score: 0.9, classes: [] },
    })
  // Up to the mark, which is one column: 5 of the label, 5 of the score, two gaps, and the label that was expected.
  expect(row('とても良い'.repeat(20))).toBe(`賞賛   0.900  ${'とても良い'.repeat(20).slice(0, 14)}… (labelled 苦情)`)
  expect(row('👍'.repeat(40))).toBe(`賞賛   0.900  ${'👍'.repeat(14)}… (labelled 苦情)`)
  // What stands on a letter takes no room of its own.
  expect(row('e\u0301'.repeat(20))).toBe(`賞賛   0.900  ${'e\u0301'.repeat(20)} (labelled 苦情)`)
})

it('probabilities are told by class, a row an example, in the order of the labels', () => {
  const outputs = [
    { name: 'label', data: ['b', 'a'] },
    { name: 'score', data: [0.7, 0.6] },
    { name: 'probabilities', data: [0.3, 0.7, 0.6, 0.4] },
  ]
  expect(predictionsIn({ outputs }, ['a', 'b'])).toEqual([
    {
      label: 'b',
      score: 0.7,
      classes: [
        ['b', 0.7],
        ['a', 0.3],
      ],
    },
    {
      label: 'a',
      score: 0.6,
      classes: [
        ['a', 0.6],
        ['b', 0.4],
      ],
    },
  ])
})
