import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { digestFile, digestJson } from '../digest.ts'
import type { ExportResult, QuantizeResult } from '../engine/contract.generated.ts'
import { checkModelFiles } from '../model/checks.ts'
import { writeManifest } from '../model/manifest.ts'
import { inputOf, textColumns } from '../spec/schema.ts'
import { agreementGate, headlineOf, type Task, taskOf } from '../tasks/index.ts'
import { decisiveOf, type Gate, overall } from '../verdict.ts'
import { baseUnder } from './base.ts'
import { gatedJobCode } from './code.ts'
import { compareModels } from './comparison.ts'
import { proceeds } from './decision.ts'
import { evaluated } from './evaluate.ts'
import { machineFacts, manifestFacts } from './facts.ts'
import { finetuned, type ModelResult, modelIn } from './finetune.ts'
import { type Batch, jobFacts, jobPreflight } from './job.ts'
import { runBatchOnce } from './keptJobs.ts'
import { latencyOf, latencySection, type TimedModel } from './latency.ts'
import { addOwnScores } from './ownScores.ts'
import { keepPredictions, readPredictions } from './predictions.ts'
import { prepared } from './prepare.ts'
import { fewestRequests, latencyGates, sizeGate, speedGate } from './quantizeGates.ts'
import { earlier, type Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { compareServed, servingNow } from './served.ts'
import type { StageContext, StageName } from './types.ts'

export type QuantizationReport = {
  exported: ExportResult
  quantized: Omit<QuantizeResult, 'latency'>
  /** Of single requests, as they are served. */
  latency: TimedModel[]
  metrics: { candidate: Record<string, number>; baseline: Record<string, number> }
  gates: Gate[]
}

/** Exports the tuned model to ONNX and, for `int8`, quantizes it behind gates of agreement, size, speed and accuracy. */
export const quantize: Stage<QuantizationReport> = {
  name: 'quantize',
  parents: ['prepare', 'finetune', 'evaluate'],
  setUp: jobPreflight,
  async inputs(context) {
    const { deadline: _, ...section } = context.spec.quantize
    return {
      // What is quantized has passed its evaluation, and what is built later has the same one to show.
      evaluation: (await evaluated(context, 'quantize')).result.key,
      section: digestJson({ quantize: section, maxLength: inputOf(context.spec).maxLength }),
      dataset: (await prepared(context, 'quantize')).digest,
      model: (await finetuned(context, 'quantize')).digest,
      // Speed and the answers of INT8 kernels belong to a processor.
      processor: digestJson((await jobFacts(context)).cpu),
      // Last: it may set up the engine, which a missing predecessor need not wait for.
      code: await gatedJobCode(context),
    }
  },
  async make(context, workspace, key) {
    const { spec } = context
    const dataset = await prepared(context, 'quantize')
    const tuned = await finetuned(context, 'quantize')
    const model = await tuned.open()
    const task = taskOf(spec.task)
    const exportOut = join(workspace.scratch, 'export')
    const exporting: Batch<'export'> = {
      config: { task: spec.task, max_length: inputOf(spec).maxLength },
      inputs: { model: tuned.mount, ...(await baseUnder(context, model)) },
      out: exportOut,
      deadline: spec.quantize.deadline,
    }
    const exported = await runBatchOnce(context, 'export', key, exporting, { of: { model: tuned.digest } })
    const out = join(workspace.scratch, 'job')
    const release = await servingNow(context)
    const allowed = spec.quantize.precision === 'fp32' ? {} : spec.quantize.gates.latency
    const quantizing: Batch<'quantize'> = {
      config: {
        task: spec.task,
        precision: spec.quantize.precision,
        batch_size: spec.evaluate.batchSize,
        max_length: inputOf(spec).maxLength,
        shapes: task.shapes(inputOf(spec).maxLength),
        repetitions: 30,
        latency: { fewest: fewestRequests(allowed), most: 1000, seconds: 3 },
      },
      inputs: {
        model: { directory: join(exportOut, 'model') },
        data: dataset.mount,
        ...(release === undefined ? {} : { released: { directory: release.directory } }),
      },
      out,
      deadline: spec.quantize.deadline,
    }
    const { latency, ...quantized } = await runBatchOnce(context, 'quantize', key, quantizing, {
      of: {
        data: dataset.digest,
        model: tuned.digest,
        ...(dataset.slices === undefined ? {} : { slices: dataset.slices }),
        ...(release === undefined ? {} : { released: release.digest }),
      },
      // It was judged by the same bounds before, and did not pass: who runs it again wants to see it measured again.
      again: (await context.results.find('quantize', key)) !== undefined,
    })
    await addOwnScores(context, key, out)
    const facts = quantized.model
    const judged = await readPredictions(join(out, 'predictions.jsonl'), task)
    const judgedBaseline = await readPredictions(join(out, 'baseline-predictions.jsonl'), task)
    const alone = facts.max_batch === 1 ? [] : await readPredictions(join(out, 'alone-predictions.jsonl'), task)
    await keepPredictions(out, workspace.directory, task, judged)
    const common = {
      task,
      section: spec.evaluate,
      labels: dataset.labels,
      candidate: judged,
      examples: dataset.testExamples,
      environment: quantized.environment,
    }
    const againstFp32 = compareModels({
      ...common,
      margins: () => [{ metric: task.headline, margin: spec.quantize.gates.margin }],
      baseline: judgedBaseline,
    })
    const { metrics } = againstFp32
    const served = await compareServed(context, common)
    const timed = latencyOf(latency, release?.because)
    const gates = [
      agreementGate(facts.max_batch, judged, alone),
      ...(spec.quantize.precision === 'fp32'
        ? []
        : [
            sizeGate(quantized, spec.quantize.gates.size),
            speedGate(quantized, spec.quantize.gates.speed),
            ...latencyGates(latency, allowed),
          ]),
      ...againstFp32.gates,
      ...served.gates,
    ]
    await checkModelFiles(join(out, 'model'))
    await writeManifest(join(out, 'model'), {
      name: spec.name,
      version: spec.version,
      task: spec.task,
      ...textColumns(spec),
      ...manifestFacts(facts),
      machine: machineFacts(await jobFacts(context)),
      lineage: [...model.manifest.lineage, { stage: 'quantize', key, inputs: await quantize.inputs(context) }],
    })
    await rename(join(out, 'model'), join(workspace.directory, 'model'))
    return draft({
      title: `quantize ${spec.name} ${spec.version}`,
      data: { exported, quantized, latency: timed, metrics, gates },
      verdict: overall(gates),
      proceed: proceeds(gates, spec.evaluate, (gate) => served.gates.includes(gate)),
      headline: decisiveOf(gates) ?? headline(task, quantized, metrics, gates),
      outputs: {
        accuracy: String(metrics.candidate['accuracy'] ?? ''),
        'model-digest': await digestFile(join(workspace.directory, 'model', 'model.json')),
      },
      document: {
        gates,
        sections: [
          served.notice,
          {
            kind: 'table',
            title: 'Speed against FP32, one thread',
            columns: ['batch × length', 'FP32 ms', 'quantized ms', 'ratio'],
            rows: (quantized.speed ?? []).map((shape) => [
              `${shape.batch} × ${shape.length}`,
              shape.baseline_ms.toFixed(2),
              shape.candidate_ms.toFixed(2),
              `${shape.ratio.toFixed(2)} (${shape.ratio_low.toFixed(2)} to ${shape.ratio_high.toFixed(2)})`,
            ]),
          },
          ...latencySection(timed, latency?.threads ?? 1),
          ...againstFp32.sections,
        ],
      },
    })
  },
}

export const quantized = (context: StageContext, asking: StageName) => earlier(quantize, context, asking)

export const quantizedModel = async (context: StageContext, asking: StageName): Promise<ModelResult> =>
  modelIn(await quantized(context, asking))

function headline(
  task: Task,
  result: QuantizationReport['quantized'],
  metrics: QuantizationReport['metrics'],
  gates: Gate[],
): string {
  const speed = gates.find((gate) => gate.name === 'speed')
  const size = (result.candidate_bytes / 1e6).toFixed(1)
  const after = headlineOf(task, metrics.candidate)
  if (speed === undefined) return `exported to ONNX, ${size} MB, ${after}`
  return `${result.recipe ?? result.model.precision}: ${size} of ${(result.baseline_bytes / 1e6).toFixed(1)} MB, ${speed.observed.value.toFixed(2)} times as fast, ${after} after ${headlineOf(task, metrics.baseline)}`
}
