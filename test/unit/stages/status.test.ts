import { describe, expect, it } from 'vitest'
import { statusLines } from '../../../src/cli/servingText.ts'
import type { Digest } from '../../../src/digest.ts'
import type { Backend, Observed } from '../../../src/gateway/types.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { servingOf } from '../../../src/stages/monitor.ts'
import { newestFirst } from '../../../src/stages/promoted.ts'
import { statusOf } from '../../../src/stages/status.ts'

const backend = (version: string, digit: string): Backend => ({
  id: `v${version.replaceAll('.', '-')}-${digit.repeat(12)}`,
  version,
  digest: `sha256:${digit.repeat(64)}` as Digest,
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
const stable = backend('1.0.0', '1')
const canary = backend('1.1.0', '2')
const observed: Observed = {
  epoch: 'one',
  requests: 1_000,
  errors: 20,
  clientErrors: 0,
  latency: { boundsMs: [1, 10, 100], counts: [400, 980, 990], count: 1_000 },
  abandoned: { boundsMs: [1, 10, 100], counts: [0, 0, 0], count: 5 },
  values: {},
}
const found = {
  model: 'intents',
  target: 'process' as const,
  looked: '/home/ann/deploy',
  url: 'http://127.0.0.1:8080',
  status: {
    stable,
    canary: { backend: canary, share: 0.05, breaker: { opened: 0, openInARow: 0 } },
    idle: [],
    lease: { owner: 'acme run 7', remainingMs: 12_000 },
    watchdog: { because: 'a lease\nexpired', at: '2026-01-02T00:00:00Z' },
  },
  observed: { [stable.id]: observed },
  history: [],
  running: new Set([stable.id, canary.id]),
  answers: true,
}

describe('what serves', () => {
  it('tells who is asked copies of requests, and how it answers', () => {
    const counts = { compared: 1_480, otherwise: 14.8, unanswered: 0, incomparable: 0, repeated: 1_200, dropped: 7 }
    const status = { stable, idle: [canary], shadow: { id: canary.id, share: 0.1, counts } }
    expect(statusLines(statusOf({ ...found, status }))).toContain(
      `  shadow    ${canary.id} is asked copies of 10 % of stable's requests: 1,480 compared, 1 % answered otherwise, 1,200 asked before, 7 dropped`,
    )
  })

  it('is told with shares, who rolls out, and how each version answers', () => {
    const status = statusOf(found)
    expect(status).toMatchObject({
      serves: true,
      versions: [
        { role: 'stable', share: 0.95, counted: { p50Ms: 10, p99Ms: 100 } },
        { role: 'canary', share: 0.05 },
      ],
    })
    const text = statusLines(status).join('\n')
    for (const part of [
      'intents 1.0.0 serves at http://127.0.0.1:8080',
      '1.1.0 with 5 % of the traffic',
      'by acme run 7; without a sign of life it ends in 12 s',
      '2026-01-02 00:00:00 UTC: a lease expired',
      '20 (2.0 %)',
      '≤ 100 ms',
    ])
      expect(text).toContain(part)
  })

  it('an outage of all requests reads as 100 %, and one of nearly all as a share in digits', () => {
    const status = statusOf(found)
    const errorsOf = (errors: number): string => {
      const versions = status.versions.map((version) =>
        version.counted === undefined
          ? version
          : { ...version, counted: { ...version.counted, requests: 1000, errors } },
      )
      return statusLines({ ...status, versions }).join('\n')
    }
    expect(errorsOf(1000)).toContain('(100 %)')
    expect(errorsOf(996)).toContain('(99.6 %)')
    expect(errorsOf(123)).toContain('(12.3 %)')
  })

  it('serves since the rollback that brought it back, and a canary that went back changes nothing of that', () => {
    const record = (outcome: HistoryRecord['outcome'], of: Backend, to: Backend | undefined, hour: number) => ({
      schema: 1 as const,
      outcome,
      name: 'intents',
      digest: of.digest as Digest,
      version: of.version,
      released: '2026-01-01T00:00:00Z',
      at: `2026-01-02T0${hour}:00:00Z`,
      by: `run ${hour}`,
      because: 'as asked',
      ...(to === undefined ? {} : { to: { version: to.version, digest: to.digest as Digest } }),
    })
    const since = (history: HistoryRecord[]) => statusOf({ ...found, history }).since?.by
    const canaryWentBack = record('rolled-back', canary, stable, 2)
    expect(since([record('promoted', stable, undefined, 1), canaryWentBack])).toBe('run 1')
    const there = [record('promoted', stable, undefined, 1), record('promoted', canary, undefined, 3)]
    expect(since(there)).toBeUndefined()
    expect(since([...there, record('rolled-back', canary, stable, 4)])).toBe('run 4')
    expect(since([...there, record('rolled-back', canary, stable, 4), canaryWentBack])).toBe('run 4')
  })

  it('has a certificate, of which it says until when it is valid, and that it expired', () => {
    const said = (expiresAt: string): string =>
      statusLines(statusOf({ ...found, status: { ...found.status, certificate: { expiresAt } } })).join('\n')
    expect(said('9999-01-02T03:04:05.000Z')).toContain('the certificate is valid until 9999-01-02 03:04:05 UTC')
    expect(said('2020-01-02T03:04:05.000Z')).toContain('the certificate expired at 2020-01-02 03:04:05 UTC')
  })

  it('has all traffic at stable while the circuit breaker of the canary is open, and says so', () => {
    const open = { backend: canary, share: 0.05, breaker: { opened: 1, openInARow: 1 } }
    const said = statusOf({ ...found, status: { ...found.status, canary: open } })
    expect(said.versions.map(({ share }) => share)).toEqual([1, 0])
    expect(said.because).toContain(`requests in a row of the canary ${canary.id} failed`)
  })

  it('is nothing where stable does not run, does not answer, or is not there, and the reason is told', () => {
    const { canary: _, ...alone } = found.status
    const dead = statusOf({ ...found, status: alone, running: new Set<string>(), answers: false })
    expect(dead).toMatchObject({ serves: false, because: expect.stringContaining('does not run: deploy it again') })
    expect(statusLines(dead)[0]).toBe('nothing serves intents at http://127.0.0.1:8080 (deploy.target: process)')
    expect(statusOf({ ...found, status: alone, answers: false })).toMatchObject({
      serves: false,
      because: expect.stringContaining('did not say that it is ready'),
    })
    expect(statusOf({ ...found, status: { idle: [stable] }, answers: false })).toMatchObject({
      serves: false,
      because: expect.stringContaining('no version is stable'),
    })
  })

  it('is not looked at while another version is in its place, or beside it', () => {
    const looked = (status: Partial<(typeof found)['status']> & { paused?: { since: string } }, answers = true) => {
      const { lease: _, canary: __, ...alone } = found.status
      return servingOf(statusOf({ ...found, status: { ...alone, ...status }, answers }))
    }
    expect(looked({})).toMatchObject({ verdict: 'pass' })
    expect(looked({}, false)).toMatchObject({ verdict: 'fail', because: expect.stringContaining('did not say') })
    expect(looked({ lease: found.status.lease })).toMatchObject({
      verdict: 'inconclusive',
      because: 'a rollout by acme run 7 is under way: look again after it',
    })
    const paused = { since: '2026-01-02T00:00:00.000Z' }
    const whole = { ...found.status.canary, share: 1 }
    expect(looked({ paused, canary: whole }, false)).toMatchObject({ verdict: 'inconclusive' })
    expect(looked({ paused }, false)).toMatchObject({
      verdict: 'fail',
      because: expect.stringContaining('was stopped at'),
    })
    // A canary that serves beside a stable that does not answer.
    expect(looked({ canary: found.status.canary }, false)).toMatchObject({ verdict: 'fail' })
  })

  it('says no time where nothing was answered, and none that is beyond what is counted', () => {
    const slow = { ...observed.latency, counts: [0, 0, 900] }
    const status = statusOf({ ...found, observed: { [stable.id]: { ...observed, latency: slow } } })
    expect(status.versions[0]?.counted).toMatchObject({ p50Ms: 100 })
    expect(status.versions[0]?.counted).not.toHaveProperty('p99Ms')
  })
})

describe('the history', () => {
  it('tells each record once, the newest first, also one that this host and the image both have', () => {
    const record = (at: string, version: string): HistoryRecord => ({
      schema: 1,
      outcome: 'promoted',
      name: 'intents',
      digest: stable.digest,
      version,
      released: '2026-01-01T00:00:00Z',
      at,
      by: 'ann',
      because: 'passed',
    })
    const [old, young] = [record('2026-01-02T00:00:00Z', '1.0.0'), record('2026-02-02T00:00:00Z', '1.1.0')]
    expect(newestFirst([old, young, { ...old }])).toEqual([young, old])
  })
})
