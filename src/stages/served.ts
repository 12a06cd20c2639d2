import { join } from 'node:path'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { readModelDirectory, verifyModelDirectory } from '../model/manifest.ts'
import type { Section } from '../report/model.ts'
import { differenceText, directedTitle, inUnit } from '../report/text.ts'
import type { Judged } from '../statistics/pairing.ts'
import type { Metric, Task } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'
import { releaseDirectory } from './baseline.ts'
import { commonClassesOf } from './commonClasses.ts'
import { type Compared, compareModels, marginsOf } from './comparison.ts'
import { evaluated } from './evaluate.ts'
import { readPredictions } from './predictions.ts'
import type { StageContext } from './types.ts'

/** What users will have against what they have: the model that will serve, held against the baseline of the evaluation. */
export type Served = { gates: Gate[]; notice: Section }

/**
 * Tuning may lose a margin against the release that serves, and quantizing another one against the tuned model. So that they do
 * not add up unseen, the quantized model must itself pass the gates of the evaluation.
 * @param of the answers of the quantized model, and what they are compared by
 */
export async function compareServed(
  context: StageContext,
  of: Omit<Parameters<typeof compareModels>[0], 'baseline' | 'margins' | 'section'>,
): Promise<Served> {
  const evaluation = await evaluated(context, 'quantize')
  const { baseline, result, alpha } = evaluation.result.data
  const file = join(await evaluation.directory(), 'baseline-predictions.jsonl')
  const before = await readPredictions(file, of.task, 'the evaluation kept no answers of its baseline: run it again')
  const section = context.spec.evaluate
  const compared = compareModels({
    ...of,
    alpha,
    section,
    margins: marginsOf(section, baseline.kind === 'majority'),
    baseline: before,
    common: commonClassesOf(result, of.labels),
  })
  return {
    gates: compared.gates.map((gate) => ({ ...gate, name: `served ${gate.name}` })),
    notice: notice(of.task, compared, before, baseline.because),
  }
}

/**
 * The release that the evaluation compared with, where this place still has its files: to be timed beside what is to serve.
 * Nothing is decided by it, so that nothing is fetched for it.
 */
export async function servingNow(
  context: StageContext,
): Promise<{ directory: string; digest: Digest; because: string } | undefined> {
  const { baseline } = (await evaluated(context, 'quantize')).result.data
  if (baseline.kind !== 'model' || baseline.digest === undefined) return undefined
  const directory = join(await releaseDirectory(context, baseline.digest), 'model')
  try {
    const model = await readModelDirectory(directory)
    await verifyModelDirectory(model)
    return model.manifest.engine === 'onnxruntime'
      ? { directory, digest: baseline.digest, because: baseline.because }
      : undefined
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** The first thing that a report tells: no word of it needs to know that there was an FP32 model in between. */
function notice(
  task: Task,
  { gates, metrics, judgedBy, candidate }: Compared,
  baseline: readonly Judged[],
  because: string,
): Section {
  const before = new Map(baseline.map(({ id, answer }) => [id, answer]))
  const others = candidate.filter(({ id, answer }) => before.get(id) !== answer).length
  const shown = (metric: Metric, value: number | undefined) => (value === undefined ? '' : inUnit(value, metric.unit))
  const row = ({ name, observed: { value, low, high, ...how } }: Gate): string[] => {
    const metric = judgedBy.find((one) => one.name === name) ?? task.headline
    const difference = low === undefined || high === undefined ? '' : differenceText({ value, low, high }, how)
    return [
      directedTitle(metric.title, metric),
      shown(metric, metrics.baseline[name]),
      shown(metric, metrics.candidate[name]),
      difference,
    ]
  }
  return {
    kind: 'table',
    title: 'What users will notice',
    part: 'users',
    columns: ['', 'now', 'with this model', 'difference'],
    rows: [...gates.map(row), ['answers that are others', '', `${others} of ${candidate.length}`, '']],
    note: `The model that will serve against ${because}.`,
  }
}
