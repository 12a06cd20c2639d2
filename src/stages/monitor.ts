import { makeDirectory } from '../files.ts'
import type { Observed } from '../gateway/types.ts'
import { type Held, withLock } from '../locks.ts'
import { gatesOf } from '../monitor/decide.ts'
import { driftFindings, fewestExamples } from '../monitor/drift.ts'
import { grown, together, trafficFindings } from '../monitor/traffic.ts'
import type { Counted } from '../monitor/types.ts'
import { type Monitoring, readMonitoring, writeMonitoring } from '../place/monitoring.ts'
import type { HostPlace } from '../place/place.ts'
import type { Report } from '../report/model.ts'
import { loadSpec } from '../spec/load.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { decisiveOf, type Gate, overall } from '../verdict.ts'
import { monitorSections } from './monitorReport.ts'
import { type SampleOptions, type Samples, samplesOf } from './monitorSamples.ts'
import { findServing, type Serving } from './serving.ts'
import { readStatus, type ServingStatus } from './status.ts'

export type MonitorOptions = SampleOptions & { now: () => Date }

export type Look = {
  model: string
  report: Report
  /** Inputs or answers drifted, and no training was started for that yet. */
  untuned: boolean
  drifted: boolean
  /** Remembers that a training was started for this drift. */
  noteTuning(): Promise<void>
}

/** Looks at what serves: whether it does, its errors and latency, and whether inputs and answers are as they were. */
export async function monitor(options: MonitorOptions): Promise<Look> {
  const world = { ...options, log: options.platform.log }
  const serving = await findServing(options.specFile, await loadSpec(options.specFile), world)
  const { place } = serving
  await makeDirectory(place.directory)
  return alone(place, options, () => look(serving, options))
}

const alone = <T>(
  place: HostPlace,
  { signal, platform: { log } }: Pick<MonitorOptions, 'signal' | 'platform'>,
  work: () => Promise<T>,
): Promise<T> => {
  const onHeld = ({ label, by }: Held): void => log.info(`${label}: waiting for ${by}, which does it now`)
  return withLock(`${place.monitor}.lock`, { label: 'looking at what serves', signal, onHeld }, work)
}

async function look(serving: Serving<ModelSpec>, options: MonitorOptions): Promise<Look> {
  const { spec, place, gateway } = serving
  const status = await readStatus(serving)
  const stable = await gateway?.traffic.status().then((found) => found.stable)
  const title = `monitor ${spec.name}`
  const only = servingOf(status)
  if (gateway === undefined || stable === undefined || only.verdict !== 'pass') {
    const { verdict, because } = only
    const report: Report = { schema: 1, title, verdict, headline: because, gates: [only], sections: [] }
    return { model: spec.name, report, untuned: false, drifted: false, noteTuning: async () => undefined }
  }
  const before = await readMonitoring(place)
  const earlier = before?.version === stable.id ? before : undefined
  const looks = (earlier?.looks ?? 0) + 1
  // Before the version is asked anything.
  const counters = (await gateway.metrics.observe())[stable.id]
  const since = counters === undefined ? undefined : grown(earlier?.counters, withoutValues(counters))
  const traffic = since === undefined ? [] : trafficFindings(since, earlier?.usual, spec.deploy.gates)
  const samples = await samplesOf({ spec, place, gateway, stable }, options)
  const drift =
    samples === undefined
      ? []
      : driftFindings(samples.reference, samples.recent, {
          accuracyMargin: accuracyMargin(spec),
          quotes: spec.evaluate.showTexts,
        })
  const judged = gatesOf([...traffic, ...drift], looks)
  const [ofTraffic, ofDrift] = [judged.slice(0, traffic.length), judged.slice(traffic.length)]
  const gates = [only, ...judged, ...(samples !== undefined && drift.length === 0 ? [tooFew(samples)] : [])]
  const failed = (of: readonly Gate[]) => of.some(({ verdict }) => verdict === 'fail')
  const drifted = failed(ofDrift)
  // A look without data has nothing to say of a drift.
  const open = drifted
    ? (earlier?.drift ?? { since: options.now().toISOString(), tuned: false })
    : drift.length > 0
      ? undefined
      : earlier?.drift
  // A bad time is no measure for the times after it.
  const usual = since === undefined || failed(ofTraffic) ? earlier?.usual : together(earlier?.usual, since)
  const state: Monitoring = {
    schema: 1,
    version: stable.id,
    looks,
    at: options.now().toISOString(),
    ...(counters === undefined ? {} : { counters: withoutValues(counters) }),
    ...(usual === undefined ? {} : { usual }),
    ...(open === undefined ? {} : { drift: open }),
  }
  await writeMonitoring(place, state)
  const verdict = overall(gates)
  const report: Report = {
    schema: 1,
    title: `${title} ${stable.version}`,
    verdict,
    headline: decisiveOf(gates) ?? `${stable.version} serves as it did (look ${looks} at it)`,
    gates,
    sections: monitorSections({
      version: stable.id,
      url: gateway.url,
      looks,
      earlierAt: earlier?.at,
      promotedAt: status.since?.at,
      since,
      usual: earlier?.usual,
      findings: [...traffic, ...drift],
      samples,
    }),
  }
  return {
    model: spec.name,
    report,
    untuned: open !== undefined && !open.tuned,
    drifted: open !== undefined,
    noteTuning: () =>
      alone(place, options, async () => {
        const now = await readMonitoring(place)
        // Another look may have been there meanwhile, and may have found that all is well, or another version.
        if (now?.version !== stable.id || now.drift === undefined || now.drift.since !== open?.since) return
        await writeMonitoring(place, { ...now, drift: { ...now.drift, tuned: true } })
      }),
  }
}

const withoutValues = ({ values: _, ...counted }: Observed): Counted => counted

/**
 * Whether stable serves, which is what is looked at. While a rollout is under way it has another version beside it, or in its
 * place: what is usual is told by other times. Pure.
 */
export function servingOf(
  status: Pick<ServingStatus, 'model' | 'serves' | 'stableAnswers' | 'pausedSince' | 'lease' | 'because'>,
): Gate {
  const { model, serves, stableAnswers, pausedSince, lease, because } = status
  const gate = (verdict: 'pass' | 'fail' | 'inconclusive', told: string): Gate => ({
    name: 'serving',
    verdict,
    observed: { value: serves ? 1 : 0, unit: 'versions that serve' },
    allowed: 1,
    because: told,
  })
  if (!serves && lease === undefined) return gate('fail', because ?? `nothing of ${model} serves`)
  if (lease !== undefined) return gate('inconclusive', `a rollout by ${lease.owner} is under way: look again after it`)
  if (pausedSince !== undefined)
    return gate('inconclusive', because ?? `stable was stopped at ${pausedSince} to make room for another version`)
  return stableAnswers
    ? gate('pass', 'stable said that it is ready')
    : gate('fail', because ?? 'stable does not answer')
}

const tooFew = ({ reference, recent }: Samples): Gate => ({
  name: 'drift',
  verdict: 'inconclusive',
  observed: { value: Math.min(reference.length, recent.length), unit: 'examples' },
  allowed: fewestExamples,
  because: `${recent.length} recent inputs and ${reference.length} of the reference were answered: give ${fewestExamples} of each at least`,
})

/** What the evaluation let a candidate lose is what a version that serves may lose. */
const accuracyMargin = ({ evaluate }: ModelSpec): number =>
  evaluate.gates.find(({ metric }) => metric === 'accuracy')?.margin ?? 0.02
