import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../src/spec/load.ts'

function problemsOf(search: string, finetune = ''): { what: string; line: number | undefined }[] {
  const lines = [
    'name: tone',
    'version: 1.0.0',
    'task: text-classification',
    'base: ./base',
    'data: {train: a.csv}',
    'finetune:',
    ...(finetune === '' ? [] : [`  ${finetune}`]),
    '  search:',
    `    ${search}`,
  ]
  const parsed = parseSpec(lines.join('\n'), 'model.yml')
  return 'problems' in parsed
    ? parsed.problems.map(({ what, place }) => ({
        what,
        line: place !== undefined && 'line' in place ? place.line : undefined,
      }))
    : []
}

describe('a space is checked before anything runs', () => {
  it('takes numbers as ranges, and anything as choices', () => {
    expect(
      problemsOf(
        'space: {learning-rate: {low: 1.0e-5, high: 1.0e-3, log: true}, lora.rank: {low: 4, high: 64, step: 4}, optimizer: {choices: [adamw, sgd]}}',
        'method: lora',
      ),
    ).toEqual([])
  })

  it('an unknown key is told with its line and the nearest one', () => {
    expect(problemsOf('space: {lerning-rate: {low: 0.001, high: 0.1}}')).toEqual([
      { what: 'is no key of finetune; did you mean "learning-rate"?', line: 8 },
    ])
    expect(problemsOf('space: {lora.rnk: {low: 4, high: 8}}', 'method: lora')[0]?.what).toContain('lora.rank')
  })

  it('a misspelt key of a range is told with the nearest one', () => {
    expect(problemsOf('space: {learning-rate: {low: 0.001, hihgh: 0.1}}')[0]?.what).toBe(
      'unknown key; did you mean "high"?',
    )
  })

  it.each([
    ['{learning-rate: {low: 0.001, high: 2}}', '2 is out of range: expected less than 1'],
    ['{batch-size: {choices: [8, 0]}}', '0 is out of range: expected at least 1'],
    ['{optimizer: {choices: [adam]}}', 'expected one of adamw, adafactor, sgd'],
    ['{optimizer: {low: 1, high: 2}}', 'is no number: write choices'],
    ['{lora.rank: {low: 4, high: 8}}', 'is not used with method: full'],
    ['{lora: {low: 4, high: 8}}', 'is a section of finetune: name a key of it'],
    ['{loss.gamma: {low: 1, high: 2}}', 'changes the loss by which trials are compared'],
    ['{search.trials: {low: 1, high: 2}}', 'is the search itself'],
    ['{seed: {low: 1, high: 2}}', 'by luck alone'],
    ['{learning-rate: {low: 0.1, high: 0.01}}', 'is less than low'],
    ['{learning-rate: {low: 0.1}}', 'needs low and high, or choices'],
    ['{learning-rate: {low: 0.01, high: 0.1, log: true, step: 0.01}}', 'is not used with log'],
    ['{weight-decay: {low: 0, high: 0.1, log: true}}', 'has no logarithm'],
    ['{batch-size: {low: 8, high: 16, step: 0.5}}', 'write a whole step'],
    ['{batch-size: {choices: [8], low: 8}}', 'is not used with choices'],
    ['{batch-size: {choices: [8, 8]}}', 'is there twice'],
    ['{from: {choices: ["release:latest"]}}', 'says with which model training begins, not how'],
    ['{data: {choices: [all, new]}}', 'says what is trained on, not how'],
    ['{augment.synonyms.file: {choices: [a.csv]}}', 'names a file, which is no setting'],
    ['{warmup-steps: {low: 0, high: 100}}', 'has values between low and high that warmup-steps does not take, such as'],
    ['{constructor: {low: 8, high: 16}}', 'is no key of finetune'],
    ['{}', 'expected at least one key of finetune'],
  ])('%s is refused', (space, why) => {
    expect(
      problemsOf(`space: ${space}`)
        .map(({ what }) => what)
        .join('\n'),
    ).toContain(why)
  })

  it('a range whose ends and step are all taken is taken', () => {
    for (const range of ['{low: 0, high: 100, step: 1}', '{low: 0, high: 0.5}', '{low: 1, high: 1}'])
      expect(problemsOf(`space: {warmup-steps: ${range}}`), range).toEqual([])
    expect(problemsOf('space: {warmup-steps: {low: 0, high: 100, step: 0.5}}')[0]?.what).toContain('does not take')
  })

  it('a grid without an end of values, or with fewer than the trials, is refused', () => {
    expect(
      problemsOf('{sampler: grid, trials: 4, space: {learning-rate: {low: 0.001, high: 0.1}}}')[0]?.what,
    ).toContain('write choices, or a step')
    expect(
      problemsOf('{sampler: grid, trials: 7, space: {batch-size: {low: 8, high: 16, step: 4}}}')[0]?.what,
    ).toContain('write trials: 3')
    expect(problemsOf('{sampler: grid, trials: 3, space: {batch-size: {low: 8, high: 16, step: 4}}}')).toEqual([])
  })

  it('hosts that would each search alone are refused', () => {
    const found = problemsOf('space: {batch-size: {choices: [8]}}', 'distributed: {nodes: 2}')
    expect(found.map(({ what }) => what).join()).toContain('is not possible with distributed.nodes')
  })
})
