import { join } from 'node:path'
import { type Digest, digestJson } from '../digest.ts'
import type { EvaluateResult } from '../engine/contract.generated.ts'
import { readModelDirectory } from '../model/manifest.ts'
import { generationOf, inputOf, targetLimit } from '../spec/schema.ts'
import { alphaOfLook } from '../statistics/power.ts'
import { taskOf } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'
import { baseUnder } from './base.ts'
import { type Baseline, baselinePreflight, resolveBaseline } from './baseline.ts'
import { gatedJobCode } from './code.ts'
import { commonClassesOf } from './commonClasses.ts'
import { compareModels, marginsOf } from './comparison.ts'
import { decisionOf } from './decision.ts'
import { finetuned } from './finetune.ts'
import { decidingOf, type Forgetting, forgettingOf, parentOfModel } from './forgetting.ts'
import { type Batch, jobPreflight } from './job.ts'
import { runBatchOnce } from './keptJobs.ts'
import { addOwnScores, ownFunctions, ownFunctionsDigest } from './ownScores.ts'
import { keepPredictions, readPredictions } from './predictions.ts'
import { prepared } from './prepare.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { countLook, reuseSection } from './testReuse.ts'
import type { StageContext, StageName } from './types.ts'

export type EvaluationReport = {
  result: EvaluateResult
  examples: number
  /** By name; those that cannot be computed are left out. */
  metrics: { candidate: Record<string, number>; baseline: Record<string, number> }
  baseline: { kind: Baseline['kind']; because: string; digest?: Digest }
  gates: Gate[]
  /** Of a model that went on from another one. */
  forgetting?: Forgetting
  /** The chance of a wrong bound that this look spent. */
  alpha: number
}

/** Judges the candidate against the baseline, example by example, by a paired test. */
export const evaluate: Stage<EvaluationReport> = {
  name: 'evaluate',
  parents: ['prepare', 'finetune'],
  async preflight(context) {
    await baselinePreflight(context)
    await ownFunctions(context)
  },
  setUp: jobPreflight,
  async inputs(context) {
    const dataset = await prepared(context, 'evaluate')
    const candidate = await finetuned(context, 'evaluate')
    const baseline = await resolveBaseline(context)
    const { deadline: _, ...section } = context.spec.evaluate
    return {
      section: digestJson({
        evaluate: { ...section, baseline: baseline.kind },
        maxLength: inputOf(context.spec).maxLength,
        ...targetLimit(context.spec),
      }),
      dataset: dataset.digest,
      ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
      candidate: candidate.digest,
      ...(baseline.kind !== 'majority' ? { baseline: baseline.digest } : {}),
      ...(await ownFunctionsDigest(context)),
      // Last: it may set up the engine, which a missing predecessor need not wait for.
      code: await gatedJobCode(context),
    }
  },
  async make(context, workspace, key) {
    const { spec, platform } = context
    const baseline = await resolveBaseline(context)
    platform.log.info(`Baseline: ${baseline.because}`)
    const dataset = await prepared(context, 'evaluate')
    const candidate = await finetuned(context, 'evaluate')
    const task = taskOf(spec.task)
    const generation = generationOf(spec)
    const out = join(workspace.scratch, 'job')
    const tuned = await candidate.open()
    const parent = await parentOfModel(context, tuned)
    const answering: Batch<'evaluate'> = {
      config: {
        task: spec.task,
        baseline: baseline.kind,
        batch_size: spec.evaluate.batchSize,
        max_length: inputOf(spec).maxLength,
        ...targetLimit(spec),
        ...(generation === undefined ? {} : { generation }),
        ...(spec.evaluate.explain === undefined ? {} : { explain: spec.evaluate.explain }),
      },
      inputs: {
        data: dataset.mount,
        candidate: candidate.mount,
        ...(parent === undefined ? {} : { parent: parent.model, earlier: parent.dataset }),
        ...(await baseUnder(context, tuned)),
        ...(parent === undefined ? {} : await baseUnder(context, await readModelDirectory(await parent.directory()))),
        ...(baseline.kind !== 'majority' && baseline.tuned !== undefined
          ? await baseUnder(context, baseline.tuned)
          : {}),
        ...(baseline.kind !== 'majority' ? { baseline: { directory: baseline.directory } } : {}),
      },
      out,
      deadline: spec.evaluate.deadline,
    }
    const result = await runBatchOnce(context, 'evaluate', key, answering, {
      of: {
        data: dataset.digest,
        candidate: candidate.digest,
        ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
        ...(baseline.kind !== 'majority' ? { baseline: baseline.digest } : {}),
        ...(parent === undefined ? {} : { parent: parent.modelDigest, earlier: parent.datasetDigest }),
      },
    })
    await addOwnScores(context, key, out)
    const judged = await readPredictions(join(out, 'predictions.jsonl'), task)
    const judgedBaseline = await readPredictions(join(out, 'baseline-predictions.jsonl'), task)
    await keepPredictions(out, workspace.directory, task, judged)
    const reuse = await countLook(context, (await candidate.gated()).files, judged)
    const alpha = alphaOfLook(reuse.looks, spec.evaluate.looks)
    const next = alphaOfLook(reuse.looks + 1, spec.evaluate.looks)
    const forgotten =
      parent === undefined
        ? undefined
        : await forgettingOf({
            task,
            section: spec.evaluate,
            result,
            kept: workspace.directory,
            parent,
            labels: dataset.labels,
            alpha,
            next,
            log: platform.log,
          })
    const {
      gates: ofBaseline,
      metrics,
      judgedBy,
      sections,
      candidate: compared,
    } = compareModels({
      task,
      section: spec.evaluate,
      margins: marginsOf(spec.evaluate, baseline.kind === 'majority'),
      labels: dataset.labels,
      candidate: judged,
      baseline: judgedBaseline,
      examples: dataset.testExamples,
      environment: result.environment,
      common: commonClassesOf(result, dataset.labels),
      alpha,
      explained:
        spec.evaluate.explain === undefined
          ? undefined
          : {
              examples: spec.evaluate.explain.examples,
              told: result.explanations ?? {
                notTold: 'The runtime image explains nothing: evaluate.explain needs one that leaves explanations.',
              },
            },
      pictures: result.pictures,
      next,
    })
    const gates = [...ofBaseline, ...decidingOf(forgotten?.forgetting, platform.log)]
    return draft({
      title: `evaluate ${spec.name} ${spec.version}`,
      data: {
        result,
        examples: compared.length,
        metrics,
        baseline: {
          kind: baseline.kind,
          because: baseline.because,
          ...(baseline.kind !== 'majority' ? { digest: baseline.digest } : {}),
        },
        gates,
        ...(forgotten === undefined ? {} : { forgetting: forgotten.forgetting }),
        alpha,
      },
      ...decisionOf({
        task,
        judgedBy,
        gates,
        metrics,
        against: `the baseline (${baseline.because})`,
        examples: compared.length,
        onInconclusive: spec.evaluate.onInconclusive,
      }),
      document: {
        gates,
        sections: [
          ...sections,
          ...(forgotten === undefined ? [] : [forgotten.section]),
          reuseSection(reuse, spec.evaluate.looks, judged.length),
        ],
      },
    })
  },
}

export const evaluated = (context: StageContext, asking: StageName) => earlier(evaluate, context, asking)
