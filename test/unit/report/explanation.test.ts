import { expect, test } from 'vitest'
import { explanationSection } from '../../../src/report/explanation.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'

const judged = [{ id: 'e1', truth: 'praise', answer: 'blame', scores: {} }]
const explained = (part: string) => [
  {
    id: 'e1',
    confidence: 0.93,
    parts: [
      { part, effect: 0.412 },
      { part: 'thanks', effect: -0.1 },
      { part: 'the', effect: 0.001 },
    ],
  },
]

test('a reader sees which words spoke for a mistake, which against it, and none that did nothing', () => {
  expect(explanationSection(explained('refund'), judged)).toMatchObject([
    { part: 'changes', rows: [['e1', 'praise', 'blame', '93.0 %', '“refund” +41.2', '“thanks” −10.0']] },
  ])
})

test('a mistake that stands without each of its words says so, in place of an empty cell', () => {
  const [own] = explained('the').map((one) => ({ ...one, parts: [{ part: 'the', effect: 0.001 }] }))
  expect(explanationSection(own === undefined ? [] : [own], judged)).toMatchObject([
    { rows: [['e1', 'praise', 'blame', '93.0 %', 'no part alone', '']] },
  ])
})

test('where nothing was explained, or nobody asked, no table is left', () => {
  expect(explanationSection(undefined, judged)).toEqual([])
  expect(explanationSection([], judged)).toEqual([])
})

test('words of the test that are markup stay text, and a long one is cut', () => {
  const sections = explanationSection(explained('<img src=x onerror=a> @team | `x`'), judged)
  const text = renderMarkdown(
    { schema: 1, title: 't', verdict: 'pass', headline: 'h', gates: [], sections },
    { limitBytes: 100_000 },
  )
  expect(text).not.toContain('<img')
  expect(text).not.toMatch(/[^\\&#;\w]@team/)
  expect(JSON.stringify(explanationSection(explained('x'.repeat(100_000)), judged)).length).toBeLessThan(1000)
})
