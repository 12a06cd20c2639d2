import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, examples, makeProject } from '../project.ts'

/* Models that write texts, from a file of examples to a report: what they wrote beside what their untuned base wrote. */

const root = new URL('../../', import.meta.url).pathname
const rows = examples(700).map(({ id, text, label }, at) => ({
  id,
  instruction: text,
  response: `a ${label}`,
  place: ['field', 'house'][at % 2],
}))

/** A project with a spec of its own and a tiny base of `kind`. */
function projectOf(kind: 'llama' | 'bart', spec: readonly string[]): string {
  const directory = makeProject({}, { base: false })
  execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', [
    join(root, 'test/fixtures/make_tiny_writer.py'),
    kind,
    join(directory, 'base'),
  ])
  writeFileSync(join(directory, 'data.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const head = ['name: answers', 'version: 1.0.0', 'base: ./base', 'engine: {name: process, cpus: 1}']
  writeFileSync(join(directory, 'model.yml'), [...head, ...spec].join('\n'))
  return directory
}

const training = 'epochs: 3, learning-rate: 0.003, batch-size: 16'
const judging = 'evaluate: {gates: [{metric: rougeL, margin: 0.1}], slices: [place], generation: {max-new-tokens: 16}}'
const reportOf = (directory: string): string =>
  readFileSync(join(directory, '.model-actions/reports/evaluate.md'), 'utf8')

describeWith(['python'], 'a model that writes texts', () => {
  it('is tuned by LoRA on its answers alone, and judged against its untuned base', async () => {
    const directory = projectOf('llama', [
      'task: causal-lm',
      'data: {train: data.jsonl, split: {test: 0.4}, max-length: 128, system: Be brief.}',
      `finetune: {method: lora, packing: true, ${training}, lora: {merge: false}}`,
      judging,
    ])
    const checked = await cli(directory, ['check'])
    expect(checked.code, checked.stderr).toBe(0)
    const ended = await cli(directory, ['prepare,finetune,evaluate'])
    expect(ended.code, ended.stderr).toBe(0)
    expect(ended.stderr).toMatch(/prepare: pass: \d+ training, \d+ validation and \d+ test examples$/m)
    expect(ended.stderr).toContain('of the baseline (the untuned base), on')
    const report = reportOf(directory)
    for (const metric of ['exact match', 'chrF', 'ROUGE-L', 'perplexity', 'field']) expect(report).toContain(metric)
    const unmade = await cli(directory, ['quantize'])
    expect(unmade.code).toBe(2)
    expect(unmade.stderr).toContain(
      'model.yml: task: quantize is not possible with task: causal-lm, whose model can be prepared, fine-tuned and evaluated: choose the stages prepare, finetune, evaluate',
    )
    const asked = await cli(directory, ['predict', 'bright kind'])
    expect(asked.code).toBe(2)
    expect(asked.stderr).toContain('serving is not possible with task: causal-lm')
  })

  it('reads one text and writes another, and what it learnt beats what it could before', async () => {
    const directory = projectOf('bart', [
      'task: seq2seq',
      'data: {train: data.jsonl, split: {test: 0.4}, text: instruction, target: response, max-target-length: 16}',
      `finetune: {${training}}`,
      judging,
    ])
    const ended = await cli(directory, ['prepare,finetune,evaluate'])
    expect(ended.code, ended.stderr).toBe(0)
    expect(reportOf(directory)).toContain('chrF')
  })
})
