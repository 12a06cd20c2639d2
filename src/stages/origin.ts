import { join } from 'node:path'
import type { Digest } from '../digest.ts'
import type { FinetuneResult } from '../engine/contract.generated.ts'
import type { Mount } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { manifestName } from '../model/manifest.ts'
import type { Section } from '../report/model.ts'
import { countText } from '../report/text.ts'
import type { Stored } from '../results/types.ts'
import { verifyRelease } from '../signing/release.ts'
import { readOrigin } from '../spec/finetune/origin.ts'
import { trusted } from './image.ts'
import { oncePerRun } from './memo.ts'
import { type Asking, findRelease } from './signedRelease.ts'
import type { StageContext } from './types.ts'

/*
 * The model that a tuning goes on from. What is released has been quantized, and cannot be tuned: a release leads by its signed
 * statement to the evaluation that let it pass, and from there to the fine-tuned model that was judged.
 */

/** A fine-tuned model of before, with the data that it was made from. */
export type Parent = {
  /** Of its result of finetune. */
  digest: Digest
  model: Mount
  /** Of its model.json. */
  modelDigest: Digest
  directory(): Promise<string>
  dataset: Mount
  /** Of the content of that dataset. */
  datasetDigest: Digest
  /** What it is, for people. */
  because: string
}

const key = 'finetune.from'

/** The name that a tuned model's lineage has for the result that it went on from. */
export const parentInput = 'parent'

/** What the spec names; undefined where it names nothing, or where there is no release yet. */
export const resolveOrigin = (context: StageContext): Promise<Parent | undefined> =>
  oncePerRun(context, 'what training goes on from', () => findOrigin(context))

async function findOrigin(context: StageContext): Promise<Parent | undefined> {
  const { spec, platform } = context
  const { from } = spec.finetune
  if (from === undefined) return undefined
  const wanted = readOrigin(from)
  // The spec was checked.
  if (typeof wanted === 'string') throw new Error(wanted)
  if (wanted.kind === 'result') return parentOf(context, wanted.digest, `the result ${wanted.digest}`)
  const { store, release, because } = await findRelease(context, wanted.version, asking)
  if (release === undefined) {
    platform.log.info(
      `finetune.from: there is no release before ${spec.version} yet: training begins with the base, ${spec.base}`,
    )
    return undefined
  }
  const { release: said } = await verifyRelease({
    store,
    digest: release.digest,
    policy: await trusted(context),
    wanted: { name: spec.name, version: release.version },
  })
  const name = `release ${release.version}`
  const judged = await open(context, said.gates.evaluate.result, `the evaluation of ${name}`)
  const tuned = judged.result.parents['finetune']
  if (tuned === undefined)
    throw refusal(context, `the evaluation of ${name} (${judged.digest}) names no fine-tuned model: release it again`)
  return parentOf(context, tuned, `${name}${because}`)
}

const asking: Asking = {
  key,
  as: 'model to start from',
  instead: 'remove finetune.from, to start from the base',
  otherwise: 'remove finetune.from, to start from the base',
}

/** The parent of a model that was tuned: whatever the spec's `release:latest` means by now. */
export async function parentOf(context: StageContext, digest: Digest, because: string): Promise<Parent> {
  const { spec } = context
  const tuned = await open(context, digest, `the fine-tuned model of ${because}`)
  const { stage, name, proceed, verdict, headline } = tuned.result
  if (stage !== 'finetune')
    throw refusal(context, `${digest} is a result of ${stage}: write the one of finetune${parentHint(tuned)}`)
  if (name !== spec.name)
    throw refusal(
      context,
      `${digest} is a result of the model ${name}, and this one is ${spec.name}: name one of its own`,
    )
  if (!proceed) throw refusal(context, `${digest} did not pass (${verdict}: ${headline}): name another result`)
  const manifest = tuned.result.files.find(({ path }) => path === `model/${manifestName}`)
  const prepared = tuned.result.parents['prepare']
  if (manifest === undefined || prepared === undefined)
    throw refusal(context, `${digest} holds no model, or names no data: run finetune of it again with --force`)
  const data = await open(context, prepared, `the data of ${because}`)
  return {
    digest,
    model: { result: digest, path: 'model' },
    modelDigest: manifest.digest,
    directory: async () => join(await tuned.directory(), 'model'),
    dataset: { result: prepared, path: 'dataset' },
    datasetDigest: (data.result.data as { digest: Digest }).digest,
    because,
  }
}

const parentHint = ({ result }: Stored): string => {
  const tuned = result.parents['finetune']
  return tuned === undefined ? '' : `, ${tuned}`
}

async function open(context: StageContext, digest: Digest, what: string): Promise<Stored> {
  const found = await context.results.open(digest)
  if (found !== undefined) return found
  throw refusal(
    context,
    `${what} is ${digest}, which is not in ${context.results.name}: set \`results:\` to the registry or layout that it was published to, or, if it was published nowhere, run that version again, or remove finetune.from`,
  )
}

const refusal = ({ specFile }: StageContext, what: string): UserError =>
  new UserError(what, { place: { file: specFile, key } })

/** Of what a tuning went on, for its report. */
export function originSection(parent: Parent, { continued }: FinetuneResult): Section {
  const rows = [
    ['started from', parent.because],
    ['its result', parent.digest],
    ...(continued === undefined
      ? []
      : [
          ['examples that trained', countText(continued.examples)],
          ['left out, as its data had them', countText(continued.seen_before)],
          ['left out, as it was tested on them', countText(continued.tested_before)],
          ...named('new classes', continued.added_labels),
          ...named('classes that are gone', continued.removed_labels),
        ]),
  ]
  return { kind: 'table', title: 'Went on from', part: 'training', columns: ['what', 'value'], rows }
}

const mostNamed = 10

function named(what: string, labels: readonly string[] = []): string[][] {
  if (labels.length === 0) return []
  const more = labels.length > mostNamed ? ` and ${labels.length - mostNamed} more` : ''
  return [[what, `${labels.slice(0, mostNamed).join(', ')}${more}`]]
}
