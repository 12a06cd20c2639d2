import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asLine } from '../../../src/cli/columns.ts'
import { tableOf } from '../../../src/cli/predict.ts'
import { historyLines, statusLines } from '../../../src/cli/servingText.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { createTerminal, draws, redraws } from '../../../src/platform/terminal.ts'
import { widthOf, wrapped } from '../../../src/platform/text.ts'
import { sparkline } from '../../../src/report/text.ts'
import type { ServingStatus } from '../../../src/stages/status.ts'

/* What people read at a terminal: on narrow ones, with a screen reader, and with names that mean something elsewhere. */

const digest = `sha256:${'1'.repeat(64)}` as const
const statusWith = (because: string): ServingStatus => ({
  model: 'intents',
  target: 'process',
  serves: true,
  stableAnswers: true,
  looked: '/home/ann/deploy',
  because,
  url: 'http://127.0.0.1:8080',
  versions: (['stable', 'canary'] as const).map((role, index) => ({
    id: `v1-${index}-0-111111111111`,
    version: `1.${index}.0`,
    digest,
    role,
    share: index === 0 ? 0.95 : 0.05,
    running: true,
    counted: { requests: 1_234_567, errors: 12, clientErrors: 3, abandoned: 1, p50Ms: 10, p99Ms: 250 },
  })),
})

describe.each([40, 80, 120])('on a screen of %i columns', (columns) => {
  it('the versions that serve are a table where that fits, and else stand below each other, whole', () => {
    const lines = statusLines(statusWith('so it is'), columns)
    const from = lines.indexOf('') + 1
    for (const line of lines.slice(from)) expect(widthOf(line), line).toBeLessThanOrEqual(columns)
    const text = lines.join('\n')
    for (const word of ['1.0.0', '1.1.0', '95 %', '1,234,567', '≤ 250 ms', 'P99', 'refused'])
      expect(text).toContain(word)
  })

  it('answers fit in their table, whatever stands in inputs and labels', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('賞賛'.repeat(20), 'x'.repeat(99)),
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 4 }), words, (labels, shown) => {
        const table = tableOf(labels, columns)
        const [label = '', expected = ''] = labels
        const row = table.row({
          question: { data: '', shown, from: '', expected },
          prediction: { label, score: 0.5, classes: [] },
        })
        for (const line of [table.head, ...row.split('\n')]) expect(widthOf(line), line).toBeLessThanOrEqual(columns)
      }),
      { numRuns: 200 },
    )
  })
})

describe('prose on a narrow screen', () => {
  const words = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('`a b`', '`', '賞賛', 'x'.repeat(50))),
    { maxLength: 30 },
  )

  it('is cut between words, and nothing of it is lost', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 60 }), (some, columns) => {
        const text = some.join(' ')
        const lines = wrapped(text, columns, '  ').split('\n')
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
        const whole = new Set(text.split(/\s+/))
        for (const line of lines)
          if (widthOf(line) >= columns) for (const word of line.trim().split(/\s+/)) expect(whole).toContain(word)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves what is to be copied in one piece where that fits, and stands behind the state that it tells of', () => {
    const found = 'sign: signing.key: is missing: make a key pair with `model-actions keygen`, or name one'
    expect(asLine('missing', found, 40).split('\n')).toEqual([
      'missing sign: signing.key: is missing:',
      '        make a key pair with',
      '        `model-actions keygen`, or name',
      '        one',
    ])
    expect(asLine('missing', found, Number.POSITIVE_INFINITY)).toBe(`missing ${found}`)
    const said: string[] = []
    const screen = { write: (text: string) => said.push(text), isTTY: true, columns: 40 }
    const terminal = createTerminal({ stderr: screen, environment: {} })
    terminal.log.error(found)
    for (const line of said.join('').split('\n')) expect(widthOf(line), line).toBeLessThan(40)
    terminal.secret('correct horse battery staple')
    terminal.log.error('the password is wrong: correct horse battery staple')
    expect(said.join('')).not.toMatch(/horse|staple/)
  })
})

it('names that mean something in Markdown or HTML stand at a terminal as they are', () => {
  const hostile = fc
    .array(
      fc.constantFrom('a_b*c', '<b>', '`x`', '|', '[z](y)', '&', '~~', '!', '#1', '@team', 'www.a.example', '1.'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(hostile, (name) => {
      const said: string[] = []
      const terminal = createTerminal({ stderr: { write: (text) => said.push(text) }, environment: {} })
      terminal.log.info(`evaluate: fail: recall of ${name} is less`)
      terminal.log.progress(name, 0.5)
      const table = tableOf([name, 'other'], 200)
      const question = { data: '', shown: name, from: '', expected: 'other' }
      const at = '2026-01-02T00:00:00Z'
      const record = {
        schema: 1,
        outcome: 'promoted',
        name: 'intents',
        digest,
        version: '1.0.0',
        released: at,
        at,
      } as const
      for (const text of [
        said.join(''),
        table.row({ question, prediction: { label: name, score: 0.5, classes: [] } }),
        statusLines(statusWith(name)).join('\n'),
        historyLines([{ ...record, by: 'ann', because: name }], 'here').join('\n'),
      ])
        expect(text).toContain(name)
    }),
    { numRuns: 200 },
  )
})

it('the history has columns, one below the other', () => {
  const at = '2026-01-02T00:00:00Z'
  const records = (['promoted', 'rolled-back'] as const).map(
    (outcome): HistoryRecord => ({
      schema: 1,
      outcome,
      name: 'intents',
      digest,
      version: '1.0.0',
      released: at,
      at,
      by: 'ann',
      because: 'so\nit  is',
    }),
  )
  expect(historyLines(records, 'here')).toEqual([
    '2026-01-02 00:00:00 UTC  promoted     1.0.0  by ann: so it is',
    '2026-01-02 00:00:00 UTC  rolled-back  1.0.0, nothing serves  by ann: so it is',
  ])
})

it.each([
  ['a terminal', { LANG: 'en_US.UTF-8' }, true, true, true],
  ['a terminal that knows no UTF-8', { LANG: 'C' }, true, true, false],
  ['a terminal whose user wants no colour', { LANG: 'C.UTF-8', NO_COLOR: '1' }, true, false, false],
  ['a dumb terminal', { LANG: 'C.UTF-8', TERM: 'dumb' }, true, false, false],
  ['a log of CI', { LANG: 'C.UTF-8', CI: 'true' }, true, false, false],
  ['a file', { LANG: 'C.UTF-8' }, false, false, false],
])(
  'in %s: lines alone and no control sequences, unless it is one that redraws them',
  (_, environment, isTTY, inPlace, drawn) => {
    const said: string[] = []
    const screen = { write: (text: string) => said.push(text), isTTY, columns: 40 }
    expect(redraws(screen, environment)).toBe(inPlace)
    expect(draws(screen, environment)).toBe(drawn)
    const { log } = createTerminal({ stderr: screen, environment })
    log.progress('training 1/4 steps', 0.25)
    log.live('canary 5 %')
    log.progress('training 4/4 steps', 1)
    const text = said.join('')
    expect(text.includes('\u001b')).toBe(inPlace)
    expect(text).toContain('training 4/4 steps: 100 %\n')
    if (!inPlace) expect(text).toContain('training 1/4 steps: 25 %\n')
  },
)

it.each([
  [[3, 2, 1, 0], 24, '█▆▃▁'],
  [[1, 1, 1], 24, '▁▁▁'],
  [Array.from({ length: 240 }, (_, step) => 240 - step), 8, '█▇▆▅▄▃▂▁'],
  [[2, Number.NaN, 1, 0], 24, '█▅▁'],
  [[2, 1], 24, ''],
])('a curve of %j in %i columns is %s', (values, width, curve) => {
  expect(sparkline(values, width)).toBe(curve)
})
