import { expect, test } from 'vitest'
import { weights } from '../../../src/gateway/agent/haproxy-config.ts'

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

test('a share that is too small for HAProxy is refused with the key that names it', () => {
  expect(() => weights(0.001, false)).toThrow(/0\.1 %.*deploy\.steps/)
})
