import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, digestFile, digestJson } from '../digest.ts'
import type { FinetuneResult } from '../engine/contract.generated.ts'
import type { Mount } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { manifestName, readModelDirectory, writeManifest } from '../model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../model/types.ts'
import { update } from '../platform/doing.ts'
import { searchSections } from '../report/search.ts'
import { trainingSections } from '../report/training.ts'
import type { Stored } from '../results/types.ts'
import { inputOf, type ModelSpec, textColumns } from '../spec/schema.ts'
import { configDirectory, resolveBase, tryBase } from './base.ts'
import { checkpointsOf, dropCheckpoints, lastCheckpoint, requestName } from './checkpoints.ts'
import { jobCode } from './code.ts'
import { machineFacts, manifestFacts } from './facts.ts'
import { finetuneConfig, shapesTheResult } from './finetuneConfig.ts'
import { type ConfigOf, jobFacts, jobPreflight, warningsInto } from './job.ts'
import { requireMemory, withSettings } from './memoryEstimate.ts'
import { originSection, parentInput, resolveOrigin } from './origin.ts'
import { prepared } from './prepare.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { requireValidation, search } from './search.ts'
import { launchNote } from './training/distributed.ts'
import { gpuUse } from './training/live.ts'
import { requireRoom } from './training/room.ts'
import { train } from './training/run.ts'
import { synonymsDigest, synonymsInput } from './training/synonyms.ts'
import { checkTracking } from './training/tracking.ts'
import { firstOf, logarithmic, searches, studyConfig, trialSpec } from './training/trial.ts'
import type { StageContext, StageName } from './types.ts'

/** Tunes the base model on the prepared dataset; a run that was killed goes on from its last whole checkpoint. */
export const finetune: Stage<FinetuneResult> = {
  name: 'finetune',
  parents: ['prepare'],
  async preflight(context) {
    await synonymsInput(context)
    await checkTracking(context)
    await tryBase(context)
    await resolveOrigin(context)
  },
  async setUp(context) {
    await jobPreflight(context)
    // Of a search the first of its space stands for all.
    const spec = searches(context.spec) ? trialSpec(context.spec, firstOf(context.spec.finetune.search)) : context.spec
    await requireMemory(context, await configDirectory(context), await trainingConfig(context, spec))
    await requireRoom(context, await startOf(context))
  },
  async inputs(context) {
    const base = (await resolveBase(context)).digest
    const dataset = (await prepared(context, 'finetune')).digest
    const parent = await resolveOrigin(context)
    // Last: they may set up the engine, which a missing predecessor need not wait for.
    const section = digestJson(sectionOf(context.spec, await trainingConfig(context)))
    return {
      section,
      base,
      dataset,
      ...(parent === undefined ? {} : { [parentInput]: parent.digest }),
      ...(await synonymsDigest(context)),
      code: await jobCode(context),
    }
  },
  async make(context, workspace, key, beside) {
    const { spec } = context
    const dataset = await prepared(context, 'finetune')
    const out = join(workspace.scratch, 'job')
    const warnings: string[] = []
    if (context.force && !beside) await dropCheckpoints(context.place, key)
    const checkpoints = beside ? join(workspace.scratch, 'checkpoints') : await checkpointsOf(context.place, key)
    const sayCheckpoint = async (): Promise<void> => {
      const step = beside ? undefined : await lastCheckpoint(context.place, key)
      const by = context.force ? 'the same command without --force' : 'the same command'
      if (step !== undefined) update(context.signal, { checkpoint: { step, by } })
    }
    await sayCheckpoint()
    if (searches(spec)) requireValidation(dataset.validationExamples)
    const base = (await resolveBase(context)).directory
    const parent = await resolveOrigin(context)
    if (parent !== undefined) context.platform.log.info(`finetune: goes on from ${parent.because}`)
    const config = await trainingConfig(context)
    const note = launchNote(config)
    if (note !== undefined) context.platform.log.info(note)
    const gpus = gpuUse()
    const given = {
      inputs: {
        data: dataset.mount,
        base: { directory: base },
        ...(parent === undefined ? {} : { parent: parent.model, earlier: parent.dataset }),
      },
      start: await startOf(context),
      lineage: await finetune.inputs(context),
      heard: [warningsInto(warnings), gpus.listen],
    }
    const trainOne = async (): Promise<FinetuneResult> => {
      if (!beside)
        context.platform.log.info(
          `finetune: checkpoints lie in ${checkpoints}; touch ${requestName} there to write one now`,
        )
      try {
        return await train(context, key, { ...given, config, out, checkpoints })
      } catch (error) {
        throw await withSettings(error, context, base, config)
      } finally {
        await sayCheckpoint()
      }
    }
    const found = searches(spec)
      ? await search(
          context,
          {
            ...given,
            key,
            directory: checkpoints,
            scratch: workspace.scratch,
            configOf: (of) => trainingConfig(context, of),
          },
          join(out, 'model'),
        )
      : undefined
    const result = found?.result ?? (await trainOne())
    await writeManifest(join(out, 'model'), {
      name: spec.name,
      version: spec.version,
      task: spec.task,
      ...textColumns(spec),
      machine: machineFacts(await jobFacts(context)),
      ...manifestFacts(
        result.model ?? {
          format: 'safetensors',
          engine: 'pytorch',
          precision: 'fp32',
          labels: dataset.labels,
          max_length: inputOf(spec).maxLength,
          max_batch: 32,
        },
      ),
      lineage: [{ stage: 'finetune', key, inputs: await finetune.inputs(context) }],
    })
    await rename(join(out, 'model'), join(workspace.directory, 'model'))
    if (!beside) await dropCheckpoints(context.place, key)
    return draft({
      title: `finetune ${spec.name} ${spec.version}`,
      data: result,
      verdict: 'pass',
      headline: `${found === undefined ? '' : `trial ${found.best + 1} of ${found.trials.length}: `}${headline(found?.spec ?? spec, result)}`,
      outputs: { 'model-digest': await digestFile(join(workspace.directory, 'model', 'model.json')) },
      document: {
        sections: [
          ...(found === undefined ? [] : searchSections({ ...found, logarithmic: logarithmic(spec) })),
          ...trainingSections((found?.spec ?? spec).finetune.method, result, warnings, {
            quotes: spec.evaluate.showTexts,
            gpus: gpus.use(),
          }),
          ...(parent === undefined ? [] : [originSection(parent, result)]),
        ],
      },
    })
  },
}

/** The weights that most is begun with: an adapter lies beside its base, and is small. */
async function startOf(context: StageContext): Promise<string> {
  const base = (await resolveBase(context)).directory
  const parent = await (await resolveOrigin(context))?.directory()
  return parent === undefined || (await readModelDirectory(parent)).manifest.format === 'adapter' ? base : parent
}

/** What of the section shapes the result. */
const sectionOf = (spec: ModelSpec, config: ConfigOf<'finetune'>): unknown =>
  searches(spec)
    ? { config: shapesTheResult(config), search: { ...studyConfig(spec), steps: spec.finetune.search.steps ?? null } }
    : shapesTheResult(config)

/** Of what the spec says and the host has: a process trains on each GPU of the job. */
export async function trainingConfig(
  context: StageContext,
  spec: ModelSpec = context.spec,
): Promise<ConfigOf<'finetune'>> {
  const { gpus, engine } = await jobFacts(context)
  const config = finetuneConfig(spec, { gpus: gpus.length, engine, environment: context.environment })
  const { data } = spec.finetune
  return (await resolveOrigin(context)) === undefined ? config : { ...config, continues: { data } }
}

/** A foreign trainer may tell nothing but that it is done. */
function headline(spec: ModelSpec, { steps, first_loss, last_loss, resumed_from_step }: FinetuneResult): string {
  return [
    spec.finetune.method,
    ...(steps === undefined ? [] : [`${steps} steps`]),
    ...(first_loss === undefined || last_loss === undefined
      ? []
      : [`loss ${first_loss.toFixed(3)} → ${last_loss.toFixed(3)}`]),
    ...(resumed_from_step === undefined ? [] : [`resumed at step ${resumed_from_step}`]),
  ].join(', ')
}

/** A model among the files of a result. */
export type ModelResult = {
  /** Digest of its model.json, which names every other file with its digest. */
  digest: Digest
  /** For a job: every file is checked against the result as it is mounted. */
  mount: Mount
  /** On this host, with every file checked against the result. */
  open(): Promise<ModelDirectory>
  /** The same, unchecked, with what the result says of each file: for who reads the files anyway, and compares. */
  gated(): Promise<{ directory: string; files: FileEntry[] }>
}

export const finetuned = async (context: StageContext, asking: StageName): Promise<ModelResult> =>
  modelIn(await earlier(finetune, context, asking))

export function modelIn({ digest, result, directory, unchecked }: Stored): ModelResult {
  const manifest = result.files.find((file) => file.path === `model/${manifestName}`)
  if (manifest === undefined)
    throw new UserError(
      `the result ${digest} of ${result.stage} holds no model: run ${result.stage} again with --force`,
    )
  return {
    digest: manifest.digest,
    mount: { result: digest, path: 'model' },
    open: async () => readModelDirectory(join(await directory(), 'model')),
    async gated() {
      const inModel = result.files.filter(({ path }) => path.startsWith('model/'))
      return {
        directory: join(await unchecked(), 'model'),
        files: inModel.map((file) => ({ ...file, path: file.path.slice('model/'.length) })),
      }
    },
  }
}
