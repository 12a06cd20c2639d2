import { describe, expect, it } from 'vitest'
import type { QuantizeResult } from '../../../src/engine/contract.generated.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { fewestRequests, latencyGates, sizeGate, speedGate } from '../../../src/stages/quantizeGates.ts'

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
    expect(speedGate(result({ speed: [shape(1.01, 0.9, 1.1)] }), 0.5)).toMatchObject({
      verdict: 'fail',
      // To ask for less would not help.
      because: expect.stringMatching(/0\.5 asked for: INT8 is not surely faster than FP32 here, .*; serve fp32/),
    })
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

describe('the latency gate', () => {
  /** Requests of unlike lengths, of which the candidate takes `share` of the time. */
  const timed = (requests: number, share: number) => {
    const baseline = Array.from({ length: requests }, (_, at) => 5 + ((at * 7) % 11) / 10) as [number, ...number[]]
    return {
      threads: 2,
      baseline_ms: baseline,
      candidate_ms: baseline.map((ms) => ms * share) as [number, ...number[]],
    }
  }

  it('passes where half of the requests surely take no longer than of FP32, and fails where they surely do', () => {
    expect(latencyGates(timed(100, 0.5), { p50: 1 })).toMatchObject([
      { name: 'latency P50', verdict: 'pass', observed: { value: 0.5 }, allowed: 1 },
    ])
    const [slower] = latencyGates(timed(100, 1.5), { p50: 1 })
    expect(slower).toMatchObject({ verdict: 'fail' })
    expect(slower?.because).toMatch(/1\.50 of FP32's in 100 requests.*quantize\.gates\.latency\.p50/)
  })

  it('lets pass by default what is as quick as FP32 because a tokenizer takes most of the time', () => {
    const parsed = parseSpec(
      'name: intents\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: data.jsonl}\n',
      'model.yml',
    )
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
    const { latency } = parsed.spec.quantize.gates
    const even = timed(80, 1)
    // Long texts through a model that is 1.85 times as fast by itself: 0.97 (0.94 to 1.00) in 85 requests.
    const candidate = even.baseline_ms.map((ms, at) => ms * (at % 2 === 0 ? 0.92 : 1.04)) as [number, ...number[]]
    const [gate] = latencyGates({ ...even, candidate_ms: candidate }, latency)
    expect(gate?.observed.high).toBeGreaterThan(1)
    expect(gate?.verdict).toBe('pass')
    expect(latencyGates(timed(80, 1.2), latency)[0]?.verdict).toBe('fail')
  })

  it('does not decide P99 by fewer requests than show it, and says how many do', () => {
    const [median, last] = latencyGates(timed(999, 0.5), { p50: 1, p99: 1 })
    expect(median?.verdict).toBe('pass')
    expect(last?.verdict).toBe('inconclusive')
    expect(last?.because).toMatch(/999 requests.*P99 needs 1000/)
    expect(latencyGates(timed(1000, 0.5), { p99: 1 })[0]?.verdict).toBe('pass')
  })

  it('does not decide where the interval spans what is allowed', () => {
    const noisy = timed(40, 1)
    const candidate = noisy.baseline_ms.map((ms, at) => ms * (at % 2 === 0 ? 0.7 : 1.3)) as [number, ...number[]]
    expect(latencyGates({ ...noisy, candidate_ms: candidate }, { p50: 1 })[0]?.verdict).toBe('inconclusive')
  })

  it('is an error where the models were not asked the same requests, never a pass', () => {
    const { baseline_ms, ...alone } = timed(100, 0.5)
    for (const latency of [undefined, alone, { ...alone, baseline_ms: [1] as [number] }])
      expect(latencyGates(latency, { p50: 1 })[0]?.verdict).toBe('error')
  })

  it('has as many requests timed as what is asked for needs', () => {
    expect([{ p50: 1 }, { p50: 1, p99: 1 }, {}].map(fewestRequests)).toEqual([20, 1000, 1])
  })
})
