import { readStrangers } from '../../../src/actions/reportOfRun.ts'
import { fileOfZip } from '../../../src/platform/api/run.ts'
import { renderCheck } from '../../../src/report/check.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { commentLimitBytes, renderMarkdown } from '../../../src/report/markdown.ts'
import { zipOf } from '../../../test/support/github/zip.ts'
import { repairedZip } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

/* What the run of a fork's pull request leaves for the workflow that may write: an archive with a report. */

const name = 'report.json'
const interval = { name: 'accuracy', unit: 'share', difference: { value: 0.01, low: -0.01, high: 0.03 }, margin: 0.02 }
const report = (sections: object[]): string =>
  JSON.stringify({
    schema: 1,
    title: 'evaluate intents 1.0.0',
    verdict: 'pass',
    headline: 'as good as what serves',
    gates: [
      { name: 'accuracy', verdict: 'pass', observed: { value: 0, unit: 'share' }, allowed: -0.02, because: 'it is' },
    ],
    sections,
    annotations: [{ path: 'model.yml', line: 3, level: 'notice', title: 'gate', message: 'why' }],
  })
const sections = [
  { kind: 'table', title: 'what got worse', part: 'changes', columns: ['text', 'was'], rows: [['hello', 'a']] },
  { kind: 'intervals', title: 'metrics', part: 'comparison', rows: [interval] },
  {
    kind: 'confusion',
    title: 'mix-ups',
    labels: ['a', 'b'],
    counts: [
      [1, 2],
      [3, 4],
    ],
  },
  { kind: 'chart', title: 'loss', x: ['1', '2'], yTitle: 'loss', series: [{ mark: 'line', values: [1, 0.5] }] },
  { kind: 'facts', title: 'facts', folded: true, facts: [['base', 'bert']] },
  { kind: 'text', title: 'note', text: 'words' },
]
/** Stored as it is, so that an edit of the archive is one of the report. */
const archive = (text: string): Uint8Array => zipOf([{ name, content: text, stored: true }])

export const target: FuzzTarget = {
  seeds: async () => [
    archive(report(sections)),
    archive(report([])),
    zipOf([
      { name: 'report.html', content: '<p>' },
      { name, content: report(sections) },
    ]),
  ],
  words: [
    'PK\x01\x02',
    'PK\x03\x04',
    '\xff\xff\xff\xff',
    'report.json',
    '"kind"',
    '[]',
    '-1',
    '1e308',
    '0',
    '<!--',
    '`',
  ],
  repaired: repairedZip,
  async run(input) {
    const text = await fileOfZip(Buffer.from(input), name, 'artifact')
    const read = readStrangers(text, name)
    const comment = renderMarkdown(read, { limitBytes: commentLimitBytes, marker: 'model-actions report: model' })
    if (Buffer.byteLength(comment) > commentLimitBytes) throw new Error('a comment that is too long')
    if (renderCheck(read, { author: 'stranger' }).conclusion === 'success') throw new Error('a check that succeeds')
    renderHtml(read)
  },
  grown: async (count) => archive(report([{ ...sections[0], rows: Array.from({ length: count }, () => ['x', 'y']) }])),
}
