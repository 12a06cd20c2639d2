import { expect, it } from 'vitest'
import type { SearchTrial } from '../../../src/engine/contract.generated.ts'
import { UserError } from '../../../src/errors.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { searchSections } from '../../../src/report/search.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import type { ModelSpec } from '../../../src/spec/schema.ts'
import { finetuneConfig } from '../../../src/stages/finetuneConfig.ts'
import { bestOf, requireValidation } from '../../../src/stages/search.ts'
import { firstOf, searches, studyConfig, trialSpec } from '../../../src/stages/training/trial.ts'

function specOf(section: string): ModelSpec {
  const lines = ['name: tone', 'version: 1.0.0', 'task: text-classification', 'base: ./base', 'data: {train: a.csv}']
  const parsed = parseSpec([...lines, `finetune: ${section}`].join('\n'), 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return parsed.spec
}

const space =
  '{learning-rate: {low: 0.0001, high: 0.1, log: true}, lora.rank: {low: 4, high: 8, step: 2}, lr-scheduler: {choices: [cosine, linear]}}'
const spec = specOf(`{method: lora, search: {trials: 3, steps: 7, space: ${space}}}`)

it('a trial is the training of the spec with the settings that were chosen, and nothing else is different', () => {
  const params = { 'learning-rate': 0.01, 'lora.rank': 6, 'lr-scheduler': 'cosine' }
  const { training } = finetuneConfig(trialSpec(spec, params))
  const plain = finetuneConfig(specOf('{method: lora}')).training
  expect(training).toEqual({
    ...plain,
    learning_rate: 0.01,
    lora: { ...plain.lora, rank: 6 },
    lr_scheduler: 'cosine',
    early_stopping: { patience: 1_000_000_000, min_delta: 0, steps: 7 },
  })
  expect(spec.finetune.lora.rank).toBe(16)
})

it('early stopping of the spec holds for each trial', () => {
  const stops = specOf('{early-stopping: {patience: 2, steps: 5}, search: {space: {batch-size: {choices: [8]}}}}')
  expect(finetuneConfig(trialSpec(stops, { 'batch-size': 8 })).training).toMatchObject({
    batch_size: 8,
    early_stopping: { patience: 2, min_delta: 0, steps: 5 },
  })
})

it('the study is told which ranges have whole numbers', () => {
  if (!searches(spec)) throw new Error('it searches')
  expect(studyConfig(spec)).toEqual({
    pruner: 'median',
    sampler: 'tpe',
    seed: 0,
    trials: 3,
    space: [
      { name: 'learning-rate', low: 0.0001, high: 0.1, log: true },
      { name: 'lora.rank', low: 4, high: 8, step: 2, integer: true },
      { name: 'lr-scheduler', choices: ['cosine', 'linear'] },
    ],
  })
  expect(firstOf(spec.finetune.search)).toEqual({ 'learning-rate': 0.0001, 'lora.rank': 4, 'lr-scheduler': 'cosine' })
})

const trial = (number: number, state: SearchTrial['state'], values: number[], more: Partial<SearchTrial> = {}) => ({
  number,
  state,
  values,
  params: { 'learning-rate': 10 ** -number, 'lr-scheduler': number % 2 === 0 ? 'cosine' : '<b>linear' },
  ...more,
})
const trials: SearchTrial[] = [
  trial(0, 'complete', [0.9, 0.5], { value: 0.5 }),
  trial(1, 'complete', [0.7, 0.3], { value: 0.3 }),
  trial(2, 'pruned', [1.5]),
  trial(3, 'failed', [], { because: 'loss is nan at step 3' }),
  trial(4, 'complete', [0.3], { value: 0.3 }),
]

it('a search without validation examples is refused, as nothing could tell which trial is the best', () => {
  expect(() => requireValidation(0)).toThrow(
    /finetune\.search: the data has no validation examples, .*data\.validation/,
  )
  expect(() => requireValidation(1)).not.toThrow()
  // An image of somebody's need not say.
  expect(() => requireValidation(undefined)).not.toThrow()
})

it('of equal trials the first is the best, and one that was given up or failed never is', () => {
  expect(bestOf(trials)?.number).toBe(1)
  expect(bestOf(trials.slice(2, 4))).toBeUndefined()
})

it('the report has a table of all trials, and in HTML a line for each that has a loss, with the best one in front', () => {
  const sections = searchSections({
    best: 1,
    trials,
    importance: { 'learning-rate': 0.9, 'lr-scheduler': 0.1 },
    logarithmic: ['learning-rate'],
  })
  const report = { schema: 1 as const, title: 't', verdict: 'pass' as const, headline: 'h', gates: [], sections }
  const markdown = renderMarkdown(report, { limitBytes: 60_000 })
  expect(markdown).toContain('| 2 (best) | 0.1 |')
  expect(markdown).toContain('given up')
  expect(markdown).toContain('failed: loss is nan at step 3')
  const page = renderHtml(report)
  const lines = [...page.matchAll(/<path class="series (\w+)" d="M([^"]+)"/g)].map(([, kind]) => kind)
  expect(lines).toEqual(['other', 'other', 'other', 's0'])
  expect(page).not.toContain('<b>linear')
  expect(page.slice(page.indexOf('<svg class="lines"'), page.indexOf('</figure>'))).not.toMatch(/NaN|Infinity/)
})
