import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { loadServingSpec, loadSpecToGoBack } from '../../../src/spec/inPart.ts'

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'in-part-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const minimal = `name: tone
version: 1.4.0
task: text-classification
base: ./base
data: {train: data/train.jsonl}
`
const written = (text: string): string => {
  const file = join(directory, 'model.yml')
  writeFileSync(file, text)
  return file
}
const problemsOf = async (read: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await read.then(() => undefined).catch((thrown: unknown) => thrown)
  return error instanceof UserError ? error.problems.map((one) => formatProblem(one).replace(`${directory}/`, '')) : []
}

describe('what serves is found by a model.yml', () => {
  it.each([
    ['deploy: {canary: 1}', 'deploy.canary: unknown key'],
    ['deploy: {gates: {error: {ratio: 2}}}', 'deploy.gates.error: unknown key; did you mean "errors"?'],
    ['deploy: {prot: 9000}', 'deploy.prot: unknown key'],
    ['deploy: {port: 123456}', 'deploy.port: 123456 is out of range'],
    ['deploy: {steps: [5, 1]}', 'deploy.steps: '],
    ['finetune: 7', 'finetune: expected `key: value` lines'],
    ['deploy: {metrics-port: 8080}', 'deploy.metrics-port: is the port of clients'],
    ['nonsense: 1', 'nonsense: unknown key'],
  ])('with the mistake `%s`, which is told in one line', async (line, told) => {
    const read = await loadServingSpec(written(`${minimal}${line}\n`))
    expect(read.spec).toMatchObject({ name: 'tone', deploy: { target: 'process' } })
    expect('wrong' in read && read.wrong).toContain(`model.yml:6: ${told}`)
  })

  it('that has lost all but its name', async () => {
    const read = await loadServingSpec(written('name: tone\ndeploy: {target: docker, docker: {host: ssh://ann@gpu}}\n'))
    expect(read.spec).toMatchObject({ name: 'tone', deploy: { target: 'docker', docker: { host: 'ssh://ann@gpu' } } })
  })

  it('without a word where nothing is wrong', async () => {
    expect(await loadServingSpec(written(minimal))).not.toHaveProperty('wrong')
  })

  it.each([
    [minimal.replace('name: tone', 'name: Tone!'), 'model.yml:1: name: '],
    [minimal.replace('name', 'nam'), 'model.yml: name: missing required key'],
    [`${minimal}deploy: {taget: docker}`, 'model.yml:6: deploy.taget: unknown key; did you mean "target"?'],
    [`${minimal}deploi: {target: docker}`, 'model.yml:6: deploi: unknown key; did you mean "deploy"?'],
    [`${minimal}target: docker`, 'model.yml:6: target: unknown key; did you mean "deploy.target"?'],
    [
      `${minimal}deploy: {target: docker, docker: {hots: "ssh://ann@gpu"}}`,
      'model.yml:6: deploy.docker.hots: unknown key',
    ],
    [`${minimal}deploy: {target: dockr}`, 'model.yml:6: deploy.target: unknown value "dockr"'],
    ['name: [', 'model.yml:1: not valid YAML'],
  ])('but not where that would be a guess (%#): the line says what else names it', async (text, told) => {
    const problems = await problemsOf(loadServingSpec(written(text)))
    expect(problems[0]?.replace(/^model\.yml:\d+: (?=name: missing)/, 'model.yml: ')).toContain(told)
    expect(problems.at(-1)).toContain('name an earlier model.yml of the same directory by --config')
  })
})

describe('where there is no model.yml to read, that is the one thing that is told', () => {
  it.each([
    ['not there', () => undefined, 'there is no such file: write a model.yml, or name yours'],
    ['a directory', (file: string) => mkdirSync(file), 'is a directory: name the model.yml in it'],
    [
      'not UTF-8',
      (file: string) => writeFileSync(file, Buffer.from([0xff])),
      'is not UTF-8: save it with that encoding',
    ],
  ])('as it is %s', async (_, make, told) => {
    const file = join(directory, 'none.yml')
    make(file)
    const problems = await problemsOf(loadServingSpec(file))
    rmSync(file, { recursive: true, force: true })
    expect(problems).toEqual([`none.yml: ${told}`])
  })
})

/** As who goes back reads it, and what is told. */
const goingBack = async (text: string) => {
  const told: string[] = []
  const spec = await loadSpecToGoBack(written(text), (line) => told.push(line))
  return { spec, told }
}

describe('a release is gone back to by a model.yml', () => {
  it.each([
    'deploy: {canary: 1, port: 8080}',
    'deploy: {gates: {error: {ratio: 2}}}',
    'deploy: {prometheus: {gates: [{nam: x}]}}',
    'finetune: {epoch: 7}',
    'evaluate: {gates: [{metric: accurac, margin: 0.1}]}',
    'data: {trian: x.jsonl, train: data/train.jsonl}',
    'data: {trian: data/train.jsonl}',
    'data: {train: data/train.jsonl, text: [title, label]}',
    'data: {train: data/train.jsonl, text: label, label: label}',
    'data: 7',
    'dta: {train: data/train.jsonl}',
    'base: org/model',
    'bsae: ./base',
    // What contradicts something else is found once these are right by themselves.
    'evaluate: {gate: [], gates: [{metric: accurac, margin: 0.1}]}',
  ])('with the mistake `%s`, as that is not asked', async (line) => {
    const key = /^(?:data|dta|base|bsae)/.test(line) ? (line.startsWith('d') ? 'data' : 'base') : undefined
    const text = key === undefined ? `${minimal}${line}\n` : minimal.replace(new RegExp(`${key}: .*`), line)
    const { spec, told } = await goingBack(text)
    expect(told).toEqual([expect.stringMatching(/model\.yml(?::\d)?: .*: this command does without it/)])
    expect(spec).toMatchObject({ name: 'tone', deploy: { port: 8080 } })
  })

  it('without a word where nothing is wrong', async () => {
    expect((await goingBack(minimal)).told).toEqual([])
  })

  it('with a mistake in the data that it was trained on, and is asked by the columns that are right', async () => {
    const text = minimal.replace(/data: .*/, 'data: {trian: a.jsonl, text: [title, body]}')
    expect((await goingBack(text)).spec.data).toMatchObject({ text: ['title', 'body'] })
  })

  it.each([
    ['deploy: {token: /etc/tokens}', 'deploy.token: unknown key; did you mean "tokens"?'],
    ['deploy: {tsl: {certificate: /c, key: /k}}', 'deploy.tsl: unknown key'],
    ['deploy: {port: 8080, callers: /etc/tokens}', 'deploy.callers: unknown key'],
    ['deplyo-to: {tokens: /etc/tokens}', 'deplyo-to: unknown key'],
    ['deploy: {listen: 9000}', 'deploy.listen: unknown key'],
    ['deploy: {tls: {certificate: /c}}', 'deploy.tls.key: missing required key'],
    ['deploy: {prot: 9000}', 'deploy.prot: unknown key'],
    ['signing: {publickey: cosign.pub}', 'signing.publickey: unknown key'],
    ['evaluate: {show-text: false}', 'evaluate.show-text: unknown key; did you mean "show-texts"?'],
    ['finetune: {evaluate: {show-texts: false}}', 'finetune.evaluate: unknown key'],
    ['evaluat: {show-texts: false}', 'evaluat: unknown key; did you mean "evaluate"?'],
    ['evaluate: [{show-texts: false}]', 'evaluate: '],
    ["evaluate: 'show-texts: false'", 'evaluate: '],
    ['evaluate: {gates: {show-texts: false}}', 'evaluate.gates: '],
  ])('but not with `%s`, which says who is let in, what is trusted or what is shown', async (line, told) => {
    expect(await problemsOf(goingBack(`${minimal}${line}\n`))).toEqual([
      expect.stringContaining(`model.yml:6: ${told}`),
    ])
  })

  it('but not with such a mistake that shows only without those that are passed over, and all are told', async () => {
    const text = `${minimal}finetune: {epoch: 7}\ndeploy: {hosts: [tone.example.com]}\n`
    expect(await problemsOf(goingBack(text))).toEqual([
      expect.stringContaining('model.yml:6: finetune.epoch: unknown key'),
      expect.stringContaining('model.yml:7: deploy.hosts: is not used without shared: true'),
    ])
  })
})
