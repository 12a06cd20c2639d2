import { expect, test } from 'vitest'
import { formatProblem } from '../../../src/errors.ts'
import { weights } from '../../../src/gateway/agent/haproxy-config.ts'
import { parseSpec } from '../../../src/spec/load.ts'

test('shares become weights that HAProxy can hold', () => {
  expect(weights(0.01, false)).toEqual([1, 99])
  expect(weights(0.05, false)).toEqual([1, 19])
  expect(weights(0, false)).toEqual([0, 256])
  expect(weights(1, false)).toEqual([256, 0])
  expect(weights(0.5, true)).toEqual([256, 0])
  for (const share of [0.004, 0.013, 0.333, 0.87]) {
    const [canary, stable] = weights(share, false)
    expect(Math.abs(canary / (canary + stable) - share)).toBeLessThan(0.001)
  }
})

test.each([
  ['0.4, 100', 'deploy.steps[0]: 0.4 is out of range: expected at least 0.5'],
  ['1, 99.9, 100', 'deploy.steps: a step before 100 is 99.5 at most'],
])('steps %s, which HAProxy cannot give, are refused before anything starts', (steps, because) => {
  const text = `name: a\nversion: 1.0.0\ntask: text-classification\nbase: ./b\ndata: {train: t.jsonl}\nimage: {registry: r.io/a}\n`
  const parsed = parseSpec(`${text}deploy: {steps: [${steps}]}\n`, 'model.yml')
  expect('problems' in parsed ? parsed.problems.map(formatProblem) : []).toEqual([`model.yml:7: ${because}`])
})

test('every share that the spec allows can be given, to a tenth of a percent of the traffic', () => {
  for (let permille = 5; permille <= 995; permille++) {
    const [canary, stable] = weights(permille / 1000, false)
    expect(Math.abs(canary / (canary + stable) - permille / 1000), `${permille}`).toBeLessThan(0.001)
  }
})

test('a share that is too small for HAProxy is refused with the key that names it', () => {
  expect(() => weights(0.001, false)).toThrow(/0\.1 %.*deploy\.steps/)
})
