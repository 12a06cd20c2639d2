import { expect, it } from 'vitest'
import { proceeds } from '../../../src/stages/decision.ts'
import type { Gate } from '../../../src/verdict.ts'

const gate = (name: string, verdict: Gate['verdict']): Gate => ({
  name,
  verdict,
  observed: { value: 0, unit: 'share' },
  allowed: 0,
  because: 'of this',
})
const warn = { onInconclusive: 'warn' } as const
const served = ({ name }: Gate) => name.startsWith('served ')

it('a comparison that may stay open in evaluate does not stop quantize, and nothing else that is open goes on', () => {
  const open = gate('served accuracy', 'inconclusive')
  expect(proceeds([gate('size', 'pass'), open], warn, served)).toBe(true)
  expect(proceeds([open], warn, served)).toBe(true)
  expect(proceeds([gate('size', 'pass'), open], { onInconclusive: 'fail' }, served)).toBe(false)
  expect(proceeds([gate('speed', 'inconclusive'), open], warn, served)).toBe(false)
  expect(proceeds([gate('served accuracy', 'fail')], warn, served)).toBe(false)
  expect(proceeds([], warn)).toBe(false)
})
