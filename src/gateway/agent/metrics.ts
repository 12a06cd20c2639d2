import http from 'node:http'
import { sharesOf } from '../shares.ts'
import type { Observed, ShadowCounts, SplitSide, TrafficStatus } from '../types.ts'
import type { Exposed } from './counters.ts'
import type { AgentConfig } from './protocol.ts'

/*
 * What Prometheus reads, in its text format 0.0.4. Written here and not by a library: in the gateway's image the agent has no package. Every
 * number is of this agent's life; counters begin anew when it does, as Prometheus expects.
 */

export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

export type Facts = {
  model: string
  proxy: AgentConfig['proxy']
  status: TrafficStatus
  /** By backend id: those that answer as ready. */
  ready: Readonly<Record<string, boolean>>
  counted: Readonly<Record<string, Exposed>>
}

type Labels = Record<string, string>
type Sample = { suffix?: string; labels?: Labels; value: number }
type Kind = 'counter' | 'gauge' | 'histogram'

const outcomeLabels: Record<keyof Exposed['outcomes'], string> = {
  answered: 'answered',
  'client-error': 'client_error',
  'server-error': 'server_error',
  unanswered: 'unanswered',
  abandoned: 'abandoned',
}

export function exposition({ model, proxy, status, ready, counted }: Facts): string {
  const { stable, canary, shadow, idle, lease, watchdog, certificate } = status
  const shares = sharesOf(status)
  const versions = [
    ...(stable === undefined ? [] : [{ backend: stable, role: 'stable', share: shares.stable }]),
    ...(canary === undefined ? [] : [{ backend: canary.backend, role: 'canary', share: shares.canary }]),
    ...idle.map((backend) => ({ backend, role: 'idle', share: 0 })),
  ]
  const each = (samples: (id: string) => Sample[]): Sample[] =>
    versions.flatMap(({ backend: { id } }) =>
      samples(id).map((sample) => ({ ...sample, labels: { version: id, ...sample.labels } })),
    )
  const ofVersions = (value: (version: (typeof versions)[number]) => number): Sample[] =>
    versions.map((one) => ({ labels: { version: one.backend.id, role: one.role }, value: value(one) }))
  const ofCanary = (value: (of: NonNullable<typeof canary>) => number): Sample[] =>
    canary === undefined ? [] : [{ labels: { version: canary.backend.id }, value: value(canary) }]
  const ofShadow = (samples: (of: NonNullable<typeof shadow>) => Sample[]): Sample[] =>
    shadow === undefined
      ? []
      : samples(shadow).map((sample) => ({ ...sample, labels: { version: shadow.id, ...sample.labels } }))
  const metric = (name: string, kind: Kind, help: string, samples: Sample[]): string =>
    samples.length === 0
      ? ''
      : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...samples.map((one) => line(name, { model }, one))]
          .map((text) => `${text}\n`)
          .join('')
  const ofSplit = (value: (of: SplitSide) => number): Sample[] =>
    canary?.split === undefined
      ? []
      : [
          { labels: { version: canary.backend.id, role: 'canary' }, value: value(canary.split.canary) },
          ...(stable === undefined
            ? []
            : [{ labels: { version: stable.id, role: 'stable' }, value: value(canary.split.stable) }]),
        ]
  const flag = (value: boolean): number => (value ? 1 : 0)
  return [
    metric('model_actions_gateway_info', 'gauge', 'The gateway and the proxy that it drives.', [
      { labels: { proxy }, value: 1 },
    ]),
    metric(
      'model_actions_version_info',
      'gauge',
      'Versions at the gateway, and the image that each of them is.',
      versions.map(({ backend, role }) => ({
        labels: { version: backend.id, role, release: backend.version, digest: backend.digest },
        value: 1,
      })),
    ),
    metric(
      'model_actions_requests_total',
      'counter',
      'Requests that were drawn for a version, by how the first attempt ended.',
      each((id) =>
        Object.entries(counted[id]?.outcomes ?? {}).map(([outcome, value]) => ({
          labels: { outcome: outcomeLabels[outcome as keyof Exposed['outcomes']] },
          value,
        })),
      ),
    ),
    metric(
      'model_actions_request_duration_seconds',
      'histogram',
      'Time until a request had its whole answer; of those that were answered.',
      each((id) => buckets(counted[id]?.latency)),
    ),
    metric(
      'model_actions_abandoned_duration_seconds',
      'histogram',
      'How long clients had waited that left before they had an answer.',
      each((id) => buckets(counted[id]?.abandoned)),
    ),
    metric(
      'model_actions_traffic_share_ratio',
      'gauge',
      'Share of the requests that is drawn for a version.',
      ofVersions((one) => one.share),
    ),
    metric(
      'model_actions_version_ready',
      'gauge',
      'Whether every server of a version says that it is ready.',
      ofVersions((one) => flag(ready[one.backend.id] === true)),
    ),
    metric('model_actions_stable', 'gauge', 'Whether the gateway has a stable version.', [
      { value: flag(stable !== undefined) },
    ]),
    metric(
      'model_actions_breaker_open',
      'gauge',
      "Whether the canary's circuit breaker is open: its requests in a row failed, and stable has all traffic.",
      ofCanary(({ breaker }) => flag(breaker.openInARow > 0)),
    ),
    metric(
      'model_actions_breaker_openings_total',
      'counter',
      "How often the canary's circuit breaker opened.",
      ofCanary(({ breaker }) => breaker.opened),
    ),
    metric(
      'model_actions_split_values',
      'gauge',
      'Different values of the header of deploy.split-by that met a version since the canary got its first share.',
      ofSplit(({ values }) => values),
    ),
    metric(
      'model_actions_split_failed_values',
      'gauge',
      'Of these values: those of which a request failed.',
      ofSplit(({ failed }) => failed),
    ),
    metric(
      'model_actions_split_worst_value_errors',
      'gauge',
      'Failed requests of the value that has the most of them.',
      ofSplit(({ worst }) => worst.errors),
    ),
    metric(
      'model_actions_shadow_share_ratio',
      'gauge',
      "Share of stable's requests for an inference of which copies go to a version without traffic.",
      ofShadow(({ share }) => [{ value: share }]),
    ),
    metric(
      'model_actions_shadow_copies_total',
      'counter',
      'Copies of requests for a version without traffic, by what became of each.',
      ofShadow(({ counts }) =>
        Object.entries(outcomesOfCopies(counts)).map(([outcome, value]) => ({ labels: { outcome }, value })),
      ),
    ),
    metric(
      'model_actions_shadow_disagreements_total',
      'counter',
      'Copies that were answered otherwise than by stable, or not at all; of one with many inputs the part that was.',
      ofShadow(({ counts }) => [{ value: counts.otherwise }]),
    ),
    metric(
      'model_actions_certificate_expiry_timestamp_seconds',
      'gauge',
      "When the gateway's certificate expires.",
      certificate === undefined ? [] : [{ value: Date.parse(certificate.expiresAt) / 1000 }],
    ),
    metric('model_actions_lease_held', 'gauge', 'Whether a rollout is under way.', [
      { value: flag(lease !== undefined) },
    ]),
    metric('model_actions_lease_remaining_seconds', 'gauge', 'After so long without a word, the rollout is undone.', [
      { value: (lease?.remainingMs ?? 0) / 1000 },
    ]),
    metric(
      'model_actions_watchdog_fired',
      'gauge',
      'Whether the watchdog gave stable all traffic since the last rollout began.',
      [{ value: flag(watchdog !== undefined) }],
    ),
  ].join('')
}

const outcomesOfCopies = ({ compared, unanswered, incomparable, repeated, dropped }: ShadowCounts) => ({
  answered: compared - unanswered,
  unanswered,
  incomparable,
  repeated,
  dropped,
})

type Times = Observed['latency'] & { sumMs: number }

const buckets = (times: Times | undefined): Sample[] =>
  times === undefined
    ? []
    : [
        ...times.boundsMs.map((bound, index) => ({
          suffix: '_bucket',
          labels: { le: String(bound / 1000) },
          value: times.counts[index] ?? 0,
        })),
        { suffix: '_bucket', labels: { le: '+Inf' }, value: times.count },
        { suffix: '_sum', value: times.sumMs / 1000 },
        { suffix: '_count', value: times.count },
      ]

function line(name: string, common: Labels, { suffix = '', labels = {}, value }: Sample): string {
  const written = Object.entries({ ...common, ...labels }).map(([key, text]) => `${key}="${escaped(text)}"`)
  return `${name}${suffix}{${written.join(',')}} ${value}`
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** Of a scraper, which asks for one small page now and then. */
const limits = { connections: 32, requestMs: 5_000 } as const

/** @returns the server, which listens; @throws the system's error where it cannot */
export async function serveMetrics(options: {
  /** The descriptor of a socket that is bound. */
  fd: number
  read: () => Promise<string>
}): Promise<http.Server> {
  const { fd, read } = options
  const server = http.createServer(
    { headersTimeout: limits.requestMs, requestTimeout: limits.requestMs, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      request.on('error', () => undefined).resume()
      if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('GET /metrics\n')
        return
      }
      read().then(
        (text) => response.writeHead(200, { 'content-type': metricsType }).end(text),
        () => response.destroy(),
      )
    },
  )
  server.maxConnections = limits.connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ fd }, resolve)
  })
  server.on('error', () => undefined)
  return server
}
