import type { SplitStatus, TrafficStatus } from '../gateway/types.ts'
import type { Section } from '../report/model.ts'
import { mostOfOne, splitColumns, splitRow } from '../report/split.ts'
import { countText } from '../report/text.ts'
import { thinned } from '../rollout/series.ts'
import { quantileMs } from '../rollout/tally.ts'
import type { Latencies, Point, Release, RolloutReport, ShadowReport, StepReport, Tally } from '../rollout/types.ts'
import { percent } from '../rollout/words.ts'

/* How a rollout reads: while it goes on, and afterwards. */

/** What a step has seen until now, in one line. Pure. */
export function liveLine({ name, share, fromMs, toMs, stable, canary, outcome }: StepReport): string {
  const told = ({ requests, errors }: Tally) => `${countText(requests)} requests, ${countText(errors)} errors`
  return `${name}, ${seconds(toMs - fromMs)}: canary with ${percent(share)}: ${told(canary)}; stable: ${told(stable)}${outcome === '' ? '' : ` (${outcome})`}`
}

/** The same as a table with a line a version, in 39 columns but for its first line; times are bounds of a histogram. Pure. */
export function liveTable({ name, share, fromMs, toMs, stable, canary, outcome }: StepReport, latencies: Latencies) {
  const row = (what: string, of: string, requests: string, errors: string, ms: string): string =>
    `${what.padEnd(6)}${of.padStart(7)}${requests.padStart(9)}${errors.padStart(7)} ${ms.padStart(9)}`
  const version = (what: keyof Latencies, of: number, { requests, errors }: Tally): string[] => {
    const latency = latencies[what]
    if (latency === undefined) return []
    const at = (part: number): string => String(quantileMs(latency, part) ?? '–')
    return [row(what, percent(of), countText(requests), countText(errors), `${at(0.5)}/${at(0.99)}`)]
  }
  return [
    `${name}, ${seconds(toMs - fromMs)}${outcome === '' ? '' : `: ${outcome}`}`,
    row('', 'share', 'requests', 'errors', '≤P50/99ms'),
    ...version('stable', 1 - share, stable),
    ...version('canary', share, canary),
  ]
}

/** What was known of a release until its rollout was stopped. */
export type UntilStopped = { wasStable: boolean; hadTraffic: boolean }

/** What a rollout that was stopped has left; undefined while it is not cleared yet. @param status where the gateway said it. Pure. */
export function leftInWords(
  status: TrafficStatus | undefined,
  { version, digest }: Release,
  { wasStable, hadTraffic }: UntilStopped,
): string | undefined {
  const next = 'the same command begins the rollout again'
  if (status === undefined) return `the gateway did not say what serves now: \`model-actions status\` tells it; ${next}`
  const { stable, paused, canary } = status
  if (canary !== undefined) return undefined
  // One that was stopped to make room may not have come back.
  const serves = paused === undefined ? stable : undefined
  if (serves?.digest === digest)
    // It may have been started again because it had ended.
    return wasStable && !hadTraffic
      ? `${version} is deployed as it was before: \`model-actions status\` tells whether it answers`
      : `${version} was promoted and serves`
  const nowServes = serves === undefined ? 'nothing serves' : `${serves.version} serves`
  return `${version} ${hadTraffic ? 'was taken out' : 'has no traffic'} and ${nowServes}; ${next}`
}

/** What is put on record of a rollout; `stopped` where a signal ended it, which says nothing of the release. */
export type HowItEnded = Pick<RolloutReport, 'serving' | 'because'> & { stopped?: true }

/**
 * How a rollout that was stopped ended, for the record; undefined where it had no traffic yet, and nothing was gone back from, and
 * where the gateway does not say what serves: a record without that says that nothing does.
 * @param had the last share of the traffic that the release had. Pure.
 */
export function endedBy(
  { reason }: Pick<AbortSignal, 'reason'>,
  status: TrafficStatus | undefined,
  had: number | undefined,
): HowItEnded | undefined {
  if (had === undefined || status === undefined) return undefined
  const because = `${reason instanceof Error ? reason.message : String(reason)} at ${percent(had)} of the traffic`
  const serving = status.paused === undefined ? status.stable : undefined
  return { because, stopped: true, ...(serving === undefined ? {} : { serving }) }
}

/** The steps, how traffic and errors went, and what happened. Pure. */
export function rolloutSections({ steps, series, timeline, shadow, split }: RolloutReport): Section[] {
  return [
    ...(shadow === undefined ? [] : [shadowTable(shadow)]),
    {
      kind: 'table',
      title: 'Steps',
      columns: ['share', 'seconds', 'stable: requests, errors', 'canary: requests, errors'],
      rows: steps.map((step) => [
        percent(step.share),
        ((step.toMs - step.fromMs) / 1000).toFixed(1),
        `${step.stable.requests}, ${step.stable.errors}`,
        `${step.canary.requests}, ${step.canary.errors}`,
      ]),
    },
    ...(split === undefined ? [] : [splitTable(split)]),
    ...(series.length < 2 ? [] : overTime(series)),
    ...(timeline.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'What happened',
            folded: true,
            columns: ['since the start', 'event'],
            rows: timeline.map(({ atMs, event }) => [seconds(atMs), event]),
          },
        ]),
  ]
}

const shadowTable = ({ share, elapsedMs, ...counts }: ShadowReport): Section => ({
  kind: 'table',
  title: 'Copies of requests before there was traffic',
  columns: [
    'of stable',
    'seconds',
    'compared',
    'answered otherwise',
    'not answered',
    'nothing to compare',
    'asked before',
    'dropped',
  ],
  rows: [
    [
      percent(share),
      (elapsedMs / 1000).toFixed(1),
      String(counts.compared),
      // Of a request with many inputs a part may be.
      String(Number(counts.otherwise.toFixed(2))),
      String(counts.unanswered),
      String(counts.incomparable),
      String(counts.repeated),
      String(counts.dropped),
    ],
  ],
})

function splitTable({ stable, canary, capped }: SplitStatus): Section {
  const ofOne = mostOfOne(canary)
  const note = [
    'Since the canary had its first share: the values of the header of deploy.split-by that met each version. Expected are the errors that what the same values had with stable lets expect.',
    ...(ofOne === undefined ? [] : [`Of the canary ${ofOne}: alone that decides nothing.`]),
    ...(capped ? ['There were more values than are known one by one.'] : []),
  ]
  return {
    kind: 'table',
    title: 'Values of the header',
    note: note.join(' '),
    columns: ['version', ...splitColumns],
    rows: [
      ['stable', ...splitRow(stable)],
      ['canary', ...splitRow(canary)],
    ],
  }
}

/** As many as a picture and a table of Markdown show. */
const [drawnPoints, tablePoints] = [40, 20]

function overTime(series: readonly Point[]): Section[] {
  const drawn = thinned(series, drawnPoints)
  const x = drawn.map(({ toMs }) => seconds(toMs))
  const line = (name: string, of: (point: Point) => number) => ({
    mark: 'line' as const,
    name,
    // Of less than a hundredth of a percent nothing is seen.
    values: drawn.map((point) => Number((100 * of(point)).toFixed(2))),
  })
  return [
    {
      kind: 'chart',
      title: "The canary's share over time",
      x,
      yTitle: 'traffic, %',
      series: [line('canary', ({ share }) => share)],
    },
    {
      kind: 'chart',
      title: 'Errors over time',
      note: 'Stable is the first line, the canary the second. Without a request there is no error.',
      x,
      yTitle: 'requests that failed, %',
      series: [line('stable', ({ stable }) => rate(stable)), line('canary', ({ canary }) => rate(canary))],
    },
    {
      kind: 'table',
      title: 'Over time',
      folded: true,
      columns: ['until', 'share', 'stable: requests', 'failed', 'canary: requests', 'failed'],
      rows: thinned(series, tablePoints).map(({ toMs, share, stable, canary }) => [
        seconds(toMs),
        percent(share),
        String(stable.requests),
        failed(stable),
        String(canary.requests),
        failed(canary),
      ]),
    },
  ]
}

const rate = ({ requests, errors }: Tally): number => (requests === 0 ? 0 : errors / requests)
const failed = (tally: Tally): string => (tally.requests === 0 ? '' : `${(100 * rate(tally)).toFixed(2)} %`)
const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
