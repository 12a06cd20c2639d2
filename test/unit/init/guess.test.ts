import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { suggestedBase } from '../../../src/init/base.ts'
import { columnsOf, groupOf, inputOf, labelOf, sliceOf } from '../../../src/init/columns.ts'
import { factsOf, tokensOf } from '../../../src/init/facts.ts'
import {
  epochsFor,
  gatesFor,
  learningRateFor,
  lengthFor,
  marginFor,
  type Plan,
  remarksOn,
  testShare,
  testsFor,
} from '../../../src/init/plan.ts'
import { nextSteps } from '../../../src/init/told.ts'
import type { Fields } from '../../../src/init/types.ts'
import { workflowsFor } from '../../../src/init/workflows.ts'
import { scalar, specText } from '../../../src/init/yml.ts'
import { parseAsWritten } from '../../../src/json.ts'
import { pageOf } from '../../../src/pages.ts'
import { parseSpec } from '../../../src/spec/load.ts'

/** Rows of a help desk, of three queues. */
const rows = (count: number, more: (index: number) => Fields = () => ({})): Fields[] =>
  Array.from({ length: count }, (_, index) => ({
    subject: `ticket ${index}`,
    body: `Dear all, my printer number ${index} does not print what I send it, and says nothing`,
    queue: ['hardware', 'network', 'accounts'][index % 3],
    ...more(index),
  }))
const sample = (of: readonly Fields[], whole = true) => ({ columns: Object.keys(of[0] ?? {}), rows: of, whole })
const rolesOf = (of: readonly Fields[]) => {
  const columns = columnsOf(sample(of))
  const input = inputOf(columns)
  return { ...input, label: labelOf(columns, input.column.kind === 'sure' ? input.column.column : '', of.length) }
}

describe('the columns of a table', () => {
  it('a class may be a whole number with a point, as pandas writes one in a column with gaps', () => {
    const lines = rows(90).map((row, index) => JSON.stringify({ ...row, queue: -1 }).replace('-1', `${index % 3}.0`))
    const numbered = lines.map((line) => parseAsWritten(line) as Fields)
    expect(rolesOf(numbered)).toMatchObject({ label: { kind: 'sure', column: 'queue' } })
    const { classes } = factsOf(sample(numbered), { input: 'body', label: 'queue' })
    expect([...classes.keys()]).toEqual(['0', '1', '2'])
  })

  it('the longest texts are the input, and few values that repeat are the class', () => {
    expect(rolesOf(rows(90))).toMatchObject({
      task: 'text-classification',
      column: { kind: 'sure', column: 'body' },
      label: { kind: 'sure', column: 'queue' },
    })
  })

  it('names of PNG and JPEG files are images', () => {
    const images = rows(60).map(({ queue }, index) => ({ file: `photos/${index}.JPG`, queue }))
    expect(rolesOf(images)).toMatchObject({ task: 'image-classification', column: { kind: 'sure', column: 'file' } })
  })

  it('a name decides between two columns that could be the class, and a person where it does not', () => {
    const two = rows(90, (index) => ({ office: ['Bonn', 'Kiel'][index % 2] }))
    expect(rolesOf(two).label).toEqual({ kind: 'open', among: ['office', 'queue'] })
    expect(rolesOf(two.map(({ queue, ...rest }) => ({ ...rest, label: queue }))).label).toMatchObject({
      kind: 'sure',
      column: 'label',
    })
  })

  it('a number to predict, and a name for each row, are no classes', () => {
    const prices = rows(90).map(({ body }, index) => ({ id: index, body, price: index / 7 }))
    expect(rolesOf(prices).label).toEqual({ kind: 'open', among: [] })
  })

  it('whole numbers are classes', () => {
    const stars = rows(90).map(({ body }, index) => ({ body, stars: index % 5 }))
    expect(rolesOf(stars).label).toMatchObject({ kind: 'sure', column: 'stars' })
  })

  it('examples of one customer stay on one side, and languages are told apart', () => {
    const of = rows(300, (index) => ({ customer_id: `c${index % 40}`, language: ['de', 'en'][index % 2] }))
    const columns = columnsOf(sample(of))
    expect(groupOf(columns, ['body', 'queue'], of.length)).toBe('customer_id')
    expect(sliceOf(columns, ['body', 'queue'])).toBe('language')
    expect(groupOf(columnsOf(sample(rows(300, (index) => ({ customer_id: `c${index}` })))), [], 300)).toBeUndefined()
  })

  it('a column of the name of what every object has is a column like others', () => {
    const of = rows(90).map(({ body, queue }) =>
      Object.fromEntries([
        ['__proto__', body],
        ['constructor', queue],
      ]),
    )
    expect(rolesOf(of)).toMatchObject({ column: { column: '__proto__' }, label: { column: 'constructor' } })
  })
})

describe('the examples', () => {
  const roles = { input: 'body', label: 'queue' }

  it('are counted as prepare counts them: without those that are empty or stand there again', () => {
    const of = rows(30)
    const first = of[0] as Fields
    const facts = factsOf(
      sample([
        ...of,
        first,
        { ...first, queue: 'network' },
        { ...first, body: ' ' },
        { ...first, body: 'x', queue: '' },
      ]),
      roles,
    )
    expect(facts).toMatchObject({ rows: 34, usable: 30, duplicates: 2, contradictions: 1, empty: 1, unlabelled: [34] })
    expect([...facts.classes.values()]).toEqual([10, 10, 10])
    const told = remarksOn(facts, 'text-classification', { at: 'a.csv' }).join('\n')
    expect(told).toContain('1 row has no name or whole number as its label (a.csv, row 34 the first)')
    expect(told).toContain('2 rows repeat an earlier one and are left out')
    expect(told).toContain('1 of them carries another label')
  })

  it('ids that are no names are told, and those that are not', () => {
    const told = (id: (index: number) => unknown) =>
      remarksOn(factsOf(sample(rows(60, (index) => ({ id: id(index) }))), roles), 'text-classification', {
        at: 'a',
      }).join()
    expect(told((index) => index % 7)).toContain('column id')
    expect(told((index) => (index === 5 ? '' : index))).toContain('column id')
    expect(told((index) => index)).not.toContain('column id')
  })

  it('classes with a handful of examples are named', () => {
    const of = [...rows(60), { body: 'odd', queue: 'rare' }]
    expect(remarksOn(factsOf(sample(of), roles), 'text-classification', { at: 'a' }).join()).toContain(
      '1 of 4 classes has fewer than 10 examples (rare)',
    )
  })

  it('a class that looks like another one misspelt is told with that one', () => {
    const of = [...rows(90), { body: 'nothing works', queue: 'netwrok' }]
    const told = remarksOn(factsOf(sample(of), roles), 'text-classification', { at: 'a' })
    expect(told).toContain(
      'the class "netwrok" stands once: did you mean "network", which stands 30 times? prepare takes both as classes',
    )
    expect(remarksOn(factsOf(sample(rows(90)), roles), 'text-classification', { at: 'a' }).join()).not.toContain('mean')
  })

  it('length is estimated for words and for scripts without spaces', () => {
    expect(tokensOf('the printer does not print')).toBeGreaterThanOrEqual(6)
    expect(tokensOf('打印机不工作')).toBeGreaterThanOrEqual(7)
    expect(lengthFor(70).value).toBe(128)
    expect(lengthFor(3).value).toBe(32)
    expect(lengthFor(300, 514).value).toBe(512)
    expect(lengthFor(300, 64).value).toBe(64)
    expect(lengthFor(4000)).toMatchObject({ value: 512, why: expect.stringContaining('are cut') })
  })

  it('texts are said to be cut where the base that is taken cuts them', () => {
    const facts = { ...factsOf(sample(rows(60)), roles), tokens: 700 }
    const told = (positions?: number) => remarksOn(facts, 'text-classification', { at: 'a', positions }).join()
    expect(told()).toContain('longer than 512 tokens')
    expect(told(514)).toContain('longer than 512 tokens')
    expect(told(300)).toContain('longer than 256 tokens')
    expect(told(8192)).not.toContain('tokens')
  })

  it('English and other texts get another base, and images a third one', () => {
    const base = (text: string) => suggestedBase('text-classification', [{ body: text }], 'body').id
    expect(base('my printer does not print')).toContain('MiniLM')
    expect(base('mein Drucker ist für alles zu müde')).toContain('multilingual')
    expect(suggestedBase('image-classification', [], 'image').id).toContain('vit')
  })
})

describe('the gates', () => {
  it('fewer examples test a larger share, and decide about a larger margin', () => {
    expect(testShare(20_000).value).toBe(0.2)
    expect(testShare(testsFor(0.02) / 0.3).value).toBe(0.3)
    expect(testShare(500).value).toBe(0.4)
    const margins = [200, 420, 1000].map((tests) => marginFor(tests).value)
    expect(margins).toEqual([0.05, 0.03, 0.02])
    for (const tests of [200, 420, 1000]) expect(testsFor(marginFor(tests).value)).toBeLessThanOrEqual(tests)
    expect(marginFor(40).why).toContain('decide nothing')
  })

  it('where one class is most of the examples, classes count alike too', () => {
    const classes = (most: number) =>
      factsOf(sample(rows(1000, (index) => ({ queue: index % 100 < most ? 'spam' : 'ham' }))), {
        input: 'body',
        label: 'queue',
      })
    expect(gatesFor(classes(50), 400).value.map(({ metric }) => metric)).toEqual(['accuracy'])
    expect(gatesFor(classes(80), 400).value.map(({ metric }) => metric)).toEqual(['accuracy', 'macro_f1'])
  })

  it('a small base learns by larger steps than the default, and no other one is told any', () => {
    expect(learningRateFor(91e6)?.value).toBe(2e-4)
    expect(learningRateFor(440e6)).toBeUndefined()
    expect(learningRateFor(undefined)).toBeUndefined()
  })

  it('few examples are seen more often', () => {
    expect(epochsFor(10_000)).toBeUndefined()
    expect(epochsFor(400)?.value).toBe(10)
  })
})

const why = 'so'
const plan: Plan = {
  name: { value: 'help-desk', why },
  task: { value: 'text-classification', why },
  base: { value: './base', why },
  files: { value: { train: 'data/my tickets.csv' }, why },
  input: { value: 'body: of mail', why: 'a\nname: evil' },
  label: { value: 'yes', why },
  maxLength: { value: 64, why },
  split: { test: { value: 0.3, why }, stratify: { value: 'yes', why }, group: { value: '#customer', why } },
  epochs: { value: 5, why },
  learningRate: { value: 2e-4, why },
  gates: {
    value: [
      { metric: 'accuracy', margin: 0.03 },
      { metric: 'macro_f1', margin: 0.05 },
    ],
    why,
  },
  slice: { value: 'lang', why },
}

describe('the files', () => {
  it('model.yml is valid, and says what was guessed, whatever columns are called', () => {
    expect(parseSpec(specText(plan), 'model.yml')).toMatchObject({
      spec: {
        name: 'help-desk',
        data: {
          train: 'data/my tickets.csv',
          text: 'body: of mail',
          label: 'yes',
          maxLength: 64,
          split: { test: 0.3, stratify: 'yes', group: '#customer' },
        },
        finetune: { epochs: 5, learningRate: 2e-4 },
        evaluate: { gates: plan.gates.value, slices: ['lang'] },
        quantize: { gates: { margin: 0.03 } },
      },
    })
    for (const text of ['a', '~', 'null', '1', '.5', 'a b', '"', "it's", '- x', '{', 'é', '.'])
      expect(parse(`key: ${scalar(text)}`)).toEqual({ key: text })
  })

  it('so it is for images with a test of their own', () => {
    const { maxLength: _, split: __, ...rest } = plan
    const files = { value: { train: 'a.jsonl', test: 'b.jsonl', validation: 'c.jsonl' }, why }
    const text = specText({ ...rest, files, task: { value: 'image-classification', why } })
    expect(parseSpec(text, 'model.yml')).toMatchObject({
      spec: { data: { test: 'b.jsonl', validation: 'c.jsonl', image: 'body: of mail' } },
    })
  })

  it('workflows of a model in a directory are told where it is, and judge what changes it', () => {
    for (const at of ['', 'models/help-desk', "it's: a #1 $& desk"])
      for (const { name, text } of workflowsFor('help-desk', { at, inLfs: false })) {
        const { on, jobs } = parse(text) as {
          on: { pull_request?: { paths?: string[] } | null }
          jobs: Record<string, { steps: { uses?: string; with?: Record<string, string> }[] }>
        }
        const ours = Object.values(jobs).flatMap(({ steps }) =>
          steps.filter(({ uses = '' }) => uses.startsWith('model-actions/')),
        )
        expect(ours.length, name).toBeGreaterThan(0)
        for (const step of ours) expect(step.with?.['working-directory']).toBe(at === '' ? undefined : at)
        if (name.endsWith('pull-request.yml'))
          expect(on.pull_request?.paths).toEqual(at === '' ? undefined : [`${at}/**`])
        expect(name).toMatch(at === '' ? /^model-/ : /^help-desk-/)
        expect(text).not.toMatch(/^# Copy/m)
      }
  })

  it('workflows fetch a base that lies in Git LFS in the jobs that read it, and ask no runner for git-lfs otherwise', () => {
    for (const inLfs of [true, false])
      for (const { name, text } of workflowsFor('help-desk', { at: 'models/help-desk', inLfs })) {
        const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> }
        type Step = { uses?: string; with?: Record<string, unknown> }
        const fetching = Object.entries(jobs).filter(([, { steps }]) =>
          steps.some((step) => step.with?.['lfs'] === true),
        )
        expect(
          fetching.map(([job]) => job),
          name,
        ).toEqual(inLfs ? ['model'] : [])
      }
  })
})

describe('what is left to do', () => {
  const next = (value: string, found: Partial<Parameters<typeof nextSteps>[1]> = {}) =>
    nextSteps({ value, why: 'as you said' }, { hasKey: true, inLfs: false, tooLarge: [], ...found })

  it('names the three ways by which a base that lies here gets to the runners', () => {
    expect(next('./base')).toContain(
      '  commit ./base (files over 100 MB by Git LFS), or write base: org/model@COMMIT, or keep it on the runners    (https://github.com/model-actions/model-actions/blob/v0/docs/gpu-runner.md)\n',
    )
    expect(next('acme/model@1f2e3d')).not.toContain('commit')
  })

  it('names pages by addresses, as who has the package has no docs/, and each is a page of the version that workflows name', () => {
    // What both say is on this page, as they said it.
    const said = readFileSync('docs/first-hour.md', 'utf8') + next('./base')
    const pages = said.match(/https:\/\/github\.com\/\S+\.md/g) ?? []
    expect(new Set(pages)).toEqual(new Set([pageOf('gpu-runner'), pageOf('model-yml')]))
    const [release] = workflowsFor('tone', { at: '', inLfs: false })
    const [, named = ''] = /uses: model-actions\/model-actions[^@]*@(\S+)/.exec(release?.text ?? '') ?? []
    for (const page of pages) {
      const [, ref, path = ''] = /\/blob\/([^/]+)\/(.*)$/.exec(page) ?? []
      expect(ref).toBe(named)
      expect(existsSync(path), path).toBe(true)
    }
  })

  it('names the files that GitHub does not take, and nothing else to decide where they lie in Git LFS', () => {
    expect(next('./base', { tooLarge: ['model.safetensors'] })).toContain(
      '(by Git LFS, as model.safetensors is over the 100 MB that GitHub takes)',
    )
    expect(next('./base', { tooLarge: ['a', 'b', 'c', 'd'] })).toContain('as a, b, c, … are over')
    expect(next('./base', { tooLarge: ['model.safetensors'], inLfs: true })).toContain(
      '  commit ./base, which lies in Git LFS    (the runners need git-lfs)\n',
    )
  })
})
