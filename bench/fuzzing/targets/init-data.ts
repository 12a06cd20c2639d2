import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../../src/errors.ts'
import { columnsOf, inputOf, labelOf } from '../../../src/init/columns.ts'
import { factsOf } from '../../../src/init/facts.ts'
import { sampleOf } from '../../../src/init/records.ts'
import type { Format } from '../../../src/init/types.ts'
import type { FuzzTarget } from '../types.ts'

/* A data set that somebody found, as `init` looks at it: the same bytes as each kind of text. */

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const formats: readonly Format[] = [
  { kind: 'csv' },
  { kind: 'delimited', delimiter: '\t' },
  { kind: 'jsonl' },
  { kind: 'json' },
]
const records = Array.from({ length: 40 }, (_, at) => ({ text: `a "text", ${at}`, label: at % 2 === 0 ? 'a' : 'b' }))
const lines = (count: number): string =>
  ['text,label', ...Array.from({ length: count }, (_, at) => `"text ${at}, and more",${at % 3}`)].join('\n')

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.from(`\uFEFF${lines(40)}\r\n`),
    Buffer.from(records.map(({ text, label }) => `"${text.replaceAll('"', '""')}"\t${label}`).join('\n')),
    Buffer.from(records.map((one) => `${JSON.stringify(one)}\n`).join('')),
    Buffer.from(JSON.stringify(records)),
  ],
  words: ['"', '""', ',', '\t', '\n', '\r', '{}', '[]', 'null', '"__proto__"', '\u0000', '\\ud800', '1e999', '\u202e'],
  async run(input) {
    const file = join(directory, 'data')
    writeFileSync(file, input)
    const refused: UserError[] = []
    for (const format of formats)
      try {
        const sample = await sampleOf(file, format)
        const columns = columnsOf(sample)
        const { column } = inputOf(columns)
        const name = column.kind === 'sure' ? column.column : (column.among[0] ?? sample.columns[0] ?? 'text')
        const label = labelOf(columns, name, sample.rows.length)
        const facts = factsOf(sample, { input: name, label: label.kind === 'sure' ? label.column : 'label' })
        if (!Number.isFinite(facts.tokens)) throw new Error(`${facts.tokens} tokens`)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        refused.push(error)
      }
    if (refused.length === formats.length) throw refused[0]
  },
  grown: async (count) => Buffer.from(lines(count)),
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
