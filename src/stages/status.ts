import { sharesOf } from '../gateway/shares.ts'
import type { Backend, Observed, SplitStatus, TrafficStatus } from '../gateway/types.ts'
import { type HistoryRecord, servesSince } from '../model/history.ts'
import { readHistory } from '../place/history.ts'
import { quantileMs } from '../rollout/tally.ts'
import type { Serving } from './serving.ts'

export type VersionStatus = {
  id: string
  version: string
  digest: string
  role: 'stable' | 'canary' | 'idle'
  /** Of the traffic, 0 to 1. */
  share: number
  running: boolean
  /** Since the gateway counts; absent where it does not. */
  counted?: Counted
}

type Counted = {
  requests: number
  /** Answers of 500 and over, and requests that got none. */
  errors: number
  /** Answers of 400 to 499. */
  clientErrors: number
  /** Clients that left before they had an answer. */
  abandoned: number
  /** Of the answers, as an upper bound; absent where there were none, or they took longer than anything that is counted. */
  p50Ms?: number
  p99Ms?: number
}

export type ServingStatus = {
  model: string
  target: 'process' | 'docker'
  /** Whether requests are answered. */
  serves: boolean
  /** Whether stable says that it is ready; a canary may serve without it. */
  stableAnswers: boolean
  /** Since when stable is stopped to make room for another version. */
  pausedSince?: string
  /** Why not, or what is not as it should be. */
  because?: string
  url?: string
  /** When what serves was promoted, or was gone back to, and by whom, where this place knows. */
  since?: { at: string; by: string }
  versions: VersionStatus[]
  /** A version without traffic that is asked copies of stable's requests. */
  shadow?: TrafficStatus['shadow']
  /** Where requests are split by the values of a header, what each version got of them in this rollout. */
  split?: SplitStatus
  lease?: { owner: string; remainingMs: number }
  watchdog?: { because: string; at: string }
  /** By which the gateway shows itself to clients, where it does. */
  certificate?: { expiresAt: string }
  /** Where that was looked up. */
  looked: string
}

/** What serves, and how it does. */
export async function readStatus(serving: Serving): Promise<ServingStatus> {
  const { spec, gateway, versions, lost, looked, place } = serving
  const known = await versions.known()
  const common = { model: spec.name, target: versions.name, looked }
  if (gateway === undefined && lost.length > 0) {
    const { modelAt } = await import('../gateway/port.ts')
    const { host, port } = spec.deploy
    const serves = (await modelAt({ host, port })) === place.identity
    const runs = lost.map(({ what, pid }) => `${what} as process ${pid}`).join(', ')
    return {
      ...common,
      serves,
      stableAnswers: serves,
      because: `${spec.name} ${serves ? `is served at port ${port}` : 'is not served'}, and what runs (${runs}) cannot be asked, as its files are gone from ${looked} or its agent was killed: shares and counts cannot be read; end it by \`model-actions stop\`, then deploy again`,
      versions: [],
    }
  }
  if (gateway === undefined)
    return {
      ...common,
      serves: false,
      stableAnswers: false,
      because:
        known.length === 0
          ? `nothing of ${spec.name} is deployed: looked at ${looked}`
          : `no gateway of ${spec.name} answers, so that no request comes to ${known.map(({ backend }) => backend.version).join(', ')}: ${versions.name === 'process' ? 'bring it back by `model-actions up`, ' : ''}deploy again, or end what is left by \`model-actions stop\` (looked at ${looked})`,
      versions: known.map(({ backend, running }) => ({ ...named(backend), role: 'idle', share: 0, running })),
    }
  const [status, observed, history] = await Promise.all([
    gateway.traffic.status(),
    gateway.metrics.observe(),
    readHistory(place),
  ])
  const running = new Set(known.flatMap((one) => (one.running ? [one.backend.id] : [])))
  const { stable } = status
  const answers = stable !== undefined && running.has(stable.id) && (await gateway.probe(stable))
  const shown = statusOf({ ...common, url: gateway.url, status, observed, history, running, answers })
  if (serving.trouble === undefined) return shown
  const { reached, because } = serving.trouble
  if (reached) return { ...shown, because: shown.because ?? because }
  return { ...shown, serves: false, because: `${spec.name} answers no client: ${because}` }
}

/** Pure. @param running ids @param answers whether stable said that it is ready */
export function statusOf(found: {
  model: string
  target: ServingStatus['target']
  looked: string
  url: string
  status: TrafficStatus
  observed: Readonly<Record<string, Observed>>
  history: readonly HistoryRecord[]
  running: ReadonlySet<string>
  answers: boolean
}): ServingStatus {
  const { model, target, looked, url, status, observed, history, running, answers } = found
  const { stable, paused, canary, shadow, idle, lease, watchdog, certificate } = status
  const shares = sharesOf(status)
  const shown = (backend: Backend, role: VersionStatus['role'], ofTraffic: number): VersionStatus => {
    const seen = observed[backend.id]
    return {
      ...named(backend),
      role,
      share: ofTraffic,
      running: running.has(backend.id),
      ...(seen === undefined ? {} : { counted: counted(seen) }),
    }
  }
  const serves =
    (answers && paused === undefined) || (canary !== undefined && shares.canary > 0 && running.has(canary.backend.id))
  const since = servesSince(history, stable?.digest)
  const because =
    whyNot({ model, stable, paused, canary, running, answers, looked }) ??
    (canary !== undefined && canary.breaker.openInARow > 0
      ? `requests in a row of the canary ${canary.backend.id} failed, and stable has all traffic`
      : undefined)
  return {
    model,
    target,
    serves,
    stableAnswers: answers && paused === undefined,
    ...(paused === undefined ? {} : { pausedSince: paused.since }),
    ...(because === undefined ? {} : { because }),
    url,
    ...(since === undefined ? {} : { since: { at: since.at, by: since.by } }),
    versions: [
      ...(stable === undefined ? [] : [shown(stable, 'stable', shares.stable)]),
      ...(canary === undefined ? [] : [shown(canary.backend, 'canary', shares.canary)]),
      ...idle.map((backend) => shown(backend, 'idle', 0)),
    ],
    ...(shadow === undefined ? {} : { shadow }),
    ...(canary?.split === undefined ? {} : { split: canary.split }),
    ...(lease === undefined ? {} : { lease }),
    ...(watchdog === undefined ? {} : { watchdog }),
    ...(certificate === undefined ? {} : { certificate }),
    looked,
  }
}

function whyNot(found: {
  model: string
  stable: Backend | undefined
  paused: TrafficStatus['paused']
  canary: TrafficStatus['canary']
  running: ReadonlySet<string>
  answers: boolean
  looked: string
}): string | undefined {
  const { model, stable, paused, canary, running, answers, looked } = found
  if (stable === undefined)
    return `the gateway of ${model} runs, and no version is stable: deploy one (looked at ${looked})`
  if (paused !== undefined)
    return `${stable.id} was stopped at ${paused.since} to make room for the next version (deploy.surge: 0), and ${canary === undefined ? 'nothing' : canary.backend.id} serves: where no rollout is under way, deploy again, which starts it first (looked at ${looked})`
  if (!running.has(stable.id)) return `${stable.id} is stable and does not run: deploy it again (looked at ${looked})`
  return answers ? undefined : `${stable.id} is stable and did not say that it is ready: see \`model-actions logs\``
}

const named = ({ id, version, digest }: Backend) => ({ id, version, digest })

function counted({ requests, errors, clientErrors, abandoned, latency }: Observed): Counted {
  const [p50Ms, p99Ms] = [quantileMs(latency, 0.5), quantileMs(latency, 0.99)]
  return {
    requests,
    errors,
    clientErrors,
    abandoned: abandoned.count,
    ...(p50Ms === undefined ? {} : { p50Ms }),
    ...(p99Ms === undefined ? {} : { p99Ms }),
  }
}
