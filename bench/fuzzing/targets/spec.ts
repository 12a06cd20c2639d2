import { readFileSync } from 'node:fs'
import { parseSpec } from '../../../src/spec/load.ts'
import type { FuzzTarget } from '../types.ts'

const example = readFileSync(new URL('../../../workflows-examples/demo/model.yml', import.meta.url))

export const target: FuzzTarget = {
  seeds: async () => [
    example,
    Buffer.from('name: a\nversion: 1.0.0\nbase: ./base\ndata:\n  train: train.jsonl\n  text: text\n  label: label\n'),
  ],
  words: ['&a ', '*a', '<<: ', '!!js/function ', '- ', '? ', ': ', '|\n', '>\n', '"\\u0000"', '{}', '[[[[', '\t', '\n'],
  async run(input) {
    parseSpec(Buffer.from(input).toString('utf8'), 'model.yml')
  },
  grown: async (count) =>
    Buffer.from(`name: a\n${Array.from({ length: count }, (_, index) => `key-${index}: {a: 1}`).join('\n')}\n`),
}
