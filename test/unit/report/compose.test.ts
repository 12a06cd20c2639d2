import { describe, expect, it } from 'vitest'
import { composePullRequest, readStageReport } from '../../../src/report/compose.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { type Report, reportSchema, type StageReport } from '../../../src/report/model.ts'
import type { Gate } from '../../../src/verdict.ts'

const gate = (verdict: Gate['verdict'], name = 'accuracy'): Gate => ({
  name,
  verdict,
  observed: { value: -0.01, low: -0.03, high: 0.01, unit: 'share' },
  allowed: -0.02,
  because: `because of ${name}`,
})
const stage = (name: string, report: Partial<Report>, rest: Partial<StageReport> = {}): StageReport => ({
  stage: name,
  result: `sha256:${name}`,
  parents: {},
  report: {
    schema: 1,
    title: `${name} tone 1.4.0`,
    verdict: 'pass',
    headline: `${name} is done`,
    gates: [],
    sections: [],
    ...report,
  },
  ...rest,
})
const prepare = stage('prepare', { sections: [{ kind: 'text', title: 'Left out', text: 'nothing' }] })
const evaluate = stage(
  'evaluate',
  {
    gates: [gate('pass')],
    sections: [
      { kind: 'text', title: 'Scores', part: 'comparison', text: 'scores' },
      { kind: 'text', title: 'Got worse: 12 examples', part: 'changes', text: 'a' },
      { kind: 'text', title: 'By customer', part: 'slices', text: 'slices' },
      { kind: 'facts', title: 'Environment', folded: true, facts: [['threads', '1']] },
    ],
  },
  { parents: { prepare: 'sha256:prepare' }, seconds: 75, key: 'sha256:key' },
)
const quantize = stage(
  'quantize',
  {
    gates: [gate('pass', 'speed')],
    sections: [
      { kind: 'text', title: 'Speed', text: 'speed' },
      { kind: 'text', title: 'Got worse: 3 examples', part: 'changes', text: 'c' },
      { kind: 'text', title: 'What users will notice', part: 'users', text: 'nothing' },
    ],
  },
  { parents: { evaluate: 'sha256:evaluate' } },
)

describe('the report of a pull request', () => {
  it('opens with what users will notice, and has the stages and where they came from last, whatever order they came in', () => {
    const composed = composePullRequest([quantize, prepare, evaluate])
    expect(reportSchema.parse(composed)).toEqual(composed)
    expect(composed.title).toBe('tone 1.4.0')
    expect(composed.headline).toBe('All 2 gates pass: quantize is done')
    expect(composed.gates.map(({ name }) => name)).toEqual(['evaluate: accuracy', 'quantize: speed'])
    expect(composed.sections.map(({ title }) => title)).toEqual([
      'What users will notice',
      'Scores',
      'evaluate: Got worse: 12 examples',
      'quantize: Got worse: 3 examples',
      'By customer',
      'Speed',
      'Left out',
      'Stages and their time',
      'Environment',
      'Lineage',
    ])
    const shown = renderMarkdown(composed, { limitBytes: 60_000, marker: 'report' })
    expect(shown.indexOf('What users will notice')).toBeLessThan(shown.indexOf('### Gates'))
    expect(shown.indexOf('### Gates')).toBeLessThan(shown.indexOf('By customer'))
    expect(shown).toContain('1 min 15 s')
  })

  it.each([
    ['fail', 'Evaluate: accuracy: because of accuracy'],
    ['inconclusive', 'Evaluate: accuracy: because of accuracy'],
    ['error', 'Evaluate: accuracy: because of accuracy'],
  ] as const)('with one gate that says %s is no pass, and says why in its sentence', (verdict, sentence) => {
    const composed = composePullRequest([stage('evaluate', { verdict, gates: [gate(verdict)] }), prepare])
    expect(composed).toMatchObject({ verdict, headline: sentence })
  })

  it('is an error and never a pass where nothing was judged', () => {
    expect(composePullRequest([prepare])).toMatchObject({
      verdict: 'error',
      headline: 'Nothing was judged: no gate in prepare',
    })
    expect(composePullRequest([])).toMatchObject({ verdict: 'error' })
  })

  it('never passes where a report that did not pass is of another run', () => {
    const other = stage('quantize', { verdict: 'fail', gates: [gate('fail', 'speed')] }, { parents: { evaluate: 'x' } })
    expect(composePullRequest([evaluate, other])).toMatchObject({
      verdict: 'fail',
      headline: 'Quantize: speed: because of speed',
    })
  })

  it('is of one model: the failure of another is not covered by its pass', () => {
    const other = stage('evaluate', { title: 'evaluate intents 1.0.0', verdict: 'fail', gates: [gate('fail')] })
    expect(() => composePullRequest([other, evaluate])).toThrow(
      'evaluate has reports of intents 1.0.0 and of tone 1.4.0, and a report is of one model',
    )
  })

  it('leaves out what an older run made, and says so', () => {
    const old = { ...quantize, parents: { evaluate: 'sha256:older' } }
    const composed = composePullRequest([evaluate, old])
    expect(composed.gates.map(({ name }) => name)).toEqual(['evaluate: accuracy'])
    expect(composed.sections.at(-1)).toMatchObject({
      title: 'Of another run',
      text: expect.stringMatching(/quantize: made .*left out/),
    })
  })
})

describe("a stage's report from a file", () => {
  const file = JSON.stringify({
    ...evaluate.report,
    stage: 'evaluate',
    result: 'sha256:evaluate',
    seconds: 75,
    data: {},
  })
  it('is read whatever else the file holds', () => {
    expect(readStageReport(file, 'evaluate.json')).toEqual({
      stage: 'evaluate',
      result: 'sha256:evaluate',
      parents: {},
      seconds: 75,
      report: evaluate.report,
    })
  })
  it.each([
    ['{', 'it is not JSON'],
    ['{"stage":1}', 'is missing or something else'],
  ])('that is %s is refused in one line with the name of the file', (text, words) => {
    expect(() => readStageReport(text, 'a.json')).toThrow(/^a\.json: no report of a stage/)
    expect(() => readStageReport(text, 'a.json')).toThrow(words)
  })
})
