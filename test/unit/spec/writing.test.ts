import { expect, it } from 'vitest'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { generationOf, inputOf, type ModelSpec, textColumns, truthOf } from '../../../src/spec/schema.ts'
import { finetuneConfig } from '../../../src/stages/finetuneConfig.ts'

/* The spec of a model that writes texts. */

const head = (task: string) => `name: answers\nversion: 1.0.0\ntask: ${task}\nbase: ./base\n`
const gates = 'gates: [{metric: rougeL, margin: 0.02}]'
const of = (task: string, data: string, ...more: string[]): string =>
  [head(task), `data: {train: a.jsonl${data === '' ? '' : `, ${data}`}}`, ...more].join('\n')

function spec(text: string): ModelSpec {
  const parsed = parseSpec(text, 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return parsed.spec
}
function errorsOf(text: string): string[] {
  const parsed = parseSpec(text, 'model.yml')
  return 'problems' in parsed
    ? parsed.problems.map((problem) => formatProblem(problem).replace(/^model.yml:\d+: /, ''))
    : []
}

it('the smallest spec of each is completed: what is asked, what is to be written, and how long it may be', () => {
  const chat = spec(of('causal-lm', '', `evaluate: {${gates}}`))
  expect(inputOf(chat)).toEqual({ column: 'instruction', maxLength: 1024 })
  expect(truthOf(chat)).toEqual({ target: 'response' })
  expect(textColumns(chat)).toEqual({ columns: ['instruction'] })
  expect(generationOf(chat)).toEqual({ max_new_tokens: 256, num_beams: 1 })
  expect(finetuneConfig(chat)).toMatchObject({ max_length: 1024, training: { loss_on: 'response', packing: false } })

  const pairs = spec(of('seq2seq', 'text: [title, body], max-target-length: 32', `evaluate: {${gates}}`))
  expect(inputOf(pairs)).toEqual({ column: ['title', 'body'], maxLength: 128 })
  expect(truthOf(pairs)).toEqual({ target: 'target' })
  expect(generationOf(pairs)).toEqual({ max_new_tokens: 32, num_beams: 1 })
  expect(finetuneConfig(pairs)).toMatchObject({ max_target_length: 32 })
  expect(finetuneConfig(pairs).training).not.toHaveProperty('loss_on')

  const turns = spec(of('causal-lm', 'messages: turns, system: Be brief., max-length: 64', `evaluate: {${gates}}`))
  expect(inputOf(turns)).toEqual({ column: 'turns', maxLength: 64 })
  expect(truthOf(turns)).toEqual({ messages: true })
  expect(generationOf(turns)).toMatchObject({ max_new_tokens: 16 })
})

it.each(['seq2seq', 'causal-lm'])('what is not made of a model of task %s is refused where it is written', (task) => {
  const sections = [
    'quantize: {precision: fp32}',
    'image: {layout: ./images}',
    'signing: {key: k}',
    'deploy: {port: 80}',
  ]
  expect(errorsOf(of(task, '', `evaluate: {${gates}}`, ...sections))).toEqual(
    ['quantize', 'image', 'signing', 'deploy'].map(
      (section) =>
        `${section}: ${section} is not possible with task: ${task}, whose model can be prepared, fine-tuned and evaluated: remove it`,
    ),
  )
})

it.each([
  ['', 'task: causal-lm has no gate of its own: say what may be lost'],
  [
    `evaluate: {${gates}, baseline: majority}`,
    'evaluate.baseline: majority is a class, and causal-lm has none: write base',
  ],
  [`evaluate: {${gates}, baseline: "release:1.2.3"}`, 'evaluate.baseline: there are no releases with task: causal-lm'],
  [`evaluate: {${gates}, explain: {}}`, 'evaluate.explain: is not used with task: causal-lm: remove it'],
  ['evaluate: {gates: [{metric: accuracy, margin: 0.1}]}', 'evaluate.gates[0].metric: is no metric of causal-lm'],
  [`evaluate: {${gates}, generation: {max-new-tokens: 1024}}`, 'leaves nothing of data.max-length (1024)'],
])('of a model that writes, %s is refused with its place and remedy', (section, message) => {
  const [first, ...more] = errorsOf(of('causal-lm', '', section))
  expect(first).toContain(message)
  expect(more).toEqual([])
})

it.each([
  [
    'causal-lm',
    'label: x',
    'data.label: is not used with task: causal-lm, only with text-classification, image-classification',
  ],
  ['causal-lm', 'text: x', 'data.text: is not used with task: causal-lm'],
  ['causal-lm', 'messages: m, response: r', 'data.response: "r": is not used with messages, which hold both'],
  [
    'causal-lm',
    'instruction: a, response: a',
    'data.response: "a": the response and the input are the same column, "a"',
  ],
  [
    'causal-lm',
    'instruction: [a, response]',
    'data.instruction[1]: "response": is the response, which a model would only have to repeat',
  ],
  ['seq2seq', 'target: a, split: {stratify: a}', 'data.split.stratify: "a": a text of its own for every example'],
  ['seq2seq', 'system: x', 'data.system: is not used with task: seq2seq, only with causal-lm'],
])('with task %s, data with %s are refused', (task, data, message) => {
  expect(errorsOf(of(task, data, `evaluate: {${gates}}`)).join('\n')).toContain(message)
})

it('what only some tasks have is refused of others, with the tasks that have it', () => {
  expect(errorsOf(of('text-classification', '', 'evaluate: {generation: {num-beams: 2}}'))).toEqual([
    'evaluate.generation: is not used with task: text-classification, only with seq2seq, causal-lm: remove it',
  ])
  expect(errorsOf(of('seq2seq', '', `evaluate: {${gates}}`, 'finetune: {loss-on: all}'))).toEqual([
    'finetune.loss-on: is not used with task: seq2seq, only with causal-lm: remove it',
  ])
  expect(errorsOf(of('text-classification', '', 'evaluate: {baseline: base}'))).toEqual([
    'evaluate.baseline: an untuned base knows no classes, and text-classification has some: write majority',
  ])
})

it.each(['prefix', 'prompt'])('virtual tokens (%s) are refused with packing, and with images', (method) => {
  expect(errorsOf(of('causal-lm', '', `finetune: {method: ${method}, packing: true}`, `evaluate: {${gates}}`))).toEqual(
    [
      `finetune.packing: is not possible with method: ${method}, whose virtual tokens stand before one conversation: remove it, or write method: lora`,
    ],
  )
  expect(errorsOf(`${head('image-classification')}data: {train: a.csv}\nfinetune: {method: ${method}}`)).toEqual([
    `finetune.method: ${method} needs a model that reads tokens, and task: image-classification has none: write lora, adapter or full`,
  ])
})
