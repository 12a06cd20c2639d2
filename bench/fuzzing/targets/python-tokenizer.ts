import { pythonTarget } from '../python.ts'
import type { FuzzTarget } from '../types.ts'

export const target: FuzzTarget = pythonTarget('tokenizer', {
  words: [
    'null',
    '"type":"Sequence",',
    '{"type":"NFKD"},',
    '{"type":"ByteLevel"},',
    '{"Regex":"(a+)+$"}',
    '{"Sequence":{"id":"A","type_id":0}},',
    '4294967296',
    '-1',
    '1e999',
    '[[[[',
    '"[PAD]"',
  ],
})
