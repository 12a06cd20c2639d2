import { describe, expect, it } from 'vitest'
import type { QuantizeResult } from '../../../src/engine/contract.generated.ts'
import { sizeGate, speedGate } from '../../../src/stages/quantizeGates.ts'

const shape = (ratio: number, low: number, high: number) => ({
  batch: 1,
  length: 32,
  baseline_ms: 10,
  candidate_ms: 10 / ratio,
  ratio,
  ratio_low: low,
  ratio_high: high,
})
const result = (changes: Partial<QuantizeResult>): QuantizeResult => ({
  verb: 'quantize',
  recipe: 'dynamic, per channel',
  model: {
    format: 'onnx',
    engine: 'onnxruntime',
    precision: 'int8',
    labels: ['a', 'b'],
    max_length: 32,
    max_batch: 1,
  },
  baseline_bytes: 1000,
  candidate_bytes: 250,
  speed: [shape(2, 1.9, 2.1)],
  environment: { python: '3', packages: {}, cpu_flags: [], threads: 1, machine: 'x' },
  ...changes,
})

describe('the size gate', () => {
  it('passes at the allowed share and fails above it, saying both numbers', () => {
    expect(sizeGate(result({ candidate_bytes: 300 }), 0.3).verdict).toBe('pass')
    const gate = sizeGate(result({ candidate_bytes: 301 }), 0.3)
    expect(gate.verdict).toBe('fail')
    expect(gate.because).toMatch(/0\.301.*0\.3/)
  })
})

describe('the speed gate', () => {
  it('passes a model that is surely faster, by the ratio asked for', () => {
    expect(speedGate(result({}), 1.5)).toMatchObject({ verdict: 'pass', observed: { value: 2, low: 1.9 } })
  })
  it('fails a model that is not faster, however little is asked', () => {
    expect(speedGate(result({ speed: [shape(1.01, 0.9, 1.1)] }), 0.5).verdict).toBe('fail')
  })
  it('fails a model that is surely slower than asked, and names the remedy', () => {
    const gate = speedGate(result({ speed: [shape(1.2, 1.15, 1.3)] }), 1.5)
    expect(gate.verdict).toBe('fail')
    expect(gate.because).toContain('quantize.gates.speed')
  })
  it('does not decide where the noise spans the bound', () => {
    expect(speedGate(result({ speed: [shape(1.4, 1.2, 1.7)] }), 1.5).verdict).toBe('inconclusive')
  })
  it('weighs shapes by their geometric mean', () => {
    expect(speedGate(result({ speed: [shape(1, 1, 1), shape(4, 4, 4)] }), 1.5).observed.value).toBeCloseTo(2)
  })
})
