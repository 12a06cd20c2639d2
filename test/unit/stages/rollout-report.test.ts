import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import type { Backend } from '../../../src/gateway/types.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { reportSchema } from '../../../src/report/model.ts'
import { splitText } from '../../../src/report/split.ts'
import type { RolloutReport } from '../../../src/rollout/types.ts'
import { endedBy, leftInWords, liveLine, liveTable, rolloutSections } from '../../../src/stages/rolloutReport.ts'

const tally = (requests: number, errors: number) => ({ requests, errors, clientErrors: 0, slow: 0 })
const step = {
  name: 'step 1',
  share: 0.05,
  fromMs: 1_000,
  toMs: 61_000,
  stable: tally(23_400, 3),
  canary: tally(1_200, 60),
}

const rollout: RolloutReport = {
  verdict: 'fail',
  because: 'errors',
  reused: false,
  firstDeploy: false,
  against: 'stable',
  release: { version: '1.1.0', digest: `sha256:${'0'.repeat(64)}` as Digest },
  steps: [{ ...step, outcome: 'errors' }],
  gates: [],
  timeline: [{ atMs: 1_000, event: 'v1-1-0 has 5 % of the traffic' }],
  series: [
    { ...step, toMs: 31_000, stable: tally(11_700, 3), canary: tally(600, 0) },
    { ...step, fromMs: 31_000, stable: tally(11_700, 0), canary: tally(600, 60) },
  ],
  gaps: [],
  url: 'http://127.0.0.1:8080',
}

describe('what a rollout that was stopped has left', () => {
  const { release } = rollout
  const stable = { id: 'v1', version: '1.0.0', digest: `sha256:${'1'.repeat(64)}` } as Backend

  const same = { ...stable, ...release }
  const [idle, paused]: [Backend[], { since: string }] = [[], { since: '12:00' }]
  const next = 'the same command begins the rollout again'
  const reached = { wasStable: false, hadTraffic: true }
  const early = { wasStable: false, hadTraffic: false }
  const again = { wasStable: true, hadTraffic: false }

  it.each<[string, Parameters<typeof leftInWords>[0], Parameters<typeof leftInWords>[2], string | undefined]>([
    ['stable serves', { stable, idle }, reached, `1.1.0 was taken out and 1.0.0 serves; ${next}`],
    ['stable made room', { stable, paused, idle }, reached, `1.1.0 was taken out and nothing serves; ${next}`],
    ['nothing was stable', { idle }, reached, `1.1.0 was taken out and nothing serves; ${next}`],
    ['no request went to it', { stable, idle }, early, `1.1.0 has no traffic and 1.0.0 serves; ${next}`],
    ['no request, nothing stable', { idle }, early, `1.1.0 has no traffic and nothing serves; ${next}`],
    ['it was promoted', { stable: same, idle }, reached, '1.1.0 was promoted and serves'],
    [
      'it was deployed before, and may have ended',
      { stable: same, idle },
      again,
      '1.1.0 is deployed as it was before: `model-actions status` tells whether it answers',
    ],
    [
      'it had ended and came back',
      { stable: same, idle },
      { ...again, hadTraffic: true },
      '1.1.0 was promoted and serves',
    ],
    ['it made room itself', { stable: same, paused, idle }, again, `1.1.0 has no traffic and nothing serves; ${next}`],
    [
      'nobody says',
      undefined,
      reached,
      `the gateway did not say what serves now: \`model-actions status\` tells it; ${next}`,
    ],
    [
      'it is not taken out yet',
      { stable, canary: { backend: same, share: 0.05, breaker: { opened: 0, openInARow: 0 } }, idle },
      reached,
      undefined,
    ],
  ])('is told as it is: %s', (_, status, until, words) => {
    expect(leftInWords(status, release, until)).toBe(words)
  })

  it('is on record with its reason and what serves, where the release had traffic', () => {
    const by = { reason: new Error('stopped by SIGINT') }
    const because = 'stopped by SIGINT at 5 % of the traffic'
    expect(endedBy(by, { stable, idle }, 0.05)).toEqual({ because, stopped: true, serving: stable })
    expect(endedBy(by, { stable, paused, idle }, 0.05)).toEqual({ because, stopped: true })
    // Nobody knows what serves, and a record without it would say that nothing does.
    expect(endedBy(by, undefined, 0.05)).toBeUndefined()
    expect(endedBy(by, { stable, idle }, undefined)).toBeUndefined()
  })
})

describe('how a rollout reads', () => {
  it('is a line of both versions while it goes on', () => {
    expect(liveLine({ ...step, outcome: '' })).toBe(
      'step 1, 60 s: canary with 5 %: 1,200 requests, 60 errors; stable: 23,400 requests, 3 errors',
    )
  })

  it('is a line a version at a terminal of 40 columns, and nothing of a version that is not there', () => {
    const boundsMs = [5, 20, 1_000]
    const latencies = {
      stable: { boundsMs, counts: [900, 995, 1_000], count: 1_000 },
      canary: { boundsMs, counts: [10, 60, 80], count: 100 },
    }
    const table = liveTable({ ...step, outcome: '12 s of its minimum time are left' }, latencies)
    expect(table).toEqual([
      'step 1, 60 s: 12 s of its minimum time are left',
      '        share requests errors ≤P50/99ms',
      'stable   95 %   23,400      3      5/20',
      'canary    5 %    1,200     60      20/–',
    ])
    for (const row of table.slice(1)) expect(row.length).toBeLessThan(40)
    const none = { boundsMs, counts: [0, 0, 0], count: 0 }
    expect(liveTable({ ...step, share: 1, outcome: '' }, { stable: undefined, canary: none })).toEqual([
      'step 1, 60 s',
      '        share requests errors ≤P50/99ms',
      'canary  100 %    1,200     60       –/–',
    ])
  })

  it('tells how copies of requests were answered, and nothing of them where there were none', () => {
    const shadow = {
      share: 0.1,
      elapsedMs: 61_000,
      compared: 480,
      otherwise: 4.25,
      unanswered: 1,
      incomparable: 2,
      repeated: 7,
      dropped: 3,
    }
    expect(rolloutSections({ ...rollout, shadow })[0]).toMatchObject({
      title: 'Copies of requests before there was traffic',
      rows: [['10 %', '61.0', '480', '4.25', '1', '2', '7', '3']],
    })
    expect(rolloutSections(rollout)[0]).toMatchObject({ title: 'Steps' })
  })

  it('tells how many values of a header met each version, and of one that made most of the errors', () => {
    const side = {
      ...{
        values: 57,
        requests: 1_200,
        without: 3,
        errors: 60,
        failed: 4,
        expected: 51.4,
        variance: 2,
        mostRequests: 400,
      },
      worst: { requests: 90, errors: 55, expected: 50, variance: 1 },
    }
    const split = { stable: { ...side, errors: 8, worst: { ...side.worst, errors: 8 } }, canary: side, capped: false }
    expect(rolloutSections({ ...rollout, split })[1]).toMatchObject({
      title: 'Values of the header',
      note: expect.stringContaining('Of the canary one value made 55 of 60 errors: alone that decides nothing.'),
      rows: [
        ['stable', '57', '1,200', '400', '3', '8', '4', '8', '51'],
        ['canary', '57', '1,200', '400', '3', '60', '4', '55', '51'],
      ],
    })
    expect(splitText(split)).toBe(
      'canary: 57 values, of which 4 had an error; one value made 55 of 60 errors; stable: 57 values, of which 4 had an error',
    )
  })

  it('shows afterwards when which version failed, as a picture and as a table', () => {
    const sections = rolloutSections(rollout)
    const errors = sections.find(({ title }) => title === 'Errors over time')
    expect(errors).toMatchObject({
      x: ['31 s', '61 s'],
      series: [
        { name: 'stable', values: [0.03, 0] },
        { name: 'canary', values: [0, 10] },
      ],
    })
    const report = reportSchema.parse({
      schema: 1,
      title: 'deploy',
      verdict: 'fail',
      headline: 'errors',
      gates: [],
      sections,
    })
    expect(renderMarkdown(report, { limitBytes: 60_000 })).toContain('| 61 s | 5 % | 11700 | 0.00 % | 600 | 10.00 % |')
    expect(renderHtml(report)).toContain('v1-1-0 has 5 % of the traffic')
  })

  it('draws nothing of a rollout that was over before anything was seen', () => {
    const titles = rolloutSections({ ...rollout, series: [] }).map(({ title }) => title)
    expect(titles).toEqual(['Steps', 'What happened'])
  })
})
