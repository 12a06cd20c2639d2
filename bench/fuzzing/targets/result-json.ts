import { digestBytes } from '../../../src/digest.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { readResult } from '../../../src/results/read.ts'
import type { FuzzTarget } from '../types.ts'

/*
 * A result that another job handed over: its digest is right, and what it says is whatever its writer wanted. An input is
 * either such a file, or lines `path value` that change a good one, as most edits of JSON only make what is no JSON.
 */

const digest = digestBytes('something')
const file = (path: string) => ({ path, sizeBytes: 1, digest })
const result = (files = [file('model/model.json'), file('model/model.onnx'), file('predictions.jsonl')]): object => ({
  schema: 1,
  stage: 'quantize',
  key: digest,
  name: 'intents',
  verdict: 'pass',
  proceed: true,
  headline: 'half the size',
  outputs: { accuracy: '0.9' },
  report: {
    schema: 1,
    title: 'quantize intents 1.0.0',
    verdict: 'pass',
    headline: 'half the size',
    gates: [],
    sections: [
      { kind: 'table', title: 'Speed', columns: ['what', 'ms'], rows: [['one', '1.2']] },
      {
        kind: 'confusion',
        title: 'Answers',
        labels: ['a', 'b'],
        counts: [
          [1, 0],
          [0, 1],
        ],
      },
      { kind: 'chart', title: 'Errors', x: ['1', '2'], yTitle: 'errors', series: [{ mark: 'bar', values: [1, 2] }] },
      { kind: 'text', title: 'Notes', text: 'some' },
    ],
  },
  data: { recipe: 'dynamic' },
  files,
  parents: { finetune: digest },
})

function changed(lines: readonly string[]): Uint8Array {
  const whole = result()
  for (const line of lines) {
    const space = line.indexOf(' ')
    const keys = line.slice(0, space).split('.')
    const last = keys.pop() ?? ''
    let at: unknown = whole
    for (const key of keys) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
    if (typeof at === 'object' && at !== null && at !== Object.prototype)
      Reflect.set(at, last, value(line.slice(space + 1)))
  }
  return Buffer.from(JSON.stringify(whole))
}

function value(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from(JSON.stringify(result([]))),
    Buffer.from(JSON.stringify(result())),
    Buffer.from('headline a | b\nname intents\noutputs.accuracy 0.9\nparents.evaluate x'),
    Buffer.from('files.0.path model/a.json\nfiles.1.sizeBytes 12\nfiles.2.path model/b'),
    Buffer.from(
      'report.title a\nreport.sections.0.rows.0.0 a\nreport.sections.1.labels.0 <b>\nreport.sections.2.x.0 |\nreport.sections.3.text #\nreport.gates.0 {}',
    ),
  ],
  words: [
    '"__proto__":{}',
    '../../etc/passwd',
    '/etc/passwd',
    'model/Model.json',
    'result.json',
    '\u0000',
    '\u202e',
    '::error::',
    '[[[[',
    '"verdict":"fail"',
    '1e999',
    '-1',
    '\nfiles.0.path ',
    '\nreport.headline ',
    '\nreport.sections.0.rows.0.0 ',
    '[a](http://b)',
    '@everyone',
    '```',
  ],
  async run(input) {
    const bytes = input[0] === 0x7b ? input : changed(Buffer.from(input).toString('utf8').split('\n'))
    const { files, report } = readResult(bytes, { digest: digestBytes(bytes), where: 'results/result.json' })
    const odd = files.find(
      ({ path }) => /[\0\\]/.test(path) || path.split('/').some((part) => ['', '.', '..'].includes(part)),
    )
    if (odd !== undefined) throw new Error(`a path that leaves the result: ${JSON.stringify(odd)}`)
    renderMarkdown(report, { limitBytes: 1_000_000 })
  },
  grown: async (count) =>
    Buffer.from(
      JSON.stringify(result(Array.from({ length: count }, (_, at) => file(`model/${String(at).padStart(9, '0')}`)))),
    ),
}
