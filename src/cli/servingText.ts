import type { HistoryRecord } from '../model/history.ts'
import { splitText } from '../report/split.ts'
import { countText, oneLine } from '../report/text.ts'
import { percent } from '../rollout/words.ts'
import type { ServingStatus, VersionStatus } from '../stages/status.ts'

/* How the commands of serving.ts read at a terminal. What others wrote (owners, reasons) stays in its line. */

const shown = (text: string): string => oneLine(text, 300)
const when = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`

/** @param columns of the screen */
export function statusLines(status: ServingStatus, columns = Number.POSITIVE_INFINITY): string[] {
  const { model, target, serves, because, url, since, versions, shadow, split, lease, watchdog, certificate } = status
  const stable = versions.find(({ role }) => role === 'stable')
  const canary = versions.find(({ role }) => role === 'canary')
  const facts: (readonly [string, string])[] = [
    ...(because === undefined ? [] : [['note', because] as const]),
    ...(stable === undefined ? [] : [['digest', stable.digest] as const]),
    ...(since === undefined ? [] : [['since', `${when(since.at)}, by ${since.by}`] as const]),
    ...(canary === undefined
      ? []
      : [['canary', `${canary.version} with ${percent(canary.share)} of the traffic`] as const]),
    ...(shadow === undefined ? [] : [['shadow', shadowText(shadow)] as const]),
    ...(split === undefined ? [] : [['split', splitText(split)] as const]),
    ...(lease === undefined
      ? []
      : [
          [
            'rollout',
            `by ${lease.owner}; without a sign of life it ends in ${Math.ceil(lease.remainingMs / 1000)} s`,
          ] as const,
        ]),
    ...(watchdog === undefined ? [] : [['watchdog', `${when(watchdog.at)}: ${watchdog.because}`] as const]),
    ...(certificate === undefined ? [] : [['TLS', validity(certificate.expiresAt)] as const]),
  ]
  if (url === undefined) return [shown(because ?? ''), ...runningLines(versions)]
  const what = stable === undefined || !serves ? `nothing serves ${model}` : `${model} ${stable.version} serves`
  return [
    `${what} at ${url} (deploy.target: ${target})`,
    ...facts.map(([name, text]) => `  ${name.padEnd(10)}${shown(text)}`),
    ...(versions.length === 0 ? [] : ['', ...versionTable(versions, columns), 'counted since the gateway started']),
  ]
}

const validity = (expiresAt: string): string =>
  Date.parse(expiresAt) > Date.now()
    ? `the certificate is valid until ${when(expiresAt)}`
    : `the certificate expired at ${when(expiresAt)}: put a renewed one there`

const shadowText = ({ id, share, counts }: NonNullable<ServingStatus['shadow']>): string =>
  `${id} is asked copies of ${percent(share)} of stable's requests: ${countText(counts.compared)} compared, ${percent(counts.otherwise / Math.max(1, counts.compared))} answered otherwise, ${countText(counts.repeated)} asked before, ${countText(counts.dropped)} dropped`

const runningLines = (versions: readonly VersionStatus[]): string[] =>
  versions.map(({ id, running }) => `  ${id} ${running ? 'runs' : 'has ended'}`)

function versionTable(versions: readonly VersionStatus[], columns: number): string[] {
  const rows = versions.map(({ version, role, share, running, counted }) => [
    version,
    running ? role : `${role}, ended`,
    percent(share),
    ...(counted === undefined
      ? ['', '', '', '', '', '']
      : [
          countText(counted.requests),
          ofAll(counted.errors, counted.requests),
          ofAll(counted.clientErrors, counted.requests),
          ofAll(counted.abandoned, counted.requests),
          atMost(counted.p50Ms),
          atMost(counted.p99Ms),
        ]),
  ])
  const head = ['version', 'role', 'share', 'requests', 'errors', 'refused', 'left', 'P50', 'P99']
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)))
  const gaps = 2 * (head.length - 1)
  if (widths.reduce((sum, width) => sum + width, gaps) <= columns)
    return [head, ...rows].map((row) =>
      row
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
  // Below each other where they do not fit beside each other.
  const [version = '', ...names] = head
  const widest = Math.max(...names.map((name) => name.length))
  return rows.flatMap(([id = '', ...cells]) => [
    `${version} ${id}`,
    ...cells.flatMap((cell, i) => (cell === '' ? [] : [`  ${(names[i] ?? '').padEnd(widest)}  ${cell}`])),
  ])
}

const ofAll = (count: number, all: number): string =>
  count === 0 ? '0' : `${countText(count)} (${twoDigits((100 * count) / Math.max(1, all))} %)`

/** At least: from 10 on a third one, as 99.6 would be 1.0e+2 with two. */
const twoDigits = (share: number): string =>
  share < 9.95 ? share.toPrecision(2) : String(Number(share.toPrecision(3)))

/** Bounds of a histogram: what lies between two of them is not known. */
const atMost = (ms: number | undefined): string => (ms === undefined ? '' : `≤ ${ms} ms`)

/** @param records newest first @param looked where none was found */
export function historyLines(records: readonly HistoryRecord[], looked: string): string[] {
  if (records.length === 0) return [`nothing was promoted or rolled back yet: looked at ${looked}`]
  return records.map(({ at, outcome, version, to, by, because }) => {
    const serves = outcome === 'promoted' ? '' : to === undefined ? ', nothing serves' : `, ${to.version} serves`
    // Each part by itself: the blanks between them are columns.
    return `${when(at)}  ${outcome.padEnd(11)}  ${shown(`${version}${serves}`)}  by ${shown(by)}: ${shown(because)}`
  })
}
