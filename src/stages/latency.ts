import type { QuantizeResult } from '../engine/contract.generated.ts'
import type { Section } from '../report/model.ts'
import { figure } from '../report/text.ts'
import { fewestRequestsFor, latencyAt, latencyRatio } from '../statistics/latency.ts'

/* How long single requests took, of models that were asked the same ones by turns. */

type Latency = NonNullable<QuantizeResult['latency']>

const quantiles = [
  { name: 'P50', quantile: 0.5 },
  { name: 'P90', quantile: 0.9 },
  { name: 'P99', quantile: 0.99 },
] as const

export type TimedModel = {
  model: string
  requests: number
  /** Of one who asks again as soon as there is an answer. */
  requestsPerSecond: number
  /** Those that so many requests tell. */
  milliseconds: Partial<Record<(typeof quantiles)[number]['name'], number>>
  /** The candidate's P50 over that of this model, with its 90 % interval; not of the candidate itself. */
  candidateOfThis?: { value: number; low: number; high: number }
}

/** The candidate first. @param release what serves today, in words */
export function latencyOf(latency: Latency | undefined, release: string | undefined): TimedModel[] {
  if (latency === undefined) return []
  const candidateMs = Float64Array.from(latency.candidate_ms)
  const beside = (model: string, milliseconds: readonly number[] | undefined): TimedModel[] => {
    // A runtime of somebody else may have asked them others.
    if (milliseconds?.length !== candidateMs.length) return []
    const baselineMs = Float64Array.from(milliseconds)
    return [{ ...timed(model, baselineMs), candidateOfThis: latencyRatio({ candidateMs, baselineMs }, 0.5) }]
  }
  return [
    timed('this model', candidateMs),
    ...beside('FP32', latency.baseline_ms),
    ...beside(release ?? 'what serves today', latency.released_ms),
  ]
}

const timed = (model: string, ms: Float64Array): TimedModel => ({
  model,
  requests: ms.length,
  requestsPerSecond: (1000 * ms.length) / ms.reduce((sum, value) => sum + value, 0),
  milliseconds: Object.fromEntries(
    quantiles
      .filter(({ quantile }) => ms.length >= fewestRequestsFor(quantile))
      .map(({ name, quantile }) => [name, latencyAt(ms, quantile)]),
  ),
})

export function latencySection(models: readonly TimedModel[], threads: number): Section[] {
  const [own] = models
  if (own === undefined) return []
  const unknown = quantiles.filter(({ name }) => own.milliseconds[name] === undefined)
  return [
    {
      kind: 'table',
      title: 'Latency of single requests, and throughput',
      columns: ['', ...quantiles.map(({ name }) => `${name} ms`), 'requests a second', 'P50 of this model to it'],
      rows: models.map(({ model, milliseconds, requestsPerSecond, candidateOfThis: ratio }) => [
        model,
        ...quantiles.map(({ name }) => milliseconds[name]?.toFixed(2) ?? ''),
        figure(requestsPerSecond),
        ratio === undefined ? '' : `${ratio.value.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
      ]),
      note: [
        `${own.requests} requests of the test, one after the other, from text or image to scores, with ${threads} ${threads === 1 ? 'thread' : 'threads'} as where it serves.`,
        ...unknown.map(({ name, quantile }) => `${name} needs ${fewestRequestsFor(quantile)} requests.`),
      ].join(' '),
    },
  ]
}
