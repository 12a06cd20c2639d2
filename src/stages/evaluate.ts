import { join } from 'node:path'
import type { EvaluateResult } from '../engine/contract.generated.ts'
import { digestJson } from '../model/digest.ts'
import type { Digest } from '../model/types.ts'
import { evaluationSections } from '../report/evaluation.ts'
import { pairedAccuracyGate } from '../report/gates.ts'
import { inputOf } from '../spec/schema.ts'
import { type Gate, overall } from '../verdict.ts'
import { type Baseline, resolveBaseline } from './baseline.ts'
import { gatedJobCode } from './code.ts'
import { finetuned } from './finetune.ts'
import { jobPreflight, runBatch } from './job.ts'
import { keepPredictions, readPredictions } from './predictions.ts'
import { prepared } from './prepare.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import type { StageContext, StageName } from './types.ts'

export type EvaluationReport = {
  result: EvaluateResult
  baseline: { kind: Baseline['kind']; because: string; digest?: Digest }
  gates: Gate[]
}

/** Judges the candidate against the baseline, example by example, by a paired test. */
export const evaluate: Stage<EvaluationReport> = {
  name: 'evaluate',
  parents: ['prepare', 'finetune'],
  preflight: jobPreflight,
  async inputs(context) {
    const baseline = await resolveBaseline(context)
    const { deadline: _, ...section } = context.spec.evaluate
    return {
      code: await gatedJobCode(context),
      section: digestJson({
        evaluate: { ...section, baseline: baseline.kind },
        maxLength: inputOf(context.spec).maxLength,
      }),
      dataset: (await prepared(context, 'evaluate')).digest,
      candidate: (await finetuned(context, 'evaluate')).digest,
      ...(baseline.kind === 'model' ? { baseline: baseline.digest } : {}),
    }
  },
  async make(context, workspace, key) {
    const { spec, platform } = context
    const baseline = await resolveBaseline(context)
    platform.log.info(`Baseline: ${baseline.because}`)
    const dataset = await prepared(context, 'evaluate')
    const candidate = await finetuned(context, 'evaluate')
    const out = join(workspace.scratch, 'job')
    const result = await runBatch(context, 'evaluate', key, {
      config: {
        task: spec.task,
        baseline: baseline.kind,
        batch_size: spec.evaluate.batchSize,
        max_length: inputOf(spec).maxLength,
      },
      inputs: {
        data: await dataset.dataset(),
        candidate: (await candidate.open()).path,
        ...(baseline.kind === 'model' ? { baseline: baseline.directory } : {}),
      },
      out,
      deadline: spec.evaluate.deadline,
    })
    const predictions = await readPredictions(join(out, 'predictions.jsonl'))
    const baselinePredictions = await readPredictions(join(out, 'baseline-predictions.jsonl'))
    await keepPredictions(out, workspace.directory)
    const gates = spec.evaluate.gates.map((gate) => pairedAccuracyGate(predictions, baselinePredictions, gate.margin))
    const verdict = overall(gates)
    const warnOnly = verdict === 'inconclusive' && spec.evaluate.onInconclusive === 'warn'
    return draft({
      title: `evaluate ${spec.name} ${spec.version}`,
      data: {
        result,
        baseline: {
          kind: baseline.kind,
          because: baseline.because,
          ...(baseline.kind === 'model' ? { digest: baseline.digest } : {}),
        },
        gates,
      },
      verdict,
      proceed: verdict === 'pass' || warnOnly,
      headline: `accuracy ${percent(result.candidate.accuracy)} against ${percent(result.baseline.accuracy)} of the baseline (${baseline.because}), on ${result.examples} examples`,
      outputs: { accuracy: String(result.candidate.accuracy), 'baseline-accuracy': String(result.baseline.accuracy) },
      document: { gates, sections: evaluationSections({ result, predictions, baselinePredictions }) },
    })
  },
}

export const evaluated = (context: StageContext, asking: StageName) => earlier(evaluate, context, asking)

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
