import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../../src/errors.ts'
import { parseSpec } from '../../../src/spec/load.ts'

/* finetune.from: what a tuning may go on from, as it is written. */

const digest = `sha256:${'a'.repeat(64)}`
const text = (finetune: string, task = 'text-classification', more = ''): string =>
  `name: tone\nversion: 1.0.0\ntask: ${task}\nbase: ./base\ndata: {train: a.jsonl}\nfinetune: ${finetune}\n${more}`

function problems(of: string): string[] {
  const parsed = parseSpec(of, 'model.yml')
  return 'problems' in parsed
    ? parsed.problems.map((problem) => formatProblem(problem).replace(/^model.yml:\d+: /, ''))
    : []
}

describe('finetune.from', () => {
  it.each(['release:latest', 'release:1.2.0', 'release:1.2.0-rc.1', digest])('may be %s', (from) => {
    for (const method of ['full', 'lora', 'qlora'])
      expect(problems(text(`{method: ${method}, from: "${from}", data: new}`))).toEqual([])
  })

  it.each(['release:newest', 'release:1.2', 'latest', './model', 'sha256:abc', 'org/model@main'])(
    'is no %s, and the message says what may be written',
    (from) => {
      expect(problems(text(`{from: "${from}"}`))).toEqual([
        expect.stringMatching(/^finetune\.from: ".*" is nothing to start from: write release:latest, .* or the digest/),
      ])
    },
  )

  it('is needed by finetune.data, which would change nothing without it', () => {
    expect(problems(text('{data: all}'))).toEqual([
      'finetune.data: is not used without finetune.from: name the model to go on from, or remove it',
    ])
  })

  it('is no release of a task that has none', () => {
    const gates = 'evaluate: {gates: [{metric: rougeL, margin: 0.02}]}'
    expect(problems(text('{from: "release:latest"}', 'causal-lm', gates))).toEqual([
      'finetune.from: there are no releases with task: causal-lm: write the digest of a result of finetune (sha256:…)',
    ])
    expect(problems(text(`{from: "${digest}"}`, 'causal-lm', gates))).toEqual([])
  })

  it('goes with no method whose result would lie on another result', () => {
    for (const method of ['adapter', 'prefix', 'prompt'])
      expect(problems(text(`{method: ${method}, from: "release:latest"}`))).toEqual([
        expect.stringContaining(`finetune.method: ${method} leaves a model beside its base`),
      ])
    expect(problems(text('{method: lora, lora: {merge: false}, from: "release:latest"}'))).toEqual([
      'finetune.lora.merge: is false, and with from the adapter would belong on a result: remove it, or remove from',
    ])
  })
})

describe('evaluate.forgetting', () => {
  const forgetting = 'evaluate: {forgetting: {margin: 0.05, on-fail: warn}}'

  it('goes with finetune.from, and with nothing else', () => {
    expect(problems(text('{from: "release:latest"}', 'text-classification', forgetting))).toEqual([])
    expect(problems(text('{}', 'text-classification', forgetting))).toEqual([
      'evaluate.forgetting: is not used without finetune.from: name the model to go on from, or remove it',
    ])
  })
})
