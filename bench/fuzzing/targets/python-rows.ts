import { pythonTarget } from '../python.ts'
import type { FuzzTarget } from '../types.ts'

export const target: FuzzTarget = pythonTarget('rows', {
  words: [
    '"',
    '""',
    ',',
    '\r',
    '\n',
    '\0',
    '\\ud800',
    '\u0345\u0300',
    '\u2028',
    '[[[[',
    '{"text":',
    'label',
    '9'.repeat(5000),
  ],
  grown: async (count) =>
    Buffer.from(`text,label,group\n${Array.from({ length: count }, (_, at) => `text ${at},a,${at}\n`).join('')}`),
})
