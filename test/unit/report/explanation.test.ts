import { expect, test } from 'vitest'
import { type Explained, explanationSection } from '../../../src/report/explanation.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'

const pairOf = (id: string, answer: string) => ({
  id,
  truth: 'praise',
  candidate: { id, truth: 'praise', answer, scores: {} },
  baseline: { id, truth: 'praise', answer: 'praise', scores: {} },
})
const pairs = [pairOf('e1', 'blame'), pairOf('e2', 'praise')]
const sectionOf = (told: Explained['told'], of = pairs) =>
  explanationSection({ examples: 10, told }, of, { quotes: true, known: 'begins with' })
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
  expect(sectionOf(explained('refund'))).toMatchObject([
    { part: 'changes', rows: [['e1', 'praise', 'blame', '93.0 %', '“refund” +41.2', '“thanks” −10.0']] },
  ])
})

test('a mistake that stands without each of its words says so, in place of an empty cell', () => {
  const [own] = explained('the').map((one) => ({ ...one, parts: [{ part: 'the', effect: 0.001 }] }))
  expect(sectionOf(own === undefined ? [] : [own])).toMatchObject([
    { rows: [['e1', 'praise', 'blame', '93.0 %', 'no part alone', '']] },
  ])
})

test('nobody asked, and no section is left', () => {
  expect(explanationSection(undefined, pairs, { quotes: true, known: 'begins with' })).toEqual([])
})

test('who asked is told why nothing is explained: no such mistake, no time, nobody to ask', () => {
  expect(sectionOf([], [pairOf('e2', 'praise')])).toMatchObject([
    { kind: 'text', text: expect.stringMatching(/makes no mistake that the baseline does not make/) },
  ])
  expect(sectionOf([])).toMatchObject([
    { kind: 'text', text: expect.stringMatching(/^0 of 1 .*explain\.seconds more/) },
  ])
  expect(sectionOf(explained('refund'), [...pairs, pairOf('e3', 'blame')])).toMatchObject([
    { kind: 'table', note: expect.stringMatching(/ 1 of 2 are told/) },
  ])
  expect(sectionOf({ notTold: 'nobody to ask' })).toMatchObject([{ kind: 'text', text: 'nobody to ask' }])
})

test('words of the test that are markup stay text, and a long one is cut', () => {
  const sections = sectionOf(explained('<img src=x onerror=a> @team | `x`'))
  const text = renderMarkdown(
    { schema: 1, title: 't', verdict: 'pass', headline: 'h', gates: [], sections },
    { limitBytes: 100_000 },
  )
  expect(text).not.toContain('<img')
  expect(text).not.toMatch(/[^\\&#;\w]@team/)
  expect(JSON.stringify(sectionOf(explained('x'.repeat(100_000)))).length).toBeLessThan(1000)
})

test('of an image the HTML shows a picture beside what spoke for the mistake, and none where reports quote nothing', () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64')
  const named = pairs.map((pair) => ({ ...pair, candidate: { ...pair.candidate, excerpt: 'img/1.png' } }))
  const htmlOf = (quotes: boolean): string =>
    renderHtml({
      schema: 1,
      title: 't',
      verdict: 'pass',
      headline: 'h',
      gates: [],
      sections: explanationSection({ examples: 10, told: explained('top left') }, named, {
        quotes,
        known: 'file',
        pictures: { e1: jpeg, e2: jpeg },
      }),
    })
  expect(htmlOf(true).split(`data:image/jpeg;base64,${jpeg}`)).toHaveLength(2)
  expect(htmlOf(false)).not.toContain('data:image/jpeg')
})
