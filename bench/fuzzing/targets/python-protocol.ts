import { pythonTarget } from '../python.ts'
import type { FuzzTarget } from '../types.ts'

export const target: FuzzTarget = pythonTarget('protocol', {
  words: ['"inputs":', '"data":', '"shape":', '[[[[', '\\ud800', '\u0345\u0300', '1e999', 'NaN', '{"name":"label"},'],
  // Marks on one letter, which Python puts in order in quadratic time.
  grown: async (count) =>
    Buffer.from(
      JSON.stringify({
        inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [`a${'\u0345\u0300'.repeat(count)}`] }],
      }),
    ),
})
