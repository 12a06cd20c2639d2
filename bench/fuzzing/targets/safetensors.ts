import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkSafetensors } from '../../../src/model/safetensors.ts'
import { repairedSafetensors } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

const directory = mkdtempSync(join(tmpdir(), 'model-actions-fuzz-'))
const file = join(directory, 'model.safetensors')

function safetensors(header: unknown, data: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, data])
}

export const target: FuzzTarget = {
  seeds: async () => [
    safetensors({ a: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } }, Buffer.alloc(16)),
    safetensors(
      {
        __metadata__: { format: 'pt' },
        'a.weight': { dtype: 'BF16', shape: [4], data_offsets: [0, 8] },
        'b.weight': { dtype: 'I64', shape: [], data_offsets: [8, 16] },
      },
      Buffer.alloc(16),
    ),
  ],
  words: [
    '"dtype"',
    '"shape"',
    '"data_offsets"',
    '"__metadata__"',
    '[[[[',
    '{"a":',
    '\\u0000',
    '9007199254740993',
    '-1',
  ],
  repaired: repairedSafetensors,
  async run(input) {
    writeFileSync(file, input)
    await checkSafetensors(file)
  },
  grown: async (count) =>
    safetensors(
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`t${at}`, { dtype: 'U8', shape: [1], data_offsets: [at, at + 1] }]),
      ),
      Buffer.alloc(count),
    ),
  close: async () => rmSync(directory, { recursive: true, force: true }),
}
