import { countsByKind } from '../monitor/findings.ts'
import { latencyText } from '../monitor/traffic.ts'
import type { Counters, Finding, Seen } from '../monitor/types.ts'
import type { Section } from '../report/model.ts'
import { figure } from '../report/text.ts'
import type { Samples } from './monitorSamples.ts'

/* How a look at what serves reads. No text of a user stands in it. */

const mostClasses = 20

/** Pure. */
export function monitorSections(look: {
  version: string
  url: string
  looks: number
  earlierAt: string | undefined
  promotedAt: string | undefined
  since: Counters | undefined
  usual: Counters | undefined
  findings: readonly Finding[]
  samples: Samples | undefined
}): Section[] {
  const { version, url, looks, earlierAt, promotedAt, since, usual, findings, samples } = look
  return [
    {
      kind: 'facts',
      title: 'What was looked at',
      part: 'users',
      facts: [
        ['version', version],
        ['serves at', url],
        ...(promotedAt === undefined ? [] : [['promoted', promotedAt] as [string, string]]),
        ['look', earlierAt === undefined ? `${looks}, the first` : `${looks}; the last one was at ${earlierAt}`],
        ...(since === undefined
          ? []
          : [
              ['requests since then', figure(since.requests)] as [string, string],
              ['latency since then', latencyText(since)] as [string, string],
            ]),
        ...(usual === undefined ? [] : [['usual latency', latencyText(usual)] as [string, string]]),
        ...(samples === undefined
          ? [['recent inputs', 'none were given: drift was not looked for'] as [string, string]]
          : [
              ['recent inputs', `${samples.recent.length} answered, of ${samples.lines}`] as [string, string],
              ['reference', `${samples.reference.length} answered, of ${samples.referenceName}`] as [string, string],
            ]),
        ...(samples?.repeated === undefined
          ? []
          : [
              [
                'in both',
                `${samples.repeated.repeated} of ${samples.repeated.of} different recent inputs: what was taken from the reference shows no drift`,
              ] as [string, string],
            ]),
      ],
    },
    ...(findings.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'What is usual, and what is now',
            part: 'comparison' as const,
            columns: ['', 'usual', 'now', 'difference'],
            rows: findings.map(({ name, usual: was, now, observed }) => [
              name,
              was,
              now,
              `${figure(observed.value)} ${observed.unit}`,
            ]),
            note: 'PSI, the population stability index, is 0 where nothing changed; from 0.2 on it counts as a shift.',
          },
        ]),
    ...(samples === undefined || findings.every(({ name }) => name !== 'predicted class') ? [] : [classes(samples)]),
  ]
}

function classes({ reference, recent }: { reference: readonly Seen[]; recent: readonly Seen[] }): Section {
  const [usual, now] = countsByKind(
    reference.map(({ answer }) => answer),
    recent.map(({ answer }) => answer),
  )
  const names = [...usual.keys()]
    .sort((a, b) => (now.get(b) ?? 0) + (usual.get(b) ?? 0) - (now.get(a) ?? 0) - (usual.get(a) ?? 0))
    .slice(0, mostClasses)
  const percent = (counts: ReadonlyMap<string, number>, all: number) =>
    names.map((name) => Number(((100 * (counts.get(name) ?? 0)) / all).toFixed(2)))
  return {
    kind: 'chart',
    title: 'Predicted classes',
    part: 'comparison',
    note: 'The line is the reference.',
    x: names,
    yTitle: 'answers, %',
    series: [
      { mark: 'bar', name: 'now', values: percent(now, recent.length) },
      { mark: 'line', name: 'usual', values: percent(usual, reference.length) },
    ],
  }
}
