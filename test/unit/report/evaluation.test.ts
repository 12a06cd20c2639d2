import { expect, test } from 'vitest'
import type { EvaluateResult, Prediction } from '../../../src/engine/contract.generated.ts'
import { evaluationSections } from '../../../src/report/evaluation.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { type Report, reportSchema } from '../../../src/report/model.ts'
import { renderTerminal } from '../../../src/report/terminal.ts'

const hostile = '<img onerror=x>|@everyone\n```'
const result: EvaluateResult = {
  verb: 'evaluate',
  examples: 40,
  labels: ['good', hostile],
  candidate: {
    accuracy: 0.7,
    macro_f1: 0.69,
    log_loss: 0.5,
    confusion: [
      [20, 0],
      [12, 8],
    ],
  },
  baseline: {
    accuracy: 0.75,
    macro_f1: 0.74,
    log_loss: null,
    confusion: [
      [20, 0],
      [10, 10],
    ],
  },
  environment: { python: '3.11', packages: { torch: '2.13' }, cpu_flags: ['avx2'], threads: 1, machine: 'x86_64' },
}
/** Twelve examples that only the baseline has right, with rising losses, and one that only the candidate has. */
const judge = (of: 'candidate' | 'baseline'): Prediction[] =>
  Array.from({ length: 40 }, (_, i) => {
    const wrong = of === 'candidate' ? i < 12 : i === 12
    const label = i % 2 === 0 ? 'good' : hostile
    const other = i % 2 === 0 ? hostile : 'good'
    return { id: `e${i}${hostile}`, label, prediction: wrong ? other : label, loss: i }
  })
const report: Report = {
  schema: 1,
  title: '',
  verdict: 'inconclusive',
  headline: 'accuracy',
  gates: [],
  sections: evaluationSections({ result, predictions: judge('candidate'), baselinePredictions: judge('baseline') }),
}

test('the ten worst flips are shown, the surest mistake first, and the rest is counted', () => {
  const worse = report.sections.find(({ title }) => title === 'Got worse: 12 examples')
  if (worse?.kind !== 'table') throw new Error('no table of what got worse')
  expect(worse.rows.map((row) => row[3])).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2'])
  expect(report.sections.map(({ title }) => title)).toContain('Got better: 1 examples')
})

test('each class has the share that each model recognised', () => {
  const classes = report.sections.find(({ title }) => title.startsWith('Classes'))
  expect(classes?.kind === 'table' && classes.rows[0]).toEqual(['good', '20', '95.0 %', '70.0 %'])
})

test('the report keeps to its schema, and survives JSON', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
})

test('hostile labels and ids stay text in the Markdown, and the terminal gets no line of theirs', () => {
  const markdown = renderMarkdown(report, { limitBytes: 60_000, marker: 'a --> <b>' })
  expect(markdown.split('\n')[0]).toBe('<!-- a  b -->')
  expect(markdown).not.toContain('<img')
  expect(markdown).not.toMatch(/@(?!\u200B)/)
  expect(markdown.match(/^```/gm)).toHaveLength(2)
  expect(renderTerminal(report)).not.toMatch(/^```/m)
})

test('nothing is compared where the examples differ', () => {
  const sections = evaluationSections({
    result,
    predictions: judge('candidate').slice(1),
    baselinePredictions: judge('baseline'),
  })
  expect(sections.map(({ title }) => title)).toEqual(['Scores', 'Confusion matrix of the candidate', 'Environment'])
})

test('a confusion matrix of many classes becomes its ten most frequent mix-ups', () => {
  const labels = Array.from({ length: 100 }, (_, i) => `c${i}`)
  const counts = labels.map((_, i) => labels.map((_, j) => (j === i + 1 ? i : 0)))
  const text = renderTerminal({ ...report, sections: [{ kind: 'confusion', title: 'Mix-ups', labels, counts }] })
  expect(text).toContain('100 classes: the ten most frequent mix-ups of 98')
  expect(text.indexOf('c98')).toBeLessThan(text.indexOf('c97'))
})

test('colour is given only where it is asked for', () => {
  expect(renderTerminal(report)).not.toContain('\u001B')
  expect(renderTerminal(report, { colour: true })).toContain('\u001B[1;33minconclusive\u001B[0m')
})

test('a limit under which not even the verdict fits is refused', () => {
  expect(() => renderMarkdown(report, { limitBytes: 100 })).toThrow(RangeError)
})
