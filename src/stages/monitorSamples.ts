import { type Digest, digestJson, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { Backend, Gateway } from '../gateway/types.ts'
import { jsonOf } from '../json.ts'
import { type Repeated, repeatedOf } from '../monitor/repeated.ts'
import type { Seen } from '../monitor/types.ts'
import { type Answers, readAnswers, writeAnswers } from '../place/monitoring.ts'
import type { HostPlace } from '../place/place.ts'
import type { Platform } from '../platform/types.ts'
import { oneLine } from '../report/text.ts'
import { boundsOf, resolveInside } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { askEach } from './asking.ts'
import { mostAskedKb } from './monitorImages.ts'
import { type Columns, columnsOf, fileInputs, type Inputs, mostOf } from './monitorInputs.ts'
import { evaluatedOn, testInputs } from './monitorReference.ts'
import type { StageContext } from './types.ts'

/* What a look holds against each other: recent inputs, and the reference, with what the version that serves says to both. */

export type SampleOptions = {
  specFile: string
  /** Recent inputs, as JSON lines, with labels where they are known. */
  data?: string
  /** What they are held against; without it the test examples of the spec. */
  reference?: string
  platform: Platform
} & Pick<StageContext, 'environment' | 'signal'>

export type Samples = {
  reference: Seen[]
  recent: Seen[]
  referenceName: string
  /** Of so many recent inputs. */
  lines: number
  /** Where most of the recent inputs are in the reference too. */
  repeated: Repeated | undefined
}

type Served = { spec: ModelSpec; place: HostPlace; gateway: Gateway; stable: Backend }

/** Undefined where nobody gave recent inputs. @throws UserError before anything is asked */
export async function samplesOf(serving: Served, options: SampleOptions): Promise<Samples | undefined> {
  const { spec, place, gateway, stable } = serving
  const { data, specFile, platform, signal } = options
  if (data === undefined) return undefined
  const columns = columnsOf(spec)
  const reference = await referenceOf(serving, columns, options)
  const kept = keptAs(stable.id, reference.digest, columns)
  const unasked = (await readAnswers(place, kept)) ?? (await reference.open())
  const recent = await fileInputs(data, columns)
  warnOfLarge('the reference', unasked, platform)
  warnOfLarge('recent inputs', recent, platform)
  const ask = (what: string, { drawn, tooLarge, examples }: Inputs) =>
    askEach(examples(), (body) => gateway.ask(stable, body), {
      signal,
      onProgress: (asked) => platform.log.progress(what, asked / (drawn - tooLarge)),
      refused: (said) =>
        inputsRefused(stable, said, { file: specFile, key: `data.${columns.kind === 'image' ? 'image' : 'text'}` }),
    })
  const answered = async (inputs: Inputs): Promise<Answers> => {
    const { lines, drawn, tooLarge } = inputs
    const answers = await ask('Asking the reference', inputs)
    const found = { lines, drawn, tooLarge, answers }
    if (answers.length === drawn - tooLarge) await writeAnswers(place, kept, found)
    return found
  }
  const usual = 'answers' in unasked ? unasked : await answered(unasked)
  const now = await ask('Asking recent inputs', recent)
  const repeated = repeatedOf(usual.answers, now, usual.answers.length / Math.max(1, usual.lines))
  if (repeated !== undefined) platform.log.warn(repeatedTold(repeated))
  return { reference: usual.answers, recent: now, referenceName: reference.name, lines: recent.lines, repeated }
}

function warnOfLarge(what: string, { tooLarge, drawn }: Pick<Inputs, 'tooLarge' | 'drawn'>, { log }: Platform): void {
  if (tooLarge > 0)
    log.warn(
      `${tooLarge} of ${drawn} images of ${what} are larger than ${mostAskedKb} KB, which is the most that a gateway passes on for a look: they are left out`,
    )
}

const repeatedTold = ({ repeated, of }: Repeated): string =>
  `${repeated} of ${of} different recent inputs are in the reference as well: unless your clients send the same ones again and again, they were taken from it, and this look says nothing about drift: give what clients sent since the last look`

/** What serves may read other columns than this model.yml says. @param said the body of its answer */
function inputsRefused({ version }: Backend, said: string, place: { file: string; key: string }): UserError {
  const { error } = (jsonOf(said) ?? {}) as { error?: unknown }
  return new UserError(
    `${version}, which serves, refuses such inputs (400: ${oneLine(typeof error === 'string' ? error : said, 300)}): look with the model.yml that it was deployed by, whose ${place.key} says what it reads`,
    { place },
  )
}

/**
 * What a version said is kept by what it was asked: the examples, and what of them is read. `kept` rises with each other shape
 * of what is kept.
 */
export function keptAs(id: string, asked: Digest, { label, ...of }: Columns): string {
  // Columns are asked by name, in any order.
  const columns = of.kind === 'row' ? [...of.columns].sort() : [of.column]
  return `${id}-${hexOf(digestJson({ kept: 4, asked, kind: of.kind, columns, label, most: mostOf(of.kind) }), 16)}`
}

type Reference = { name: string; digest: Digest; open(): Promise<Inputs> }

/** The file that is named, that of the spec, or what the version was evaluated on. @throws UserError where there is none */
async function referenceOf(
  { spec, place, stable }: Served,
  columns: Columns,
  options: SampleOptions,
): Promise<Reference> {
  const { specFile, reference } = options
  const named = reference ?? (await testFile(spec, specFile))
  if (named !== undefined) {
    const inputs = await fileInputs(named, columns)
    return { name: named, digest: inputs.digest, open: async () => inputs }
  }
  const dataset = await evaluatedOn(stable, { ...options, spec, place, bounds: await boundsOf(specFile) })
  return {
    name: `the test split of what it was evaluated on (${dataset.digest})`,
    digest: dataset.digest,
    open: () => testInputs(dataset, columns, specFile),
  }
}

/** The test examples of the spec, where they are a file of JSON lines. */
async function testFile({ data: { test } }: ModelSpec, specFile: string): Promise<string | undefined> {
  return test === undefined || /\.csv$/i.test(test)
    ? undefined
    : resolveInside(await boundsOf(specFile), test, { file: specFile, key: 'data.test' })
}
