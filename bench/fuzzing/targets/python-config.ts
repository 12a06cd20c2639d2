import { pythonTarget } from '../python.ts'
import type { FuzzTarget } from '../types.ts'

export const target: FuzzTarget = pythonTarget('config', {
  words: ['null', 'true', '[]', '{}', '-1', '0', '1e999', 'NaN', '99999999999999999999', '"x"', '[[[['],
})
