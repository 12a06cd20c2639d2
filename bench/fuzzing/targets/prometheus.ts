import { answerOf } from '../../../src/rollout/prometheus.ts'
import type { FuzzTarget } from '../types.ts'

/* What answers at the address of a Prometheus decides over a canary: a finite number, or the reason why there is none. */

const success = (data: object) => Buffer.from(JSON.stringify({ status: 'success', data }))

export const target: FuzzTarget = {
  seeds: async () => [
    success({ resultType: 'vector', result: [{ metric: { job: 'a' }, value: [1700000000.1, '0.25'] }] }),
    success({ resultType: 'scalar', result: [1700000000, '1e-3'] }),
    success({ resultType: 'matrix', result: [] }),
    Buffer.from('{"status":"error","errorType":"bad_data","error":"parse error"}'),
  ],
  words: ['"NaN"', '"+Inf"', '""', '"0x10"', '"result":[]', '"resultType":"string"', '"__proto__":{}', '[[[[', '1e999'],
  async run(input) {
    const asked = answerOf(input.toString(), 200, 'prometheus:9090')
    if (asked.outcome === 'value' && !Number.isFinite(asked.value))
      throw new Error(`${asked.value} is no finite number`)
    if (asked.outcome !== 'value' && asked.because === '') throw new Error('no number, and no reason')
  },
  grown: async (count) =>
    success({ resultType: 'vector', result: Array.from({ length: count }, () => ({ value: [1, '1'] })) }),
}
