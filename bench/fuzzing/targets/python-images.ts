import { pythonTarget } from '../python.ts'
import { repairedPng } from '../repairs.ts'
import type { FuzzTarget } from '../types.ts'

export const target: FuzzTarget = {
  ...pythonTarget('images', {
    words: [
      'IHDR',
      'IDAT',
      'IEND',
      'PLTE',
      'tRNS',
      'iCCP',
      'zTXt',
      'acTL',
      '%!PS-Adobe-3.0 EPSF-3.0\n',
      'GIF89a',
      'II*\0',
    ],
  }),
  repaired: repairedPng,
}
