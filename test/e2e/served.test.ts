import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { Report } from '../../src/report/model.ts'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, specText } from '../project.ts'
import { beginTuned } from '../tuned.ts'

/* A model serves, and the next one of the same data is judged against it: by what was tuned, and by what will serve. */

const section = (more: string): string =>
  `{baseline: ./served, gates: [{metric: accuracy, margin: 0.02}, {metric: macro_f1, margin: 0.05}${more}}`
let directory = ''
let firstEvaluation: Report | undefined

async function run(stages: string, evaluate: string) {
  writeFileSync(join(directory, 'model.yml'), specText({ evaluate }))
  return cli(directory, [stages])
}

const reportOf = (stage: string): Report =>
  JSON.parse(readFileSync(join(directory, '.model-actions/reports', `${stage}.json`), 'utf8'))

describeWith(['python'], 'a model that is tuned while another one serves', () => {
  beforeAll(async () => {
    directory = makeProject({ evaluate: '{baseline: majority, explain: {examples: 3}}' })
    await beginTuned({ home: homeOf(directory), root: directory })
    const first = await cli(directory, ['prepare,finetune,evaluate,quantize'])
    expect(first.code, first.stderr).toBe(0)
    firstEvaluation = reportOf('evaluate')
    const home = homeOf(directory)
    const [served] = globSync('**/results/*/model/model.onnx', { cwd: home })
    cpSync(join(home, dirname(served ?? 'nothing was exported')), join(directory, 'served'), { recursive: true })
  })

  it('was explained where its predecessor was right, and its single requests were timed', () => {
    const explained = firstEvaluation?.sections.find(({ title }) => title === 'Got worse: what moved the candidate')
    expect(explained).toMatchObject({ kind: 'table', rows: expect.arrayContaining([expect.any(Array)]) })
    const timed = reportOf('quantize').sections.find(({ title }) => title.startsWith('Latency of single requests'))
    const row = timed?.kind === 'table' ? timed.rows[0] : undefined
    expect(row?.[0]).toBe('this model')
    expect(Number(row?.[1])).toBeGreaterThan(0)
  })

  it('is compared with it before and after quantization, by every gate, by a function of the user and by slices, without being trained anew', async () => {
    const data = join(directory, 'data.jsonl')
    const lines = readFileSync(data, 'utf8').trimEnd().split('\n')
    const told = lines.map((line, at) =>
      JSON.stringify({ ...JSON.parse(line), channel: at % 3 === 0 ? 'mail' : 'chat' }),
    )
    writeFileSync(data, `${told.join('\n')}\n`)
    writeFileSync(
      join(directory, 'metrics.py'),
      'def cost(predictions):\n    return [0 if p["answer"]["label"] == p["answer"]["prediction"] else 3 for p in predictions]\n',
    )
    const { code, stderr } = await run(
      'prepare,finetune,evaluate,quantize',
      section(
        ', {metric: cost, margin: 0.2}], metrics: [{name: cost, function: metrics.py:cost, higher-is-better: false, range: [0, 3]}], slices: [channel]',
      ),
    )
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/^finetune: pass \(reused\)/m)
    const { gates, sections } = reportOf('evaluate')
    expect(gates.map(({ name, verdict }) => [name, verdict])).toContainEqual(['cost', 'pass'])
    const quantized = reportOf('quantize')
    expect(quantized.gates.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['agreement', 'pass'],
      ['accuracy', 'pass'],
      ['served accuracy', 'pass'],
      ['served macro_f1', 'pass'],
      ['served cost', 'pass'],
    ])
    // It is the same model: nothing changes for anybody. That is what users read first.
    expect(quantized.sections[0]).toMatchObject({
      title: 'What users will notice',
      rows: [
        expect.arrayContaining(['accuracy']),
        expect.arrayContaining(['macro F1']),
        expect.arrayContaining(['cost (lower is better)']),
        expect.arrayContaining(['0 of 450']),
      ],
      note: expect.stringContaining('the model in ./served'),
    })
    const slices = sections.find(({ title }) => title === 'Slices: accuracy')
    expect(slices?.kind === 'table' && slices.rows.map(([field, value]) => `${field} ${value}`).sort()).toEqual([
      'channel chat',
      'channel mail',
    ])
  })
})
