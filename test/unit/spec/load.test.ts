import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { formatSpecError, InvalidSpec, loadSpec, parseSpec } from '../../../src/spec/load.ts'

const minimal = `name: support-intents
version: 1.4.0
task: text-classification
base: ./base
data: {train: data/train.jsonl}
image: {registry: ghcr.io/acme/support-intents}
`

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'spec-'))
})
afterAll(() => rm(directory, { recursive: true }))

const errorsOf = (text: string): string[] => {
  const parsed = parseSpec(text, 'model.yml')
  return 'errors' in parsed ? parsed.errors.map(formatSpecError) : []
}
const with_ = (line: string) => errorsOf(`${minimal}${line}\n`)

test('the smallest spec is completed with every default, in camelCase', () => {
  const parsed = parseSpec(minimal, 'model.yml')
  if ('errors' in parsed) throw new Error(parsed.errors.map(formatSpecError).join('\n'))
  expect(parsed.spec.data).toMatchObject({ split: { test: 0.2 }, text: 'text', maxLength: 128 })
  expect(parsed.spec.deploy.gates.errors).toEqual({ ratio: 1.5, falseRollbacks: 0.01, tolerance: 0.01 })
  expect(parsed.spec.evaluate.onInconclusive).toBe('fail')
  expect(parsed.spec.finetune.lora.rank).toBe(16)
})

test('a test file of its own leaves no split', () => {
  const parsed = parseSpec(minimal.replace('train.jsonl}', 'train.jsonl, test: data/test.jsonl}'), 'model.yml')
  expect('spec' in parsed && parsed.spec.data.split).toBeUndefined()
})

test.each([
  ['deploy:\n  stepz: [1]', 'model.yml:8: deploy.stepz: unknown key; did you mean "steps"?'],
  ['finetune: {learningRate: 0.1}', 'model.yml:7: finetune.learningRate: unknown key; did you mean "learning-rate"?'],
  ['epochs: 3', 'model.yml:7: epochs: unknown key; did you mean "finetune.epochs"?'],
  ['__proto__: 3', 'model.yml:7: __proto__: unknown key'],
  ['constructor: 3', 'model.yml:7: constructor: unknown key'],
  ['<<: {seed: 1}', 'model.yml:7: <<: unknown key'],
  [
    'deploy: {gates: {errors: {tolerence: 0.1}}}',
    'model.yml:7: deploy.gates.errors.tolerence: unknown key; did you mean "tolerance"?',
  ],
  [
    'finetune: {method: lorra}',
    'model.yml:7: finetune.method: unknown value "lorra", expected one of full, lora; did you mean "lora"?',
  ],
  [
    'finetune: {epochs: many}',
    'model.yml:7: finetune.epochs: expected a number, found the text "many": write it without quotes and unit',
  ],
  ['finetune: {epochs: 0}', 'model.yml:7: finetune.epochs: 0 is out of range: expected more than 0'],
  ['finetune: {epochs: .nan}', 'model.yml:7: finetune.epochs: expected a number, found the number .nan'],
  ['finetune: {seed: 1.5}', 'model.yml:7: finetune.seed: expected a whole number, found 1.5'],
  ['finetune: [1]', 'model.yml:7: finetune: expected `key: value` lines (method, epochs'],
  ['finetune:', 'model.yml:7: finetune: is empty: expected `key: value` lines, or leave the key out'],
  [
    'finetune: {lora: {rank: 4}}',
    'model.yml:7: finetune.lora: is not used with method: full: write method: lora, or remove it',
  ],
  ['deploy: {steps: [5, 1, 100]}', 'model.yml:7: deploy.steps: steps must rise and end with 100'],
  ['deploy: {steps: [1, 5]}', 'model.yml:7: deploy.steps: steps must rise and end with 100'],
  ['deploy: {steps: [1, x, 100]}', 'model.yml:7: deploy.steps[1]: expected a number, found the text "x"'],
  ['deploy: {ready: 10}', 'model.yml:7: deploy.ready: expected a text, found the number 10: put it in quotes, "10"'],
  [
    'deploy: {ready: 10x}',
    'model.yml:7: deploy.ready: "10x": expected a duration with its unit, such as 250ms, 10s, 5m or 1h',
  ],
  [
    'deploy: {target: docker}',
    'model.yml:7: deploy.target: docker needs an image that runs: set image.base, or write target: process',
  ],
  [
    'evaluate: {baseline: majorty}',
    'model.yml:7: evaluate.baseline: "majorty" is no baseline; did you mean "majority"?',
  ],
  [
    'evaluate: {baseline: "release:v1"}',
    'model.yml:7: evaluate.baseline: "release:v1" is no release: write release:latest',
  ],
  ['name: twice', 'model.yml:7: the key stands here for the second time: keep one'],
  ['seed: !!binary aGk=', 'model.yml:7: tags (!name) are not allowed'],
  ['a: [1', 'model.yml:8: not valid YAML'],
  ['---\nname: b', 'model.yml:7: a second document begins here'],
  ['? [a]\n: 1', 'model.yml:7: a key must be a plain word'],
  [
    'a: &a [x]\nb: [*a, *a, *a]',
    'model.yml:7: anchors and aliases (&name, *name) are not allowed: write the value out',
  ],
  ['a: &a [*a]', 'model.yml:7: anchors and aliases'],
])('%j is refused with file, line and key', (line, expected) => {
  const errors = with_(line)
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(expected)
})

test.each([
  [
    'version: 1.4.0',
    'version: 1.0',
    'model.yml:2: version: expected a text, found the number 1.0: put it in quotes, "1.0"',
  ],
  ['version: 1.4.0', 'version: "1.0"', 'model.yml:2: version: "1.0": expected a SemVer version such as 1.4.0'],
  ['name: support-intents', 'name: Support', 'model.yml:1: name: "Support": expected lower-case letters and digits'],
  [
    'base: ./base',
    'base: acme/bert',
    'model.yml:4: base: "acme/bert" has no revision: write acme/bert@ and a commit of it, or ./acme/bert',
  ],
  ['base: ./base', 'base: release:1.2.3', 'model.yml:4: base: "release:1.2.3" is a release'],
  ['task: text-classification', 'tusk: text-classification', 'model.yml:3: tusk: unknown key; did you mean "task"?'],
  [
    '{train: data/train.jsonl}',
    '{tran: data/train.jsonl}',
    'model.yml:5: data.tran: unknown key; did you mean "train"?',
  ],
  ['train.jsonl}', 'train.jsonl, test: a.csv, split: {}}', 'model.yml:5: data.split: test and split are both given'],
  [
    'train.jsonl}',
    'train.jsonl, split: {group: a, stratify: a}}',
    'model.yml:5: data.split.group: "a": the split cannot both',
  ],
  [
    'train.jsonl}',
    'train.jsonl, split: {group: label}}',
    'model.yml:5: data.split.group: "label": the label cannot be the group',
  ],
  [
    'train.jsonl}',
    'train.jsonl, image: file}',
    'model.yml:5: data.image: is not used with task: text-classification: remove it',
  ],
  ['train.jsonl}', 'train.jsonl, label: text}', 'model.yml:5: data.label: the label and the input are the same column'],
  ['{registry: ghcr.io/acme/support-intents}', '{}', 'model.yml:6: image: give exactly one of registry and layout'],
])('%j written as %j is refused with file, line and key', (right, wrong, expected) => {
  expect(errorsOf(minimal.replace(right, wrong)).join('\n')).toContain(expected)
})

test('every missing key is named, each on a line of its own', () => {
  expect(errorsOf('name: a\n').map((line) => line.split(':')[2]?.trim())).toEqual([
    'version',
    'task',
    'base',
    'data',
    'image',
  ])
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
  expect(errorsOf('['.repeat(50_000))).toHaveLength(1)
  expect(errorsOf('a: [1,'.repeat(20_000))).toHaveLength(1)
  const many = errorsOf(`${minimal}deploy: {steps: [${'x, '.repeat(50_000)}100]}\n`)
  expect(many.length).toBeLessThanOrEqual(100)
})

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
  await writeFile(at('secret.yml'), minimal)
  await chmod(at('secret.yml'), 0o000)
  if (process.getuid?.() !== 0) await expect(loadSpec(at('secret.yml'))).rejects.toThrow(/cannot be read \(EACCES\)/)
})

test('a spec with several errors names the first and keeps every line', async () => {
  const file = join(directory, 'bad.yml')
  await writeFile(file, minimal.replace('train:', 'tran:'))
  const error = await loadSpec(file).catch((thrown: unknown) => thrown)
  if (!(error instanceof InvalidSpec)) throw error
  expect(error).toBeInstanceOf(UserError)
  expect(error.message).toMatch(/bad\.yml:5: .*\(and 1 more\)$/)
  expect(error.details).toHaveLength(2)
})

test('Windows line ends and a byte order mark are read', async () => {
  const file = join(directory, 'windows.yml')
  await writeFile(file, `\uFEFF${minimal.replaceAll('\n', '\r\n')}`)
  expect((await loadSpec(file)).name).toBe('support-intents')
})
