import { Readable } from 'node:stream'
import { driftFindings } from '../../../src/monitor/drift.ts'
import { readExamples, textUnder } from '../../../src/monitor/examples.ts'
import type { FuzzTarget } from '../types.ts'

/* Inputs of a service's clients, which can be any text, as the monitor reads and measures them. */

const line = (text: string, label?: string): string => `${JSON.stringify({ text, label })}\n`
const some = Array.from({ length: 120 }, (_, at) => line(`text ${at} ${'x'.repeat(at % 9)}`, at % 2 === 0 ? 'a' : 'b'))

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from(some.join('')),
    Buffer.from(`\uFEFF${line('Где посылка?')}\n${line('荷物はどこ', 'a')}`),
    Buffer.from(line('', '')),
  ],
  words: ['"text"', '"label"', 'null', '\\ud800', '\\u0000', '\n', '\r', '\u0301', '\u202e', '{}', '[]', '1e999'],
  async run(input) {
    const columns = { read: textUnder('text'), label: 'label' }
    const { examples } = await readExamples(Readable.from([Buffer.from(input)]), columns, { file: 'x', most: 200 })
    const seen = examples.map((each) => ({ ...each, answer: each.label ?? 'none', score: 0.5 }))
    for (const { p, observed } of driftFindings(seen, seen, { accuracyMargin: 0.02, quotes: true }))
      if (!(p >= 0 && p <= 1 && Number.isFinite(observed.value))) throw new Error(`p ${p}, ${observed.value}`)
  },
  grown: async (count) => Buffer.from(Array.from({ length: count }, (_, at) => line(`text ${at}`)).join('')),
}
