import { expect, test } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { exposition } from '../../../src/gateway/agent/metrics.ts'
import { sharesOf } from '../../../src/gateway/shares.ts'
import type { Backend, SplitStatus, TrafficStatus } from '../../../src/gateway/types.ts'

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

test('Prometheus is told what became of each copy for a shadow: one that is answered otherwise is answered', () => {
  const counts = { compared: 10, otherwise: 2.5, unanswered: 1, incomparable: 3, repeated: 5, dropped: 4 }
  const text = exposition({
    model: 'm',
    proxy: 'embedded',
    status: { stable, shadow: { id: 'v2', share: 0.1, counts }, idle: [] },
    ready: {},
    counted: {},
  })
  expect(text.split('\n').filter((line) => line.startsWith('model_actions_shadow_'))).toEqual([
    'model_actions_shadow_share_ratio{model="m",version="v2"} 0.1',
    'model_actions_shadow_copies_total{model="m",version="v2",outcome="answered"} 9',
    'model_actions_shadow_copies_total{model="m",version="v2",outcome="unanswered"} 1',
    'model_actions_shadow_copies_total{model="m",version="v2",outcome="incomparable"} 3',
    'model_actions_shadow_copies_total{model="m",version="v2",outcome="repeated"} 5',
    'model_actions_shadow_copies_total{model="m",version="v2",outcome="dropped"} 4',
    'model_actions_shadow_disagreements_total{model="m",version="v2"} 2.5',
  ])
})

test('Prometheus is told how many values of a header met each version, while there is a canary', () => {
  const side = {
    values: 40,
    requests: 900,
    without: 3,
    errors: 7,
    failed: 2,
    mostRequests: 90,
    expected: 1,
    variance: 1,
  }
  const worst = { requests: 90, errors: 6, expected: 1, variance: 1 }
  const split: SplitStatus = {
    stable: { ...side, worst },
    canary: { ...side, values: 4, failed: 3, worst: { ...worst, errors: 5 } },
    capped: false,
  }
  const told = (status: Pick<TrafficStatus, 'canary'>): string[] =>
    exposition({ model: 'm', proxy: 'haproxy', status: { stable, idle: [], ...status }, ready: {}, counted: {} })
      .split('\n')
      .filter((line) => line.startsWith('model_actions_split_'))
  const of = (name: string, role: string, value: number): string =>
    `model_actions_split_${name}{model="m",version="${role === 'canary' ? 'v2' : 'v1'}",role="${role}"} ${value}`
  const one = canary(0.05)
  expect(told({ canary: { ...one, split } })).toEqual([
    of('values', 'canary', 4),
    of('values', 'stable', 40),
    of('failed_values', 'canary', 3),
    of('failed_values', 'stable', 2),
    of('worst_value_errors', 'canary', 5),
    of('worst_value_errors', 'stable', 6),
  ])
  expect(told({ canary: one })).toEqual([])
  expect(told({})).toEqual([])
})
