import { expect, it } from 'vitest'
import { readContract } from '../../../src/engine/events.ts'
import type { Verb } from '../../../src/engine/types.ts'
import { UserError } from '../../../src/errors.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { namedFiles } from '../../../src/stages/dataFiles.ts'
import type { ConfigOf } from '../../../src/stages/job.ts'
import { prepareConfig } from '../../../src/stages/prepare.ts'

/** What prepare is told for this section `data`; as an engine would check it. */
function configOf(data: string, task = 'text-classification'): ConfigOf<'prepare'> {
  const lines = ['name: tone', 'version: 1.0.0', `task: ${task}`, 'base: ./base', `data: {${data}}`]
  const gates =
    task === 'seq2seq' || task === 'causal-lm' ? ['evaluate: {gates: [{metric: exact_match, margin: 0.02}]}'] : []
  const parsed = parseSpec([...lines, ...gates].join('\n'), 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  const files = namedFiles(parsed.spec).map((one) => ({ ...one, path: `/data/${one.written}` }))
  const config = prepareConfig(parsed.spec, files)
  const paths = {
    in: Object.fromEntries([...files.map(({ input }) => [input, '/data']), ['base', '/base']]),
    out: '/out',
  }
  const whole: { verb: Verb } = { verb: 'prepare', ...{ model_runtime: 1, paths, ...config } }
  expect(readContract(runtimeDirectory()).configMisfit(whole)).toBeUndefined()
  return config
}

it('one training file is told by its name, several each by an input, with their shares', () => {
  expect(configOf('train: data/a.jsonl, test: data/t.csv').files).toEqual({ train: 'a.jsonl', test: 't.csv' })
  const mixed = 'train: [{path: data/a.jsonl, share: 60}, {path: b.parquet, share: 30}, {path: x/a.jsonl, share: 10}]'
  expect(configOf(`${mixed}, validation: v.csv`).files).toEqual({
    train: [
      { file: 'a.jsonl', input: 'train', share: 60 },
      { file: 'b.parquet', input: 'train-2', share: 30 },
      { file: 'a.jsonl', input: 'train-3', share: 10 },
    ],
    validation: 'v.csv',
  })
  expect(configOf('train: [a.jsonl, b.csv]').files.train).toEqual([
    { file: 'a.jsonl', input: 'train' },
    { file: 'b.csv', input: 'train-2' },
  ])
})

it('prepare is told which personal data to mask, in the words of the contract', () => {
  expect(configOf('train: a.csv')).not.toHaveProperty('mask')
  expect(configOf('train: a.csv, mask: [email, phone], mask-region: US').mask).toEqual({
    kinds: ['email', 'phone'],
    region: 'US',
  })
  const patterns = "mask-patterns: [{name: order-number, pattern: 'ORD-\\d+'}]"
  expect(configOf(`train: a.csv, ${patterns}`).mask).toEqual({
    patterns: [{ name: 'order-number', pattern: 'ORD-\\d+' }],
  })
  expect(configOf(`train: a.csv, mask: [iban], ${patterns}`, 'seq2seq').mask).toEqual({
    kinds: ['iban'],
    patterns: [{ name: 'order-number', pattern: 'ORD-\\d+' }],
  })
  expect(configOf(`train: a.csv, messages: talk, mask: [card]`, 'causal-lm').mask).toEqual({ kinds: ['card'] })
})

it('prepare is told the window of lengths with its unit, and what becomes of the others', () => {
  expect(configOf('train: a.csv')).not.toHaveProperty('length')
  expect(configOf('train: a.csv, length: {min: 3}').length).toEqual({ min: 3, unit: 'tokens', drop: true })
  expect(configOf('train: a.csv, length: {max: 9, unit: characters, drop: false}').length).toEqual({
    max: 9,
    unit: 'characters',
    drop: false,
  })
  expect(configOf('train: a.csv, length: {min: 3, max: 9}', 'causal-lm').length).toEqual({
    min: 3,
    max: 9,
    unit: 'tokens',
    drop: true,
  })
})

it('prepare is told what becomes of near-duplicates, and images have none of these', () => {
  expect(configOf('train: a.csv, duplicates: {near: drop, similarity: 0.9}').duplicates).toEqual({
    near: 'drop',
    similarity: 0.9,
  })
  const images = configOf('train: [a.csv, b.csv]', 'image-classification')
  for (const key of ['mask', 'length', 'duplicates']) expect(images).not.toHaveProperty(key)
})
