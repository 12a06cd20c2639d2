import { expect, test } from 'vitest'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { type Report, reportSchema, type Section } from '../../../src/report/model.ts'
import { trainingSections } from '../../../src/report/training.ts'

const history = [1, 2, 3, 4].map((step) => ({ step, loss: 1 / step, learning_rate: 2e-7 * (4 - step) }))
const sections = trainingSections(
  'lora',
  {
    verb: 'finetune',
    steps: 1234,
    seconds: 2.5,
    history,
    validation: [
      { step: 2, loss: 0.5, examples: 20 },
      { step: 4, loss: 0.6, examples: 20 },
    ],
    examples_per_second: 81.23456,
    tokens_per_second: 5120.5,
    peak_memory_bytes: 3 * 2 ** 30,
    peak_gpu_memory_bytes: 2.5 * 2 ** 30,
    ranks: 4,
    nodes: 2,
    global_batch: 1024,
  },
  ['learning rate 1 is outside the usual <b>'],
  { gpus: { utilization: 0.934, memoryBytes: 4 * 2 ** 30 } },
)
const report: Report = { schema: 1, title: '', verdict: 'pass', headline: '', gates: [], sections }
const titled = (title: string): Section | undefined => sections.find((each) => each.title === title)

test('a training shows its loss and learning rate by step, and how fast it went', () => {
  expect(titled('Loss by optimizer step')).toMatchObject({
    x: ['1', '2', '3', '4'],
    series: [{ values: [1, 0.5, 1 / 3, 0.25] }],
  })
  expect(titled('Learning rate by optimizer step')).toMatchObject({ series: [{ values: [6e-7, 4e-7, 2e-7, 0] }] })
  const [facts] = sections
  expect(facts.kind === 'table' && facts.rows).toEqual([
    ['method', 'lora'],
    ['optimizer steps', '1,234'],
    ['processes (ranks)', '2 hosts with 4 each'],
    ['examples of a step (global batch)', '1,024'],
    ['last validation loss', '0.6000'],
    ['examples per second', '81.23'],
    ['tokens per second', '5121'],
    ['seconds', '2.5'],
    ['most memory held', '3.00 GiB'],
    ['most GPU memory taken by PyTorch', '2.50 GiB'],
    ['GPU utilisation (mean)', '93 %'],
    ['most GPU memory in use, of all programs', '4.00 GiB'],
  ])
  expect(reportSchema.parse(report)).toEqual(report)
})

test('where the validation chose the model, the report says which step it is of, and why training ended', () => {
  const validation = [0.5, 0.4, 0.45, 0.6].map((loss, i) => ({ step: 10 * (i + 1), loss, examples: 20 }))
  const best = { best_step: 20, best_loss: 0.4 }
  const noteOf = (steps: number, stopped: boolean): string | undefined => {
    const result = { verb: 'finetune', steps, validation, early_stopping: { ...best, stopped } } as const
    const all = trainingSections('full', result, [])
    expect(all[0].kind === 'table' && all[0].rows).toContainEqual(['step of the model', '20'])
    return all.find(({ title }) => title === 'Validation')?.note
  }
  const chosen =
    'The mean loss of 20 examples that are not trained on. The model is that of step 20, where it was least (0.4000)'
  expect(noteOf(40, true)).toBe(`${chosen}; as it became no less after that, training ended at step 40.`)
  expect(noteOf(40, false)).toBe(`${chosen}.`)
})

test('the precision is shown, and how many steps fp16 left out', () => {
  const [facts] = trainingSections('full', { verb: 'finetune', precision: 'fp16', skipped_steps: 3 }, [])
  expect(facts.kind === 'table' && facts.rows.slice(1)).toEqual([
    ['precision', 'fp16'],
    ['steps left out by fp16', '3'],
  ])
})

test('what the examples of a class counted is shown: of a few classes all, of many the ends', () => {
  const rowOf = (class_weights: Record<string, number>): unknown => {
    const [facts] = trainingSections('full', { verb: 'finetune', class_weights }, [])
    return facts.kind === 'table' && facts.rows.find(([what]) => what === 'class weights')?.[1]
  }
  expect(rowOf({ b: 2.5, a: 0.625 })).toBe('a 0.625, b 2.5')
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, number) => [`c${number}`, 9 - number]))
  expect(rowOf(many)).toBe('from c8 1 to c0 9')
})

test('the loss of the validation stands beside that of the training, and a rise is told with where it was least', () => {
  const validation = titled('Validation')
  expect(validation?.kind === 'table' && validation.rows).toEqual([
    ['2', '0.7500', '0.5000'],
    ['4', '0.2917', '0.6000'],
  ])
  expect(validation?.note).toMatch(
    /20 examples .* decides nothing\. It was least at step 2 and is 0\.1 higher at the end/,
  )
  const steady = trainingSections('full', { verb: 'finetune', validation: [{ step: 2, loss: 0.5, examples: 20 }] }, [])
  expect(steady.find(({ title }) => title === 'Validation')?.note).not.toContain('least')
})

test('the warnings of the job are in the report, as text', () => {
  expect(renderMarkdown(report, { limitBytes: 60_000 })).toContain('outside the usual &lt;b&gt;')
  expect(renderHtml(report)).toContain('outside the usual &lt;b&gt;')
})

test('a learning rate below a millionth has no exponent in a chart, which Mermaid could not read', () => {
  const markdown = renderMarkdown(report, { limitBytes: 60_000 })
  expect(markdown).toContain('line [0.0000006, 0.0000004, 0.0000002, 0]')
})

test('a trainer that tells nothing but that it is done has a report without curves', () => {
  const bare = trainingSections('full', { verb: 'finetune' }, [])
  expect(bare.map(({ title }) => title)).toEqual(['Training'])
})

test('images are shown as finetune.augment changed them, and not where no texts or images may be seen', () => {
  const result = { verb: 'finetune' as const, augmented: { 'train-3': '/9j/4AAQ' } }
  const shown = trainingSections('full', result, []).find(({ title }) => title.includes('finetune.augment'))
  expect(shown?.kind === 'table' && shown.pictures).toEqual({ column: 0, rows: ['/9j/4AAQ'] })
  expect(trainingSections('full', result, [], { quotes: false }).map(({ title }) => title)).toEqual(['Training'])
})

test('of texts with synonyms some are shown beside their copies', () => {
  const result = { verb: 'finetune' as const, rewritten: [{ id: 'a', text: 'a\nfilm', copy: 'a movie' }] }
  const shown = trainingSections('full', result, []).find(({ title }) => title.includes('synonyms'))
  expect(shown?.kind === 'table' && shown.rows).toEqual([['a', 'a film', 'a movie']])
  expect(trainingSections('full', result, [], { quotes: false }).map(({ title }) => title)).toEqual(['Training'])
})
