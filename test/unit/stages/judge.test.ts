import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderCheck } from '../../../src/report/check.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { commentLimitBytes, renderMarkdown } from '../../../src/report/markdown.ts'
import type { Section } from '../../../src/report/model.ts'
import { asTable, gateTable } from '../../../src/report/sections.ts'
import { parseJudgedSpec } from '../../../src/spec/load.ts'
import { judgePredictions } from '../../../src/stages/judge.ts'

const specOf = (text: string) => {
  const parsed = parseJudgedSpec(text, 'model.yml')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.spec
}
const classes = specOf('name: intents\nversion: 1.0.0\ntask: text-classification\n')
const line = (id: number | string, label: string, prediction: string) =>
  JSON.stringify({ id: String(id), answer: { label, prediction } })
const truth = (id: number) => (id % 2 === 0 ? 'b' : 'a')
/** Of the first `wrong` all are called a. */
const many = (n: number, wrong = 0) =>
  Array.from({ length: n }, (_, id) => line(id, truth(id), id < wrong ? 'a' : truth(id)))

async function judged(spec: typeof classes, candidate: string[], baseline: string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'judge-'))
  const file = async (name: string, lines: string[]) => {
    const path = join(directory, name)
    await writeFile(path, lines.join('\n'))
    return path
  }
  const of = { candidate: await file('candidate.jsonl', candidate), baseline: await file('baseline.jsonl', baseline) }
  return (await judgePredictions(spec, of)).result
}
const firstGate = (result: Awaited<ReturnType<typeof judged>>) => result.report.gates[0]

describe('two files of predictions', () => {
  it('are judged by a spec that has neither base nor data', async () => {
    const result = await judged(classes, many(1000), many(1000))
    expect(result).toMatchObject({ stage: 'evaluate', verdict: 'pass', proceed: true, outputs: { accuracy: '1' } })
    expect(result.report.sections.map(({ kind }) => kind)).toContain('confusion')
  })

  it('of the same examples in another order are the same comparison', async () => {
    const [one, other] = [
      await judged(classes, many(500, 40), many(500)),
      await judged(classes, many(500, 40).reverse(), many(500)),
    ]
    expect(firstGate(one)).toEqual(firstGate(other))
  })

  it.each([
    ['an example twice', [...many(300), line(0, 'b', 'b')], many(300), 'twice'],
    ['a missing example', many(299), many(300), 'did not'],
    ['another label', [line(0, 'a', 'a'), ...many(300).slice(1)], many(300), 'another label'],
    ['an empty file', [], many(300), 'judged no examples'],
  ])('with %s are an error that says so, never a pass', async (_, candidate, baseline, because) => {
    const result = await judged(classes, candidate, baseline)
    expect(result).toMatchObject({ verdict: 'error', proceed: false })
    expect(firstGate(result)?.because).toContain(because)
  })

  it('that fail are told by the gate that decides, with the numbers and signs of its table', async () => {
    const loss = (value: number) =>
      many(1000).map((text, id) =>
        JSON.stringify({ ...JSON.parse(text), scores: { log_loss: value + (id % 3) / 100 } }),
      )
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {gates: [{metric: accuracy, margin: 0.02}, {metric: log_loss, margin: 0.02}]}\n',
    )
    const { headline, report, outputs } = await judged(spec, loss(0.5), loss(0.25))
    expect(headline).toMatch(/^log_loss: the difference is \+0\.25 \(/)
    expect(headline).toContain('more is surely lost than the 0.02 that may be')
    expect(outputs['baseline-accuracy']).toBe('1')
    const row = gateTable(report.gates).rows.find(([name]) => name === 'log_loss')
    expect(row?.slice(2, 4)).toEqual([expect.stringMatching(/^\+0\.25 \(\+0\.\d+ to \+0\.\d+\)$/), '+0.02'])
    const intervals = report.sections.find(({ kind }) => kind === 'intervals')
    expect(JSON.stringify(asTable(intervals as Exclude<Section, { kind: 'text' | 'command' }>))).toContain(row?.[2])
  })

  it('tell a margin as it was written, however small, in headline, table and gate alike', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {gates: [{metric: accuracy, margin: 0.0004}]}\n',
    )
    const { headline, report } = await judged(spec, many(1000, 150), many(1000))
    expect(headline).toContain('more is surely lost than the 0.04 points that may be')
    expect(gateTable(report.gates).rows[0]?.[3]).toBe('−0.04 points')
    const markdown = renderMarkdown(report, { limitBytes: commentLimitBytes })
    expect(markdown).toContain('| 0.04 points | ❌ fail |')
    expect(markdown).not.toContain(' 0.0 points | ❌')
    // The reason begins with a number, and is a sentence all the same.
    expect(markdown).toContain('| --- | --- | ---: | ---: | --- |')
  })

  it('are said to go on where a spec only warns of what is inconclusive', async () => {
    const spec = specOf('name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {on-inconclusive: warn}\n')
    const result = await judged(spec, many(150), many(150))
    expect(result).toMatchObject({ verdict: 'inconclusive', proceed: true })
    expect(result.headline).toMatch(/The run goes on, as `evaluate.on-inconclusive` is warn$/)
    expect((await judged(classes, many(150), many(150))).headline).not.toContain('goes on')
  })

  it('show the surest mistakes first by what they tell of it, and claim no order where they tell nothing', async () => {
    const scored = many(300, 60).map((text, id) => {
      const told = JSON.parse(text)
      return JSON.stringify({ ...told, answer: { ...told.answer, score: id / 1000 } })
    })
    const worseOf = async (candidate: string[]) =>
      (await judged(classes, candidate, many(300))).report.sections.find(({ title }) => title.startsWith('Got worse'))
    const [sure, silent] = [await worseOf(scored), await worseOf(many(300, 60))]
    expect(sure).toMatchObject({ columns: expect.arrayContaining(['confidence of the candidate']) })
    expect(sure?.kind === 'table' && sure.rows[0]).toEqual(['58', 'b', 'a', '5.8 %'])
    expect(silent).toMatchObject({
      columns: ['example', 'label', 'candidate said'],
      note: expect.stringContaining('The first 10 of them: `answer.score`'),
    })
  })

  it('name the line as an editor counts it, behind empty lines too, and begin with the mark of an editor', async () => {
    await expect(judged(classes, [...many(3), '', '', '{bad'], many(3))).rejects.toThrow(/candidate\.jsonl:6: /)
    const [first = '', ...others] = many(300)
    expect((await judged(classes, [`\uFEFF${first}\r`, '\r', ...others], many(300))).verdict).toBe('pass')
    await expect(judged(classes, [`${first}\r`, '\r', '{bad'], many(3))).rejects.toThrow(/candidate\.jsonl:3: /)
  })

  it('may have keys of their own, but none that is nearly one of ours', async () => {
    const withKey = (more: object, answer: object = {}) =>
      many(300).map((text) => {
        const told = JSON.parse(text)
        return JSON.stringify({ ...told, ...more, answer: { ...told.answer, ...answer } })
      })
    expect((await judged(classes, withKey({ text: 'a', idx: 3 }), many(300))).verdict).toBe('pass')
    await expect(judged(classes, withKey({ clusters: 'a' }), many(300))).rejects.toMatchObject({
      exit: 'data',
      message: expect.stringContaining('candidate.jsonl:1: clusters: unknown key; did you mean "cluster"?'),
    })
    await expect(judged(classes, withKey({}, { Score: 0.3 }), many(300))).rejects.toThrow('did you mean "score"?')
  })

  it('are told by the metric that decides, where it is a number of the user', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {metrics: [{name: cost, range: [0, 1]}], gates: [{metric: cost, margin: 0.1}]}\n',
    )
    const costing = many(300).map((text) => JSON.stringify({ ...JSON.parse(text), scores: { cost: 0.5 } }))
    expect((await judged(spec, costing, costing)).headline).toMatch(/^cost 0\.5\S* against cost 0\.5/)
  })

  it('name the answer that lacks the number of a gate, and its key', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {metrics: [{name: cost, range: [0, 1]}], gates: [{metric: cost, margin: 0.02}]}\n',
    )
    expect((await judged(spec, many(300), many(300))).headline).toBe(
      `cost: not every answer has what cost is computed from: the candidate's answer to example "0" has no scores.cost, and none has`,
    )
  })

  it('by a spec that says neither gates nor what they explain in vain', () => {
    const told = (text: string) => JSON.stringify(parseJudgedSpec(text, 'model.yml'))
    expect(told('name: a\nversion: 1.0.0\ntask: causal-lm\n')).toMatch(
      /causal-lm has no gate of its own: say what may be lost, .*"line":3/,
    )
    expect(told('name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {explain: {examples: 3}}\n')).toContain(
      '"key":"evaluate.explain"',
    )
    expect(
      told('name: a\nversion: 1.0.0\ntask: text-classification\nevaluate: {gates: [{metric: cost, margin: 1}]}\n'),
    ).toContain('a number of your own is named in evaluate.metrics')
  })

  it('are told with what a spec of a model says in vain', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: a.jsonl}\nevaluate: {baseline: majority, slices: [language], explain: {}}\n',
    )
    const noteOf = async (one: typeof spec) =>
      (await judged(one, many(300), many(300))).report.sections.find(({ title }) => title === 'Not used of model.yml')
    expect(await noteOf(spec)).toMatchObject({
      kind: 'text',
      text: expect.stringMatching(/^evaluate\.baseline \(majority\): .*; evaluate\.slices: .*; evaluate\.explain: /),
    })
    expect(await noteOf(classes)).toBeUndefined()
  })

  it('of 199 examples decide nothing', async () => {
    expect((await judged(classes, many(199), many(199))).verdict).toBe('inconclusive')
  })

  it('name the line that is no prediction, such as one with NaN', async () => {
    const broken = '{"id": "7", "answer": {"label": "a", "prediction": "a"}, "scores": {"log_loss": NaN}}'
    await expect(judged(classes, [...many(3), broken], many(4))).rejects.toThrow(
      /candidate\.jsonl:4: this is no prediction: .*NaN/,
    )
    const other = JSON.stringify({ id: '7', answer: { references: ['a'], prediction: 'a' } })
    await expect(judged(classes, [other], many(1))).rejects.toMatchObject({
      exit: 'data',
      message: expect.stringMatching(/candidate\.jsonl:1: .*label and prediction.*name another `task`/),
    })
  })

  it('of 20,000 examples with long labels fit into every rendering', async () => {
    const label = (id: number) => `class ${id % 300} ${'x'.repeat(300)}`
    const told = (wrong: number) =>
      Array.from({ length: 20_000 }, (_, id) => {
        const said = { id: String(id), answer: { label: label(id), prediction: label(id < wrong ? id + 1 : id) } }
        return JSON.stringify({ ...said, slice: { language: `tongue ${id % 500}` } })
      })
    const { report, verdict } = await judged(classes, told(1_500), told(0))
    expect(verdict).toBe('fail')
    const check = renderCheck(report)
    expect(Buffer.byteLength(renderMarkdown(report, { limitBytes: commentLimitBytes }))).toBeLessThan(commentLimitBytes)
    expect(Math.max(check.summary.length, check.text.length)).toBeLessThan(65_535)
    expect(Buffer.byteLength(renderHtml(report))).toBeLessThan(8 * 1024 * 1024)
  }, 60_000)

  it('that are missing are named', async () => {
    await expect(judgePredictions(classes, { candidate: '/nowhere/a', baseline: '/nowhere/b' })).rejects.toThrow(
      '/nowhere/a',
    )
  })

  it('may be samples of lm-evaluation-harness, with its metrics', async () => {
    const spec = specOf(`
name: assistant
version: 1.0.0
task: causal-lm
evaluate:
  gates: [{metric: exact_match, margin: 0.05}, {metric: acc, margin: 0.05}]
  metrics: [{name: acc, range: [0, 1]}]
`)
    const texts = (wrong: number) =>
      Array.from({ length: 400 }, (_, id) =>
        JSON.stringify({
          doc_id: id,
          doc: { question: `${id} + 1?` },
          target: String(id + 1),
          arguments: {},
          resps: [['…']],
          filtered_resps: [id < wrong ? 'none' : String(id + 1)],
          acc: id < wrong ? 0 : 1,
        }),
      )
    const result = await judged(spec, texts(0), texts(4))
    expect(result.verdict).toBe('pass')
    expect(result.data.metrics.baseline).toMatchObject({ exact_match: 0.99, acc: 0.99 })
    expect((await judged(spec, texts(200), texts(0))).verdict).toBe('fail')
  })

  it('count as the harness judged them, whatever its target looks like', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: causal-lm\nevaluate: {gates: [{metric: exact_match, margin: 0.1}]}\n',
    )
    // A whole solution as the target, of which the harness compares the number at the end.
    const solved = (right: boolean) =>
      Array.from({ length: 250 }, (_, id) =>
        JSON.stringify({
          doc_id: id,
          target: `Add one. #### ${id}`,
          filtered_resps: [right ? String(id) : 'none'],
          exact_match: right ? 1 : 0,
        }),
      )
    // The text of the right choice as the target, where the answer is its number.
    const chosen = (right: boolean) =>
      Array.from({ length: 250 }, (_, id) =>
        JSON.stringify({
          doc_id: id,
          target: 'Neither',
          filtered_resps: [
            ['-3.5', 'False'],
            ['-0.5', 'False'],
          ],
          acc: right ? 1 : 0,
        }),
      )
    for (const samples of [solved, chosen]) {
      const result = await judged(spec, samples(false), samples(true))
      expect(result.verdict).toBe('fail')
      expect(result.data.metrics.baseline['exact_match']).toBe(1)
    }
    const likelihood = JSON.stringify({ doc_id: 1, target: 'word', filtered_resps: [['-1.5', 'False']], acc: 1 })
    await expect(judged(spec, [likelihood], [likelihood])).rejects.toMatchObject({ exit: 'data' })
  })

  it('may be choices with their log-likelihoods: the likeliest is the answer', async () => {
    const spec = specOf(
      'name: a\nversion: 1.0.0\ntask: causal-lm\nevaluate: {gates: [{metric: exact_match, margin: 0.1}]}\n',
    )
    const sample = (id: number) =>
      JSON.stringify({
        doc_id: id,
        target: 1,
        filtered_resps: [
          ['-3.5', 'False'],
          ['-0.5', 'True'],
        ],
      })
    const lines = Array.from({ length: 250 }, (_, id) => sample(id))
    expect((await judged(spec, lines, lines)).data.metrics.candidate['exact_match']).toBe(1)
  })
})

it('a spec that is judged is told of a metric that its task lacks, and of a margin that is no share', () => {
  const parsed = (gate: string) =>
    parseJudgedSpec(`name: a\nversion: 1.0.0\ntask: seq2seq\nevaluate: {gates: [${gate}]}\n`, 'model.yml')
  expect(JSON.stringify(parsed('{metric: bleu4, margin: 1}'))).toContain('did you mean \\"bleu\\"')
  expect(JSON.stringify(parsed('{metric: rougeL, margin: 2}'))).toContain('two points are written 0.02')
})
