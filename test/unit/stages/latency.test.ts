import { expect, test } from 'vitest'
import { latencyOf, latencySection } from '../../../src/stages/latency.ts'

const milliseconds = (count: number, each: number) =>
  Array.from({ length: count }, (_, at) => each + at / 1000) as [number, ...number[]]

test('the report tells quantiles and throughput of the quantized model, of FP32 and of what serves, and what it gains on each', () => {
  const models = latencyOf(
    {
      threads: 2,
      candidate_ms: milliseconds(1000, 2),
      baseline_ms: milliseconds(1000, 9),
      released_ms: milliseconds(1000, 4),
    },
    'release 1.2.0',
  )
  const [section] = latencySection(models, 2)
  expect(section).toMatchObject({
    kind: 'table',
    rows: [
      ['this model', '2.50', '2.90', '2.99', '400.1', ''],
      ['FP32', '9.50', '9.90', '9.99', '105.3', expect.stringMatching(/^0\.26 \(0\.26 to 0\.27\)$/)],
      ['release 1.2.0', '4.50', '4.90', '4.99', '222.2', expect.stringMatching(/^0\.5\d \(/)],
    ],
    note: expect.stringMatching(/^1000 requests.*2 threads/),
  })
})

test('a quantile that so few requests do not tell is left out, and what it needs is said', () => {
  const [section] = latencySection(latencyOf({ threads: 1, candidate_ms: milliseconds(150, 2) }, undefined), 1)
  expect(section).toMatchObject({
    rows: [['this model', '2.07', '2.13', '', expect.any(String), '']],
    note: expect.stringMatching(/P99 needs 1000 requests\.$/),
  })
})

test('a runtime that timed nothing leaves no table', () => {
  expect(latencySection(latencyOf(undefined, undefined), 1)).toEqual([])
})
