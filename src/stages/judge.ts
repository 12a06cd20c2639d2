import { canonicalJson, digestBytes, digestFile, digestJson } from '../digest.ts'
import { type Place, UserError } from '../errors.ts'
import type { Section } from '../report/model.ts'
import type { Result, Stored } from '../results/types.ts'
import { defaultBaseline, type JudgedSpec } from '../spec/schema.ts'
import type { Judged } from '../statistics/pairing.ts'
import { alphaOfLook } from '../statistics/power.ts'
import { taskOf } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'
import { ownGates } from './code.ts'
import { compareModels, marginsOf } from './comparison.ts'
import { decisionOf } from './decision.ts'
import { readGivenPredictions } from './predictions.ts'
import { draft } from './reporting.ts'

export type PredictionsReport = {
  examples: number
  metrics: { candidate: Record<string, number>; baseline: Record<string, number> }
  gates: Gate[]
}

/** What was judged: it stays in no store, as no later stage starts from it. */
export type JudgedPredictions = Pick<Stored<PredictionsReport>, 'digest' | 'result'>

/**
 * Judges two files of predictions by the gates of a spec: for teams with a harness of their own. No model is loaded, no Python
 * runs and no data is read; only `name`, `version`, `task` and `evaluate` of the spec count.
 * @param of paths of files in the prediction format, or of samples of lm-evaluation-harness
 */
export async function judgePredictions(
  spec: JudgedSpec,
  of: { candidate: string; baseline: string },
): Promise<JudgedPredictions> {
  const task = taskOf(spec.task)
  const [candidate, baseline] = [
    await readGivenPredictions(of.candidate, task),
    await readGivenPredictions(of.baseline, task),
  ]
  const { gates, metrics, judgedBy, sections } = compareModels({
    task,
    section: spec.evaluate,
    margins: marginsOf(spec.evaluate, false),
    labels: labelsOf(candidate),
    candidate,
    baseline,
    examples: candidate.length,
    environment: undefined,
    // What was judged before is not known here: what the spec plans counts.
    alpha: alphaOfLook(1, spec.evaluate.looks),
  })
  const { proceed, ...decision } = decisionOf({
    task,
    judgedBy,
    gates,
    metrics,
    against: "the baseline's predictions",
    examples: candidate.length,
    onInconclusive: spec.evaluate.onInconclusive,
  })
  const made = draft<PredictionsReport>({
    title: `evaluate ${spec.name} ${spec.version}`,
    data: { examples: candidate.length, metrics, gates },
    ...decision,
    document: { gates, sections: [...sections, ...passedOver(spec)] },
  })
  const result: Result<PredictionsReport> = {
    ...made,
    schema: 1,
    stage: 'evaluate',
    name: spec.name,
    key: digestJson({
      model: spec.name,
      task: spec.task,
      evaluate: spec.evaluate,
      candidate: await digestFile(of.candidate),
      baseline: await digestFile(of.baseline),
      code: await ownGates(),
    }),
    proceed,
    files: [],
    parents: {},
  }
  return { digest: digestBytes(canonicalJson(result)), result }
}

/** A spec of a model may say more than counts here, and a reader of the report would believe that it did. */
function passedOver({ evaluate: { baseline, slices, explain } }: JudgedSpec): Section[] {
  const told = [
    ...(baseline === defaultBaseline
      ? []
      : [`evaluate.baseline (${baseline}): the baseline is the file of predictions`]),
    ...(slices.length === 0 ? [] : ['evaluate.slices: slices are those that the predictions name themselves']),
    ...(explain === undefined
      ? []
      : ['evaluate.explain: predictions come without their model, so that nobody can be asked']),
  ]
  if (told.length === 0) return []
  return [{ kind: 'text', title: 'Not used of model.yml', text: `${told.join('; ')}.` }]
}

/** What of a run counts for models alone. @throws UserError where any of it is given @param given by name, as it was read */
export function requireUnused(
  given: Readonly<Record<string, string | boolean | undefined>>,
  placeOf: (name: string) => Place,
): void {
  const [first] = Object.entries(given).filter(([, value]) => value !== undefined && value !== false)
  if (first !== undefined)
    throw new UserError('is not used where predictions alone are judged: leave it out', { place: placeOf(first[0]) })
}

const labelsOf = (judged: readonly Judged[]): string[] => [...new Set(judged.map(({ truth }) => truth))].sort()
