import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeManifest } from '../../../src/model/manifest.ts'
import { type GoldenProbe, probesName, readProbes } from '../../../src/model/probes.ts'
import type { FuzzTarget } from '../types.ts'

/* The golden probes of a model that somebody else built: model.json lists the file as it is, and its lines are whatever they are. */

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))

const probe = (id: string, ...texts: string[]): GoldenProbe => ({
  id,
  request: { inputs: [{ name: 'text', shape: [texts.length], datatype: 'BYTES', data: texts }] },
  answer: { label: 'a', score: 0.75 },
})
const bytes = (...probes: object[]): Buffer => Buffer.from(probes.map((one) => `${JSON.stringify(one)}\n`).join(''))

export const target: FuzzTarget = {
  seeds: async () => [
    bytes(probe('one', 'some text')),
    bytes(probe('one', 'some text'), probe('two', 'another', 'and one more'), probe('three', '')),
    bytes({ ...probe('one'), answer: { label: '', score: 0 } }),
  ],
  words: [
    '\n',
    '\r\n',
    '{}',
    '[]',
    'null',
    '"__proto__":{}',
    '"score":1e999',
    '"score":-1',
    '\\u0000',
    '\\ud800',
    '[[[[',
  ],
  async run(input) {
    writeFileSync(join(directory, probesName), input)
    const model = await writeManifest(directory, {
      ...{ name: 'intents', version: '1.0.0', task: 'text-classification', format: 'onnx', engine: 'onnxruntime' },
      ...{ precision: 'fp32', labels: ['a', 'b'], maxLength: 16, maxBatch: 8, lineage: [] },
    })
    const read = await readProbes(model)
    if (read.length > 100) throw new Error(`${read.length} probes`)
    for (const { id, request, answer } of read) {
      if (id === '' || typeof request !== 'object' || request === null) throw new Error('a probe without id or request')
      if (!(answer.score >= 0 && answer.score <= 1)) throw new Error(`a score of ${answer.score}`)
      // As it is sent to a canary and to the agent.
      JSON.stringify(request)
    }
  },
  grown: async (count) => bytes(probe('one', ...Array.from({ length: count }, () => 'a'))),
  async close() {
    rmSync(directory, { recursive: true, force: true })
  },
}
