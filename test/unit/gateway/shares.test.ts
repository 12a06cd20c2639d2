import { expect, test } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { exposition } from '../../../src/gateway/agent/metrics.ts'
import { sharesOf } from '../../../src/gateway/shares.ts'
import type { Backend, TrafficStatus } from '../../../src/gateway/types.ts'

const version = (id: string): Backend => ({
  id,
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}` as Digest,
  addresses: ['127.0.0.1:9000'],
  serving: {
    port: 8080,
    readyPath: '/ready',
    protocol: 'open-inference-v2',
    maxLength: 16,
    maxBatch: 8,
    engine: 'onnxruntime',
  },
})
const stable = version('v1')
const canary = (share: number, openInARow = 0) => ({
  backend: version('v2'),
  share,
  breaker: { opened: openInARow, openInARow },
})
const paused = { since: '2026-01-02T03:04:05.000Z' }

test.each<[string, Omit<TrafficStatus, 'idle'>, { stable: number; canary: number }]>([
  ['stable alone', { stable }, { stable: 1, canary: 0 }],
  ['a canary beside it', { stable, canary: canary(0.05) }, { stable: 0.95, canary: 0.05 }],
  ['a canary whose breaker is open', { stable, canary: canary(0.05, 1) }, { stable: 1, canary: 0 }],
  ['stable that was stopped', { stable, paused }, { stable: 0, canary: 0 }],
  ['a canary in the place of stable', { stable, paused, canary: canary(1) }, { stable: 0, canary: 1 }],
  ['a first version', { canary: canary(1) }, { stable: 0, canary: 1 }],
  ['a first version without traffic', { canary: canary(0) }, { stable: 0, canary: 0 }],
  ['nothing', {}, { stable: 0, canary: 0 }],
])('the shares are those that requests are drawn by: %s', (_, status, shares) => {
  expect(sharesOf(status)).toEqual(shares)
})

test('Prometheus is not told that a stopped version has traffic', () => {
  const text = exposition({
    model: 'm',
    proxy: 'embedded',
    status: { stable, paused, canary: canary(1), idle: [] },
    ready: {},
    counted: {},
  })
  expect(text).toContain('model_actions_traffic_share_ratio{model="m",version="v1",role="stable"} 0\n')
  expect(text).toContain('model_actions_traffic_share_ratio{model="m",version="v2",role="canary"} 1\n')
})
