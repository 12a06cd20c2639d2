import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { loadSpec, parseSpec } from '../../../src/spec/load.ts'

const minimal = `name: support-intents
version: 1.4.0
task: text-classification
base: ./base
data: {train: data/train.jsonl}
`

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spec-'))
})
afterAll(() => rm(directory, { recursive: true }))

const errorsOf = (text: string): string[] => {
  const parsed = parseSpec(text, 'model.yml')
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : []
}
const with_ = (line: string) => errorsOf(`${minimal}${line}\n`)

test('the smallest spec is completed with every default, in camelCase', () => {
  const parsed = parseSpec(minimal, 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  expect(parsed.spec.data).toMatchObject({ split: { test: 0.2, validation: 0.1 }, text: 'text', maxLength: 128 })
  expect(parsed.spec.image).toEqual({ insecureRegistry: false })
  expect(parsed.spec.engine).toEqual({ name: 'auto', gpuWait: '0s' })
  expect(parsed.spec.results).toBeUndefined()
  expect(parsed.spec.deploy.gates).toMatchObject({ falseRollbacks: 0.01, errors: { ratio: 1.5, tolerance: 0.01 } })
  expect(parsed.spec.evaluate.onInconclusive).toBe('fail')
  expect(parsed.spec.finetune.lora.rank).toBe(16)
})

test('a version that is meant to be slower, or to refuse more, can be told from one that fails', () => {
  expect(with_('deploy: {gates: {latency: {tolerance: 1}, refusals: {tolerance: 1}}}')).toEqual([])
  expect(with_('deploy: {gates: {errors: {tolerance: 1}}}')).toHaveLength(1)
})

test('requests are split by who asks: a header that names one request, or is a secret, is refused', () => {
  const by = (header: string) => with_(`deploy: {split-by: {header: ${header}}}`)
  expect(by('X-User')).toEqual([])
  // With an access log the gateway gives each request one of its own.
  for (const header of ['X-Request-Id', 'authorization', 'cookie'])
    expect(by(header).join()).toContain('expected a header that says who asks')
})

test.each([
  ['test: a.csv', { validation: 0.1 }],
  ['validation: a.csv', { test: 0.2 }],
  ['validation: a.csv, test: b.csv, split: {group: customer}', { group: 'customer' }],
  ['split: {test: 0.3}', { test: 0.3, validation: 0.1 }],
])('with %s, only what has no file of its own is taken out of train', (keys, split) => {
  const parsed = parseSpec(minimal.replace('train.jsonl}', `train.jsonl, ${keys}}`), 'model.yml')
  expect('spec' in parsed && parsed.spec.data.split).toEqual(split)
})

test('every missing key is named, each on a line of its own', () => {
  expect(errorsOf('name: a\n').map((line) => line.split(':')[2]?.trim())).toEqual(['version', 'task', 'base', 'data'])
  expect(errorsOf('name: a\n')[1]).toContain(
    'task: missing required key: one of text-classification, image-classification',
  )
})

test('a file that is empty or not a mapping says so', () => {
  expect(errorsOf('')[0]).toContain('the file is empty')
  expect(errorsOf('# only a comment\n')[0]).toContain('the file is empty')
  expect(errorsOf('- a\n')[0]).toContain('expected `key: value` lines at the top')
  expect(errorsOf('just text')[0]).toContain('expected `key: value` lines at the top')
})

test('a YAML 1.1 directive does not bring back merge keys and yes/no', () => {
  expect(errorsOf(`%YAML 1.1\n---\n${minimal}`)).toEqual([
    'model.yml:1: a model spec is YAML 1.2: remove the %YAML line',
  ])
})

test('deep nesting and thousands of errors end in one short list, quickly', () => {
  const before = process.cpuUsage()
  expect(errorsOf('['.repeat(50_000))).toHaveLength(1)
  expect(errorsOf('a: [1,'.repeat(20_000))).toHaveLength(1)
  const many = errorsOf(`${minimal}deploy: {steps: [${'x, '.repeat(50_000)}100]}\n`)
  expect(many.length).toBeLessThanOrEqual(100)
  // Its own seconds, as those of a busy machine say nothing of it.
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(10)
}, 60_000)

test('hostile keys stay on one line and are cut', () => {
  const [line = ''] = with_(`"a\\nb\\e[31m${'x'.repeat(5_000)}": 1`)
  expect(line).not.toMatch(/\p{Cc}/u)
  expect(line.length).toBeLessThan(300)
})

test('a file that cannot be read is told in one line with what to do', async () => {
  const at = (name: string) => join(directory, name)
  await mkdir(at('folder'))
  await writeFile(at('latin.yml'), Buffer.from([0x6e, 0xe4, 0x3a]))
  await writeFile(at('large.yml'), 'a'.repeat((1 << 20) + 1))
  await expect(loadSpec(at('none.yml'))).rejects.toThrow(/none\.yml: there is no such file/)
  await expect(loadSpec(at('folder'))).rejects.toThrow(/is a directory: name the model\.yml in it/)
  await expect(loadSpec(at('latin.yml'))).rejects.toThrow(/is not UTF-8/)
  await expect(loadSpec(at('large.yml'))).rejects.toThrow(/has 1048577 bytes, and a model spec has at most 1048576/)
  await expect(loadSpec(at(`${'long'.repeat(70)}.yml`))).rejects.toThrow(
    /cannot be read \(ENAMETOOLONG\): check its permissions/,
  )
  await expect(loadSpec('/dev/null')).rejects.toThrow('/dev/null: is not a regular file: name a model.yml')
  if (process.platform === 'linux')
    await expect(loadSpec('/proc/self/mem')).rejects.toThrow(/cannot be read \(EIO\): check its permissions/)
  await writeFile(at('secret.yml'), minimal)
  await chmod(at('secret.yml'), 0o000)
  if (process.getuid?.() !== 0) await expect(loadSpec(at('secret.yml'))).rejects.toThrow(/cannot be read \(EACCES\)/)
})

test('a spec with several mistakes names the first and keeps all of them, each with its place', async () => {
  const file = join(directory, 'bad.yml')
  await writeFile(file, minimal.replace('train:', 'tran:'))
  const error = await loadSpec(file).catch((thrown: unknown) => thrown)
  if (!(error instanceof UserError)) throw error
  expect(error.message).toMatch(/bad\.yml:5: .*\(and 1 more\)$/)
  expect(error.problems.map(({ place }) => place)).toEqual([
    { file, line: 5, key: 'data.train' },
    { file, line: 5, key: 'data.tran' },
  ])
})

test('a key of another task is told from one that no task knows', () => {
  const text = minimal.replace('text-classification', 'image-classification')
  expect(errorsOf(text.replace('train.jsonl}', 'train.jsonl, max-length: 3, imige: x}'))).toEqual([
    'model.yml:5: data.max-length: is not used with task: image-classification, only with text-classification, seq2seq, causal-lm: remove it',
    'model.yml:5: data.imige: unknown key; did you mean "image"?',
  ])
})

test('a misspelt task hides no other mistake', () => {
  const text = minimal.replace('text-classification', 'text-clasification').replace('{train', '{max-lenght: 1, train')
  expect(errorsOf(`${text}finetune: {epoch: 1}\n`)).toEqual([
    expect.stringMatching(/:3: task: unknown value .*did you mean "text-classification"\?$/),
    expect.stringMatching(/:5: data\.max-lenght: unknown key; did you mean "max-length"\?$/),
    expect.stringMatching(/:6: finetune\.epoch: unknown key; did you mean "epochs"\?$/),
  ])
})

test('a task that is nothing like one of ours hides no mistake outside of data', () => {
  expect(errorsOf(`${minimal.replace('text-classification', 'juggling')}finetune: {epoch: 1}\n`)).toEqual([
    expect.stringMatching(/:3: task: unknown value "juggling", expected one of text-classification, image-class/),
    expect.stringMatching(/:6: finetune\.epoch/),
  ])
})

test('Windows line ends and a byte order mark are read', async () => {
  const file = join(directory, 'windows.yml')
  await writeFile(file, `\uFEFF${minimal.replaceAll('\n', '\r\n')}`)
  expect((await loadSpec(file)).name).toBe('support-intents')
})

test('slices are columns of the data, each once, and not the input itself', () => {
  expect(with_('evaluate: {slices: [language, channel]}')).toEqual([])
  expect(with_('evaluate: {slices: [language, text]}')).toEqual([
    expect.stringContaining('evaluate.slices[1]: is the input'),
  ])
  expect(with_('evaluate: {slices: [language, language]}')).toEqual([expect.stringContaining('named twice')])
})

test('columns of numbers are each named once, and are neither the text nor what the split is made by', () => {
  const data = (more: string) => errorsOf(minimal.replace('train.jsonl}', `train.jsonl, ${more}}`))
  expect(data('numeric: [amount, age]')).toEqual([])
  expect(data('text: [title, body], numeric: [amount]')).toEqual([])
  for (const [more, key, because] of [
    ['numeric: []', 'data.numeric', ''],
    ['numeric: [amount, amount]', 'data.numeric[1]', 'is named twice: keep one'],
    ['numeric: [text]', 'data.numeric[0]', 'is read as text, too (data.text)'],
    ['text: [title, body], numeric: [body]', 'data.numeric[0]', 'is read as text, too (data.text)'],
    ['numeric: [label]', 'data.numeric[0]', 'is the label'],
    ['numeric: [id]', 'data.numeric[0]', 'names an example'],
    ['numeric: [customer], split: {group: customer}', 'data.numeric[0]', 'is the group of the split'],
    ['numeric: ["a|b"]', 'data.numeric[0]', 'has a bar in its name'],
    ['text: "a|b", numeric: [amount]', 'data.text', 'has a bar in its name'],
  ] as const)
    expect(
      data(more).map((line) => line.includes(`: ${key}: `) && line.includes(because)),
      more,
    ).toEqual([true])
  const images = minimal.replace('text-classification', 'image-classification')
  expect(errorsOf(images.replace('train.jsonl}', 'train.jsonl, numeric: [age]}'))).toEqual([
    expect.stringContaining('data.numeric: is not used with task: image-classification'),
  ])
})

test('several files train, all of them with a share or none, and each is named once', () => {
  const train = (list: string) => errorsOf(minimal.replace('data/train.jsonl', list))
  expect(train('[a.jsonl, b.csv]')).toEqual([])
  expect(train('[{path: a.jsonl, share: 60}, {path: b.csv, share: 0.5}]')).toEqual([])
  for (const [list, because] of [
    ['[a.jsonl]', 'data.train: a list of 1 is out of range: expected at least 2 entries'],
    ['[{path: a.jsonl, share: 3}, b.csv]', 'data.train[1]: "b.csv": has no share, and others have one'],
    ['[{path: a.jsonl, share: 3}, {path: b.csv}]', 'data.train: expected a file, or a list of 2 to 100'],
    ['[{path: a.jsonl, share: 0}, {path: b.csv, share: 1}]', 'data.train[0].share: 0 is out of range'],
    ['[{path: a.jsonl, share: -2}, {path: b.csv, share: 1}]', 'data.train[0].share: -2 is out of range'],
    ['[{path: a.jsonl, share: .inf}, {path: b.csv, share: 1}]', 'for each {path: a file, share: a number above 0}'],
    ['[{path: a.jsonl, share: 3, weight: 3}, {path: b.csv, share: 1}]', 'data.train[0].weight: unknown key'],
    ['[a.csv, b.csv, a.csv]', 'data.train[2]: "a.csv": a.csv is named twice: keep one'],
    ['{path: a.csv}', 'data.train: expected a file, or a list of 2 to 100'],
  ] as const)
    expect(train(list), list).toEqual([
      expect.stringContaining(`model.yml:5: ${because.startsWith('data') ? because : 'data.train'}`),
    ])
})

test('personal data are masked by kinds that are known, and patterns that each have a name of their own', () => {
  const data = (more: string) => errorsOf(minimal.replace('train.jsonl}', `train.jsonl, ${more}}`))
  expect(
    data("mask: [email, phone], mask-region: US, mask-patterns: [{name: order-number, pattern: 'ORD-\\d+'}]"),
  ).toEqual([])
  for (const [more, key, because] of [
    ['mask: [mail]', 'data.mask[0]', 'email'],
    ['mask: [email, email]', 'data.mask[1]', 'is named twice: keep one'],
    ['mask: [email], mask-region: US', 'data.mask-region', 'is used for phone numbers only'],
    ['mask: [phone], mask-region: us', 'data.mask-region', 'expected the two letters of a country'],
    ['mask-patterns: [{name: Order, pattern: a}]', 'data.mask-patterns[0].name', 'expected small letters'],
    ['mask-patterns: [{name: card, pattern: a}]', 'data.mask-patterns[0].name', 'is a kind of data.mask'],
    [
      'mask-patterns: [{name: a, pattern: a}, {name: a, pattern: b}]',
      'data.mask-patterns[1].name',
      'is the name of another pattern',
    ],
  ] as const)
    expect(
      data(more).map((line) => line.includes(`: ${key}: `) && line.includes(because)),
      `${more}: ${data(more).join(' / ')}`,
    ).toEqual([true])
  const images = minimal.replace('text-classification', 'image-classification')
  expect(errorsOf(images.replace('train.jsonl}', 'train.jsonl, mask: [email]}'))).toEqual([
    expect.stringContaining('data.mask: is not used with task: image-classification'),
  ])
})

test('a window of lengths has a bound, and leaves some lengths', () => {
  const data = (more: string) => errorsOf(minimal.replace('train.jsonl}', `train.jsonl, ${more}}`))
  for (const window of ['min: 3', 'max: 9, unit: characters', 'min: 3, max: 3, drop: false'])
    expect(data(`length: {${window}}`), window).toEqual([])
  for (const [window, key, because] of [
    ['', 'data.length', 'says nothing without min or max'],
    ['min: 4, max: 3', 'data.length.max', 'is less than min, 4'],
    ['min: 0', 'data.length.min', ''],
  ] as const)
    expect(
      data(`length: {${window}}`).map((line) => line.includes(`: ${key}: `) && line.includes(because)),
      window,
    ).toEqual([true])
})

test('a metric of your own has no name that the task uses itself: its metrics, and the probability they are computed from', () => {
  for (const name of ['confidence', 'log_loss', 'macro_f1'])
    expect(with_(`evaluate: {metrics: [{name: ${name}}]}`), name).toEqual([
      expect.stringContaining('is a metric of text-classification already: name another'),
    ])
  expect(with_('evaluate: {metrics: [{name: cost}]}')).toEqual([])
})

test('a mistake in a list within a list is told with its own line', () => {
  const text = `${minimal}evaluate:\n  metrics:\n    - name: cost\n      range:\n        - low\n        - 5\n`
  expect(errorsOf(text)).toEqual([expect.stringMatching(/^model\.yml:10: evaluate\.metrics\[0\]\.range\[0\]: /)])
})

test('a metric of your own with a gate says how large its number may be', () => {
  const gated = (metric: string) => with_(`evaluate: {metrics: [${metric}], gates: [{metric: cost, margin: 0.1}]}`)
  expect(gated('{name: cost}')).toEqual([
    expect.stringContaining('evaluate.metrics[0]: has a gate, which needs to know how large the number may be'),
  ])
  expect(gated('{name: cost, range: [0, 5]}')).toEqual([])
  expect(gated('{name: cost, range: [5, 0]}')).toEqual([expect.stringContaining('the least number, and a larger one')])
})

test('a metric may be a function, of one file for all, named by file and function', () => {
  const metrics = (...functions: string[]) =>
    with_(`evaluate: {metrics: [${functions.map((of, at) => `{name: m${at}, function: "${of}"}`).join(', ')}]}`)
  expect(metrics('own/metrics.py:cost', 'own/metrics.py:tone')).toEqual([])
  expect(metrics('metrics.py')).toEqual([expect.stringContaining('such as metrics.py:cost')])
  expect(metrics('a.py:cost', 'b.py:tone')).toEqual([expect.stringContaining('is in another file than a.py')])
})

test.each([
  [
    '{distributed: {strategy: deepspeed}}',
    'finetune.distributed.strategy: DeepSpeed is not supported: write strategy: fsdp',
  ],
  ['{distributed: {config: ds.json}}', 'finetune.distributed.config: a file of DeepSpeed or accelerate is not read'],
  [
    '{distributed: {tensor-parallel: 2}}',
    'tensor-parallel: no layer is divided between processes: write strategy: fsdp',
  ],
  ['{distributed: {pipeline-parallel: 2}}', 'pipeline-parallel: layers are not spread over processes'],
  ['{compile: true}', 'finetune.compile: models are not compiled before training: leave it out'],
  ['{optimizer: adamw-8bit}', 'optimizer: optimizer states of 8 bits are not supported: write adafactor'],
])('what other trainers have is refused with what to write in its place: %s', (section, because) => {
  expect(with_(`finetune: ${section}`).join()).toContain(because)
})

test('how ranks and hosts reach each other is refused where nothing would use it', () => {
  expect(with_('engine: {gpus: 2}\nfinetune: {distributed: {ranks: 2}}').join()).toContain(
    'finetune.distributed.ranks: counts processes on CPUs, and each GPU of engine.gpus: 2 has a process of its own',
  )
  expect(with_('engine: {gpus: 0}\nfinetune: {distributed: {ranks: 2}}')).toEqual([])
  expect(with_('finetune: {distributed: {interface: eth0}}').join()).toContain('is used between hosts: set nodes')
  expect(with_('finetune: {distributed: {nodes: 2, interface: eth0}}')).toEqual([])
  expect(with_('finetune: {distributed: {nodes: 2, interface: "a b"}}').join()).toContain('such as eth0')
})
