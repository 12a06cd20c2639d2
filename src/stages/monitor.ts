import { type Digest, digestFile, digestJson, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import { makeDirectory, openRegular } from '../files.ts'
import type { Backend, Gateway, Observed } from '../gateway/types.ts'
import { jsonOf } from '../json.ts'
import { type Held, withLock } from '../locks.ts'
import { gatesOf } from '../monitor/decide.ts'
import { driftFindings, fewestExamples } from '../monitor/drift.ts'
import { type MonitoredColumns, readExamples } from '../monitor/examples.ts'
import { grown, together, trafficFindings } from '../monitor/traffic.ts'
import type { Asked, Counted, Seen } from '../monitor/types.ts'
import { type Monitoring, readAnswers, readMonitoring, writeAnswers, writeMonitoring } from '../place/monitoring.ts'
import type { HostPlace } from '../place/place.ts'
import type { Platform } from '../platform/types.ts'
import type { Report } from '../report/model.ts'
import { oneLine } from '../report/text.ts'
import { loadSpec } from '../spec/load.ts'
import { boundsOf, resolveInside } from '../spec/paths.ts'
import { inputOf, type ModelSpec } from '../spec/schema.ts'
import { decisiveOf, type Gate, overall } from '../verdict.ts'
import { askEach } from './asking.ts'
import { type Images, mostAskedKb, mostImages, readImages } from './monitorImages.ts'
import { datasetOf, resultsOf, testExamples } from './monitorReference.ts'
import { monitorSections } from './monitorReport.ts'
import { findServing, type Serving } from './serving.ts'
import { readStatus, type ServingStatus } from './status.ts'
import type { StageContext } from './types.ts'

/** What is looked at in one look; more tells no more, and what serves has users too. */
const mostExamples = 1_000

export type MonitorOptions = {
  specFile: string
  /** Recent inputs, as JSON lines, with labels where they are known. */
  data?: string
  /** What they are held against; without it the test examples of the spec. */
  reference?: string
  platform: Platform
} & Pick<StageContext, 'environment' | 'signal'> & { now: () => Date }

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
  const serving = await findServing(options.specFile, await loadSpec(options.specFile), options)
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

export type Samples = { reference: Seen[]; recent: Seen[]; referenceFile: string; lines: number }

/** What is held against each other; undefined where nobody gave recent inputs. @throws UserError before anything is asked */
export async function samplesOf(
  serving: { spec: ModelSpec; place: HostPlace; gateway: Gateway; stable: Backend },
  options: MonitorOptions,
): Promise<Samples | undefined> {
  const { spec, place, gateway, stable } = serving
  if (options.data === undefined) return undefined
  const of = spec.task === 'text-classification' ? 'text' : 'image'
  const columns = { text: inputOf(spec).column, label: spec.data.label, of } as const
  const reference = await referenceOf(serving, columns, options)
  const recent = await examplesOf(options.data, columns)
  for (const [what, { tooLarge, examples }] of [
    ['the reference', reference],
    ['recent inputs', recent],
  ] as const)
    if (tooLarge > 0)
      options.platform.log.warn(
        `${tooLarge} of ${tooLarge + examples.length} images of ${what} are larger than ${mostAskedKb} KB, which is the most that a gateway passes on for a look: they are left out`,
      )
  const ask = (what: string, examples: readonly Asked[]) =>
    askEach(examples, (body) => gateway.ask(stable, body), {
      signal: options.signal,
      onProgress: (share) => options.platform.log.progress(what, share),
      refused: (said) => inputsRefused(stable, said, { file: options.specFile, key: `data.${of}` }),
    })
  const kept = keptAs(stable.id, reference.digest, columns)
  const earlier = await readAnswers(place, kept)
  const answers = earlier ?? (await ask('Asking the reference', reference.examples))
  if (earlier === undefined && answers.length === reference.examples.length) await writeAnswers(place, kept, answers)
  return {
    reference: answers,
    recent: await ask('Asking recent inputs', recent.examples),
    referenceFile: reference.name,
    lines: recent.lines,
  }
}

/** What serves may read other columns than this model.yml says. @param said the body of its answer */
function inputsRefused({ version }: Backend, said: string, place: { file: string; key: string }): UserError {
  const { error } = (jsonOf(said) ?? {}) as { error?: unknown }
  return new UserError(
    `${version}, which serves, refuses such inputs (400: ${oneLine(typeof error === 'string' ? error : said, 300)}): look with the model.yml that it was deployed by, whose ${place.key} says what it reads`,
    { place },
  )
}

/** What a version said is kept by what it was asked: the file, and what of it is read. `kept` rises with each other shape of what is kept. */
export const keptAs = (id: string, file: Digest, columns: MonitoredColumns): string =>
  `${id}-${hexOf(digestJson({ kept: 3, file, columns, mostExamples }), 16)}`

type Reference = Images & { digest: Digest; name: string }

/** The file that is named, that of the spec, or what the version was evaluated on. @throws UserError where there is none */
async function referenceOf(
  { spec, place, stable }: Parameters<typeof samplesOf>[0],
  columns: MonitoredColumns,
  { specFile, reference, environment, signal, platform }: MonitorOptions,
): Promise<Reference> {
  const named = reference ?? (await testFile(spec, specFile))
  if (named !== undefined)
    return { ...(await examplesOf(named, columns)), digest: await digestFile(named), name: named }
  const results = await resultsOf(spec, place, { specFile, environment, signal, platform })
  const dataset = await datasetOf(stable, place, results)
  if (dataset === undefined)
    throw new UserError(
      `there is nothing that recent inputs could be held against: data.test is no file of JSON lines, and the test split that ${stable.version} was evaluated on is not in ${results.name}: name a file of JSON lines as the reference`,
      { place: { file: specFile, key: 'data.test' } },
    )
  const examples = await testExamples(dataset, { spec, specFile, most: mostOf(columns) })
  return { ...examples, digest: dataset.digest, name: `the test split of what it was evaluated on (${dataset.digest})` }
}

/** The test examples of the spec, where they are a file of JSON lines. */
async function testFile({ data: { test } }: ModelSpec, specFile: string): Promise<string | undefined> {
  return test === undefined || /\.csv$/i.test(test)
    ? undefined
    : resolveInside(await boundsOf(specFile), test, { file: specFile, key: 'data.test' })
}

const mostOf = ({ of }: MonitoredColumns): number => (of === 'text' ? mostExamples : mostImages)

async function examplesOf(path: string, columns: MonitoredColumns): Promise<Images> {
  const { file } = await openRegular(path, { links: 'followed' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error
    throw new UserError(`${path} cannot be read (${error.code}): name a file of JSON lines`, {
      exit: 'data',
      cause: error,
    })
  })
  try {
    const most = mostOf(columns)
    const read = await readExamples(file.createReadStream({ autoClose: false }), columns, { file: path, most })
    return columns.of === 'text' ? { ...read, tooLarge: 0 } : await readImages(read, path)
  } finally {
    await file.close()
  }
}
